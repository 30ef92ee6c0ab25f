//! What can be wrong with a value as written, kept as data.
//! Words for it are left to whoever reports it.

use super::Span;

/// Something wrong with a value, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ProblemKind,
}

/// The kinds of problem.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// Another form of value was expected.
    WrongType {
        /// What was expected, in words.
        expected: String,
        /// What was found, in words.
        found: String,
    },
    /// The unit looks like a measure, but is none.
    UnknownUnit {
        /// The unit as written.
        unit: String,
        /// The nearest unit.
        near: Option<String>,
    },
    /// The unit measures something else than the property's.
    OtherUnit {
        /// The unit as written.
        unit: String,
        /// The property's unit.
        expected: String,
    },
    /// The range contains nothing.
    EmptyRange {
        /// The range as written.
        text: String,
    },
    /// A word that is not among the known ones.
    UnknownWord {
        /// What sort of word it should be: `status`, `value`, `entity`.
        what: &'static str,
        /// The word as written.
        word: String,
        /// The nearest known word.
        near: Option<String>,
    },
    /// A number that would be read as a float where a version is meant: quote it.
    AmbiguousScalar {
        /// The scalar as written.
        text: String,
    },
    /// A mark that stands for a value that nobody gave: `n/a`, `TBD`, `?`.
    Placeholder {
        /// The mark as written.
        text: String,
    },
    /// A key that means nothing here.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The nearest known key.
        near: Option<String>,
    },
    /// A key that must be there.
    MissingKey {
        /// The key.
        key: String,
    },
    /// An item, row or key that stands twice.
    Repeated {
        /// What is repeated.
        text: String,
    },
    /// A name that more than one entity has.
    AmbiguousName {
        /// The name as written.
        name: String,
    },
}
