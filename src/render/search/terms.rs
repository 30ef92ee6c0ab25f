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
const HEADING: f32 = 6.0;
const TITLE: f32 = 8.0;
const NAMES: f32 = 4.0;

/// The terms of some sections that follow each other, before it is known how rare a term is.
pub(super) struct Weighed {
    /// The terms, sorted, each with its end in `places`; it begins where that before it ends.
    pub(super) terms: Vec<(String, usize)>,
    /// The sections that each term is in, by their numbers among these, and how much it weighs there.
    pub(super) places: Vec<(u32, f32)>,
    /// How long the text of each section is, in words.
    pub(super) words: Vec<usize>,
}

/// Weighs the terms of sections.
pub(super) fn weigh(sections: &[Section]) -> Weighed {
    let mut known: HashMap<String, usize, FxBuildHasher> = HashMap::default();
    // What was found, in the order of sections, and for each term where it was found last.
    let mut found: Vec<(usize, (u32, f32))> = Vec::new();
    let mut last: Vec<usize> = Vec::new();
    let mut words = Vec::with_capacity(sections.len());
    for (number, section) in (0..).zip(sections) {
        let mut count = 0;
        for (text, weight) in parts(section) {
            each(text, |term| {
                count += 1;
                let id = known.get(term).copied().unwrap_or_else(|| {
                    known.insert(term.to_string(), last.len());
                    last.push(usize::MAX);
                    last.len() - 1
                });
                match found.get_mut(last[id]) {
                    Some((_, (section, sum))) if *section == number => *sum += weight,
                    _ => {
                        last[id] = found.len();
                        found.push((id, (number, weight)));
                    }
                }
            });
        }
        words.push(count);
    }
    let mut terms: Vec<(String, usize)> = known.into_iter().collect();
    terms.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
    sorted(terms, &found, words)
}

/// Puts what was found behind each other by terms, which come sorted with their numbers.
fn sorted(
    terms: Vec<(String, usize)>,
    found: &[(usize, (u32, f32))],
    words: Vec<usize>,
) -> Weighed {
    let mut ends = vec![0; terms.len()];
    for (id, _) in found {
        ends[*id] += 1;
    }
    let mut end = 0;
    let mut starts = vec![0; terms.len()];
    let terms = terms.into_iter().map(|(term, id)| {
        starts[id] = end;
        end += ends[id];
        (term, end)
    });
    let terms = terms.collect();
    let mut places = vec![(0, 0.0); found.len()];
    for (id, place) in found {
        places[starts[*id]] = *place;
        starts[*id] += 1;
    }
    Weighed { terms, places, words }
}

/// The texts of a section, each with what a word in it counts.
fn parts(section: &Section) -> [(&str, f32); 4] {
    let at_head = section.heading.is_empty();
    [
        (section.text.as_str(), 1.0),
        (&section.heading, HEADING),
        // The title is the page's: what follows its head has it too, but less of it.
        (&section.title, if at_head { TITLE } else { 1.0 }),
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
        let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
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
            if !word.is_empty() {
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
