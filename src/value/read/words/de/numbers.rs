//! Number words of German, as data.
//! How they add up is left to `read::number`.

use crate::value::read::words::language::Compound;

/// Number words below a hundred.
pub(super) const NUMBERS: &[(&str, i64)] = &[
    ("null", 0),
    ("eins", 1),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
    ("zwölf", 12),
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("fünfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
];

/// Hundreds.
pub(super) const HUNDREDS: &[(&str, i64)] = &[];

/// Thousands and above.
pub(super) const SCALES: &[(&str, i64)] = &[
    ("tausend", 1_000),
    ("million", 1_000_000),
    ("millionen", 1_000_000),
    ("milliarde", 1_000_000_000),
    ("milliarden", 1_000_000_000),
];

/// What multiplies like a hundred, but takes nothing more.
pub(super) const DOZENS: &[(&str, i64)] = &[("dutzend", 12)];

/// Fractions by their denominator.
pub(super) const FRACTIONS: &[(&str, i64)] =
    &[("halbe", 2), ("halber", 2), ("halbes", 2), ("halben", 2), ("viertel", 4), ("drittel", 3)];

/// Words for mixed numbers: over, under.
pub(super) const MIXED: &[(&str, i64, i64)] =
    &[("anderthalb", 3, 2), ("eineinhalb", 3, 2), ("dreiviertel", 3, 4)];

/// Number words that are written together.
pub(super) const COMPOUND: Compound = Compound {
    ones: &["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
    teens: &[
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ],
    tens: &["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
    and: "und",
    hundred: "hundert",
    thousand: "tausend",
    half: "einhalb",
};
