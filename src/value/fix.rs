//! Proposes words that would hold, in the author's style where that is safe: “up to four” becomes “up to two”.
//! Every proposal is read and judged before it is made.

use super::compare::compare;
use super::judge::{Mode, said};
use super::number::Number;
use super::phrase::{fill, grouped};
use super::ranges::End;
use super::read::Said;
use super::read::quantity::Amount;
use super::{Context, Value, Verdict};

/// Words that hold, made from words that do not.
pub(super) fn fix(
    text: &str,
    read: &Said,
    fact: &Value,
    cx: &Context<'_>,
    verdict: Verdict,
) -> Option<String> {
    let holds = |words: &String| {
        said(words, fact, cx)
            .is_ok_and(|said| compare(&said, fact, cx, &Mode::Exact).verdict == Verdict::Holds)
    };
    let own = in_own_words(text, read, fact, cx, verdict).map(|words| words.trim().to_string());
    own.filter(holds).or_else(|| {
        let phrase = fact.phrase(cx);
        let capital = text.trim_start().starts_with(char::is_uppercase);
        let capital = capital.then(|| capitalised(phrase.trim())).filter(holds);
        capital.or_else(|| Some(phrase.trim().to_string()).filter(holds))
    })
}

/// The author's words with as little of them changed as would make them true.
fn in_own_words(
    text: &str,
    read: &Said,
    fact: &Value,
    cx: &Context<'_>,
    verdict: Verdict,
) -> Option<String> {
    let trimmed = text.trim();
    let say = cx.words.say();
    match (read, fact) {
        (Said::Quantity(_), Value::Quantity(fact)) if verdict == Verdict::BoundDropped => {
            let upper = fact.bound().is_some_and(|(_, upper)| upper);
            Some(fill(if upper { say.until } else { say.from }, &[trimmed]))
        }
        (Said::Version(_), Value::Version(fact)) if verdict == Verdict::BoundDropped => {
            let upper = fact.ranges.only().is_some_and(|range| range.low == End::Open);
            Some(fill(if upper { say.version_until } else { say.version_from }, &[trimmed]))
        }
        (Said::Quantity(read), Value::Quantity(fact)) => {
            let bound =
                fact.amounts.single().copied().or_else(|| fact.bound().map(|(bound, _)| bound));
            match (read.amounts.as_slice(), bound) {
                ([amount], Some(bound)) => with_number(text, amount, bound, fact, cx),
                _ => None,
            }
        }
        (Said::Version(read), Value::Version(fact)) => {
            let range = fact.ranges.only();
            let bound = range.and_then(|range| range.low.point().or(range.high.point()));
            let ([place], Some(bound)) = (read.places.as_slice(), bound) else { return None };
            let written = text.get(place.clone()).unwrap_or_default();
            let v = if written.starts_with('v') { "v" } else { "" };
            Some(replaced(text, place, &format!("{v}{}", bound.written())))
        }
        _ => None,
    }
}

/// The text with another number, spelt out or in digits as the author did.
fn with_number(
    text: &str,
    amount: &Amount,
    bound: Number,
    fact: &super::quantity::Quantity,
    cx: &Context<'_>,
) -> Option<String> {
    if amount.place.is_empty() {
        return None;
    }
    let shown = match &amount.unit {
        Some(unit) => unit.of_base(bound)?,
        None => fact.shown(bound),
    };
    let spelt = cx.words.language.numbers.iter().find(|(_, value)| Number::whole(*value) == shown);
    let digits = shown.to_string().replace('.', &cx.words.language.decimal.to_string());
    let written = text.get(amount.place.clone()).unwrap_or_default();
    let number = match spelt {
        Some((word, value)) if amount.spelt && *value <= 12 => (*word).to_string(),
        // In threes where the author has threes, by the same sign.
        _ => match written.chars().find(|sign| cx.words.language.groups.contains(sign)) {
            Some(sign) => grouped(&digits, sign, 4),
            None => digits,
        },
    };
    let number = match text.get(amount.place.clone()) {
        Some(before) if before.chars().filter(|char| char.is_uppercase()).count() > 1 => {
            number.to_uppercase()
        }
        Some(before) if before.starts_with(char::is_uppercase) => capitalised(&number),
        _ => number,
    };
    Some(replaced(text, &amount.place, &number))
}

fn replaced(text: &str, place: &std::ops::Range<usize>, with: &str) -> String {
    match (text.get(..place.start), text.get(place.end..)) {
        (Some(head), Some(tail)) => format!("{head}{with}{tail}"),
        _ => with.to_string(),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
