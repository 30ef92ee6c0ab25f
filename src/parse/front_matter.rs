//! Front matter: what an article says of itself before it begins.
//! Leaves what a scope or an owner means to `site`.

use crate::source::Span;
use crate::value::Node;

/// An article's front matter; a key that is absent has its default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// The page's title; the first heading, or the file's name, where it has none.
    pub title: Option<String>,
    /// One sentence for readers who have not opened the page.
    pub description: Option<String>,
    /// The day it was first published.
    pub date: Option<jiff::civil::Date>,
    /// The day it was last changed in substance.
    pub updated: Option<jiff::civil::Date>,
    /// Its place among its siblings, smallest first.
    pub weight: Option<i64>,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// The last part of its address.
    pub slug: Option<String>,
    /// Its whole address.
    pub path: Option<String>,
    /// Addresses that it used to have.
    pub aliases: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// A template of its own.
    pub template: Option<String>,
    /// The scope of its claims, as written.
    pub scope: Option<Node>,
    /// The subjects it is about, by id, each with its bytes.
    pub about: Vec<(String, Span)>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The day by which somebody must have looked at it.
    pub review_by: Option<(jiff::civil::Date, Span)>,
    /// Whether search finds it.
    pub in_search_index: bool,
    /// What the site's own templates want to know.
    pub extra: Option<Node>,
}
