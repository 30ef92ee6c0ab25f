//! Text to values with spans, one file at a time. Never fails: what cannot be read is kept as a
//! [`Problem`] and the rest is still there.
//!
//! What a link or a value means in the whole site is left to `site`; words for problems to `rules`.

mod article;
mod blocks;
mod config;
mod directive;
mod facts;
mod fields;
mod front_matter;
mod html;
mod ids;
mod markdown;
mod problem;
mod reserved;
mod subject;
mod toml;
mod yaml;

pub use article::{
    Article, Block, Cell, Filling, Form, Heading, Hole, Ignore, Prose, RawClaim, RawImage, RawLink,
    RawList, RawTable, SectionScope, Undefined,
};
pub use config::{Config, DirectoryLevels, ExitCodes, RuleLevel};
pub use fields::nearest;
pub use facts::{
    At, Citation, Dimension, FactContent, FactFile, Rank, RawEntity, RawFact, RawResolution,
    RawSource, RawStatement, RawSubject, RawType, RawValue, RawVocabulary, Replaced, Review,
};
pub use front_matter::FrontMatter;
pub use ids::slug;
pub use problem::{Problem, ProblemKind};

/// The first words of a text that is too long to be shown whole.
pub fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let head: String = line.chars().take(LONGEST).collect();
    format!("{}…", head.trim_end())
}
