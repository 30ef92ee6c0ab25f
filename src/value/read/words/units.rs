//! The units of a language: found by symbol, where case matters, or by name.
//! What units are and how they convert is left to `unit`.

use crate::value::Vocabulary;
use crate::value::number::Number;
use crate::value::read::text::Text;
use crate::value::unit::{Measure, Unit, prefixes, symbols};

use super::{Language, Words};

impl Words {
    /// Fills the tables of symbols and names.
    pub(super) fn compile_units(&mut self, vocabulary: &Vocabulary) {
        for (symbol, unit) in symbols() {
            let key = Text::new(&symbol);
            self.symbols.insert(raw(&key, 0, key.len()), unit);
        }
        // Fact files name measures in English, whatever the language of the pages.
        for language in [self.language, &super::en::ENGLISH] {
            self.compile_measures(language);
            self.compile_spans(language);
        }
        for (symbol, more) in &vocabulary.units {
            let unit = self.unit_named(symbol);
            for name in &more.names {
                let key = Text::new(name);
                self.symbols.insert(raw(&key, 0, key.len()), unit.clone());
                self.unit_names.insert(key.words(0, key.len()).to_string(), unit.clone());
            }
        }
    }

    fn compile_measures(&mut self, language: &Language) {
        for (symbol, names) in language.units {
            let own = self
                .language
                .units
                .iter()
                .find(|(known, _)| known == symbol)
                .and_then(|(_, names)| names.first());
            if let Some(unit) = self.symbols.get(&raw_of(symbol)).cloned() {
                for name in *names {
                    let shown = own.or(names.first()).unwrap_or(name);
                    self.name_unit(
                        name,
                        Unit { name: (*shown).into(), word: true, ..unit.clone() },
                    );
                }
            }
        }
        for (prefix, spelt) in prefixes() {
            for (symbol, names) in
                [("bit", language.bits), ("B", language.bytes), ("bE", language.ethernet)]
            {
                let Some(unit) = self.symbols.get(&format!("{prefix}{symbol}")).cloned() else {
                    continue;
                };
                for name in names {
                    let unit = Unit {
                        name: format!("{spelt}{}", names[0]).into(),
                        word: !unit.rate,
                        ..unit.clone()
                    };
                    self.name_unit(&format!("{spelt}{name}"), unit);
                }
            }
            // Case tells bits from bytes where the symbol is short, and does not where it is a word.
            for symbol in ["bit", "bE"] {
                if let Some(unit) = self.symbols.get(&format!("{prefix}{symbol}")).cloned() {
                    self.name_unit(&format!("{prefix}{symbol}"), unit);
                }
            }
            for (symbol, names) in [("bit", language.bits), ("B", language.bytes)] {
                if let Some(unit) = self.symbols.get(&format!("{prefix}{symbol}")).cloned() {
                    names
                        .iter()
                        .for_each(|name| self.name_unit(&format!("{prefix}{name}"), unit.clone()));
                }
            }
        }
    }

    fn compile_spans(&mut self, language: &Language) {
        let own = self.language;
        for (name, symbol, times) in language.spans {
            if let Some(unit) = self.symbols.get(&raw_of(symbol)).cloned()
                && let Some(factor) = unit.factor.times(Number::whole(*times))
            {
                let shown = own
                    .spans
                    .iter()
                    .find(|(_, _, other)| other == times)
                    .map_or(*name, |first| first.0);
                self.name_unit(name, Unit { factor, name: shown.into(), word: true, ..unit });
            }
        }
        for (name, months) in language.calendar {
            let shown = own
                .calendar
                .iter()
                .find(|(_, other)| other == months)
                .map_or(*name, |first| first.0);
            let unit = Unit {
                measure: Measure::Calendar,
                factor: Number::whole(*months),
                ..Unit::thing(shown)
            };
            self.name_unit(name, unit);
        }
    }

    /// Whether a name is that of a measure.
    pub(crate) fn is_measure(&self, name: &str) -> bool {
        self.unit_names.contains_key(&name.to_lowercase())
    }

    fn name_unit(&mut self, name: &str, unit: Unit) {
        let key = Text::new(name);
        self.unit_names.entry(key.words(0, key.len()).to_string()).or_insert(unit);
    }

    /// Whether a token is a sign or a code of money, which may stand before an amount.
    pub(crate) fn is_money(&self, token: &str) -> bool {
        self.symbols.get(token).is_some_and(|unit| matches!(unit.measure, Measure::Money(_)))
    }

    /// The unit that a declaration or a value names, which may be a counted thing.
    pub(crate) fn unit_named(&self, name: &str) -> Unit {
        if let Some(unit) =
            self.unit_names.get(name).filter(|unit| unit.word).or_else(|| self.symbols.get(name))
        {
            return unit.clone();
        }
        // Most units of things are one word, in German with a capital: nothing is to be taken apart.
        if name.chars().all(|c| c.is_alphabetic() && c < '\u{300}') {
            let known = self.unit_names.get(&name.to_lowercase());
            return match known {
                Some(unit) if unit.word => unit.clone(),
                Some(unit) => Unit { name: name.into(), ..unit.clone() },
                None => Unit::thing(name),
            };
        }
        let text = Text::new(name);
        match self.unit_at(&text, 0, None) {
            Some((unit, length)) if length == text.len() && unit.word => unit,
            Some((unit, length)) if length == text.len() => {
                Unit { name: name.trim().into(), ..unit }
            }
            _ => self.counted_rate(&text, name).unwrap_or_else(|| Unit::thing(name.trim())),
        }
    }

    /// Things in a time: `requests/s`.
    fn counted_rate(&self, text: &Text<'_>, name: &str) -> Option<Unit> {
        let by = (1..text.len()).find(|at| self.language.per.contains(&text.word(*at)))?;
        let (seconds, length) = self.plain_unit(text, by + 1)?;
        let whole = by + 1 + length == text.len() && seconds.measure == Measure::Time;
        let thing = text.words(0, by);
        let plurals = self.language.plurals.iter();
        let singular = plurals
            .filter_map(|(one, many)| thing.strip_suffix(many).map(|stem| format!("{stem}{one}")))
            .next();
        let thing = Unit::thing(&singular.unwrap_or_else(|| thing.to_string()));
        if whole { thing.per(seconds.factor, name.trim().to_string()) } else { None }
    }

    /// The unit that starts at a token, with its length. A thing is only found where it is the expected one.
    pub(crate) fn unit_at(
        &self,
        text: &Text<'_>,
        at: usize,
        expected: Option<&Unit>,
    ) -> Option<(Unit, usize)> {
        // “1m30s”: of a time, m is no metre.
        if text.raw(at) == "m"
            && text.glued(at)
            && expected.is_some_and(|unit| unit.measure == Measure::Time && !unit.rate)
        {
            return Some((self.symbols.get("min")?.clone(), 1));
        }
        let (unit, length) = match self.plain_unit(text, at) {
            Some(found)
                if expected.is_none_or(|expected| {
                    !matches!(expected.measure, Measure::Thing(_)) || found.1 > 1
                }) =>
            {
                found
            }
            found => self.thing_at(text, at, expected).or(found)?,
        };
        let by = at + length;
        if self.language.per.contains(&text.word(by))
            && let Some((time, more)) = self.plain_unit(text, by + 1)
            && time.measure == Measure::Time
            && let Some(rate) = unit.per(time.factor, text.source(at, by + 1 + more).to_string())
        {
            return Some((rate, length + 1 + more));
        }
        Some((unit, length))
    }

    fn plain_unit(&self, text: &Text<'_>, at: usize) -> Option<(Unit, usize)> {
        (1..=3.min(text.len().saturating_sub(at))).rev().find_map(|length| {
            let symbol = match length {
                1 => self.symbols.get(text.raw(at)),
                2 if text.glued(at + 1) => self.symbols.get(&raw(text, at, at + 2)),
                _ => None,
            };
            let unit = symbol.or_else(|| self.unit_names.get(text.words(at, at + length)))?;
            Some((unit.clone(), length))
        })
    }

    fn thing_at(
        &self,
        text: &Text<'_>,
        at: usize,
        expected: Option<&Unit>,
    ) -> Option<(Unit, usize)> {
        let expected = expected?;
        let Measure::Thing(thing) = &expected.measure else { return None };
        let length = thing.split_whitespace().count();
        let words = text.words(at, (at + length).min(text.len()));
        self.is_form_of(words, thing)
            .then(|| (Unit { rate: false, factor: Number::ONE, ..expected.clone() }, length))
    }

    /// The measure that a misspelt unit may have meant.
    pub(crate) fn misspelt_unit(&self, name: &str) -> Option<String> {
        if name.contains(' ') || self.symbols.contains_key(name) {
            return None;
        }
        let lower = name.to_lowercase();
        let mixed = name.chars().skip(1).any(char::is_uppercase);
        let mut near: Vec<&String> = Vec::new();
        if mixed || name.len() <= 3 {
            near.extend(
                self.symbols
                    .keys()
                    .filter(|symbol| symbol.len() > 1 && symbol.to_lowercase() == lower),
            );
        }
        if near.is_empty() && name.chars().count() >= 5 {
            near.extend(self.unit_names.keys().filter(|known| {
                known.len() >= 6
                    && known.is_ascii()
                    && strsim::damerau_levenshtein(known, &lower) == 1
            }));
        }
        near.sort_by_key(|name| (name.len(), name.as_str()));
        near.first().map(|name| name.to_string())
    }
}

fn raw_of(symbol: &str) -> String {
    let text = Text::new(symbol);
    raw(&text, 0, text.len())
}

/// Tokens as written, nothing between.
fn raw(text: &Text<'_>, from: usize, to: usize) -> String {
    (from..to).map(|at| text.raw(at)).collect()
}
