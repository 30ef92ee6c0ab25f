//! Days, months and years, and what lies before or after them. Precision is part of the value.
//! How people write dates is left to `read::date`.

use jiff::civil::Date;

use super::ranges::{End, Range, Ranges};

/// A set of days.
#[derive(Clone, Debug, PartialEq)]
pub struct DateSet {
    pub(crate) ranges: Ranges<Date>,
}

impl DateSet {
    /// One day, or all days of a month or a year.
    pub(crate) fn period(year: i16, month: Option<i8>, day: Option<i8>) -> Option<DateSet> {
        let low = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let high = match (month, day) {
            (_, Some(_)) => low.tomorrow().ok()?,
            (Some(12), None) | (None, None) => Date::new(year.checked_add(1)?, 1, 1).ok()?,
            (Some(month), None) => Date::new(year, month + 1, 1).ok()?,
        };
        Some(DateSet { ranges: Ranges::between(End::With(low), End::Without(high)) })
    }

    /// Reads `2009`, `2009-08` or `2009-08-03`.
    pub(crate) fn parse(text: &str) -> Option<DateSet> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
        let two = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() == 2);
        let month = parts.next().map(|part| two(part).ok_or(())).transpose().ok()?;
        let day = parts.next().map(|part| two(part).ok_or(())).transpose().ok()?;
        if parts.next().is_some() { None } else { DateSet::period(year, month, day) }
    }

    /// The first day, where there is one.
    pub(crate) fn first(&self) -> Option<Date> {
        self.ranges.ranges().first()?.low.point().copied()
    }

    /// The first day after it, where there is one.
    pub(crate) fn end(&self) -> Option<Date> {
        self.ranges.ranges().last()?.high.point().copied()
    }

    /// The last day, where there is one.
    pub(crate) fn last(&self) -> Option<Date> {
        self.end()?.yesterday().ok()
    }

    /// All days before the first of it.
    pub(crate) fn before(&self) -> Option<DateSet> {
        Some(DateSet { ranges: Ranges::between(End::Open, End::Without(self.first()?)) })
    }

    /// All days after the last of it.
    pub(crate) fn after(&self) -> Option<DateSet> {
        Some(DateSet { ranges: Ranges::between(End::With(self.end()?), End::Open) })
    }

    /// Its days and all earlier ones.
    pub(crate) fn until(&self) -> Option<DateSet> {
        Some(DateSet { ranges: Ranges::between(End::Open, End::Without(self.end()?)) })
    }

    /// Its days and all later ones.
    pub(crate) fn from(&self) -> Option<DateSet> {
        Some(DateSet { ranges: Ranges::between(End::With(self.first()?), End::Open) })
    }

    /// A short notation: `2009-08`, `< 2027-01-01`, `2009-08-03–2009-08-07`.
    pub(crate) fn notation(&self) -> String {
        self.ranges.ranges().iter().map(range_notation).collect::<Vec<_>>().join(", ")
    }
}

fn range_notation(range: &Range<Date>) -> String {
    match (range.low.point(), range.high.point()) {
        (None, None) => "any day".to_string(),
        (None, Some(high)) => format!("< {high}"),
        (Some(low), None) => format!("≥ {low}"),
        (Some(low), Some(high)) => match precision(*low, *high) {
            Some(Precision::Year) => format!("{:04}", low.year()),
            Some(Precision::Month) => format!("{:04}-{:02}", low.year(), low.month()),
            Some(Precision::Day) => low.to_string(),
            None => format!("{low}–{}", high.yesterday().unwrap_or(*high)),
        },
    }
}

/// How precisely a period is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    /// To the year.
    Year,
    /// To the month.
    Month,
    /// To the day.
    Day,
}

/// The precision of the days from the first up to, but not with, the second; nothing for other spans.
pub(crate) fn precision(low: Date, end: Date) -> Option<Precision> {
    let is = |month, day| {
        DateSet::period(low.year(), month, day)
            .is_some_and(|period| period.first() == Some(low) && period.end() == Some(end))
    };
    if is(None, None) {
        Some(Precision::Year)
    } else if is(Some(low.month()), None) {
        Some(Precision::Month)
    } else if is(Some(low.month()), Some(low.day())) {
        Some(Precision::Day)
    } else {
        None
    }
}
