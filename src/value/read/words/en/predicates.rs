//! What is said of a thing in English: statuses, truths, their negations, as data.
//! How a predicate is taken apart is left to the reader beside the tables.

use crate::value::read::words::language::Words;

/// Words that are two.
pub(super) const CONTRACTIONS: &[(&str, &str)] = &[
    ("isn't", "is not"),
    ("aren't", "are not"),
    ("wasn't", "was not"),
    ("doesn't", "does not"),
    ("don't", "do not"),
    ("didn't", "did not"),
    ("can't", "can not"),
    ("cannot", "can not"),
    ("won't", "will not"),
    ("hasn't", "has not"),
    ("haven't", "have not"),
    ("needn't", "need not"),
    ("it's", "it is"),
    ("you'll", "you will"),
    ("weren't", "were not"),
];

/// Words of a predicate that add nothing to it.
pub(super) const COPULAS: Words = &[
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "does",
    "do",
    "it",
    "being",
    "remains",
    "remain",
    "will",
    "there",
    "currently",
    "now",
    "still",
    "yet",
    "considered",
    "already",
];

/// What turns a predicate over.
pub(super) const NEGATORS: Words = &["not", "no", "never"];

/// Words that, in this order, speak of what is to come.
pub(super) const FUTURE: &[Words] = &[&["will", "be"], &["will", "become"], &["to", "be"]];

/// What says each status, without copulas.
pub(super) const STATUSES: &[(&str, &str)] = &[
    (
        "supported",
        "(supported|[with ]full support[ for]|fully supported|officially supported|supports|support|support for|yes|✓|✔|✅)",
    ),
    (
        "unsupported",
        "(unsupported|unavailable|incompatible|[you ](lose|loses)|you will lose|lost|✗|✘|❌|impossible|unusable|(lacks|lack|without) support[ for])",
    ),
    (
        "experimental",
        "([only ]experimental|experimental only|[only ]experimentally supported|supported experimentally|[(in|a|in a) ][public ](preview|technical preview|tech preview|beta)|experimental support|experimental support for)",
    ),
    (
        "works",
        "(works|work|[fully ]functional|available|can used|usable|possible|[you ]can use|compatible)",
    ),
    ("certified", "(certified|fully certified)"),
    ("deprecated", "(deprecated|obsolescent)"),
    ("removed", "(removed|withdrawn)"),
];

/// Phrases whose denial says that something is not supported at all.
/// What a negation may turn into its opposite: other phrases (“fully supported”) would only be weakened.
pub(super) const DENIABLE: &str = "(supported|supports|support|support for|works|work|functional|available|can used|[you ]can use|usable|possible|compatible)[ at all]";

/// What says that something is required, and that it is not.
pub(super) const REQUIREMENTS: (&str, &str) = (
    "(required|needed|necessary|mandatory|requires|require|needs|need|compulsory|obligatory)",
    "(unnecessary|optional|without|not need to|voluntary)",
);

/// What says true, and false.
pub(super) const TRUTHS: (&str, &str) = ("(yes|true|always|✓|✔|✅)", "(no|false|never|✗|✘|❌)");

/// What says that something is switched on, and off.
pub(super) const SWITCHES: (&str, &str) = (
    "(enabled|on|turned on|switched on|active)",
    "(disabled|off|turned off|switched off|inactive)",
);

/// What says that something can be done, and that it cannot.
pub(super) const SUPPORTS: (&str, &str) = (
    "(supported|supports|support|available|possible|allowed|permitted|can used)",
    "(unsupported|unavailable|impossible|forbidden|prohibited)",
);
