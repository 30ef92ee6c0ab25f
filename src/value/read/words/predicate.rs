//! Predicates: what is said of a thing, without copulas, with its negations counted.
//! Which predicate stands for which status or truth is left to tables and declarations.

use crate::value::Vocabulary;
use crate::value::read::pattern::{Phrases, expand};
use crate::value::read::text::Text;

use super::Words;

/// A predicate in the form in which predicates are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Predicate {
    /// Its words without copulas.
    pub(crate) words: String,
    /// Its words without copulas and negations.
    pub(crate) bare: String,
    /// How many negations it has.
    pub(crate) negations: usize,
    /// Whether it denies that something still is so.
    pub(crate) longer: bool,
    /// Whether it says that this is always so.
    pub(crate) always: bool,
    /// Whether it speaks of what was so.
    pub(crate) past: bool,
}

impl Words {
    /// The predicate that tokens make.
    pub(crate) fn predicate<'w>(&self, tokens: impl Iterator<Item = &'w str>) -> Predicate {
        let mut predicate = Predicate::default();
        for token in tokens {
            let expanded = self.contractions.get(token).copied().unwrap_or(token);
            for word in expanded.split(' ') {
                predicate.past |= self.language.past.contains(&word);
                // A hyphen joins words that may as well stand apart.
                if self.language.copulas.contains(&word) || word == "-" {
                    continue;
                }
                if self.language.longer.contains(&word) && predicate.negations > 0 {
                    predicate.longer = true;
                    continue;
                }
                if self.language.always.contains(&word) {
                    predicate.always = true;
                    continue;
                }
                push(&mut predicate.words, word);
                if self.language.negators.contains(&word) {
                    predicate.negations += 1;
                } else {
                    push(&mut predicate.bare, word);
                }
            }
        }
        predicate
    }

    /// The predicate of a phrase.
    pub(crate) fn predicate_of(&self, phrase: &str) -> Predicate {
        let text = Text::new(phrase);
        self.predicate((0..text.len()).map(|at| text.word(at)))
    }

    /// Fills the tables of statuses, and of what a site adds for truths.
    pub(super) fn compile_predicates(&mut self, vocabulary: &Vocabulary) {
        let mut phrases = Phrases::default();
        let mut truths = Phrases::default();
        for (truth, said) in &vocabulary.booleans {
            for phrase in said {
                truths.insert(self.predicate_of(phrase).words, truth == "true");
            }
        }
        for (status, said) in &vocabulary.statuses.phrases {
            for phrase in said {
                phrases.insert(self.predicate_of(phrase).words, status.clone());
            }
        }
        for status in vocabulary.statuses.ladder.iter().chain(&vocabulary.statuses.beside) {
            phrases.insert(self.predicate_of(status).words, status.clone());
        }
        for (status, pattern) in self.language.statuses {
            if vocabulary
                .statuses
                .ladder
                .iter()
                .chain(&vocabulary.statuses.beside)
                .any(|known| known == status)
            {
                for phrase in expand(pattern) {
                    phrases.insert(phrase, status.to_string());
                }
            }
        }
        for (pattern, truth) in [(self.language.truths.0, true), (self.language.truths.1, false)] {
            for phrase in expand(pattern) {
                truths.insert(phrase, truth);
            }
        }
        self.status_phrases = phrases;
        self.truths = truths;
    }
}

fn push(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}
