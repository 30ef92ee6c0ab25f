//! The compiled words of a language, with those of a site merged in: built once, then only looked up.
//! What words add up to is left to the readers.

mod de;
mod en;
mod language;
mod predicate;
mod units;

pub(crate) use language::{Language, Op, Say};
pub(crate) use predicate::Predicate;

use super::pattern::Phrases;
use super::text::Text;
use crate::value::hash::Map;
use crate::value::number::Number;
use crate::value::unit::Unit;
use crate::value::{Statuses, Vocabulary};

/// The compiled words of a language, with those of a site merged in.
#[derive(Clone, Debug)]
pub struct Words {
    pub(crate) language: &'static Language,
    pub(super) name: &'static str,
    pub(crate) quantities: Phrases<Op>,
    pub(crate) versions: Phrases<Op>,
    pub(crate) dates: Phrases<Op>,
    pub(crate) joints: Phrases<Joint>,
    pub(crate) numbers: Map<String, NumberWord>,
    pub(crate) months: Map<String, i8>,
    pub(crate) weekdays: Map<String, i8>,
    pub(crate) statuses: Statuses,
    pub(crate) status_phrases: Phrases<String>,
    pub(crate) deniable: Phrases<()>,
    pub(crate) defaults: Vec<Vec<String>>,
    pub(crate) truths: Phrases<bool>,
    pub(crate) requirements: Phrases<bool>,
    pub(crate) switches: Phrases<bool>,
    pub(crate) supports: Phrases<bool>,
    known: Map<&'static str, ()>,
    contractions: Map<&'static str, &'static str>,
    symbols: Map<String, Unit>,
    unit_names: Map<String, Unit>,
}

/// What a word does between or before items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    /// Joins where all are meant.
    And,
    /// Joins where any is meant.
    Or,
    /// Comes before items that are all meant.
    Both,
    /// Comes before items of which one is meant.
    Either,
    /// The same, where `and` may join them.
    OneOf,
    /// Comes before items of which none is meant.
    Neither,
    /// Joins those.
    Nor,
    /// Denies.
    Not,
    /// Says that there are no further ones.
    Only,
    /// Means all there are.
    Any,
    /// Takes out.
    Except,
    /// Adds nothing: an article.
    Article,
}

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NumberWord {
    /// A number that is complete or takes ones after tens.
    Value(Number),
    /// Multiplies what came before, and takes more after it.
    Hundred(Number),
    /// Multiplies all since the last greater one.
    Scale(Number),
    /// Multiplies, and takes nothing more.
    Dozen(Number),
    /// A part.
    Fraction(Number),
    /// A number that takes nothing more, but may be multiplied.
    Mixed(Number),
}

impl Words {
    /// Compiles the tables of a language (English where it is unknown) with a site's vocabulary.
    pub fn new(language: &str, vocabulary: &Vocabulary) -> Words {
        let (name, language) = match language.split(['-', '_']).next() {
            Some("de") => ("de", &de::GERMAN),
            _ => ("en", &en::ENGLISH),
        };
        let comparisons = |more: &'static [(&'static str, Op)]| {
            Phrases::new(language.comparisons.iter().chain(more).copied())
        };
        let truth =
            |(yes, no): (&'static str, &'static str)| Phrases::new([(yes, true), (no, false)]);
        let mut words = Words {
            language,
            name,
            quantities: comparisons(language.quantities),
            versions: comparisons(language.versions),
            dates: comparisons(language.dates),
            joints: joints(language),
            numbers: numbers(language),
            months: positions(language.months),
            weekdays: positions(language.weekdays),
            statuses: vocabulary.statuses.clone(),
            status_phrases: Phrases::default(),
            defaults: language
                .defaults
                .iter()
                .map(|phrase| phrase.split(' ').map(str::to_string).collect())
                .collect(),
            deniable: Phrases::new([(language.deniable, ())]),
            truths: truth(language.truths),
            requirements: truth(language.requirements),
            switches: truth(language.switches),
            supports: truth(language.supports),
            known: known(language),
            contractions: language.contractions.iter().copied().collect(),
            symbols: Map::default(),
            unit_names: Map::default(),
        };
        words.compile_units(vocabulary);
        words.compile_predicates(vocabulary);
        words
    }

    /// The language that the words belong to.
    pub fn language(&self) -> &'static str {
        self.name
    }

    /// How values are put in words.
    pub(crate) fn say(&self) -> &Say {
        &self.language.say
    }

    /// Whether a word is one that comparisons are made of.
    pub(crate) fn is_known(&self, word: &str) -> bool {
        self.known.contains_key(word)
    }

    /// Whether a token is a word, or a contraction that begins with it.
    pub(crate) fn begins_with(&self, token: &str, word: &str) -> bool {
        let first = self.contractions.get(token).and_then(|said| said.split(' ').next());
        token == word || first == Some(word)
    }

    /// Whether a number may begin with a word.
    pub(crate) fn begins_number(&self, word: &str) -> bool {
        let language = self.language;
        self.numbers.contains_key(word)
            || language.ones.contains(&word)
            || language.minus.contains(&word)
            || language.plus.contains(&word)
            || language.compound.is_some_and(|compound| compound.joins_thousands(word))
    }

    /// A word in the plural.
    pub(crate) fn plural(&self, word: &str) -> String {
        let ending = self.language.plurals.iter().find(|(one, _)| word.ends_with(one));
        ending.map_or_else(
            || word.to_string(),
            |(one, many)| format!("{}{many}", &word[..word.len() - one.len()]),
        )
    }

    /// Whether a word is another one, in the singular or the plural, ignoring case.
    pub(crate) fn is_form_of(&self, word: &str, singular: &str) -> bool {
        word == singular
            || self.language.plurals.iter().any(|(one, many)| {
                singular.strip_suffix(one).is_some_and(|stem| {
                    word.strip_prefix(stem).is_some_and(|rest| rest == *many)
                        && (!one.is_empty() || !stem.is_empty())
                })
            })
    }

    /// The longest joint that starts at a token, with its length.
    pub(crate) fn joint(&self, text: &Text<'_>, at: usize) -> Option<(Joint, usize)> {
        (1..=self.joints.longest().min(text.len() - at.min(text.len()))).rev().find_map(|length| {
            self.joints.get(text.words(at, at + length)).map(|joint| (*joint, length))
        })
    }
}

fn known(language: &'static Language) -> Map<&'static str, ()> {
    let patterns = [language.comparisons, language.quantities, language.versions, language.dates];
    let tables = [
        language.openers,
        language.and,
        language.or,
        language.either,
        language.but,
        language.articles,
    ];
    let words = patterns
        .into_iter()
        .flatten()
        .flat_map(|(pattern, _)| pattern.split(['(', ')', '[', ']', '|', ' ']));
    words.chain(tables.into_iter().flatten().copied()).map(|word| (word, ())).collect()
}

fn joints(language: &'static Language) -> Phrases<Joint> {
    let tables = [
        (language.and, Joint::And),
        (language.or, Joint::Or),
        (language.both, Joint::Both),
        (language.either, Joint::Either),
        (language.one_of, Joint::OneOf),
        (language.neither, Joint::Neither),
        (language.nor, Joint::Nor),
        (language.not, Joint::Not),
        (language.only, Joint::Only),
        (language.any, Joint::Any),
        (language.except, Joint::Except),
        (language.articles, Joint::Article),
    ];
    Phrases::new(
        tables.into_iter().flat_map(|(words, joint)| words.iter().map(move |word| (*word, joint))),
    )
}

fn positions(table: &'static [&'static [&'static str]]) -> Map<String, i8> {
    let numbered = (1i8..).zip(table);
    numbered.flat_map(|(at, names)| names.iter().map(move |name| (name.to_string(), at))).collect()
}

fn numbers(language: &Language) -> Map<String, NumberWord> {
    let mut numbers = Map::default();
    if let Some(compound) = language.compound {
        let joined = compound.numbers();
        for (word, value) in &joined {
            numbers.insert(word.clone(), NumberWord::Mixed(Number::whole(*value)));
        }
        for (word, value) in language
            .numbers
            .iter()
            .take(13)
            .map(|(word, value)| (*word, *value))
            .chain((1i64..).zip(compound.ones).map(|(value, one)| (*one, value)))
        {
            if let Some(half) = Number::ratio(i128::from(value) * 2 + 1, 2) {
                numbers.insert(format!("{word}{}", compound.half), NumberWord::Mixed(half));
            }
        }
    }
    let kinds: [fn(Number) -> NumberWord; 4] =
        [NumberWord::Value, NumberWord::Hundred, NumberWord::Scale, NumberWord::Dozen];
    let tables = [language.numbers, language.hundreds, language.scales, language.dozens];
    for (table, kind) in tables.into_iter().zip(kinds) {
        for (word, value) in table {
            numbers.insert(word.to_string(), kind(Number::whole(*value)));
        }
    }
    for (word, under) in language.fractions {
        if let Some(part) = Number::ratio(1, i128::from(*under)) {
            numbers.insert(word.to_string(), NumberWord::Fraction(part));
        }
    }
    for (word, over, under) in language.mixed {
        if let Some(value) = Number::ratio(i128::from(*over), i128::from(*under)) {
            numbers.insert(word.to_string(), NumberWord::Mixed(value));
        }
    }
    numbers
}

impl language::Compound {
    /// Whether a word has the word for a thousand in it. It is asked of every word of a claim, and
    /// for so few bytes comparing is quicker than searching.
    pub(crate) fn joins_thousands(&self, word: &str) -> bool {
        let thousand = self.thousand.as_bytes();
        word.as_bytes().windows(thousand.len()).any(|part| part == thousand)
    }

    /// All words from twenty-one on that are written together, with their numbers.
    fn numbers(&self) -> Vec<(String, i64)> {
        let mut below: Vec<(String, i64)> = Vec::new();
        for (ten, word) in (2i64..).zip(self.tens) {
            below.push((word.to_string(), ten * 10));
            for (one, prefix) in (1i64..).zip(self.ones) {
                below.push((format!("{prefix}{}{word}", self.and), ten * 10 + one));
            }
        }
        let small = (1i64..).zip(self.ones).map(|(value, word)| (word.to_string(), value));
        let below: Vec<(String, i64)> = small.chain(self.teens()).chain(below).collect();
        let mut hundreds = vec![(self.hundred.to_string(), 100)];
        for (one, prefix) in (1i64..).zip(self.ones) {
            hundreds.push((format!("{prefix}{}", self.hundred), one * 100));
        }
        let mut all: Vec<(String, i64)> =
            below.iter().filter(|(_, value)| *value > 12).cloned().collect();
        for (head, value) in &hundreds {
            all.push((head.clone(), *value));
            all.extend(below.iter().map(|(tail, more)| (format!("{head}{tail}"), value + more)));
        }
        all
    }

    fn teens(&self) -> impl Iterator<Item = (String, i64)> {
        (10i64..).zip(self.teens).map(|(value, word)| (word.to_string(), value))
    }
}
