//! Fact files as parsed: subjects with their facts, statements, sources, types and vocabulary.
//!
//! Values stay as written: what `4.10` is depends on a type that may stand in another file, so
//! `site` makes values of them.

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::source::{SitePath, Span};
use crate::value::{Node, Vocabulary};

use super::problem::Problem;
use super::{reserved, subject, yaml};

/// Something and its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct At<T> {
    /// The thing.
    pub it: T,
    /// Where it stands.
    pub span: Span,
}

/// One file below `facts/`.
#[derive(Clone, Debug, PartialEq)]
pub struct FactFile {
    /// The file.
    pub path: SitePath,
    /// What it holds.
    pub content: FactContent,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl FactFile {
    /// Reads a file below `facts/`; its path says what it holds.
    pub fn parse(path: &SitePath, text: &str) -> FactFile {
        let (node, mut problems) = yaml::read(text, 0);
        let below = path.below("facts").unwrap_or(path.as_str());
        let content = match node {
            None => FactContent::Nothing,
            Some(node) if below == "vocabulary.yaml" || below == "vocabulary.yml" => {
                FactContent::Vocabulary(Box::new(reserved::vocabulary(&node, &mut problems)))
            }
            Some(node)
                if below.starts_with("sources/")
                    || matches!(below, "sources.yaml" | "sources.yml") =>
            {
                FactContent::Sources(reserved::sources(&node, &mut problems))
            }
            Some(node) if below.starts_with("types/") => {
                FactContent::Type(reserved::kind(path, &node, &mut problems))
            }
            Some(node) => subject::read(path, &node, &mut problems),
        };
        FactFile { path: path.clone(), content, problems }
    }
}

/// What a file below `facts/` can hold, by its place.
#[derive(Clone, Debug, PartialEq)]
pub enum FactContent {
    /// A subject.
    Subject(Box<RawSubject>),
    /// A type: the file's stem is its name.
    Type(RawType),
    /// Sources, by id.
    Sources(Vec<RawSource>),
    /// The vocabulary.
    Vocabulary(Box<RawVocabulary>),
    /// Nothing that could be read.
    Nothing,
}

/// A subject as written.
#[derive(Clone, Debug, PartialEq)]
pub struct RawSubject {
    /// Its id: the `id:` key or the file's stem.
    pub id: At<String>,
    /// Its name; the id where the file gives none.
    pub name: At<String>,
    /// Its other names.
    pub aliases: Vec<At<String>>,
    /// One sentence about it.
    pub description: Option<String>,
    /// The type whose properties it has.
    pub kind: Option<At<String>>,
    /// The default scope of its statements.
    pub scope: Option<Node>,
    /// The default sources of its statements.
    pub source: Vec<Citation>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The default of `checked`.
    pub checked: Option<Date>,
    /// How often its facts want a look, unless they say otherwise.
    pub review: Option<Review>,
    /// Its facts, in order.
    pub facts: Vec<RawFact>,
    /// Wider names that cover it.
    pub broader: Vec<At<String>>,
}

/// A fact as written.
#[derive(Clone, Debug, PartialEq)]
pub struct RawFact {
    /// The property's name.
    pub name: At<String>,
    /// The bytes of the whole fact, key and all.
    pub span: Span,
    /// The keys of a property that stand beside the value, as one map; `None` when there are none.
    pub property: Option<Node>,
    /// Its statements.
    pub statements: Vec<RawStatement>,
    /// The decision about a conflict.
    pub resolution: Option<RawResolution>,
    /// What people said against it.
    pub disputes: Vec<RawDispute>,
    /// How often it wants a look.
    pub review: Option<Review>,
    /// What people should know beside it.
    pub note: Option<String>,
    /// For a caveat: properties whose claim obliges a page to state it too.
    pub must_accompany: Vec<At<String>>,
    /// For a caveat: words that no page may say.
    pub prohibited: Vec<At<String>>,
}

/// A statement as written.
#[derive(Clone, Debug, PartialEq)]
pub struct RawStatement {
    /// Where it stands.
    pub span: Span,
    /// The value, or where it comes from.
    pub value: RawValue,
    /// Its own scope.
    pub scope: Option<Node>,
    /// Its own sources.
    pub source: Option<Vec<Citation>>,
    /// Its rank.
    pub rank: Rank,
    /// What became of it, when it is deprecated.
    pub replaced: Option<Replaced>,
    /// The day somebody last verified it.
    pub checked: Option<Date>,
}

/// What somebody said against a fact, a reader most of the time.
#[derive(Clone, Debug, PartialEq)]
pub struct RawDispute {
    /// Where it stands.
    pub span: Span,
    /// What was said.
    pub because: String,
    /// Who said it.
    pub by: Option<String>,
    /// The day.
    pub on: Option<Date>,
    /// What was found out; without it the dispute is open.
    pub answer: Option<String>,
}

/// Where a statement's value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum RawValue {
    /// It stands here.
    Written(Node),
    /// It is read from a file of the repository.
    From {
        /// The file, from the site's root.
        file: At<String>,
        /// The keys to follow, joined by dots.
        at: At<String>,
        /// A value that stands beside it, which must agree.
        beside: Option<Node>,
    },
    /// It is the number of items of another property: `devices[support=supported]`.
    Count(At<String>),
    /// It is the sum of a column or set of amounts: `devices[support=supported].ports`.
    Sum(At<String>),
    /// It is another fact's value: `property` of this subject, or `subject.property`.
    SameAs(At<String>),
    /// Nothing.
    Missing,
}

/// A statement's weight beside others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Kept for the record, never matched.
    Deprecated,
    /// The default.
    #[default]
    Normal,
    /// Wins over normal ones.
    Preferred,
}

impl Rank {
    /// The word that fact files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Rank::Deprecated => "deprecated",
            Rank::Normal => "normal",
            Rank::Preferred => "preferred",
        }
    }
}

impl RawValue {
    /// What it is computed from, as it is written, where it rests on another fact.
    pub fn computed_from(&self) -> Option<&At<String>> {
        match self {
            RawValue::Count(from) | RawValue::Sum(from) | RawValue::SameAs(from) => Some(from),
            RawValue::Written(_) | RawValue::From { .. } | RawValue::Missing => None,
        }
    }
}

/// When and why a statement was replaced.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replaced {
    /// The day.
    pub on: Option<Date>,
    /// The reason.
    pub because: Option<String>,
    /// Who noticed.
    pub reported_by: Option<String>,
}

/// A source, and where in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// The source's id.
    pub id: At<String>,
    /// The place in it: `p. 116`.
    pub at: Option<String>,
    /// Its words.
    pub quote: Option<At<String>>,
}

/// A decision about a conflict, as written: what is missing is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct RawResolution {
    /// Where it stands.
    pub span: Span,
    /// The source whose statement is kept.
    pub keep: Option<At<String>>,
    /// Why.
    pub because: Option<String>,
    /// Who decided.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// When to look at it again.
    pub revisit: Option<At<Date>>,
}

/// How often a fact wants a look.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The time between two looks.
    pub every: jiff::SpanFieldwise,
    /// Where it stands.
    pub span: Span,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq)]
pub struct RawType {
    /// Its name: the file's stem.
    pub name: String,
    /// What its properties declare, by name.
    pub properties: IndexMap<String, Node>,
    /// Properties that every subject of the type must have, each with its bytes.
    pub required: Vec<At<String>>,
    /// What its facts must be together.
    pub rules: Vec<RawRule>,
}

/// A rule of a type as written.
#[derive(Clone, Debug, PartialEq)]
pub struct RawRule {
    /// Its id.
    pub id: At<String>,
    /// The condition under which it applies.
    pub when: Option<At<String>>,
    /// The condition that must hold.
    pub require: At<String>,
    /// What it says, for people.
    pub says: At<String>,
}

/// A source as written.
#[derive(Clone, Debug, PartialEq)]
pub struct RawSource {
    /// Its id.
    pub id: At<String>,
    /// Its title; the id where there is none.
    pub title: String,
    /// Its kind, one of the vocabulary's.
    pub kind: Option<At<String>>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When, at the precision known.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<At<String>>,
    /// A snapshot of it in the repository.
    pub file: Option<At<String>>,
    /// The snapshot's hash.
    pub sha256: Option<At<String>>,
    /// What people should know of it.
    pub note: Option<String>,
}

/// The vocabulary as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawVocabulary {
    /// Dimensions of scope, in order.
    pub scopes: Vec<Dimension>,
    /// Statuses and units.
    pub words: Vocabulary,
    /// Names that are no subject of their own.
    pub entities: Vec<RawEntity>,
    /// Kinds of sources, the one with most authority first.
    pub source_kinds: Vec<At<String>>,
}

/// A dimension of scope.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// Its name.
    pub name: At<String>,
    /// Whether its values are versions; otherwise they are words.
    pub versions: bool,
    /// The values that are known, in order.
    pub known: Vec<At<String>>,
}

/// A name that is no subject of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct RawEntity {
    /// Its id.
    pub id: At<String>,
    /// Its name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Wider names that cover it.
    pub broader: Vec<String>,
    /// Narrower names that it covers.
    pub narrower: Vec<String>,
}
