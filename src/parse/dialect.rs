//! What is taken for granted when a Markdown file is read: whose ids its headings have, which
//! tool's syntax may stand in it. What that syntax says is left to `adopt`.

use super::adopt::Tool;
use super::anchors::Anchors;

/// The manner in which a Markdown file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dialect {
    /// How ids of headings are made.
    pub anchors: Anchors,
    /// Whether `[[page]]` is a link.
    pub wikilinks: bool,
    /// Whether raw HTML that could do harm is taken out.
    pub safe: bool,
    /// Whether nobody will look at the page: no HTML is made of it then, and all else is the same.
    pub unseen: bool,
    /// Whether nobody will ask for the text of its blocks either.
    pub wordless: bool,
    /// Whether nothing on the site has a name that prose may mention.
    pub nameless: bool,
    /// The tool that the file is written for, where that is not factum.
    pub tool: Option<Tool>,
}
