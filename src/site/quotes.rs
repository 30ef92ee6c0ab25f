//! Quotations looked up in the snapshots of their sources: found, found on another page, or not,
//! with the words that come nearest. Leaves what the words of a quotation say to `testimony`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::Source;
use super::subjects::Subjects;
use crate::parse::{At, Citation, Folded, Transcript};

/// A snapshot, or why it cannot be had.
pub type Snapshot = Result<Arc<Transcript>, String>;

/// What looking a quotation up has shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Quoted {
    /// There is no quotation, or no text to look it up in.
    #[default]
    Unverified,
    /// It stands in the snapshot, where the citation says.
    Found,
    /// It stands in the snapshot, but on this page.
    Elsewhere(usize),
    /// It does not stand there.
    Missing(Option<Nearest>),
    /// All its parts stand there, but too far apart or in another order.
    Apart,
}

/// The words of a snapshot that come nearest to a quotation's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The words.
    pub words: String,
    /// Their page, where the snapshot has pages.
    pub page: Option<usize>,
}

/// How far apart, in bytes of folded text, two parts of a quotation with an elision may stand.
const FARTHEST: usize = 2_000;

/// Looks every quotation up, once however many statements share it.
pub(super) fn verify(subjects: &mut Subjects, sources: &IndexMap<String, Source>) {
    for subject in subjects.values_mut() {
        let statements = subject.facts.values().flat_map(|fact| &fact.statements);
        let citations = statements.flat_map(|statement| &statement.sources);
        // One place in a file is one quotation.
        let places: BTreeMap<usize, &Citation> = citations
            .filter_map(|cited| Some((cited.citation.quote.as_ref()?.span.start, &cited.citation)))
            .collect();
        let places: Vec<(usize, &Citation)> = places.into_iter().collect();
        let found: BTreeMap<usize, Quoted> = places
            .into_par_iter()
            .map(|(place, citation)| (place, look_up(citation, sources).unwrap_or_default()))
            .collect();
        let statements = subject.facts.values_mut().flat_map(|fact| &mut fact.statements);
        for cited in statements.flat_map(|statement| &mut statement.sources) {
            let place = cited.citation.quote.as_ref().map(|quote| quote.span.start);
            cited.quoted = place.and_then(|at| found.get(&at).cloned()).unwrap_or_default();
        }
    }
}

/// What is to be said of a citation; nothing where there is no quotation or no text.
fn look_up(citation: &Citation, sources: &IndexMap<String, Source>) -> Option<Quoted> {
    let At { it: quote, .. } = citation.quote.as_ref()?;
    let snapshot = sources.get(&citation.id.it)?.snapshot.as_ref()?.as_ref().ok()?;
    let text = snapshot.text.as_ref()?.as_ref().ok()?;
    let pages = citation.at.as_deref().filter(|_| text.has_pages()).and_then(pages);
    Some(find(quote, pages, text))
}

/// Looks a quotation up in a text, wherever it stands there.
pub fn find_quote(quote: &str, text: &Folded) -> Quoted {
    find(quote, None, text)
}

/// Looks a quotation up in a text, on the pages given or on all of them.
pub(super) fn find(quote: &str, pages: Option<Range<usize>>, text: &Folded) -> Quoted {
    let parts: Vec<Folded> = quote
        .split("[…]")
        .flat_map(|part| part.split("[...]"))
        .map(Folded::new)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        return Quoted::Missing(None);
    }
    if let Some(pages) = &pages
        && in_order(&parts, text, |start| pages.contains(&text.page(start))).is_some()
    {
        return Quoted::Found;
    }
    match in_order(&parts, text, |_| true) {
        Some(start) if pages.is_some() => Quoted::Elsewhere(text.page(start)),
        Some(_) => Quoted::Found,
        None => match parts.iter().find(|part| occurrences(part, text).next().is_none()) {
            Some(part) => Quoted::Missing(nearest(part, text)),
            None => Quoted::Apart,
        },
    }
}

/// Where parts begin that follow each other within the distance, the first where it may.
fn in_order(parts: &[Folded], text: &Folded, may: impl Fn(usize) -> bool) -> Option<usize> {
    let (first, rest) = parts.split_first()?;
    let mut firsts = occurrences(first, text).filter(|span| may(span.start));
    if rest.is_empty() {
        return firsts.next().map(|span| span.start);
    }
    // Each end that was reached, with the start of the whole; both grow.
    let mut reached: Vec<(usize, usize)> = firsts.map(|span| (span.end, span.start)).collect();
    for part in rest {
        let mut next = Vec::new();
        for span in occurrences(part, text) {
            let before = reached.partition_point(|(end, _)| *end <= span.start);
            let last = before.checked_sub(1).and_then(|last| reached.get(last));
            if let Some((end, start)) = last
                && span.start - end <= FARTHEST
            {
                next.push((span.end, *start));
            }
        }
        reached = next;
    }
    reached.first().map(|(_, start)| *start)
}

/// Every place where the words stand as words, with the same hyphens, in order.
fn occurrences<'t>(words: &'t Folded, text: &'t Folded) -> impl Iterator<Item = Range<usize>> + 't {
    let mut from = 0;
    let candidates = std::iter::from_fn(move || {
        let rest = text.as_str().get(from..)?;
        let start = from + rest.find(words.as_str())?;
        let first = words.as_str().chars().next().map_or(1, char::len_utf8);
        from = start + first;
        Some(start..start + words.as_str().len())
    });
    candidates.filter(|span| is_whole(text.as_str(), span) && has_hyphens(words, text, span))
}

/// Whether a span does not begin or end inside a word, a number or a range.
fn is_whole(text: &str, span: &Range<usize>) -> bool {
    let cut = |at: usize| {
        let mut before = text.get(..at).unwrap_or_default().chars().rev();
        let mut after = text.get(at..).unwrap_or_default().chars();
        let (last, first) = (before.next(), after.next());
        let digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
        let joint = |char: Option<char>| matches!(char, Some('.' | ',' | '-' | ':' | '/'));
        match (last, first) {
            (Some(last), Some(first)) if last.is_alphanumeric() && first.is_alphanumeric() => true,
            (last, first) if digit(last) && joint(first) => digit(after.next()),
            (last, first) if joint(last) && digit(first) => digit(before.next()),
            _ => false,
        }
    };
    !cut(span.start) && !cut(span.end)
}

/// Whether the words and the span have the same hyphens, those at the ends of lines aside.
fn has_hyphens(words: &Folded, text: &Folded, span: &Range<usize>) -> bool {
    let there = text.hyphens(span).iter().map(|hyphen| (hyphen.at - span.start, hyphen.breaks));
    let there: BTreeMap<usize, bool> = there.collect();
    let here = words.hyphens(&(0..words.as_str().len()));
    let here: BTreeMap<usize, bool> =
        here.iter().map(|hyphen| (hyphen.at, hyphen.breaks)).collect();
    let lacks = |one: &BTreeMap<usize, bool>, other: &BTreeMap<usize, bool>| {
        one.iter().any(|(at, breaks)| !breaks && !other.contains_key(at))
    };
    !lacks(&here, &there) && !lacks(&there, &here)
}

/// As many words in a row as the quotation has, which share most with it, if they share half.
fn nearest(quote: &Folded, text: &Folded) -> Option<Nearest> {
    let wanted: Vec<&str> = quote.as_str().split(' ').map(bare).collect();
    let mut spans = Vec::new();
    let mut at = 0;
    for word in text.as_str().split(' ') {
        spans.push(at..at + word.len());
        at += word.len() + 1;
    }
    let word = |index: usize| spans.get(index).and_then(|span| text.as_str().get(span.clone()));
    let length = wanted.len().min(spans.len());
    let mut owed: BTreeMap<&str, isize> = BTreeMap::new();
    for word in &wanted {
        *owed.entry(word).or_default() += 1;
    }
    let aligned = |start: usize| {
        let same = |(at, wanted): &(usize, &&str)| word(start + at).map(bare) == Some(**wanted);
        wanted.iter().enumerate().filter(same).count()
    };
    let mut shared: isize = 0;
    let mut best: Option<((isize, usize), usize)> = None;
    for end in 0..spans.len() {
        if let Some(count) = word(end).and_then(|word| owed.get_mut(bare(word))) {
            shared += isize::from(*count > 0);
            *count -= 1;
        }
        let Some(start) = (end + 1).checked_sub(length) else { continue };
        // Only where as many words are shared is it worth asking which stand in their places.
        if best.is_none_or(|((most, _), _)| shared >= most) && shared * 2 >= length as isize {
            let score = (shared, aligned(start));
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, start));
            }
        }
        if let Some(count) = word(start).and_then(|word| owed.get_mut(bare(word))) {
            *count += 1;
            shared -= isize::from(*count > 0);
        }
    }
    let (_, start) = best?;
    let span = spans.get(start)?.start..spans.get(start + length - 1)?.end;
    let page = text.has_pages().then(|| text.page(span.start));
    Some(Nearest { words: text.shown(&span), page })
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
    if bare.is_empty() { word } else { bare }
}

/// The pages that a citation names: `p. 116`, `page 3`, `pp. 3–4`; nothing where it names none.
pub(super) fn pages(at: &str) -> Option<Range<usize>> {
    let lower = at.to_lowercase();
    let mut words = lower.split(|char: char| !char.is_alphanumeric()).filter(|w| !w.is_empty());
    words.find(|word| matches!(*word, "p" | "pp" | "page" | "pages"))?;
    let first: usize = words.next()?.parse().ok()?;
    let range = lower.contains(['-', '–', '—']);
    let last = words.next().filter(|_| range).and_then(|word| word.parse().ok());
    let last: usize = last.filter(|last| *last >= first).unwrap_or(first);
    Some(first..last.saturating_add(1))
}
