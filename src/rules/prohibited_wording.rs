//! Wordings that a caveat prohibits, anywhere in the text of a page. A caveat that a page leaves out
//! is left to `caveat-missing`.

use super::*;
use crate::parse::{At, Block};
use crate::site::Fact;
use crate::source::Span;
use crate::value::Mode;

pub(super) static RULE: Rule = Rule {
    name: "prohibited-wording",
    level: Level::Error,
    summary: "a wording that a caveat prohibits",
    page: include_str!("prohibited_wording.md"),
    check: Check::Site(check),
};

struct Prohibited<'a> {
    /// Its words in lower case, with one space between.
    words: String,
    written: &'a At<String>,
    caveat: &'a Fact,
    path: &'a crate::source::SitePath,
}

fn check(site: &Site, findings: &mut Findings) {
    let wordings: Vec<Prohibited<'_>> = site
        .facts()
        .flat_map(|(subject, caveat)| {
            caveat.raw.prohibited.iter().map(|written| Prohibited {
                words: fold(&written.it),
                written,
                caveat,
                path: &subject.path,
            })
        })
        .filter(|wording| !wording.words.is_empty())
        .collect();
    if wordings.is_empty() {
        return;
    }
    let words = wordings.iter().map(|wording| &wording.words);
    let Ok(search) = aho_corasick::AhoCorasick::new(words) else { return };
    for (index, page) in site.pages.iter().enumerate() {
        for block in &page.article.blocks {
            let text = fold(page.article.words(block));
            let mut found: Vec<usize> = search
                .find_overlapping_iter(&text)
                .filter(|hit| whole_words(&text, hit.start(), hit.end()))
                .map(|hit| hit.pattern().as_usize())
                .collect();
            found.sort_unstable();
            found.dedup();
            for wording in found.into_iter().map(|at| &wordings[at]) {
                if !quoted(site, index, block, &wording.words) {
                    report(site, page, block, wording, findings);
                }
            }
        }
    }
}

fn report(
    site: &Site,
    page: &Page,
    block: &Block,
    wording: &Prohibited<'_>,
    findings: &mut Findings,
) {
    let path = &page.article.path;
    let source = site.texts.get(path).map_or("", |text| text.slice(&block.span));
    let span = locate(source, &wording.words)
        .map_or(block.span.clone(), |at| block.span.start + at.start..block.span.start + at.end);
    let message = format!(
        "the page says \"{}\", a wording that {} prohibits",
        wording.written.it.trim(),
        wording.caveat.id()
    );
    findings
        .add(Label::new(path, span, ""), message)
        .relate(Label::new(wording.path, wording.written.span.clone(), "it is prohibited here"))
        .help("say what the caveat says, or link the words to a fact as a myth");
}

/// Whether the words stand in a claim that quotes them as a myth.
fn quoted(site: &Site, page: usize, block: &Block, words: &str) -> bool {
    site.claims_of(page).iter().any(|claim| {
        let inside = block.span.start <= claim.span.start && claim.span.end <= block.span.end;
        claim.mode == Mode::Myth && inside && fold(&claim.words).contains(words)
    })
}

fn fold(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn whole_words(text: &str, start: usize, end: usize) -> bool {
    let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let after = text.get(end..).and_then(|tail| tail.chars().next());
    !inner(before) && !inner(after)
}

/// Where folded words stand in the text of a file; nothing when marks of emphasis, links or quotations
/// stand between them.
fn locate(source: &str, words: &str) -> Option<Span> {
    source.char_indices().find_map(|(start, _)| {
        let mut rest = source[start..].chars().peekable();
        let mut length = 0;
        for word in words.chars() {
            if word == ' ' {
                let mut any = false;
                while let Some(space) = rest.next_if(|c| c.is_whitespace()) {
                    length += space.len_utf8();
                    any = true;
                }
                if !any {
                    return None;
                }
            } else {
                let next = rest.next()?;
                if !next.to_lowercase().eq([word]) {
                    return None;
                }
                length += next.len_utf8();
            }
        }
        Some(start..start + length)
    })
}
