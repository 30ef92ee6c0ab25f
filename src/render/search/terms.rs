//! Words into terms, the same way as `templates/search.js` does it: letters and digits of any script
//! in lower case without marks; of scripts without spaces every two characters.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::section::Section;

/// The longest term; of a longer word the beginning counts.
const LONGEST: usize = 24;

/// How much more a word in a heading, a title or a name counts than one in the text.
const HEADING: f32 = 6.0;
const TITLE: f32 = 8.0;
const NAMES: f32 = 4.0;

/// The terms of a section with how much each weighs in it, before it is known how rare they are.
pub(super) struct Weighed {
    /// Weights by term.
    pub(super) terms: BTreeMap<String, f32>,
    /// How long the text is, in words.
    pub(super) words: usize,
}

/// Weighs the terms of a section.
pub(super) fn weigh(section: &Section) -> Weighed {
    let mut terms: BTreeMap<String, f32> = BTreeMap::new();
    let mut words = 0;
    let at_head = section.heading.is_empty();
    let parts = [
        (section.text.as_str(), 1.0),
        (&section.heading, HEADING),
        // The title is the page's: what follows its head has it too, but less of it.
        (&section.title, if at_head { TITLE } else { 1.0 }),
        (&section.names, NAMES),
    ];
    for (text, weight) in parts {
        each(text, |term| {
            words += 1;
            *terms.entry(term.to_string()).or_default() += weight;
        });
    }
    Weighed { terms, words }
}

/// Calls `found` with every term of a text.
pub(super) fn each(text: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    let mut pair: Option<char> = None;
    let plain = text.nfkd().filter(|char| !is_combining_mark(*char)).flat_map(char::to_lowercase);
    for char in plain.chain([' ']) {
        if is_spaceless(char) {
            flush(&mut word, &mut found);
            match pair.replace(char) {
                Some(before) => found(&String::from_iter([before, char])),
                None => found(&char.to_string()),
            }
            continue;
        }
        pair = None;
        if char.is_alphanumeric() {
            word.push(char);
        } else {
            flush(&mut word, &mut found);
        }
    }
}

fn flush(word: &mut String, found: &mut impl FnMut(&str)) {
    if !word.is_empty() {
        let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(at, _)| at);
        found(&word[..end]);
        word.clear();
    }
}

/// Whether a character is of a script that sets no spaces between words.
fn is_spaceless(char: char) -> bool {
    matches!(u32::from(char),
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
