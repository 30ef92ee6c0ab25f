//! An article's text with what it includes, and where each part of that comes from.
//! What is included is left to `including`.

use std::sync::Arc;

use crate::source::{SitePath, Span, Text};

/// The text of an article in which what it includes stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Expanded {
    /// The whole text, under the article's own path.
    pub text: Arc<Text>,
    /// The text as its file holds it.
    pub original: Arc<Text>,
    /// What could not be included; spans are those of the whole text.
    pub problems: Vec<IncludeProblem>,
    /// What the text is made of, without a gap.
    pub(super) parts: Vec<Part>,
}

/// A part of the whole text, and the bytes of a file that it comes from. Where both are of one
/// length it was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) at: Span,
    pub(super) path: SitePath,
    pub(super) source: Span,
}

/// Something that could not be included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncludeProblem {
    /// The bytes of what asks for it.
    pub span: Span,
    /// What it asks for, as written.
    pub to: String,
    /// Why it is not to be had.
    pub why: NotIncluded,
}

/// Why something is not included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotIncluded {
    /// The path leads out of the site's root.
    Escapes,
    /// The file cannot be read, in the system's words.
    Unreadable(SitePath, String),
    /// The file has no such region; the nearest that it has.
    NoRegion(SitePath, String, Option<String>),
    /// The region does not end.
    Unclosed(SitePath, String),
    /// The file includes itself, perhaps by way of others.
    Cycle(SitePath),
    /// The text would be too large.
    TooLarge,
    /// The code that is written is another than that of the file; what should be written, and where.
    Differs(SitePath, String, Span),
}

impl Expanded {
    fn part(&self, offset: usize) -> Option<&Part> {
        let after = self.parts.partition_point(|part| part.at.start <= offset);
        self.parts.get(after.checked_sub(1)?)
    }

    /// The file that what stands at an offset of the whole text comes from.
    pub fn file(&self, offset: usize) -> Option<&SitePath> {
        Some(&self.part(offset)?.path)
    }

    /// The file and the bytes that a span of the whole text comes from; as far as the first part of
    /// it goes where it has several.
    pub fn place(&self, span: &Span) -> Option<(&SitePath, Span)> {
        let part = self.part(span.start)?;
        let start = part.offset(span.start);
        Some((&part.path, start..part.offset(span.end.min(part.at.end)).max(start)))
    }

    /// The same for a span that may be rewritten: nothing unless it was copied whole from one place.
    pub fn copied(&self, span: &Span) -> Option<(&SitePath, Span)> {
        let part = self.part(span.start)?;
        let copied = part.at.len() == part.source.len() && span.end <= part.at.end;
        copied.then(|| (&part.path, part.offset(span.start)..part.offset(span.end)))
    }

    /// The offset in the article's own file of what stands at an offset of the whole text, or of what
    /// includes it.
    pub fn own(&self, offset: usize) -> usize {
        let own = |part: &&Part| part.path == *self.text.path() && part.at.start <= offset;
        self.parts.iter().rev().find(own).map_or(0, |part| part.offset(offset))
    }
}

impl Part {
    fn offset(&self, offset: usize) -> usize {
        let into = offset.saturating_sub(self.at.start);
        match self.at.len() == self.source.len() {
            true => (self.source.start + into).min(self.source.end),
            false if into == 0 => self.source.start,
            false => self.source.end,
        }
    }
}
