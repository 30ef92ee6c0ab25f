//! Puts quantities into words and notation.
//! The words are left to the tables of the language.

use super::{fill, join};
use crate::value::Context;
use crate::value::number::Number;
use crate::value::quantity::Quantity;
use crate::value::ranges::{End, Range};

/// An amount in base units, shown in the quantity's unit: “4 GiB”, “2 devices”.
fn amount(base: Number, quantity: &Quantity, cx: &Context<'_>, with_unit: bool) -> String {
    let number = quantity.shown(base);
    let mut digits = number.to_string();
    if let Some(at) = digits.find('.').filter(|_| cx.words.language.decimal != '.') {
        digits.replace_range(at..=at, cx.words.language.decimal.encode_utf8(&mut [0; 4]));
    }
    // A number without a unit may be that of a port or a part, which nobody takes apart.
    if let (Some(_), Some(sign)) = (&quantity.unit, cx.words.language.groups.first()) {
        digits = grouped(&digits, *sign, 5);
    }
    match &quantity.unit {
        Some(unit) if with_unit && unit.word && number != Number::ONE => {
            let plural = cx.words.plural(&unit.name);
            let known = unit.counts() || cx.words.is_measure(&plural);
            format!("{digits} {}", if known { plural.as_str() } else { &unit.name })
        }
        Some(unit) if with_unit => format!("{digits} {}", unit.name),
        _ => digits,
    }
}

/// Digits in threes, where at `least` so many stand before the decimals: 2,000,000. A fraction stays as it
/// is.
pub(in crate::value) fn grouped(digits: &str, sign: char, least: usize) -> String {
    let start = digits.len() - digits.trim_start_matches('-').len();
    let behind = digits[start..].find(|c: char| !c.is_ascii_digit());
    let end = behind.map_or(digits.len(), |at| start + at);
    let whole = &digits[start..end];
    if whole.len() < least || digits[end..].starts_with('/') {
        return digits.to_string();
    }
    let mut out = digits[..start].to_string();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(sign);
        }
        out.push(digit);
    }
    out.push_str(&digits[end..]);
    out
}

/// The whole numbers of a few short ranges, for a list.
fn points(quantity: &Quantity) -> Option<Vec<Number>> {
    let mut points = Vec::new();
    for range in quantity.amounts.ranges() {
        let (End::With(low), End::With(high)) = (&range.low, &range.high) else { return None };
        let mut now = *low;
        loop {
            points.push(now);
            if now == *high {
                break;
            }
            let counts = quantity.unit.as_ref().is_some_and(crate::value::unit::Unit::counts);
            now =
                now.plus(Number::ONE).filter(|next| counts && next <= high && points.len() < 40)?;
        }
    }
    Some(points)
}

/// The quantity in words.
pub(super) fn phrase(quantity: &Quantity, cx: &Context<'_>) -> String {
    let say = cx.words.say();
    let Some(range) = quantity.amounts.only() else {
        let Some(points) = points(quantity) else { return notation(quantity, cx) };
        let last = points.len() - 1;
        let texts: Vec<String> = points
            .iter()
            .enumerate()
            .map(|(at, point)| amount(*point, quantity, cx, at == last))
            .collect();
        return join(&texts, say.or, cx);
    };
    let text = |point: &Number| amount(*point, quantity, cx, true);
    let open_below = is_open_below(range, quantity);
    match (&range.low, &range.high) {
        (End::With(low), End::With(high)) if low == high => text(low),
        (_, End::Open) if open_below => say.any.to_string(),
        (_, End::With(high)) if open_below => fill(say.until, &[&text(high)]),
        (_, End::Without(high)) if open_below => fill(say.below, &[&text(high)]),
        (End::With(low), End::Open) => fill(say.from, &[&text(low)]),
        (End::Without(low), End::Open) => fill(say.above, &[&text(low)]),
        (End::With(low), End::With(high)) => {
            fill(say.between, &[&amount(*low, quantity, cx, false), &text(high)])
        }
        (low, high) => {
            let low = match low {
                End::Without(low) => fill(say.above, &[&text(low)]),
                low => low.point().map_or_else(String::new, |low| fill(say.from, &[&text(low)])),
            };
            let high = match high {
                End::Without(high) => fill(say.below, &[&text(high)]),
                high => {
                    high.point().map_or_else(String::new, |high| fill(say.until, &[&text(high)]))
                }
            };
            format!("{low} {} {high}", say.and)
        }
    }
}

/// The quantity in a short notation.
pub(super) fn notation(quantity: &Quantity, cx: &Context<'_>) -> String {
    let ranges = quantity.amounts.ranges();
    let last = ranges.len().saturating_sub(1);
    let one = |(at, range): (usize, &Range<Number>)| {
        let text = |point: &Number| amount(*point, quantity, cx, at == last);
        let open_below = is_open_below(range, quantity);
        match (&range.low, &range.high) {
            (End::With(low), End::With(high)) if low == high => text(low),
            (_, End::Open) if open_below => cx.words.say().any.to_string(),
            (_, End::With(high)) if open_below => format!("≤ {}", text(high)),
            (_, End::Without(high)) if open_below => format!("< {}", text(high)),
            (End::With(low), End::Open) => format!("≥ {}", text(low)),
            (End::Without(low), End::Open) => format!("> {}", text(low)),
            (End::With(low), End::With(high)) => {
                format!("{}–{}", amount(*low, quantity, cx, false), text(high))
            }
            (low, high) => {
                let low_sign = if matches!(low, End::With(_)) { "≥" } else { ">" };
                let high_sign = if matches!(high, End::With(_)) { "≤" } else { "<" };
                let side = |sign: &str, end: &End<Number>| {
                    end.point().map(|point| format!("{sign} {}", text(point)))
                };
                [side(low_sign, low), side(high_sign, high)]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", ")
            }
        }
    };
    ranges.iter().enumerate().map(one).collect::<Vec<_>>().join(", ")
}

fn is_open_below(range: &Range<Number>, quantity: &Quantity) -> bool {
    match &range.low {
        End::Open => true,
        End::With(low) => *low == Number::ZERO && quantity.is_natural(),
        End::Without(_) => false,
    }
}
