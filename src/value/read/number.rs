//! Numbers as people write them: digits with thousands and decimals, words, fractions, mixed numbers.
//! What they count is left to `read::quantity`.

use super::text::{Text, TokenKind};
use super::words::{NumberWord, Words};
use crate::value::number::Number;

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
    let found = digits(text, at, words)
        .or_else(|| vulgar(text, at).map(|number| Found { number, end: at + 1, spelt: false }))
        .or_else(|| spelt(text, at, words, joins))?;
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

fn vulgar(text: &Text<'_>, at: usize) -> Option<Number> {
    let mark = text.word(at);
    text.is(at, TokenKind::Mark).then_some(())?;
    let (_, over, under) = VULGAR.iter().find(|(sign, ..)| *sign == mark)?;
    Number::ratio(*over, *under)
}

/// Digits, with the signs of the language between thousands and before decimals.
fn digits(text: &Text<'_>, at: usize, words: &Words) -> Option<Found> {
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

/// Whether a token stands in a row of three numbers or more: 1/2/4.
fn row(text: &Text<'_>, at: usize) -> bool {
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
fn simple_fraction(text: &Text<'_>, at: usize) -> Option<(Number, usize)> {
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
pub(super) fn and_a_half(text: &Text<'_>, at: usize, words: &Words) -> Option<(Number, usize)> {
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
fn point(text: &Text<'_>, at: usize, words: &Words) -> Option<(Number, usize)> {
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
fn fraction(text: &Text<'_>, at: usize, words: &Words) -> Option<(Number, usize)> {
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

fn spelt(text: &Text<'_>, start: usize, words: &Words, joins: bool) -> Option<Found> {
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
