//! An article's HTML with its holes filled: links, images, claims, insertions, first mentions of
//! subjects. What a claim looks like is left to `claim`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::claim::Claims;
use super::code;
use super::components;
use super::escape::escape;
use super::markup;
use super::mentions::Mentions;
use super::moved;
use super::picture;
use super::shell::Shell;
use super::urls::asking;
use super::value_html::Setting;
use crate::diagnostic::Diagnostic;
use crate::parse::{Article, Filling};
use crate::site::{Link, Origin, Page, Site, Target};
use crate::theme::Words;

/// The parts of a filled body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// The `<h1>` that the body begins with, if it does.
    pub(super) heading: Option<String>,
    /// The rest.
    pub(super) html: String,
}

/// One change to the HTML. Of those at one place the ones that end something go first and the
/// ones that begin something last, so that elements nest.
struct Edit {
    at: Range<usize>,
    order: Order,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Ends,
    Fills,
    Begins,
}

/// Fills the body of a page.
///
/// # Errors
/// The finding, where a component that it calls cannot be rendered.
pub(super) fn fill(
    shell: &Shell<'_>,
    setting: &Setting<'_>,
    index: usize,
) -> Result<Body, Box<Diagnostic>> {
    let page = setting.site.page(index);
    let article = &page.article;
    let html = article.html.as_str();
    let mut edits = holes(setting, page, index);
    edits.extend(first_mentions(setting, &shell.mentions, page));
    edits.extend(blocks_of_code(shell, setting.words, article));
    edits.extend(renamed(shell, page));
    let changes = markup::changes(html, article.wants, setting.words).into_iter();
    edits.extend(changes.map(|(at, text)| Edit { at, order: Order::Fills, text }));
    // A title that a component holds is a part of that component.
    let heading = heading_end(html)
        .filter(|end| !article.holes.iter().any(|hole| hole.at < *end && is_component(hole.what)));
    edits.extend(lower_headings(article, heading.unwrap_or(0)));
    edits.sort_by_key(|edit| (edit.at.start, edit.order));
    let split = heading.unwrap_or(0);
    let inside = edits.partition_point(|edit| edit.at.start < split);
    let body = apply(html, split..html.len(), &edits[inside..]);
    Ok(Body {
        heading: heading.map(|_| apply(html, 0..split, &edits[..inside]).trim().to_string()),
        html: components::fill(&shell.theme, article, setting, body)?,
    })
}

fn is_component(what: Filling) -> bool {
    matches!(what, Filling::Component(_) | Filling::ComponentEnd(_))
}

/// Copies a range of the HTML with its edits; one that overlaps what is done already is left out.
fn apply(html: &str, range: Range<usize>, edits: &[Edit]) -> String {
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(range.len() + added);
    let mut done = range.start;
    for edit in edits {
        let Some(before) = html.get(done..edit.at.start) else { continue };
        out.push_str(before);
        out.push_str(&edit.text);
        done = edit.at.end;
    }
    out.push_str(html.get(done..range.end).unwrap_or_default());
    out
}

fn holes(setting: &Setting<'_>, page: &Page, index: usize) -> Vec<Edit> {
    let claims = Claims::new(setting, page, index);
    let mut links: Vec<Option<&Link>> = vec![None; page.article.links.len()];
    let mut images: Vec<Option<&Link>> = vec![None; page.article.images.len()];
    for link in setting.site.links_of(index) {
        let slot = match link.origin {
            Origin::Link(at) => links.get_mut(at),
            Origin::Image(at) => images.get_mut(at),
        };
        if let Some(slot) = slot {
            *slot = Some(link);
        }
    }
    let fill = |what: Filling| match what {
        Filling::LinkStart(at) => link_start(setting, page, at, links.get(at).copied().flatten()),
        Filling::LinkEnd(at) => link_end(links.get(at).copied().flatten()),
        Filling::Maths(at) => {
            page.article.maths.get(at).map_or(String::new(), |it| it.html.clone())
        }
        Filling::Component(_) | Filling::ComponentEnd(_) => {
            components::mark(what).unwrap_or_default()
        }
        Filling::Reference(at) => {
            let to = page.article.links.get(at).map_or("", |link| &*link.to);
            address(setting, links.get(at).copied().flatten(), to)
        }
        Filling::Source(at) => {
            let to = page.article.images.get(at).map_or("", |image| &*image.to);
            escape(&source(setting, images.get(at).copied().flatten(), to)).into_owned()
        }
        Filling::Attributes(at) => {
            picture::attributes(setting, &page.article, at, images.get(at).copied().flatten())
        }
        Filling::Image(at) => {
            let link = images.get(at).copied().flatten();
            let to = page.article.images.get(at).map_or("", |image| &*image.to);
            picture::element(setting, &page.article, at, link, &source(setting, link, to))
        }
        Filling::ClaimStart(at) => claims.start(at),
        Filling::ClaimEnd(at) => claims.end(at),
        Filling::Insertion(at) => claims.insertion(at),
        Filling::Block(at) => claims.block(at),
        Filling::Mark(at) => claims.mark(at),
        Filling::CodeMark(at) => claims.code_mark(at),
        Filling::ListMark(at) => claims.list_mark(at),
    };
    let edit =
        |at: usize, what: Filling| Edit { at: at..at, order: Order::Fills, text: fill(what) };
    page.article.holes.iter().map(|hole| edit(hole.at, hole.what)).collect()
}

/// What leads from the page to a link's target; `None` when it leads nowhere.
fn destination(setting: &Setting<'_>, link: Option<&Link>) -> Option<String> {
    let link = link?;
    let href = match link.target.as_ref().ok()? {
        Target::Page { page, anchor } => {
            setting.here.to(&setting.site.page(*page).url, anchor.as_deref())
        }
        Target::Made(address) => setting.here.href(address),
        Target::Asset { address, fragment } => setting.here.to(address, fragment.as_deref()),
        Target::External(address) | Target::Unseen(address) => return Some(address.clone()),
    };
    Some(asking(href, link.query.as_deref()))
}

/// The address that stands in raw HTML: as its author wrote it where it leads nowhere.
fn address(setting: &Setting<'_>, link: Option<&Link>, written: &str) -> String {
    escape(&destination(setting, link).unwrap_or_else(|| written.to_string())).into_owned()
}

fn title(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(words)) }
}

fn link_start(setting: &Setting<'_>, page: &Page, at: usize, link: Option<&Link>) -> String {
    let words = page.article.links.get(at).map_or("", |link| link.title.as_str());
    match destination(setting, link) {
        Some(href) => ["<a href=\"", &escape(&href), "\"", &title(words), ">"].concat(),
        None => "<a class=\"broken\">".to_string(),
    }
}

fn link_end(link: Option<&Link>) -> String {
    match link.is_some_and(|link| link.target.is_ok()) {
        true => "</a>".to_string(),
        false => "</a><sup class=\"mark\">leads nowhere</sup>".to_string(),
    }
}

/// Where something is shown from: as its author wrote it where that leads nowhere.
fn source(setting: &Setting<'_>, link: Option<&Link>, written: &str) -> String {
    let query = link.and_then(|link| link.query.as_deref());
    let shown = picture::address(setting, link).map(|shown| asking(shown, query));
    let shown = shown.or_else(|| destination(setting, link));
    shown.unwrap_or_else(|| written.to_string())
}

/// Links around the first mention of each subject. A page that is about a subject says so at its
/// head, with a link, so its text does not link the name again.
fn first_mentions(setting: &Setting<'_>, mentions: &Mentions, page: &Page) -> Vec<Edit> {
    let site: &Site = setting.site;
    let about: BTreeSet<usize> = page
        .article
        .front
        .about
        .iter()
        .filter_map(|(id, _)| site.subjects.get_index_of(id))
        .collect();
    let mut edits = Vec::new();
    for mention in mentions.find(&page.article, &about) {
        let Some((_, subject)) = site.subjects.get_index(mention.subject) else { continue };
        let href = setting.here.href(&subject.url);
        let begin = format!("<a class=\"mention\" href=\"{}\">", escape(&href));
        let (start, end) = (mention.html.start, mention.html.end);
        edits.push(Edit { at: start..start, order: Order::Begins, text: begin });
        edits.push(Edit { at: end..end, order: Order::Ends, text: "</a>".to_string() });
    }
    edits
}

fn blocks_of_code<'a>(
    shell: &'a Shell<'_>,
    words: &'a Words,
    article: &'a Article,
) -> impl Iterator<Item = Edit> + 'a {
    let coloured = shell.site.config.highlight;
    article.code.iter().map(move |code| Edit {
        at: code.html.clone(),
        order: Order::Fills,
        text: code::block(article, code, words, &shell.memory, coloured),
    })
}

/// The ids that headings used to have, so that old addresses still lead to them.
fn renamed(shell: &Shell<'_>, page: &Page) -> Vec<Edit> {
    let html = page.article.html.as_str();
    let ids = moved::renamed_ids(shell, page).filter_map(|(old, now)| {
        let heading = page.article.headings.iter().find(|heading| heading.id == now)?;
        let tag = format!("<h{} id=\"{}\"", heading.level, escape(now));
        let start = html.find(&tag)?;
        let at = start + html[start..].find('>')? + 1;
        let text = format!("<span id=\"{}\"></span>", escape(old));
        Some(Edit { at: at..at, order: Order::Fills, text })
    });
    ids.collect()
}

/// Where the `<h1>` ends that the body begins with.
fn heading_end(html: &str) -> Option<usize> {
    let start = html.len() - html.trim_start().len();
    let rest = html[start..].strip_prefix("<h1")?;
    if !rest.starts_with([' ', '>']) {
        return None;
    }
    Some(start + 3 + rest.find("</h1>")? + 5)
}

/// A page has one title; any further `<h1>` becomes an `<h2>`.
fn lower_headings(article: &Article, from: usize) -> Vec<Edit> {
    let html = article.html.as_str();
    if !article.headings.iter().skip(usize::from(from > 0)).any(|heading| heading.level == 1) {
        return Vec::new();
    }
    let tags = ["<h1>", "<h1 ", "</h1>"].into_iter().flat_map(|tag| html.match_indices(tag));
    tags.filter(|(at, _)| *at >= from)
        .map(|(at, tag)| Edit {
            at: at..at + tag.len(),
            order: Order::Fills,
            text: tag.replace('1', "2"),
        })
        .collect()
}
