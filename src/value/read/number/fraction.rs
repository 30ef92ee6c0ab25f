//! Parts of one: ½, 3/4, “and a half”, “point five”.
//! The whole numbers before them are left to the files beside this one.

use crate::value::number::Number;
use crate::value::read::text::{Text, TokenKind};
use crate::value::read::words::{NumberWord, Words};

const VULGAR: &[(&str, i128, i128)] = &[
    ("½", 1, 2),
    ("⅓", 1, 3),
    ("⅔", 2, 3),
    ("⅖", 2, 5),
    ("⅗", 3, 5),
    ("⅘", 4, 5),
    ("⅙", 1, 6),
    ("⅚", 5, 6),
    ("⅐", 1, 7),
    ("⅑", 1, 9),
    ("⅒", 1, 10),
    ("¼", 1, 4),
    ("¾", 3, 4),
    ("⅕", 1, 5),
    ("⅛", 1, 8),
    ("⅜", 3, 8),
    ("⅝", 5, 8),
    ("⅞", 7, 8),
];

/// The fraction that is one character.
pub(super) fn vulgar(text: &Text<'_>, at: usize) -> Option<Number> {
    let mark = text.word(at);
    text.is(at, TokenKind::Mark).then_some(())?;
    let (_, over, under) = VULGAR.iter().find(|(sign, ..)| *sign == mark)?;
    Number::ratio(*over, *under)
}

/// Whether a token stands in a row of three numbers or more: 1/2/4.
pub(super) fn row(text: &Text<'_>, at: usize) -> bool {
    let slash = |at: usize| text.is_mark(at, "/") && text.glued(at) && text.glued(at + 1);
    let short = |at: usize| text.is(at, TokenKind::Digits) && text.word(at).len() <= 3;
    let mut first = at;
    while first >= 2 && slash(first - 1) && short(first - 2) {
        first -= 2;
    }
    let mut count = 1;
    while slash(first + 1) && short(first + 2) {
        first += 2;
        count += 1;
    }
    count >= 3
}

/// Digits over digits, the first the lesser: 3/4. Of 1/10 nobody knows whether a tenth is meant.
pub(super) fn simple_fraction(text: &Text<'_>, at: usize) -> Option<(Number, usize)> {
    let glued = text.is_mark(at + 1, "/") && text.glued(at + 1) && text.glued(at + 2);
    let more = text.is_mark(at + 3, "/") || (text.is_mark(at + 3, ".") && text.glued(at + 4));
    if !glued
        || more
        || row(text, at)
        || !text.is(at, TokenKind::Digits)
        || !text.is(at + 2, TokenKind::Digits)
    {
        return None;
    }
    let (over, under) = (text.word(at).parse().ok()?, text.word(at + 2).parse().ok()?);
    if over < under && matches!(under, 2..=9 | 16 | 32 | 64) {
        Some((Number::ratio(over, under)?, at + 3))
    } else {
        None
    }
}

/// “and a half”, “and three quarters”, “-and-a-half”.
pub(in crate::value::read) fn and_a_half(
    text: &Text<'_>,
    at: usize,
    words: &Words,
) -> Option<(Number, usize)> {
    let at = after_hyphen(text, at);
    if !words.language.and.contains(&text.word(at)) {
        return None;
    }
    fraction(text, after_hyphen(text, at + 1), words)
}

/// The token after a hyphen that joins two words, or the token itself.
fn after_hyphen(text: &Text<'_>, at: usize) -> usize {
    let joins = text.is_mark(at, "-")
        && text.glued(at)
        && text.glued(at + 1)
        && text.is(at + 1, TokenKind::Word);
    if joins { at + 1 } else { at }
}

/// “point five”, “point two five”: decimals, digit by digit.
pub(super) fn point(text: &Text<'_>, at: usize, words: &Words) -> Option<(Number, usize)> {
    words.language.point.contains(&text.word(at)).then_some(())?;
    let digit = |at: usize| match words.numbers.get(text.word(at)) {
        Some(NumberWord::Value(digit)) if *digit < Number::whole(10) => Some(*digit),
        _ => None,
    };
    let (mut end, mut part, mut place) = (at + 1, Number::ZERO, Number::ONE);
    while let Some(digit) = digit(end) {
        place = place.divided_by(Number::whole(10))?;
        part = part.plus(digit.times(place)?)?;
        end += 1;
    }
    let more = matches!(
        words.numbers.get(text.word(end)),
        Some(NumberWord::Value(_) | NumberWord::Hundred(_) | NumberWord::Mixed(_))
    );
    (end > at + 1 && !more).then_some((part, end))
}

/// “a half”, “one half”, “three quarters”, “half”.
pub(super) fn fraction(text: &Text<'_>, at: usize, words: &Words) -> Option<(Number, usize)> {
    let value = |at: usize| words.numbers.get(text.word(at));
    match (value(at), value(at + 1)) {
        (Some(NumberWord::Fraction(part)), _) => Some((*part, at + 1)),
        (Some(NumberWord::Value(times)), Some(NumberWord::Fraction(part))) => {
            Some((times.times(*part)?, at + 2))
        }
        (_, Some(NumberWord::Fraction(part))) if words.language.ones.contains(&text.word(at)) => {
            Some((*part, at + 2))
        }
        _ if words.language.ones.contains(&text.word(at))
            && after_hyphen(text, at + 1) > at + 1 =>
        {
            match value(at + 2) {
                Some(NumberWord::Fraction(part)) => Some((*part, at + 3)),
                _ => None,
            }
        }
        _ => None,
    }
}
