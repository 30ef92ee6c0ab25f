//! A finding as data: what is wrong with the content, where, and what would mend it.
//!
//! Places are byte spans; lines and columns are made by `report`. Levels that a site sets, and
//! what an author silences, are left to `policy`.

use crate::source::{SitePath, Span};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's name, in kebab case.
    pub rule: &'static str,
    /// How grave it is.
    pub level: Level,
    /// What the page says, what the fact says; lower case, no full stop.
    pub message: String,
    /// The place that has to change, with a few words that stand beside it.
    pub primary: Label,
    /// Places that explain it: the fact, the other page, the first of two.
    pub related: Vec<Label>,
    /// What to do, when the message alone does not say.
    pub help: Option<String>,
    /// A change that would mend it.
    pub fix: Option<Fix>,
}

/// A place and what to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub path: SitePath,
    /// The bytes of the file.
    pub span: Span,
    /// A few words; may be empty.
    pub message: String,
}

impl Label {
    /// A label at a place.
    pub fn new(path: &SitePath, span: Span, message: impl Into<String>) -> Label {
        Label { path: path.clone(), span, message: message.into() }
    }
}

/// A change to files that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does: `write "up to two"`.
    pub title: String,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
    /// Whether it may be made without a person reading the sentence: what is around the edits stays
    /// true and stays a sentence.
    pub sure: bool,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub path: SitePath,
    /// The bytes to replace.
    pub span: Span,
    /// What to write there.
    pub text: String,
}

/// How grave a finding is. `Off` findings are never made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not reported.
    Off,
    /// Worth knowing.
    Note,
    /// Should be mended; fails with `--strict`.
    Warning,
    /// Must be mended; nothing is rendered.
    Error,
}

impl Level {
    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// The level that a word names, as configuration spells it.
    pub fn from_name(name: &str) -> Option<Level> {
        [Level::Off, Level::Note, Level::Warning, Level::Error]
            .into_iter()
            .find(|level| level.as_str() == name)
    }
}
