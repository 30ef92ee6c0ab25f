//! Blocks of code as the walk over an article notes them: what their first line asks for, how many lines
//! they have, and the picture that a diagram is. What an info string means is left to `fence`.

use pulldown_cmark::{CodeBlockKind, Event};

use super::diagram;
use super::events::{Placed, closing, nth_line};
use super::fence::{Fence, RawCode};
use super::walk::Walk;
use crate::source::Span;

impl Walk<'_> {
    /// Notes a block of code, and draws it if it is a diagram. What another tool publishes, it draws.
    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>, events: &[Placed<'_>], at: usize) {
        let span = events[at].1.clone();
        let fence = self.fence(kind, &span);
        let lines = &events[at + 1..closing(events, at)];
        let draw = || {
            let text = lines.iter().map(|(event, _)| match event {
                Event::Text(text) => text.as_ref(),
                _ => "",
            });
            let index = self.article.code.len() + 1;
            let label = fence.title.as_deref().unwrap_or_default();
            diagram::draw(&text.collect::<String>(), label, index).map_err(|(line, why)| {
                let at = line.and_then(|line| nth_line(self.text, &span, line));
                (at.unwrap_or_else(|| fence.span.clone()), why)
            })
        };
        let drawn = fence.language == "mermaid" && self.dialect.tool.is_none();
        let diagram = drawn.then(draw);
        let ends = lines.iter().map(|(event, _)| match event {
            Event::Text(text) => text.matches('\n').count(),
            _ => 0,
        });
        let lines = ends.sum();
        self.article.code.push(RawCode { span, html: 0..0, lines, fence, diagram });
    }

    /// What the first line of a block of code asks for.
    fn fence(&self, kind: &CodeBlockKind<'_>, span: &Span) -> Fence {
        let CodeBlockKind::Fenced(info) = kind else { return Fence::default() };
        let block = self.text.get(span.clone()).unwrap_or_default();
        let line = block.lines().next().unwrap_or_default();
        let behind = line.trim_start_matches(['`', '~', ' ']);
        let start = span.start + line.len() - behind.len();
        Fence::read(info, start..start + behind.trim_end().len())
    }
}
