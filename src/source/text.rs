//! One file's text with the means to say where in it something stands.
//! Leaves what the text means to `parse`.

use std::sync::OnceLock;

use super::{SitePath, Span};

/// A file's text, and what somebody asked of the whole of it once: where its lines start, which of most
/// files nobody does, and whether it has a mark that `parse` looks for.
#[derive(Debug)]
pub struct Text {
    path: SitePath,
    text: String,
    lines: OnceLock<Vec<usize>>,
    mark: OnceLock<bool>,
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.path == other.path && self.text == other.text
    }
}

impl Eq for Text {}

/// A place for people: line and column, both counted from 1, columns in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl Text {
    /// Wraps a file's text.
    pub fn new(path: SitePath, text: String) -> Text {
        Text { path, text, lines: OnceLock::new(), mark: OnceLock::new() }
    }

    /// Whether the text has a mark, as the first who asked found: all ask for the same.
    pub fn marked(&self, find: impl FnOnce(&str) -> bool) -> bool {
        *self.mark.get_or_init(|| find(&self.text))
    }

    /// Where each line starts.
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let starts = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(starts).collect()
        })
    }

    /// The file.
    pub fn path(&self) -> &SitePath {
        &self.path
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty where the span does not lie inside the text.
    pub fn slice(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// Line and column of a byte offset; an offset past the end means the end.
    pub fn place(&self, offset: usize) -> Place {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let lines = self.lines();
        let line = lines.partition_point(|start| *start <= offset);
        let start = lines[line - 1];
        Place { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The span of a line without its end, lines counted from 1; `None` past the last line.
    pub fn line(&self, line: usize) -> Option<Span> {
        let lines = self.lines();
        let start = *lines.get(line.checked_sub(1)?)?;
        let end = lines.get(line).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        Some(start..end)
    }
}
