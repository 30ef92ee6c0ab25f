//! Bounds that words name without saying that they are bounds, and amounts that are near enough.
//! The relation of whole sets is left to `ranges`.

use crate::value::number::Number;
use crate::value::quantity::Quantity;
use crate::value::ranges::End;
use crate::value::version::VersionSet;

/// Whether one version names the bound of versions that are bounded on one side only.
pub(super) fn names_version(read: &VersionSet, fact: &VersionSet) -> bool {
    let (Some(version), Some(range)) = (read.ranges.single(), fact.ranges.only()) else {
        return false;
    };
    match (&range.low, &range.high) {
        (End::With(bound), End::Open) | (End::Open, End::With(bound)) => bound == version,
        _ => false,
    }
}

/// Whether an amount is within so many percent of the fact's amount or bound.
pub(super) fn is_near(amount: Number, fact: &Quantity, percent: &str) -> bool {
    let near = |target: Number| {
        let part = Number::parse(percent)?.divided_by(Number::whole(100))?;
        let distance = fact.shown(target).times(part)?;
        let distance =
            if distance.is_negative() { Number::ZERO.minus(distance)? } else { distance };
        let shown = fact.shown(amount);
        let (low, high) = (fact.shown(target).minus(distance)?, fact.shown(target).plus(distance)?);
        Some(low <= shown && shown <= high)
    };
    let target = fact.amounts.single().copied().or_else(|| fact.bound().map(|(bound, _)| bound));
    target.and_then(near).unwrap_or(false)
}
