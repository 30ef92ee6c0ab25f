//! Claims as data: each bound to a fact in a scope, and judged.
//! How they are bound and judged is told in `binding` and `judging`.

use super::accepting::Asked;
use super::{Scope, ScopeProblem};
use crate::source::Span;
use crate::value::{Judgement, ListJudgement, Mode, Property, Selector, Value};

/// A claim of a page.
pub struct Claim {
    /// The page it stands on, by index.
    pub page: usize,
    /// Where in the article it comes from.
    pub form: ClaimForm,
    /// The bytes of the whole claim: the link, the list, the cell.
    pub span: Span,
    /// The bytes of its words.
    pub words_span: Span,
    /// What a reader reads.
    pub words: String,
    /// The destination as written.
    pub to: String,
    /// The bytes of the destination.
    pub to_span: Span,
    /// The fact it is bound to, or why there is none.
    pub bound: Result<Bound, Unbound>,
    /// How it is to be judged.
    pub mode: Mode,
    /// The verdict, with what was read and what was expected. Unjudged when it is not bound.
    pub judgement: Judgement,
    /// What people know of it, where only people can judge it.
    pub asked: Option<Asked>,
}

/// A claim's fact.
pub struct Bound {
    /// The fact and what of it.
    pub fact: FactRef,
    /// The claim's scope.
    pub scope: Scope,
    /// The statement that it was judged against, by index; `None` when no single one applies.
    pub statement: Option<usize>,
    /// The statements between which nothing decides, when there are several: they contradict each
    /// other, or hold in different parts of the claim's scope.
    pub rivals: Vec<usize>,
    /// The property that its words were read by: the fact's own, a column's, or a count's.
    pub property: Property,
    /// The value that it was compared with.
    pub value: Option<Value>,
}

/// A fact, and what of it is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRef {
    /// The subject's id.
    pub subject: String,
    /// The property's name.
    pub property: String,
    /// Filters, column and aggregate.
    pub selector: Option<Selector>,
    /// The id as claims write it: `vmdirectpath.devices[support=supported].count`.
    pub id: String,
}

/// Why a claim has no fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Unbound {
    /// No such subject, property or column; the nearest id.
    UnknownFact {
        /// The id as written.
        id: String,
        /// The nearest one.
        near: Option<String>,
    },
    /// The destination is not built like an id, or does not fit its fact; what is wrong with it.
    Malformed(String),
    /// Its scope names a dimension or value that the vocabulary does not know.
    Scope(ScopeProblem),
    /// The mode in its title cannot be read.
    Mode(String),
}

/// Where in its article a claim comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimForm {
    /// `article.claims[i]`: words, an insertion, a block.
    Prose(usize),
    /// `article.lists[i]` as a whole, with what each item was found to be.
    List {
        /// The list's index.
        list: usize,
        /// What its items are.
        judged: ListJudgement,
    },
    /// The key column of `article.tables[i]`, judged as a list of rows.
    Rows {
        /// The table's index.
        table: usize,
        /// The column's index.
        column: usize,
        /// What its rows are.
        judged: ListJudgement,
    },
    /// A cell of `article.tables[i]`.
    Cell {
        /// The table's index.
        table: usize,
        /// The row's index, below the head.
        row: usize,
        /// The column's index.
        column: usize,
        /// The row of the fact's table it is compared with.
        key: String,
    },
}
