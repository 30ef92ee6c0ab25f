//! The few lines of a file that a finding is about, so that long files cost nothing to show.
//! Leaves what is said about them to the parent module.

use annotate_snippets::{Snippet, normalize_untrusted_str};

use crate::source::{Span, Text};

/// Lines that a marked span may have; of a longer one only the first line is marked.
const MARKED: usize = 6;
/// Lines that two spans may lie apart to be shown in one piece.
const LINES: usize = 40;

/// A run of whole lines.
pub(super) struct Window {
    first: usize,
    bytes: Span,
}

impl Window {
    /// The lines as something to mark; line numbers are the file's.
    pub(super) fn snippet<'a, T: Clone>(&self, text: &'a Text) -> Snippet<'a, T> {
        let path = normalize_untrusted_str(text.path().as_str());
        Snippet::source(text.slice(&self.bytes)).line_start(self.first).path(path)
    }

    /// A span of the file as one of the window.
    pub(super) fn inside(&self, span: &Span) -> Span {
        let length = self.bytes.len();
        let at = |offset: usize| offset.saturating_sub(self.bytes.start).min(length);
        at(span.start)..at(span.end)
    }
}

/// The lines of the first of some spans, and of as many after it as lie near; how many these are.
pub(super) fn around(text: &Text, spans: impl Iterator<Item = Span>) -> (Window, usize) {
    let mut lines: Option<(usize, usize)> = None;
    let mut taken = 0;
    for span in spans {
        let (start, end) = (text.place(span.start).line, text.place(span.end).line);
        let (first, last) = (start.min(end), start.max(end));
        let (low, high) = lines.map_or((first, last), |(a, b)| (a.min(first), b.max(last)));
        if lines.is_some() && high - low > LINES {
            break;
        }
        lines = Some((low, high));
        taken += 1;
    }
    let (first, last) = lines.unwrap_or((1, 1));
    let start = text.line(first).map_or(0, |line| line.start);
    let end = text.line(last).map_or(start, |line| line.end);
    (Window { first, bytes: start..end.max(start) }, taken)
}

/// What of a span is marked: a part of the text, without the line's end, and not too long.
pub(super) fn shown(text: &Text, span: &Span) -> Span {
    let all = text.as_str();
    let start = floor(all, span.start);
    let end = floor(all, span.end).max(start);
    let end = start + all[start..end].trim_end().len();
    let (first, last) = (text.place(start).line, text.place(end).line);
    if last - first < MARKED {
        return start..end;
    }
    let line = text.line(first).map_or(end, |line| line.end);
    start..line.max(start)
}

/// Whether a span can be replaced as it stands, and its replacement shown.
pub(super) fn is_exact(text: &Text, span: &Span) -> bool {
    text.as_str().get(span.clone()).is_some()
        && text.place(span.end).line - text.place(span.start).line <= LINES
}

/// Whether spans come one after another.
pub(super) fn are_apart<'a>(spans: impl Iterator<Item = &'a Span>) -> bool {
    let mut end = 0;
    let mut spans = spans;
    spans.all(|span| {
        let apart = span.start >= end;
        end = span.end;
        apart
    })
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
