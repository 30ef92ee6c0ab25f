//! The site's settings: `factum.toml`.
//! Leaves the command line, which goes before it, to `commands`.

use crate::diagnostic::Level;
use crate::source::{SitePath, Span};
use crate::value::Node;

/// A site's settings; a key that is absent has its default.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The site's title.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Where it will be published; the address of its home page, without a final `/`.
    pub base_url: String,
    /// The language of its pages, such as `en`.
    pub language: String,
    /// The folder that a build makes, from the site's root.
    pub output_dir: String,
    /// Levels of rules for the whole site.
    pub levels: Vec<RuleLevel>,
    /// Levels of rules below a folder; the deepest folder wins.
    pub directories: Vec<DirectoryLevels>,
    /// Why nothing may be built from these settings: they cannot be read at all.
    pub broken: bool,
    /// What the site's own templates want to know.
    pub extra: Option<Node>,
}

/// A rule's level.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleLevel {
    /// The rule's name as written.
    pub rule: String,
    /// Where the name stands.
    pub span: Span,
    /// The level.
    pub level: Level,
}

/// Levels for what lies below a folder.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectoryLevels {
    /// The folder, from the site's root.
    pub folder: SitePath,
    /// The levels.
    pub levels: Vec<RuleLevel>,
}
