//! Where an article's plain prose first names a subject: one search for all names of the site.
//! Turning what is found into links is left to `body`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use crate::parse::Article;
use crate::site::Site;

/// All names of all subjects, ready to be searched for.
#[derive(Debug)]
pub(super) struct Mentions {
    /// The names, each with the index of its subject, if it is that of one.
    names: Vec<(String, Option<usize>)>,
    /// `None` when the site has no subject, or more names than can be searched for at once.
    automaton: Option<AhoCorasick>,
    /// For each pattern, the index of its subject; `None` for a name that leads nowhere, and only
    /// keeps a shorter name inside of it from being taken for a mention.
    subjects: Vec<Option<usize>>,
}

/// A subject's name in an article's HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The bytes of the name in the HTML.
    pub(super) html: Range<usize>,
    /// The subject, by its index in [`Site::subjects`].
    pub(super) subject: usize,
}

impl Mentions {
    /// Takes the names of a site's subjects. A name that two subjects share leads to neither, and a
    /// subject's name within the title of a source, or within another thing's name, is no mention.
    ///
    /// `before` are those of another site, which are taken over where they are the same: to make a
    /// search for thousands of names takes longer than to render a page.
    pub(super) fn new(site: &Site, before: Option<&Arc<Mentions>>) -> Arc<Mentions> {
        let subjects = site.subjects.values().enumerate().flat_map(|(index, subject)| {
            let aliases = subject.raw.aliases.iter().map(|alias| alias.it.as_str());
            let names = std::iter::once(subject.raw.name.it.as_str()).chain(aliases);
            names.map(move |name| (name, Some(index)))
        });
        let sources = site.sources.values().map(|source| source.raw.title.as_str());
        let entities = site.vocabulary.entities.iter().flat_map(|entity| {
            std::iter::once(entity.name.as_str()).chain(entity.aliases.iter().map(String::as_str))
        });
        let names = subjects.chain(sources.chain(entities).map(|name| (name, None)));
        let same = |before: &&Arc<Mentions>| {
            let mut known = before.names.iter();
            let mut own = names.clone();
            own.all(|(name, of)| known.next().is_some_and(|it| it.0 == name && it.1 == of))
                && known.next().is_none()
        };
        match before.filter(same) {
            Some(before) => before.clone(),
            None => Arc::new(Mentions::of(
                names.clone().map(|(name, subject)| (name.to_string(), subject)).collect(),
            )),
        }
    }

    /// A search for names; those of subjects come first.
    fn of(names: Vec<(String, Option<usize>)>) -> Mentions {
        let mut patterns: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (name, subject) in &names {
            for pattern in spellings(name) {
                let known = patterns.entry(pattern).or_insert(*subject);
                if subject.is_some() && *known != *subject {
                    *known = None;
                }
            }
        }
        let (patterns, subjects): (Vec<_>, Vec<_>) = patterns.into_iter().unzip();
        let automaton = if patterns.is_empty() { None } else { AhoCorasick::new(&patterns).ok() };
        Mentions { names, automaton, subjects }
    }

    /// The first mention of each subject that is not in `skip`, in the order of the text. Of two
    /// names that overlap the one further left counts, and of two that begin together the longer.
    pub(super) fn find(&self, article: &Article, skip: &BTreeSet<usize>) -> Vec<Mention> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut linked = skip.clone();
        let mut mentions = Vec::new();
        for range in stretches(article) {
            let Some(text) = article.html.get(range.clone()) else { continue };
            let mut found: Vec<(Range<usize>, Option<usize>)> = automaton
                .find_overlapping_iter(text)
                .filter(|hit| stands_alone(text, hit.start(), hit.end()))
                .map(|hit| (hit.range(), self.subjects[hit.pattern().as_usize()]))
                .collect();
            found.sort_by_key(|(hit, _)| (hit.start, std::cmp::Reverse(hit.end)));
            let mut end = 0;
            for (hit, subject) in found {
                if hit.start < end {
                    continue;
                }
                end = hit.end;
                if let Some(subject) = subject.filter(|subject| linked.insert(*subject)) {
                    let html = range.start + hit.start..range.start + hit.end;
                    mentions.push(Mention { html, subject });
                }
            }
        }
        mentions
    }
}

/// How a name may stand in HTML: escaped, its first letter of either case, and one of its spaces
/// a line break. Otherwise capitals count: "Fault Tolerance" is a product, "fault tolerance" not.
fn spellings(name: &str) -> BTreeSet<String> {
    let mut spellings = BTreeSet::new();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = name.chars();
    let Some(first) = letters.next().filter(|_| name.chars().count() > 1) else { return spellings };
    let rest = letters.as_str();
    let lower: String = first.to_lowercase().collect();
    let upper: String = first.to_uppercase().collect();
    for first in [lower, upper, first.to_string()] {
        let plain = format!("{first}{rest}");
        // Quotation marks need no entity in an element's text, but may be given one.
        let body = plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        for text in [super::escape::escape(&plain).into_owned(), body] {
            for (at, _) in text.match_indices(' ') {
                spellings.insert(format!("{}\n{}", &text[..at], &text[at + 1..]));
            }
            spellings.insert(text);
        }
    }
    spellings
}

/// The stretches of plain text; pieces and lines that follow each other make one, unless something
/// is put between them.
fn stretches(article: &Article) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for prose in &article.prose {
        let joins = |last: &Range<usize>| {
            let gap = last.end..prose.start;
            let hole = article.holes.partition_point(|hole| hole.at < gap.start);
            article.html.get(gap.clone()).is_some_and(|gap| gap.is_empty() || gap == "\n")
                && article.holes.get(hole).is_none_or(|hole| hole.at > gap.end)
        };
        match stretches.last_mut() {
            Some(last) if joins(last) => last.end = prose.end,
            _ => stretches.push(prose.clone()),
        }
    }
    stretches
}

/// Whether a name is not part of a longer word, of a file name, or of an entity.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut before = text[..start].chars().rev();
    let mut after = text[end..].chars();
    match (before.next(), before.next()) {
        (Some(c), _) if word(c) => return false,
        (Some('.' | '/'), Some(c)) if word(c) => return false,
        (Some('&' | '#'), _) if text[end..].starts_with(';') => return false,
        _ => {}
    }
    match (after.next(), after.next()) {
        (Some(c), _) if word(c) => false,
        (Some('.' | '/'), Some(c)) if word(c) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(text: &str, name: &str) -> bool {
        let start = text.find(name).expect("the text holds the name");
        stands_alone(text, start, start + name.len())
    }

    #[test]
    fn a_name_is_a_whole_word() {
        assert!(alone("With PVSCSI, it", "PVSCSI"));
        assert!(alone("a PVSCSI-based disk.", "PVSCSI"));
        assert!(alone("It is PVSCSI.", "PVSCSI"));
        assert!(!alone("PVSCSIs", "PVSCSI"));
        assert!(!alone("factum.toml", "factum"));
        assert!(!alone("R &amp; D", "amp"));
    }

    #[test]
    fn spellings_follow_line_breaks_and_entities() {
        let spellings = spellings("Q & A set");
        assert!(spellings.contains("Q &amp; A\nset"));
        assert!(spellings.contains("q &amp; A set"));
        assert!(super::spellings("C").is_empty());
    }
}
