//! Text to values with spans, one file at a time. Never fails: what cannot be read is kept as a
//! [`Problem`] and the rest is still there.
//!
//! What a link or a value means in the whole site is left to `site`; words for problems to `rules`.

mod article;
mod config;
mod facts;
mod front_matter;
mod problem;

pub use article::{
    Article, Block, Cell, Filling, Form, Heading, Hole, Ignore, Prose, RawClaim, RawImage, RawLink,
    RawList, RawTable, SectionScope, Undefined,
};
pub use config::{Config, DirectoryLevels, RuleLevel};
pub use facts::{
    At, Citation, Dimension, FactContent, FactFile, Rank, RawEntity, RawFact, RawResolution,
    RawSource, RawStatement, RawSubject, RawType, RawValue, RawVocabulary, Replaced, Review,
};
pub use front_matter::FrontMatter;
pub use problem::{Problem, ProblemKind};
