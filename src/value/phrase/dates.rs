//! Puts dates into words, at their precision.
//! The words are left to the tables of the language.

use jiff::civil::Date;

use super::{fill, join};
use crate::value::Context;
use crate::value::date::{DateSet, Precision, precision};
use crate::value::ranges::Range;

/// The dates in words.
pub(super) fn phrase(set: &DateSet, cx: &Context<'_>) -> String {
    let texts: Vec<String> = set.ranges.ranges().iter().map(|range| one(range, cx)).collect();
    join(&texts, cx.words.say().or, cx)
}

fn one(range: &Range<Date>, cx: &Context<'_>) -> String {
    let say = cx.words.say();
    match (range.low.point(), range.high.point()) {
        (None, None) => say.any.to_string(),
        (None, Some(high)) => fill(say.date_before, &[&coarsest(*high, cx)]),
        (Some(low), None) => fill(say.date_from, &[&coarsest(*low, cx)]),
        (Some(low), Some(end)) => match precision(*low, *end) {
            Some(how) => text(*low, how, cx),
            None => {
                let last = end.yesterday().unwrap_or(*end);
                fill(
                    say.date_between,
                    &[&text(*low, Precision::Day, cx), &text(last, Precision::Day, cx)],
                )
            }
        },
    }
}

/// The first day of a year as the year, of a month as the month.
fn coarsest(day: Date, cx: &Context<'_>) -> String {
    let how = match (day.month(), day.day()) {
        (1, 1) => Precision::Year,
        (_, 1) => Precision::Month,
        _ => Precision::Day,
    };
    text(day, how, cx)
}

fn text(day: Date, how: Precision, cx: &Context<'_>) -> String {
    let names = cx.words.language.month_names;
    let month = usize::try_from(day.month() - 1)
        .ok()
        .and_then(|at| names.get(at))
        .copied()
        .unwrap_or_default();
    match how {
        Precision::Year => format!("{:04}", day.year()),
        Precision::Month => format!("{month} {:04}", day.year()),
        Precision::Day => {
            let mut filled = String::new();
            for c in cx.words.say().day.chars() {
                match c {
                    'D' => filled.push_str(&day.day().to_string()),
                    'M' => filled.push_str(month),
                    'Y' => filled.push_str(&format!("{:04}", day.year())),
                    c => filled.push(c),
                }
            }
            filled
        }
    }
}
