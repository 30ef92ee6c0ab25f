//! Deriving a value from a table or a set: filtering rows, taking a column, counting.
//! How a selector is spelt in a link is left to whoever parses links.

/// Which part of a value is meant: `devices[support=supported].count`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selector {
    /// Which rows.
    pub filters: Vec<Filter>,
    /// Which column of them.
    pub column: Option<String>,
    /// What of them all.
    pub aggregate: Option<Aggregate>,
}

/// A condition on rows: `support=supported`, `kind!=storage`.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// The column.
    pub key: String,
    /// Whether the cell must differ.
    pub negated: bool,
    /// The values, one of which the cell must have.
    pub values: Vec<String>,
}

/// What is derived from all rows together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aggregate {
    /// How many there are.
    Count,
    /// The least value of the column.
    Min,
    /// The greatest value of the column.
    Max,
}

/// Why a selector does not fit a value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SelectProblem {
    /// The value has no rows to select from.
    NotATable,
    /// There is no such column.
    UnknownColumn {
        /// The column as written.
        column: String,
        /// The nearest column.
        near: Option<String>,
    },
    /// The column has no such value.
    UnknownValue {
        /// The column.
        column: String,
        /// The value as written.
        value: String,
        /// The nearest value.
        near: Option<String>,
    },
    /// The aggregate needs values that can be ordered, in one unit, at least one of them.
    NotOrdered {
        /// The column.
        column: String,
    },
}
