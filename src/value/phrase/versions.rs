//! Puts sets of versions into words.
//! The words are left to the tables of the language.

use super::{fill, join};
use crate::value::Context;
use crate::value::ranges::{End, Range};
use crate::value::version::{Version, VersionSet};

/// The versions in words.
pub(super) fn phrase(set: &VersionSet, cx: &Context<'_>) -> String {
    let texts: Vec<String> = set.ranges.ranges().iter().map(|range| one(range, cx)).collect();
    join(&texts, cx.words.say().or, cx)
}

fn one(range: &Range<Version>, cx: &Context<'_>) -> String {
    let say = cx.words.say();
    match (&range.low, &range.high) {
        (End::Open, End::Open) => say.version_any.to_string(),
        (End::With(low), End::With(high)) if low == high => low.written().to_string(),
        (End::With(low), End::Open) => fill(say.version_from, &[low.written()]),
        (End::Without(low), End::Open) => fill(say.version_above, &[low.written()]),
        (End::Open, End::With(high)) => fill(say.version_until, &[high.written()]),
        (End::Open, End::Without(high)) => fill(say.version_below, &[high.written()]),
        (End::With(low), End::With(high)) => {
            fill(say.version_between, &[low.written(), high.written()])
        }
        (End::With(low), End::Without(high)) => {
            fill(say.version_window, &[low.written(), high.written()])
        }
        (End::Without(low), End::With(high)) => {
            let low = fill(say.version_above, &[low.written()]);
            format!("{low} {} {}", say.and, fill(say.version_until, &[high.written()]))
        }
        (End::Without(low), End::Without(high)) => {
            let low = fill(say.version_above, &[low.written()]);
            format!("{low} {} {}", say.and, fill(say.version_below, &[high.written()]))
        }
    }
}
