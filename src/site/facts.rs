//! Facts of the whole site as data: subjects, statements with scopes and sources, conflicts.
//! How they are made from what is written is told in `stating` and `computing`.

use indexmap::IndexMap;
use jiff::civil::Date;

use super::{ConditionProblem, Quoted, Scope, ScopeProblem, Testimony, Violation};
use crate::parse::{Citation, Rank, RawDispute, RawFact, RawSubject, Replaced};
use crate::source::{SitePath, Span};
use crate::value::{Property, Value};

/// A subject: a thing that facts are about.
#[derive(Clone, PartialEq)]
pub struct Subject {
    /// As written.
    pub raw: RawSubject,
    /// The file it stands in.
    pub path: SitePath,
    /// Its page's address, such as `/facts/vmdirectpath/`.
    pub url: String,
    /// Its name and aliases, as filler for readers.
    pub filler: Vec<String>,
    /// Its facts by property.
    pub facts: IndexMap<String, Fact>,
}

/// A fact: a property of a subject, with everything that is stated about it.
#[derive(Clone, PartialEq)]
pub struct Fact {
    /// The subject's id.
    pub subject: String,
    /// As written.
    pub raw: RawFact,
    /// What the property declares.
    pub property: Property,
    /// Its statements, in the order in which they are written.
    pub statements: Vec<Statement>,
    /// Statements that contradict each other in one scope.
    pub conflicts: Vec<Conflict>,
    /// The decision about them, when it is complete.
    pub decision: Option<Decision>,
}

impl Fact {
    /// What somebody said against it and nobody has answered, the first of it.
    pub fn open_dispute(&self) -> Option<&RawDispute> {
        self.raw.disputes.iter().find(|dispute| dispute.answer.is_none())
    }

    /// Whether readers must be told that it is contested: statements contradict each other, or
    /// somebody has said something against it.
    pub fn is_disputed(&self) -> bool {
        self.conflicts.iter().any(|conflict| !conflict.settled) || self.open_dispute().is_some()
    }

    /// `subject.property`.
    pub fn id(&self) -> String {
        format!("{}.{}", self.subject, self.raw.name.it)
    }

    /// The words for it: its label, or the property's name with spaces.
    pub fn label(&self) -> String {
        self.property.label.clone().unwrap_or_else(|| self.raw.name.it.replace('-', " "))
    }
}

/// One statement of a fact.
#[derive(Clone, PartialEq)]
pub struct Statement {
    /// Where it stands.
    pub span: Span,
    /// Where its value stands, which may be in another file when it is derived.
    pub value_at: (SitePath, Span),
    /// Its value; `None` when what is written is no value of the property's type.
    pub value: Option<Value>,
    /// Where it is true.
    pub scope: Scope,
    /// On whose word.
    pub sources: Vec<Cited>,
    /// Its rank.
    pub rank: Rank,
    /// What became of it.
    pub replaced: Option<Replaced>,
    /// The day somebody last verified it.
    pub checked: Option<Date>,
    /// The last day before it wants another look.
    pub due: Option<Date>,
    /// Whether it is computed or read from a file, and so needs no source of its own.
    pub derived: bool,
}

impl Statement {
    /// What became of it, when it is a published correction: deprecated, with what replaced it.
    pub fn correction(&self) -> Option<&Replaced> {
        self.replaced.as_ref().filter(|_| self.rank == Rank::Deprecated)
    }
}

/// A citation and whether its source is known.
#[derive(Clone, PartialEq)]
pub struct Cited {
    /// As written.
    pub citation: Citation,
    /// Whether the site has such a source.
    pub known: bool,
    /// Whether its quotation stands in a snapshot of the source.
    pub quoted: Quoted,
    /// What its quotation says, where that is another value than the statement.
    pub testimony: Option<Testimony>,
}

/// Two statements, by index, that say different things of one scope with equal rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The first.
    pub left: usize,
    /// The second.
    pub right: usize,
    /// Whether a decision settles it.
    pub settled: bool,
}

/// A complete decision.
#[derive(Clone, PartialEq)]
pub struct Decision {
    /// The statement that is kept, by index.
    pub keep: usize,
    /// Where it stands.
    pub span: Span,
}

/// Something wrong with a fact, or a subject, of the whole site.
#[derive(Clone)]
pub struct FactProblem {
    /// The file.
    pub path: SitePath,
    /// The bytes.
    pub span: Span,
    /// What it is.
    pub kind: FactProblemKind,
}

/// The kinds of problems that show only when the whole site is known.
#[derive(Clone)]
pub enum FactProblemKind {
    /// A problem of a value, found once its type was known.
    Value(crate::parse::Problem),
    /// A subject names a type that no file declares.
    UnknownType(String, Option<String>),
    /// A fact of a property that its subject's type does not declare, without a `type` of its own.
    UndeclaredProperty {
        /// The property.
        property: String,
        /// The subject's type, if it has one.
        kind: Option<String>,
        /// The nearest property.
        near: Option<String>,
    },
    /// A subject lacks a property that its type requires.
    RequiredMissing(String),
    /// A scope that cannot be read.
    Scope(ScopeProblem),
    /// A citation of a source that is not there; the nearest one.
    SourceUnknown(String, Option<String>),
    /// A kind of source that the vocabulary does not list; the nearest one.
    SourceKindUnknown(String, Option<String>),
    /// A file of a derived fact cannot be used, or holds nothing at the place; why.
    DerivedMissing(String),
    /// A derived fact's own value disagrees with the file's; the file's.
    DerivedDrift {
        /// What the fact file says.
        written: String,
        /// What the other file says.
        found: String,
    },
    /// Facts that are computed from each other, by id.
    Cycle(Vec<String>),
    /// `count`, `sum` or `same-as` names a fact that is not there; the nearest one.
    ComputedUnknown(String, Option<String>),
    /// `count`, `sum` or `same-as` names a fact of which that cannot be computed.
    ComputedUnfit {
        /// What it is computed from, as written.
        from: String,
        /// What that lacks.
        lacking: Lacking,
    },
    /// `must-accompany` names a property that is not there; the nearest one.
    AccompanyUnknown(String, Option<String>),
    /// A page says that it is about a subject that is not there; the nearest one.
    AboutUnknown(String, Option<String>),
    /// A page has terms of a taxonomy that the settings do not name; its name and the nearest.
    TaxonomyUnknown(String, Option<String>),
    /// A condition of a type's rule that means nothing.
    Condition(ConditionProblem),
    /// Facts that break a rule of their subject's type together.
    RuleViolated(Box<Violation>),
    /// A decision lacks a key, or names a source that none of the statements has.
    ResolutionIncomplete(String),
    /// A decision's day to look again has passed.
    ResolutionOverdue(Date),
}

/// What a fact lacks that another is computed from.
#[derive(Clone)]
pub enum Lacking {
    /// Items that could be counted.
    Items,
    /// Amounts of one measure that could be added up.
    Amounts,
    /// Amounts in the unit of the fact that is their sum.
    Unit(String),
    /// Values that could be put in order.
    Order,
    /// Rows that could be chosen.
    Rows,
}
