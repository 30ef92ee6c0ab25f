//! Links as data: where each stands, and what it names or why it names nothing.
//! How that is found out is left to `targets`.

use std::sync::Arc;

use super::Withheld;
use crate::source::{SitePath, Span};

/// A link or image of a page.
pub struct Link {
    /// The page it stands on, by index.
    pub page: usize,
    /// Which link of the article it is.
    pub origin: Origin,
    /// The bytes of the whole link.
    pub span: Span,
    /// The bytes of its destination.
    pub to_span: Span,
    /// The destination as written.
    pub to: Arc<str>,
    /// What its author asks of what it names: `print=1` of `next.md?print=1`.
    pub query: Option<Box<str>>,
    /// What it names.
    pub target: Result<Target, Broken>,
    /// What it should be, where it leads on from an address or an anchor that has moved.
    pub moved: Option<Box<str>>,
}

/// Where in its article a link comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `article.links[i]`.
    Link(usize),
    /// `article.images[i]`.
    Image(usize),
}

/// What a link names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, by index, and an id in it.
    Page {
        /// The page.
        page: usize,
        /// The id, without `#`.
        anchor: Option<String>,
    },
    /// A page that factum makes: its address, with any fragment.
    Made(String),
    /// A file that is published as it is.
    Asset {
        /// Its address.
        address: String,
        /// A place in it, as in `signs.svg#door`.
        fragment: Option<String>,
    },
    /// An address outside the site.
    External(String),
    /// Something that another tool makes, or somebody else publishes, and that factum cannot see.
    Unseen(String),
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Nothing stands there.
    NoTarget {
        /// The nearest destination that would be right, written as the author would.
        near: Option<String>,
        /// Whether it differs from the right one in the case of letters alone.
        case: bool,
    },
    /// The page is there, the id is not.
    NoAnchor {
        /// The page's file or address.
        page: String,
        /// The id that is missing.
        anchor: String,
        /// The nearest id.
        near: Option<String>,
        /// Whether it differs from the right one in the case of letters alone.
        case: bool,
    },
    /// It differs in the case of letters alone, and whoever publishes the tree finds it all the same;
    /// what it should be.
    Case(String),
    /// It climbs out of the site's root.
    Escapes,
    /// It is written with backslashes.
    Backslash {
        /// What it would be with slashes, if that resolves.
        right: Option<String>,
        /// Whether whoever publishes the tree takes them for slashes.
        overlooked: bool,
    },
    /// It names a file that is not published: a template, a fact file.
    NotPublished(SitePath),
    /// It names an article that is not published today.
    Withheld(SitePath, Withheld),
}

impl Broken {
    /// The same, where what would be right has the query and the anchor of the destination.
    pub(super) fn with_end_of(mut self, to: &str) -> Broken {
        if let (Broken::NoTarget { near: Some(near), .. }, Some(at)) =
            (&mut self, to.find(['?', '#']))
        {
            near.push_str(&to[at..]);
        }
        self
    }
}

/// That a page lacks an id, with the nearest that it has.
pub(super) fn no_anchor<'i>(
    page: String,
    anchor: String,
    ids: impl Iterator<Item = &'i str> + Clone,
) -> Broken {
    let lower = anchor.to_lowercase();
    let case = ids.clone().find(|id| id.to_lowercase() == lower);
    let near = case.or_else(|| crate::parse::nearest(&anchor, ids)).map(str::to_string);
    Broken::NoAnchor { page, anchor, near, case: case.is_some() }
}
