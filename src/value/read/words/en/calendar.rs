//! Months, days and parts of a year in English, as data.
//! How a date is put together is left to `read::date`.

use crate::value::read::words::language::Words;

/// The names of the twelve months.
pub(super) const MONTHS: &[Words] = &[
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// The names of the seven days, from Monday.
pub(super) const WEEKDAYS: &[Words] = &[
    &["monday", "mon"],
    &["tuesday", "tue"],
    &["wednesday", "wed"],
    &["thursday", "thu"],
    &["friday", "fri"],
    &["saturday", "sat"],
    &["sunday", "sun"],
];

/// What follows the number of a day.
pub(super) const ORDINALS: Words = &["st", "nd", "rd", "th"];

/// The names of a quarter of a year, and of a half of one.
pub(super) const QUARTERS: (Words, Words) = (&["quarter"], &["half"]);

/// The letters that stand for those before a number: Q3.
pub(super) const QUARTER_LETTERS: (Words, Words) = (&["q"], &["h"]);

/// The first four ordinal numbers.
pub(super) const FIRSTS: &[Words] =
    &[&["first", "1st"], &["second", "2nd"], &["third", "3rd"], &["fourth", "4th"]];

/// The names of the months as they are written.
pub(super) const MONTH_NAMES: Words = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
