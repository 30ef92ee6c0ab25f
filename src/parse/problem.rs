//! What a file's text can have wrong with it, as data. `rules` puts it into words.

use crate::source::Span;
use crate::value;

/// Something wrong at a place of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The bytes it is about.
    pub span: Span,
    /// What it is.
    pub kind: ProblemKind,
}

/// The kinds of problems, each the matter of one rule.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// The text is not YAML or TOML, or goes past a limit; the parser's words.
    Syntax(String),
    /// A key that nothing reads, and the nearest one that something does.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The nearest key that has a meaning here.
        near: Option<String>,
    },
    /// A key that stands twice in one map.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stood first.
        first: Span,
    },
    /// A value of another shape than its key wants.
    WrongType {
        /// What belongs here: `a list of names`.
        expected: String,
        /// What stands here.
        found: String,
    },
    /// A map lacks a key that it needs.
    MissingKey(String),
    /// A value that its type cannot hold.
    Value(value::ProblemKind),
}

impl From<value::Problem> for Problem {
    fn from(problem: value::Problem) -> Problem {
        Problem { span: problem.span, kind: ProblemKind::Value(problem.kind) }
    }
}
