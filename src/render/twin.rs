//! Markdown twins: each article as Markdown again, at its address with `index.md` behind it, with
//! links that lead from there to where they should, and values where they were inserted.

use std::ops::Range;

use super::urls::{Here, asking};
use super::value_html::Setting;
use crate::parse::{Form, RawClaim};
use crate::site::{Bound, Claim, ClaimForm, Page, Site, Target};

/// The address of a page's twin.
pub(super) fn address(page: &Page) -> String {
    [&page.url, NAME].concat()
}

/// Whether a file may be the twin of a page, by its path.
pub(super) fn may_be(path: &str) -> bool {
    path.ends_with(NAME)
}

/// What twins are called in the folders of their pages.
const NAME: &str = "index.md";

/// The twin of a page, by its index; nothing for the front of a folder that nobody wrote.
pub(super) fn make(setting: &Setting<'_>, index: usize) -> Option<String> {
    let site = setting.site;
    let page = site.page(index);
    let text = site.text_of(&page.article.path).filter(|_| page.written)?.as_str();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for claim in site.claims_of(index) {
        edits.extend(of_claim(setting, page, claim));
    }
    edits.extend(of_unbound(page, text, &edits));
    for link in site.links_of(index) {
        // An address that is written with escapes stands for its whole link, and is left as it is.
        let written = text.get(link.to_span.clone()) == Some(&*link.to);
        if let Some(to) = leads(site, setting.here, link.target.as_ref().ok()).filter(|_| written) {
            edits.push((link.to_span.clone(), asking(to, link.query.as_deref())));
        }
    }
    // A reference may be written once for several links.
    edits.sort_by_key(|(one, _)| (one.start, one.end));
    edits.dedup_by(|(one, _), (two, _)| one == two);
    let body = body(text);
    let mut twin = String::with_capacity(text.len() + 128);
    let titled = page.article.headings.first().is_some_and(|heading| heading.level == 1);
    if !titled {
        twin.extend(["# ", &page.title, "\n\n"]);
    }
    let mut done = body;
    for (span, with) in edits.into_iter().filter(|(span, _)| span.start >= body) {
        let Some(before) = text.get(done..span.start) else { continue };
        twin.push_str(before);
        twin.push_str(&with);
        done = span.end;
    }
    twin.push_str(text.get(done..).unwrap_or_default());
    Some(twin)
}

/// Where the text begins behind the front matter.
fn body(text: &str) -> usize {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let Some(fence) = text[start..].lines().next().map(str::trim_end) else { return start };
    if !matches!(fence, "---" | "+++") {
        return start;
    }
    let mut at = start;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        at += line.len();
        if number > 0 && line.trim_end() == fence {
            let blank = text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
            return at + blank;
        }
    }
    start
}

/// A claim in prose: its words lead to the fact, an insertion is the value with such a link. Of a
/// table the heads lead there.
fn of_claim(setting: &Setting<'_>, page: &Page, claim: &Claim) -> Option<(Range<usize>, String)> {
    let bound = claim.bound.as_ref().ok()?;
    let to = fact(setting, bound)?;
    let article = &page.article;
    let at = match &claim.form {
        ClaimForm::Prose(at) => *at,
        ClaimForm::Rows { table, column, .. } | ClaimForm::Cell { table, column, .. } => {
            let head = article.tables.get(*table)?.columns.get(*column).copied()??;
            return Some((article.claims.get(head)?.to_span.clone(), to));
        }
        ClaimForm::List { .. } => return None,
    };
    match article.claims.get(at)?.form {
        Form::Insertion | Form::Block => {
            let filler = setting.site.subjects.get(&bound.fact.subject)?.filler.as_slice();
            let context = Setting { filler, ..*setting };
            let words = bound.value.as_ref()?.phrase(&context.context(&bound.property));
            Some((claim.span.clone(), format!("[{}]({to})", words.replace(['[', ']'], ""))))
        }
        _ => Some((claim.to_span.clone(), to)),
    }
}

/// A claim that leads to no fact is no link: nobody else knows what `fact:` is.
fn of_unbound(
    page: &Page,
    text: &str,
    edits: &[(Range<usize>, String)],
) -> Vec<(Range<usize>, String)> {
    let claims = page.article.claims.iter().filter(|claim| claim.form != Form::Code);
    let left = claims.filter(|claim| {
        !edits.iter().any(|(span, _)| *span == claim.span || *span == claim.to_span)
    });
    let edit = |claim: &RawClaim| match claim.form {
        Form::Insertion | Form::Block => (claim.span.clone(), format!("`{}`", claim.to)),
        _ => {
            let words = text.get(claim.words_span.clone()).unwrap_or(&claim.words);
            (claim.span.clone(), words.to_string())
        }
    };
    left.map(edit).collect()
}

fn fact(setting: &Setting<'_>, bound: &Bound) -> Option<String> {
    let subject = setting.site.subjects.get(&bound.fact.subject)?;
    Some(setting.here.to(&subject.url, Some(&bound.fact.property)))
}

/// What leads from a twin to a target: to the twin of a page, to anything else as it is.
fn leads(site: &Site, here: Here<'_>, target: Option<&Target>) -> Option<String> {
    match target? {
        Target::Page { page, anchor } => {
            let page = site.page(*page);
            match page.written {
                true => Some(here.to(&address(page), anchor.as_deref())),
                false => Some(here.to(&page.url, anchor.as_deref())),
            }
        }
        Target::Made(address) => Some(here.href(address)),
        Target::Asset { address, fragment } => Some(here.to(address, fragment.as_deref())),
        Target::External(_) | Target::Unseen(_) => None,
    }
}
