//! Number words of English, as data.
//! How they add up is left to `read::number`.

/// Number words below a hundred.
pub(super) const NUMBERS: &[(&str, i64)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("single", 1),
];

/// Hundreds.
pub(super) const HUNDREDS: &[(&str, i64)] = &[("hundred", 100)];

/// Thousands and above.
pub(super) const SCALES: &[(&str, i64)] =
    &[("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000)];

/// What multiplies like a hundred, but takes nothing more.
pub(super) const DOZENS: &[(&str, i64)] = &[("dozen", 12)];

/// Fractions by their denominator.
pub(super) const FRACTIONS: &[(&str, i64)] =
    &[("half", 2), ("quarter", 4), ("quarters", 4), ("third", 3), ("thirds", 3)];

/// Words for mixed numbers: over, under.
pub(super) const MIXED: &[(&str, i64, i64)] = &[];
