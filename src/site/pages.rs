//! Pages: articles and section fronts with their addresses and places in the tree.

use crate::parse::Article;
use std::sync::Arc;

/// An article with its place in the site.
pub struct Page {
    /// The article.
    pub article: Arc<Article>,
    /// Its title, from the front matter, the first heading, or the file's name.
    pub title: String,
    /// Its address from the site's root, such as `/vsphere/pvscsi/`.
    pub url: String,
    /// What it is.
    pub kind: PageKind,
    /// The page of the section it lies in, by index; `None` for the home page.
    pub parent: Option<usize>,
    /// For a section: its pages and sections, by index, in reading order.
    pub children: Vec<usize>,
    /// The language of its claims.
    pub language: String,
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// An article.
    Article,
    /// The front page of a folder; its article may be empty when the folder has no `_index.md`.
    Section,
}
