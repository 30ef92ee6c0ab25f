//! Front matter: what an article says of itself before it begins.
//! Leaves what a scope or an owner means to `site`.

use crate::source::Span;
use crate::value::Node;

use super::fields::Fields;
use super::problem::{Problem, ProblemKind};
use super::taxonomies::{self, Terms};
use super::{toml, yaml};

/// An article's front matter; a key that is absent has its default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// The page's title; the first heading, or the file's name, where it has none.
    pub title: Option<String>,
    /// One sentence for readers who have not opened the page.
    pub description: Option<String>,
    /// The day it was first published, or is to be.
    pub date: Option<jiff::civil::Date>,
    /// The first day on which it is no longer published.
    pub expires: Option<jiff::civil::Date>,
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
    /// Its terms in taxonomies by name.
    pub taxonomies: Vec<Terms>,
    /// Whether a section has a feed of its own.
    pub feed: bool,
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

/// What stands between the marks at the head of an article.
pub(super) struct Block<'a> {
    /// The text between the marks.
    pub(super) text: &'a str,
    /// Where it begins.
    pub(super) start: usize,
    /// Where the body begins, behind the second mark.
    pub(super) body: usize,
    /// Whether the marks are `+++`, which means TOML.
    pub(super) toml: bool,
}

/// Finds the front matter of an article: from a first line of `---` or `+++` to the next such line.
pub(super) fn find(text: &str) -> Option<Block<'_>> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = text[mark..].split_inclusive('\n').next()?;
    let fence = first.trim_end();
    if !matches!(fence, "---" | "+++") {
        return None;
    }
    let start = mark + first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            let block = &text[start..at];
            return Some(Block { text: block, start, body: at + line.len(), toml: fence == "+++" });
        }
        at += line.len();
    }
    None
}

/// Reads a block of front matter; what is wrong with it is added to `problems`.
pub(super) fn read(block: &Block<'_>, problems: &mut Vec<Problem>) -> FrontMatter {
    let (node, found) = if block.toml {
        let (node, found) = toml::read(block.text, block.start);
        (Some(node), found)
    } else {
        yaml::read(block.text, block.start)
    };
    problems.extend(found);
    let mut front = FrontMatter { in_search_index: true, ..FrontMatter::default() };
    let Some(node) = node else { return front };
    of(&node, &mut front, problems);
    front
}

fn of(node: &Node, front: &mut FrontMatter, problems: &mut Vec<Problem>) {
    let mut fields = Fields::new(node, "a map of keys and values", problems);
    front.title = fields.text("title", problems).map(|at| at.it);
    front.description = fields.text("description", problems).map(|at| at.it);
    front.date = fields.date("date", problems).map(|at| at.it);
    front.updated = fields.date("updated", problems).map(|at| at.it);
    front.expires = fields.date("expires", problems).map(|at| at.it);
    front.weight = fields.get("weight", "a whole number", problems);
    front.draft = fields.get("draft", "true or false", problems).unwrap_or(false);
    front.slug = name(&mut fields, "slug", problems);
    front.path = address(&mut fields, "path", problems);
    front.aliases = fields.texts("aliases", problems).into_iter().map(|at| at.it).collect();
    front.authors = fields.texts("authors", problems).into_iter().map(|at| at.it).collect();
    front.tags = fields.texts("tags", problems).into_iter().map(|at| at.it).collect();
    if let Some(node) = fields.node("taxonomies") {
        front.taxonomies = taxonomies::terms(node, problems);
    }
    front.feed = fields.get("feed", "true or false", problems).unwrap_or(false);
    front.template = fields.text("template", problems).map(|at| at.it);
    front.scope = fields.node("scope").cloned();
    front.about = fields.texts("about", problems).into_iter().map(|at| (at.it, at.span)).collect();
    front.owner = fields.text("owner", problems).map(|at| at.it);
    front.review_by = fields.date("review_by", problems).map(|at| (at.it, at.span));
    front.in_search_index =
        fields.get("in_search_index", "true or false", problems).unwrap_or(true);
    front.extra = fields.node("extra").cloned();
    fields.finish(&[], problems);
}

/// Reads front matter that is written for another tool: what it is worth to that tool is all under
/// `extra`, what stands under `factum` is read as ever, and nothing else in it can be a problem.
pub(super) fn read_foreign(block: &Block<'_>, problems: &mut Vec<Problem>) -> FrontMatter {
    let mut front = FrontMatter { in_search_index: true, ..FrontMatter::default() };
    let node = match block.toml {
        true => Some(toml::read(block.text, block.start).0),
        false => yaml::read(block.text, block.start).0,
    };
    if let Some(own) = node.as_ref().and_then(|node| node.get("factum")) {
        of(own, &mut front, problems);
    }
    let title = node.as_ref().and_then(|node| node.get("title")).and_then(Node::text);
    front.title = front.title.or_else(|| title.map(str::to_string));
    front.extra = node;
    front
}

/// One name of an address.
fn name(fields: &mut Fields<'_>, key: &'static str, problems: &mut Vec<Problem>) -> Option<String> {
    let at = fields.text(key, problems)?;
    if at.it.is_empty() || at.it == "." || at.it == ".." || at.it.contains(['/', '\\', '?', '#']) {
        let expected = "one name of an address, without / ? or #".to_string();
        let kind = ProblemKind::WrongType { expected, found: format!("\"{}\"", at.it) };
        problems.push(Problem { span: at.span, kind });
        return None;
    }
    Some(at.it)
}

/// A whole address: names joined by `/`, none of which climbs.
fn address(
    fields: &mut Fields<'_>,
    key: &'static str,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let at = fields.text(key, problems)?;
    let mut names = at.it.split('/').filter(|name| !name.is_empty());
    if names.clone().next().is_none()
        || names.any(|name| name == "." || name == ".." || name.contains(['\\', '?', '#']))
    {
        let expected = "an address below the site's root, such as guides/start".to_string();
        let kind = ProblemKind::WrongType { expected, found: format!("\"{}\"", at.it) };
        problems.push(Problem { span: at.span, kind });
        return None;
    }
    Some(at.it.split('/').filter(|name| !name.is_empty()).collect::<Vec<_>>().join("/"))
}
