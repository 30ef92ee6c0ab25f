//! The way around that a site sets itself: `[nav]` of `factum.toml`.
//! Leaves to `site` what its entries lead to.

use super::At;
use super::fields::{Fields, wrong_type};
use super::problem::Problem;
use crate::value::{Form, Node};

/// How deep entries may lie in each other.
const DEEPEST: usize = 8;

/// An entry of the navigation as written.
#[derive(Clone, Debug, PartialEq)]
pub struct RawEntry {
    /// Its words; the title of the page where it has none.
    pub title: Option<String>,
    /// What it leads to: a file below `content`, or what could be the destination of a link.
    pub page: Option<At<String>>,
    /// What lies below it; nothing where it does not say.
    pub pages: Option<Vec<RawEntry>>,
}

/// Reads `[nav]`.
pub(super) fn read(node: &Node, problems: &mut Vec<Problem>) -> Vec<RawEntry> {
    let mut keys = Fields::new(node, "a table with a list of pages", problems);
    let pages = keys.node("pages");
    if pages.is_none() && node.map().is_some() {
        keys.missing("pages", problems);
    }
    keys.finish(&[], problems);
    pages.map(|pages| entries(pages, 0, problems)).unwrap_or_default()
}

/// Adds what entries lead to, in their order.
pub(super) fn destinations<'e>(entries: &'e [RawEntry], all: &mut Vec<&'e At<String>>) {
    for entry in entries {
        all.extend(&entry.page);
        destinations(entry.pages.as_deref().unwrap_or_default(), all);
    }
}

fn entries(node: &Node, depth: usize, problems: &mut Vec<Problem>) -> Vec<RawEntry> {
    let Some(items) = node.list().filter(|_| depth < DEEPEST) else {
        problems.push(wrong_type(node, "a list of pages"));
        return Vec::new();
    };
    items.iter().filter_map(|item| entry(item, depth, problems)).collect()
}

/// A page by its name alone, or a table that says more.
fn entry(node: &Node, depth: usize, problems: &mut Vec<Problem>) -> Option<RawEntry> {
    if let Form::Text { text, .. } = &node.form {
        let page = At { it: text.clone(), span: node.span.clone() };
        return Some(RawEntry { title: None, page: Some(page), pages: None });
    }
    node.map().or_else(|| {
        problems.push(wrong_type(node, "a page, or a table of title, page and pages"));
        None
    })?;
    let mut keys = Fields::new(node, "a table of title, page and pages", problems);
    let title = keys.text("title", problems).map(|at| at.it);
    let page = keys.text("page", problems);
    let below = keys.node("pages");
    if page.is_none() && title.is_none() {
        keys.missing("page", problems);
    }
    keys.finish(&[], problems);
    let pages = below.map(|below| entries(below, depth + 1, problems));
    Some(RawEntry { title, page, pages })
}
