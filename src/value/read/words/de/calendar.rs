//! Months, days and parts of a year in German, as data.
//! How a date is put together is left to `read::date`.

use crate::value::read::words::language::Words;

/// The names of the twelve months.
pub(super) const MONTHS: &[Words] = &[
    &["januar", "jan", "jänner"],
    &["februar", "feb"],
    &["märz", "mär", "mrz"],
    &["april", "apr"],
    &["mai"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "okt"],
    &["november", "nov"],
    &["dezember", "dez"],
];

/// The names of the seven days, from Monday.
pub(super) const WEEKDAYS: &[Words] = &[
    &["montag", "mo"],
    &["dienstag", "di"],
    &["mittwoch", "mi"],
    &["donnerstag", "do"],
    &["freitag", "fr"],
    &["samstag", "sonnabend", "sa"],
    &["sonntag", "so"],
];

/// What follows the number of a day.
pub(super) const ORDINALS: Words = &["."];

/// The names of a quarter of a year, and of a half of one.
pub(super) const QUARTERS: (Words, Words) = (&["quartal"], &["halbjahr"]);

/// The letters that stand for those before a number: Q3.
pub(super) const QUARTER_LETTERS: (Words, Words) = (&["q"], &["h"]);

/// The first four ordinal numbers.
pub(super) const FIRSTS: &[Words] = &[
    &["erste", "ersten", "erstes", "1."],
    &["zweite", "zweiten", "zweites", "2."],
    &["dritte", "dritten", "drittes", "3."],
    &["vierte", "vierten", "viertes", "4."],
];

/// The names of the months as they are written.
pub(super) const MONTH_NAMES: Words = &[
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
