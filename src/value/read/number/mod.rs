//! Numbers as people write them: digits with thousands and decimals, words, fractions, mixed numbers.
//! What they count is left to `read::quantity`.

mod digits;
mod fraction;
mod spelt;

use super::text::{Text, TokenKind};
use super::words::{NumberWord, Words};
use crate::value::number::Number;

pub(super) use fraction::and_a_half;

/// A number that was found in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// The number.
    pub(super) number: Number,
    /// The token after it.
    pub(super) end: usize,
    /// Whether it was written in words.
    pub(super) spelt: bool,
}

/// The number that starts at a token. `joins` says whether “and” may continue one.
pub(super) fn number(text: &Text<'_>, at: usize, words: &Words, joins: bool) -> Option<Found> {
    if text.is(at, TokenKind::Word) && !words.begins_number(text.word(at)) {
        return None;
    }
    let sign = text.is_mark(at, "-") && text.glued(at + 1) && !text.is(at + 1, TokenKind::Word);
    if sign || words.language.minus.contains(&text.word(at)) {
        let found = number(text, at + 1, words, joins)?;
        return Some(Found { number: Number::ZERO.minus(found.number)?, ..found });
    }
    // “+5 °C” and “−40…+85 °C”, but not “4+”.
    let opens = !text.glued(at) || at > 0 && matches!(text.word(at - 1), "…" | "-");
    let plus = (text.is_mark(at, "+") && opens && text.glued(at + 1))
        || words.language.plus.contains(&text.word(at));
    let at = if plus { at + 1 } else { at };
    let found = digits::digits(text, at, words)
        .or_else(|| {
            fraction::vulgar(text, at).map(|number| Found { number, end: at + 1, spelt: false })
        })
        .or_else(|| spelt::spelt(text, at, words, joins))?;
    Some(scaled(text, found, words))
}

/// A number, then perhaps “million”: 2.5 million, two and a half million.
fn scaled(text: &Text<'_>, mut found: Found, words: &Words) -> Found {
    while let Some(NumberWord::Scale(scale) | NumberWord::Dozen(scale)) =
        words.numbers.get(text.word(found.end))
    {
        match found.number.times(*scale) {
            Some(number) => found = Found { number, end: found.end + 1, ..found },
            None => break,
        }
    }
    found
}
