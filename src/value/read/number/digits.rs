//! Numbers in digits, with the signs of a language between thousands and before decimals.
//! What may follow in words is left to the files beside this one.

use super::Found;
use super::fraction::{and_a_half, row, simple_fraction, vulgar};
use crate::value::number::Number;
use crate::value::read::text::{Text, TokenKind};
use crate::value::read::words::Words;

/// Digits, with the signs of the language between thousands and before decimals.
pub(super) fn digits(text: &Text<'_>, at: usize, words: &Words) -> Option<Found> {
    if !text.is(at, TokenKind::Digits) {
        return None;
    }
    let mut whole = text.word(at).to_string();
    let mut end = at + 1;
    let three = |at: usize| text.is(at, TokenKind::Digits) && text.word(at).len() == 3;
    let mut grouped = false;
    if whole.len() <= 3 && !whole.starts_with('0') {
        let group = text.word(end).to_string();
        let sign = group.chars().next().filter(|sign| words.language.groups.contains(sign));
        if sign.is_some() && text.glued(end) && text.glued(end + 1) && three(end + 1) {
            while text.word(end) == group
                && text.glued(end)
                && text.glued(end + 1)
                && three(end + 1)
            {
                whole.push_str(text.word(end + 1));
                end += 2;
                grouped = true;
            }
        } else {
            while three(end) && !text.glued(end) && !continues(text, end, words) {
                whole.push_str(text.word(end));
                end += 1;
                grouped = true;
            }
        }
    }
    let mut decimal = words.language.decimal;
    // A stop that cannot be a thousands sign can only be a decimal sign.
    if !grouped
        && decimal != '.'
        && text.is_mark(end, ".")
        && text.is(end + 1, TokenKind::Digits)
        && !three(end + 1)
    {
        decimal = '.';
    }
    let mut buffer = [0; 4];
    let point = text.is_mark(end, decimal.encode_utf8(&mut buffer))
        && text.glued(end)
        && text.glued(end + 1)
        && text.is(end + 1, TokenKind::Digits);
    if point {
        whole.push('.');
        whole.push_str(text.word(end + 1));
        end += 2;
    }
    let mut number = Number::parse(&whole)?;
    if !grouped && !point {
        if let Some(part) = vulgar(text, end) {
            number = number.plus(part)?;
            end += 1;
        } else if let Some((part, next)) = simple_fraction(text, end).filter(|_| !text.glued(end)) {
            number = number.plus(part)?;
            end = next;
        } else if let Some((part, next)) = simple_fraction(text, at) {
            number = part;
            end = next;
        }
    }
    if !point && let Some((part, next)) = and_a_half(text, end, words) {
        number = number.plus(part)?;
        end = next;
    }
    let stray = text.glued(end)
        && !row(text, at)
        && (text.is(end, TokenKind::Digits)
            || (matches!(text.word(end), "." | "," | "'" | "/" | ":" | "_")
                && text.glued(end + 1)
                && text.is(end + 1, TokenKind::Digits)));
    (!stray).then_some(Found { number, end, spelt: false })
}

/// Whether three digits after a space begin a number of their own: they have decimals or thousands of theirs.
fn continues(text: &Text<'_>, at: usize, words: &Words) -> bool {
    let next = text.word(at + 1);
    text.glued(at + 1)
        && text.is(at + 2, TokenKind::Digits)
        && text.glued(at + 2)
        && next.chars().all(|sign| words.language.groups.contains(&sign) || sign == '/')
}
