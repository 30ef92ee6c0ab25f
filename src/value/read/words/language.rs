//! What the tables of a language hold. A language is data: to add one, fill this in.
//! The tables themselves, and how they are compiled, are left to the files beside this one.

/// What a pattern says of the values in its slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Op {
    /// The value, without a word on whether it is a bound.
    Bare,
    /// The value and no other.
    Exactly,
    /// The value and all above.
    From,
    /// The value and all below.
    Until,
    /// The value and all below, where the value is precise enough to tell what is below it.
    By,
    /// All above the value.
    Above,
    /// All below the value.
    Below,
    /// All between two values, with both.
    Between,
    /// All between two values, without the second.
    UpTo,
    /// All but the value.
    Not,
    /// Everything.
    Any,
    /// None of what is counted.
    Zero,
    /// The value and all that is faster: above it for a rate, below it for a time.
    Faster,
}

/// Number words that are written together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compound {
    /// The forms of one to nine before tens and hundreds.
    pub(crate) ones: &'static [&'static str],
    /// Ten to nineteen.
    pub(crate) teens: &'static [&'static str],
    /// The tens from twenty.
    pub(crate) tens: &'static [&'static str],
    /// What joins ones to tens.
    pub(crate) and: &'static str,
    /// The word for a hundred.
    pub(crate) hundred: &'static str,
    /// The word for a thousand.
    pub(crate) thousand: &'static str,
    /// What makes a half more of a number: two and a half.
    pub(crate) half: &'static str,
}

/// How a value is put in words. `#` stands for a part.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each is named for what it says")]
pub(crate) struct Say {
    pub(crate) until: &'static str,
    pub(crate) from: &'static str,
    pub(crate) above: &'static str,
    pub(crate) below: &'static str,
    pub(crate) between: &'static str,
    pub(crate) any: &'static str,
    pub(crate) version_from: &'static str,
    pub(crate) version_until: &'static str,
    pub(crate) version_above: &'static str,
    pub(crate) version_below: &'static str,
    pub(crate) version_between: &'static str,
    pub(crate) version_window: &'static str,
    pub(crate) version_any: &'static str,
    pub(crate) date_before: &'static str,
    pub(crate) date_from: &'static str,
    pub(crate) date_between: &'static str,
    pub(crate) or: &'static str,
    pub(crate) and: &'static str,
    pub(crate) not: &'static str,
    pub(crate) none: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    /// A day: `D`, `M` and `Y` stand for its parts.
    pub(crate) day: &'static str,
    pub(crate) comma: &'static str,
}

/// Words or phrases.
pub(super) type Words = &'static [&'static str];
/// Patterns with what they say.
pub(super) type Patterns = &'static [(&'static str, Op)];

/// The tables of a language. Patterns are those of `read::pattern`; `#` is a slot for a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Language {
    /// Patterns that quantities, versions and dates share.
    pub(crate) comparisons: Patterns,
    /// Further patterns of quantities.
    pub(crate) quantities: Patterns,
    /// Further patterns of versions.
    pub(crate) versions: Patterns,
    /// Further patterns of dates.
    pub(crate) dates: Patterns,
    /// What may come before a comparison and adds nothing.
    pub(crate) openers: Words,
    /// What joins where all are meant.
    pub(crate) and: Words,
    /// What joins where any is meant.
    pub(crate) or: Words,
    /// What comes before items that are all meant.
    pub(crate) both: Words,
    /// What comes before items of which one is meant.
    pub(crate) either: Words,
    /// The same before items that `and` may join: one of A and B.
    pub(crate) one_of: Words,
    /// What comes before items of which none is meant.
    pub(crate) neither: Words,
    /// What joins those.
    pub(crate) nor: Words,
    /// What denies an item.
    pub(crate) not: Words,
    /// What says that there are no further items.
    pub(crate) only: Words,
    /// What may come after a comparison and adds nothing.
    pub(crate) closers: Words,
    /// What says that a value is the one that holds unless another is set.
    pub(crate) defaults: Words,
    /// What comes before a bound of versions and means all within it.
    pub(crate) all_versions: Words,
    /// What joins the ends of a range.
    pub(crate) to: Words,
    /// What joins two bounds that are in contrast.
    pub(crate) but: Words,
    /// What makes an `and` join two ends of a range.
    pub(crate) between: Words,
    /// What means every item there is.
    pub(crate) any: Words,
    /// What takes items out.
    pub(crate) except: Words,
    /// What says that there is none.
    pub(crate) nothing: Words,
    /// What says that nobody knows.
    pub(crate) nobody_knows: Words,
    /// Articles.
    pub(crate) articles: Words,
    /// Articles that count as one before a unit.
    pub(crate) ones: Words,
    /// What may lead to a declared name and adds nothing: “of memory”.
    pub(crate) leads: Words,
    /// What may lead to the name of the subject: “per host”.
    pub(crate) each: Words,
    /// What leads to a unit: “any number of devices”.
    pub(crate) of: Words,
    /// What may stand before a version.
    pub(crate) versions_by: Words,
    /// Endings of the singular and the plural, the first that fits is used.
    pub(crate) plurals: &'static [(&'static str, &'static str)],
    /// Number words below a hundred.
    pub(crate) numbers: &'static [(&'static str, i64)],
    /// Hundreds.
    pub(crate) hundreds: &'static [(&'static str, i64)],
    /// Thousands and above.
    pub(crate) scales: &'static [(&'static str, i64)],
    /// What multiplies like a hundred, but takes nothing more.
    pub(crate) dozens: &'static [(&'static str, i64)],
    /// Fractions by their denominator.
    pub(crate) fractions: &'static [(&'static str, i64)],
    /// Words for mixed numbers: over, under.
    pub(crate) mixed: &'static [(&'static str, i64, i64)],
    /// Number words that are written together.
    pub(crate) compound: Option<Compound>,
    /// What makes a number negative.
    pub(crate) minus: Words,
    /// What says that a number is not negative.
    pub(crate) plus: Words,
    /// What comes before the decimals of a number in words.
    pub(crate) point: Words,
    /// The decimal sign.
    pub(crate) decimal: char,
    /// The signs between thousands.
    pub(crate) groups: &'static [char],
    /// Names of units by symbol.
    pub(crate) units: &'static [(&'static str, Words)],
    /// Names of multiples of a unit.
    pub(crate) spans: &'static [(&'static str, &'static str, i64)],
    /// Names of calendar times in months.
    pub(crate) calendar: &'static [(&'static str, i64)],
    /// Names of the bit, which take prefixes.
    pub(crate) bits: Words,
    /// Names of the byte, which take prefixes.
    pub(crate) bytes: Words,
    /// Names of data rates, which take prefixes.
    pub(crate) ethernet: Words,
    /// What makes a rate of a unit and a time.
    pub(crate) per: Words,
    /// The names of the twelve months.
    pub(crate) months: &'static [Words],
    /// The names of the seven days, from Monday.
    pub(crate) weekdays: &'static [Words],
    /// What follows the number of a day.
    pub(crate) ordinals: Words,
    /// The names of a quarter of a year, and of a half of one.
    pub(crate) quarters: (Words, Words),
    /// The letters that stand for those before a number: Q3.
    pub(crate) quarter_letters: (Words, Words),
    /// The first four ordinal numbers.
    pub(crate) firsts: &'static [Words],
    /// What may stand before a year.
    pub(crate) year: Words,
    /// Whether 3.8.2009 is the third of August.
    pub(crate) day_first_with_stops: bool,
    /// Words that are two.
    pub(crate) contractions: &'static [(&'static str, &'static str)],
    /// Words of a predicate that add nothing to it.
    pub(crate) copulas: Words,
    /// What turns a predicate over.
    pub(crate) negators: Words,
    /// What says that something was so, where it is denied: no longer.
    pub(crate) longer: Words,
    /// Words that, in this order, speak of what is to come.
    pub(crate) future: &'static [Words],
    /// Words of a predicate that speak of what was so.
    pub(crate) past: Words,
    /// Statuses that begin with an event, of which one speaks in the past: “was removed”.
    pub(crate) events: Words,
    /// What may stand in a predicate that is not denied.
    pub(crate) always: Words,
    /// What says each status, without copulas.
    pub(crate) statuses: &'static [(&'static str, &'static str)],
    /// Phrases of several words whose denial says only that this status is not reached.
    pub(crate) short_of: Words,
    /// Phrases whose denial says that something is not supported at all.
    pub(crate) deniable: &'static str,
    /// What says that something is required, and that it is not.
    pub(crate) requirements: (&'static str, &'static str),
    /// What says true, and false.
    pub(crate) truths: (&'static str, &'static str),
    /// What says that something is switched on, and off.
    pub(crate) switches: (&'static str, &'static str),
    /// What says that something can be done, and that it cannot.
    pub(crate) supports: (&'static str, &'static str),
    /// How values are put in words.
    pub(crate) say: Say,
    /// What is said for each status.
    pub(crate) status_words: &'static [(&'static str, &'static str)],
    /// The names of the months as they are written.
    pub(crate) month_names: Words,
}
