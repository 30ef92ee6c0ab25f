//! Numbers in words: “two thousand and forty-eight”, “half a dozen”, “zweitausenddreihundert”.
//! What each word is worth is left to the word tables.

use super::Found;
use super::fraction::{and_a_half, fraction, point};
use crate::value::number::Number;
use crate::value::read::text::Text;
use crate::value::read::words::{NumberWord, Words};

/// The number in words that starts at a token. `joins` says whether “and” may continue one.
pub(super) fn spelt(text: &Text<'_>, start: usize, words: &Words, joins: bool) -> Option<Found> {
    let value = |at: usize| words.numbers.get(text.word(at));
    if let Some((number, end)) = fraction(text, start, words) {
        let mut end = end;
        // “half an hour”, “a quarter of an hour”, “half a dozen”: what follows is one of it.
        if words.language.of.contains(&text.word(end))
            && words.language.ones.contains(&text.word(end + 1))
        {
            end += 1;
        }
        if words.language.ones.contains(&text.word(end)) {
            end += 1;
        }
        return Some(Found { number, end, spelt: true });
    }
    let one = words.language.ones.contains(&text.word(start));
    let before_scale = matches!(
        value(start + 1),
        Some(
            NumberWord::Hundred(_)
                | NumberWord::Scale(_)
                | NumberWord::Dozen(_)
                | NumberWord::Value(_)
        )
    );
    let single = matches!(value(start + 1), Some(NumberWord::Value(one)) if *one != Number::ONE);
    let mut at = if one && before_scale && !single { start + 1 } else { start };
    let first = at;
    let (mut total, mut now, mut limit): (Number, Option<Number>, Option<Number>) =
        (Number::ZERO, None, None);
    let ten = Number::whole(10);
    let hundred = Number::whole(100);
    loop {
        let word = match value(at) {
            Some(word) => Some(*word),
            None => joined_thousands(text.word(at), words),
        };
        match (word, now) {
            (Some(NumberWord::Value(value)), None) => now = Some(value),
            (Some(NumberWord::Value(value)), Some(before)) if fits(before, value, ten, hundred) => {
                now = Some(before.plus(value)?);
            }
            (Some(NumberWord::Mixed(value)), None) => now = Some(value),
            (Some(NumberWord::Hundred(times)), before)
                if before.is_none_or(|before| before < hundred) =>
            {
                now = Some(before.unwrap_or(Number::ONE).times(times)?);
            }
            (Some(NumberWord::Scale(scale)), before)
                if limit.is_none_or(|limit| scale < limit) && (before.is_some() || at == first) =>
            {
                total = total.plus(before.unwrap_or(Number::ONE).times(scale)?)?;
                limit = Some(scale);
                now = None;
            }
            (Some(NumberWord::Dozen(times)), before) if at == first || before.is_some() => {
                let number = total.plus(before.unwrap_or(Number::ONE).times(times)?)?;
                return Some(Found { number, end: at + 1, spelt: true });
            }
            _ => {
                let hyphen = text.is_mark(at, "-") && text.glued(at) && text.glued(at + 1);
                let tens =
                    now.is_some_and(|now| now.minus(ten).is_some_and(|rest| !rest.is_negative()));
                let joined = match value(at + 1) {
                    Some(NumberWord::Value(_)) => tens,
                    Some(NumberWord::Hundred(_) | NumberWord::Scale(_) | NumberWord::Dozen(_)) => {
                        now.is_some()
                    }
                    _ => false,
                };
                if at > first && hyphen && joined {
                    at += 1;
                    continue;
                }
                let large = limit.is_some() || now.is_some_and(|now| now >= hundred);
                let and =
                    joins && at > first && large && words.language.and.contains(&text.word(at));
                let whole_next = matches!(value(at + 1), Some(NumberWord::Value(_)))
                    && !matches!(
                        value(at + 2),
                        Some(NumberWord::Hundred(_) | NumberWord::Scale(_))
                    );
                if and && whole_next {
                    at += 1;
                    continue;
                }
                break;
            }
        }
        at += 1;
    }
    if at == first {
        return None;
    }
    let mut number = total.plus(now.unwrap_or(Number::ZERO))?;
    if let Some((part, next)) = and_a_half(text, at, words).or_else(|| point(text, at, words)) {
        number = number.plus(part)?;
        at = next;
    }
    Some(Found { number, end: at, spelt: true })
}

/// Whether a number continues the one before: five after twenty, twenty after a hundred.
fn fits(before: Number, value: Number, ten: Number, hundred: Number) -> bool {
    let rest = |of: Number| {
        let parts = before.divided_by(of)?;
        before.minus(parts.floor().times(of)?)
    };
    let after_hundred = before >= hundred && rest(hundred) == Some(Number::ZERO) && value < hundred;
    let twenty = Number::whole(20);
    let after_ten = rest(ten) == Some(Number::ZERO)
        && rest(hundred).is_some_and(|rest| rest >= twenty)
        && value < ten
        && value > Number::ZERO;
    after_hundred || after_ten
}

/// A number above a thousand that is written as one word.
fn joined_thousands(word: &str, words: &Words) -> Option<NumberWord> {
    let thousand = words.language.compound.filter(|it| it.joins_thousands(word))?.thousand;
    let (head, tail) = word.split_once(thousand)?;
    let part = |text: &str, empty: i64| match (text, words.numbers.get(text)) {
        ("", _) => Some(Number::whole(empty)),
        (_, Some(NumberWord::Value(value) | NumberWord::Mixed(value))) if value.is_whole() => {
            Some(*value)
        }
        _ => {
            let ones = words.language.compound?.ones;
            let at = ones.iter().position(|one| *one == text)?;
            Some(Number::whole(i64::try_from(at).ok()? + 1))
        }
    };
    let number = part(head, 1)?.times(Number::whole(1_000))?.plus(part(tail, 0)?)?;
    Some(NumberWord::Mixed(number))
}
