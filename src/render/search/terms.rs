//! Words into terms, the same way as `templates/search.js` does it: letters and digits of any script
//! in lower case without marks; of scripts without spaces every two characters.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::section::Section;

/// The longest term; of a longer word the beginning counts.
const LONGEST: usize = 24;

/// How much more a word in a heading, a title or a name counts than one in the text.
const HEADING: u16 = 6;
const TITLE: u16 = 8;
const NAMES: u16 = 4;

/// The terms of some sections that follow each other, before it is known how rare a term is.
pub(super) struct Weighed {
    /// The terms, sorted, one behind the other.
    text: String,
    /// Where each term ends in `text`, and its places in `sections` and `counts`; both begin where those
    /// of the term before it end.
    ends: Vec<(u32, u32)>,
    /// The sections that each term is in, by their numbers among these.
    sections: Vec<u32>,
    /// How much it weighs there, in whole mentions.
    counts: Vec<u16>,
    /// How long the text of each section is, in words.
    pub(super) words: Vec<usize>,
}

impl Weighed {
    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A term by its place.
    pub(super) fn term(&self, at: usize) -> &str {
        &self.text[self.start(at).0..self.ends[at].0 as usize]
    }

    /// The sections that a term is in and how much it weighs there, by the term's place.
    pub(super) fn places(&self, at: usize) -> impl ExactSizeIterator<Item = (u32, u16)> + '_ {
        let range = self.start(at).1..self.ends[at].1 as usize;
        let (sections, counts) = (&self.sections[range.clone()], &self.counts[range]);
        sections.iter().copied().zip(counts.iter().copied())
    }

    fn start(&self, at: usize) -> (usize, usize) {
        let before = at.checked_sub(1).map_or((0, 0), |before| self.ends[before]);
        (before.0 as usize, before.1 as usize)
    }
}

/// Weighs the terms of sections.
pub(super) fn weigh(sections: &[Section]) -> Weighed {
    let mut known: HashMap<String, u32, FxBuildHasher> = HashMap::default();
    // What was found, in the order of sections, and for each term where it was found last.
    let mut found: Vec<(u32, (u32, u16))> = Vec::new();
    let mut last: Vec<usize> = Vec::new();
    let mut words = Vec::with_capacity(sections.len());
    for (number, section) in (0..).zip(sections) {
        let mut count = 0;
        for (text, weight) in parts(section) {
            each(text, |term| {
                count += 1;
                let id = known.get(term).copied().unwrap_or_else(|| {
                    let id = u32::try_from(last.len()).unwrap_or(u32::MAX);
                    known.insert(term.to_string(), id);
                    last.push(usize::MAX);
                    id
                });
                let last = &mut last[id as usize];
                match found.get_mut(*last) {
                    Some((_, (section, sum))) if *section == number => {
                        *sum = sum.saturating_add(weight)
                    }
                    _ => {
                        *last = found.len();
                        found.push((id, (number, weight)));
                    }
                }
            });
        }
        words.push(count);
    }
    let mut terms: Vec<(String, u32)> = known.into_iter().collect();
    terms.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
    sorted(terms, &found, words)
}

/// Puts what was found behind each other by terms, which come sorted with their numbers.
fn sorted(terms: Vec<(String, u32)>, found: &[(u32, (u32, u16))], words: Vec<usize>) -> Weighed {
    let mut ends = vec![0_u32; terms.len()];
    for (id, _) in found {
        ends[*id as usize] += 1;
    }
    let (mut text, mut end) = (String::new(), 0);
    let mut starts = vec![0; terms.len()];
    let mut both = Vec::with_capacity(terms.len());
    for (term, id) in terms {
        text.push_str(&term);
        starts[id as usize] = end as usize;
        end += ends[id as usize];
        // A run is a few hundred pages, whose text is read in whole; it is far below four gigabytes.
        both.push((u32::try_from(text.len()).unwrap_or(u32::MAX), end));
    }
    let (mut sections, mut counts) = (vec![0; found.len()], vec![0; found.len()]);
    for (id, (section, count)) in found {
        let start = &mut starts[*id as usize];
        (sections[*start], counts[*start]) = (*section, *count);
        *start += 1;
    }
    Weighed { text, ends: both, sections, counts, words }
}

/// The texts of a section, each with what a word in it counts.
fn parts(section: &Section) -> [(&str, u16); 4] {
    let at_head = section.heading.is_empty();
    [
        (section.text.as_str(), 1),
        (&section.heading, HEADING),
        // The title is the page's: what follows its head has it too, but less of it.
        (&section.title, if at_head { TITLE } else { 1 }),
        (&section.names, NAMES),
    ]
}

/// Calls `found` with every term of a text.
pub(super) fn each(text: &str, mut found: impl FnMut(&str)) {
    let mut terms = Terms::default();
    let mut rest = text;
    while !rest.is_empty() {
        // Most of most texts needs none of what Unicode asks for. Marks are taken away, so nothing
        // is lost where a letter and its mark are taken apart here.
        let other = |text: &str| text.bytes().position(|byte| !byte.is_ascii());
        let plain = if rest.is_ascii() { None } else { other(rest) }.unwrap_or(rest.len());
        let (ascii, others) = rest.split_at(plain);
        terms.take_ascii(ascii, &mut found);
        let others_end = others.bytes().position(|b| b.is_ascii()).unwrap_or(others.len());
        let (others, after) = others.split_at(others_end);
        let folded = others.nfkd().filter(|char| !is_combining_mark(*char));
        for char in folded.flat_map(char::to_lowercase) {
            terms.take(char, &mut found);
        }
        rest = after;
    }
    terms.take(' ', &mut found);
}

/// Where the reading of a text is.
#[derive(Default)]
struct Terms {
    word: String,
    /// The character before, if it is of a script that sets no spaces.
    before: Option<char>,
}

impl Terms {
    /// Takes letters that are all of ASCII, by whole words.
    fn take_ascii(&mut self, text: &str, found: &mut impl FnMut(&str)) {
        let mut rest = text;
        while !rest.is_empty() {
            self.before = None;
            let end = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric());
            let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
            let whole = self.word.is_empty() && !behind.is_empty();
            if whole && !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
                // Most words are terms as they stand.
                if !word.is_empty() {
                    found(&word[..word.len().min(LONGEST)]);
                }
            } else if !word.is_empty() {
                let start = self.word.len();
                self.word.push_str(word);
                self.word[start..].make_ascii_lowercase();
            }
            if !behind.is_empty() {
                flush(&mut self.word, found);
            }
            rest = behind.get(1..).unwrap_or_default();
        }
    }

    fn take(&mut self, char: char, found: &mut impl FnMut(&str)) {
        if is_spaceless(char) {
            flush(&mut self.word, found);
            match self.before.replace(char) {
                Some(before) => found(&String::from_iter([before, char])),
                None => found(char.encode_utf8(&mut [0; 4])),
            }
            return;
        }
        self.before = None;
        if char.is_alphanumeric() {
            self.word.push(char);
        } else {
            flush(&mut self.word, found);
        }
    }
}

fn flush(word: &mut String, found: &mut impl FnMut(&str)) {
    if !word.is_empty() {
        let cut = || word.char_indices().nth(LONGEST).map_or(word.len(), |(at, _)| at);
        let end = if word.len() > LONGEST { cut() } else { word.len() };
        found(&word[..end]);
        word.clear();
    }
}

/// Whether a character is of a script that sets no spaces between words.
fn is_spaceless(char: char) -> bool {
    !char.is_ascii()
        && matches!(u32::from(char),
        0x0e00..=0x0eff | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    fn terms(text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        super::each(text, |term| terms.push(term.to_string()));
        terms
    }

    #[test]
    fn words_are_folded_and_scripts_without_spaces_are_paired() {
        assert_eq!(terms("Up to TWO devices-per-VM."), ["up", "to", "two", "devices", "per", "vm"]);
        assert_eq!(terms("Größe Café naïve"), ["große", "cafe", "naive"]);
        assert_eq!(terms("仮想マシン x"), ["仮", "仮想", "想マ", "マシ", "シン", "x"]);
        assert_eq!(terms("4.10"), ["4", "10"]);
    }
}
