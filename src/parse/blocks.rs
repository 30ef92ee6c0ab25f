//! Blocks that comments and table heads bind: lists, tables, code, sections.
//! Leaves inline matters to `markdown`.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::article::{
    Article, Cell, Filling, Form, Ignore, RawClaim, RawList, RawTable, SectionScope,
};
use super::directive::Directive;
use super::events::{Placed, closing, collect};
use crate::source::Span;

/// Where blocks of some kinds begin and end, by the index of their events.
pub(super) struct Blocks {
    heads: Vec<std::ops::Range<usize>>,
    tables: Vec<std::ops::Range<usize>>,
}

type FactComment = (String, Span, Vec<(String, Span)>);

impl Blocks {
    /// Finds the blocks among the events.
    pub(super) fn find(events: &[Placed<'_>]) -> Blocks {
        let mut blocks = Blocks { heads: vec![], tables: vec![] };
        for (at, (event, _)) in events.iter().enumerate() {
            match event {
                Event::Start(Tag::TableHead) => blocks.heads.push(at..closing(events, at)),
                Event::Start(Tag::Table(_)) => blocks.tables.push(at..closing(events, at)),
                _ => {}
            }
        }
        blocks
    }

    /// Whether an event lies in the head of a table.
    pub(super) fn in_table_head(&self, at: usize) -> bool {
        within(&self.heads, at)
    }

    /// Binds tables to the claims in their heads, and sections to the comments that scope them:
    /// both need what stands behind them to be known.
    pub(super) fn bind(&self, events: &[Placed<'_>], text: &str, article: &mut Article) {
        let headed = article.claims.iter().any(|claim| claim.form == Form::Header);
        for range in self.tables.iter().filter(|_| headed) {
            let table = table(&events[range.start..=range.end], article);
            if table.columns.iter().any(Option::is_some) {
                article.tables.push(table);
            }
        }
        for scope in &mut article.scopes {
            let before = article.headings.iter().rev().find(|h| h.span.start < scope.comment.start);
            let level = before.map_or(0, |heading| heading.level);
            let next = article
                .headings
                .iter()
                .find(|h| h.span.start > scope.comment.start && h.level <= level);
            scope.span = scope.comment.start..next.map_or(text.len(), |next| next.span.start);
        }
        for index in 0..article.lists.len() {
            let cells = std::mem::take(&mut article.lists[index].items);
            article.lists[index].items =
                cells.into_iter().map(|cell| bind(cell, &article.claims)).collect();
        }
    }

    /// Notes what a comment says of the block after it; what is to mark code or a list that it binds.
    pub(super) fn note(
        &self,
        article: &mut Article,
        events: &[Placed<'_>],
        at: usize,
        directive: Directive,
    ) -> Option<Filling> {
        let (claims, lists) = (article.claims.len(), article.lists.len());
        let comment = events[at].1.clone();
        match directive {
            Directive::Scope(text) => self.scope(article, comment, text),
            Directive::Ignore { rule, because, until } => {
                self.ignore(article, events, at, (rule, because, until));
            }
            Directive::Fact { to, to_span, options } => {
                self.fact(article, events, at, (to, to_span, options));
            }
            // Those are no matter of blocks.
            Directive::Component(_) | Directive::ComponentEnd => {}
        }
        let code = article.claims.len() > claims;
        let list = article.lists.len() > lists;
        code.then_some(Filling::CodeMark(claims)).or(list.then_some(Filling::ListMark(lists)))
    }

    /// Notes a section's scope; `bind` finds its end.
    fn scope(&self, article: &mut Article, comment: Span, text: String) {
        article.scopes.push(SectionScope { span: comment.clone(), comment, text });
    }

    /// Notes a rule that is silenced for the block after the comment, or around it within a block.
    fn ignore(
        &self,
        article: &mut Article,
        events: &[Placed<'_>],
        at: usize,
        (rule, because, until): (String, Option<String>, Option<String>),
    ) {
        let comment = events[at].1.clone();
        let span = match &events[at].0 {
            Event::InlineHtml(_) => around(events, at),
            _ => next_block(events, closing(events, at) + 1).map(|at| events[at].1.clone()),
        };
        let span = span.unwrap_or(comment.end..comment.end);
        article.ignores.push(Ignore { comment, rule, because, until, span });
    }

    /// Notes a list or a piece of code that a comment binds to a fact. A comment before anything
    /// else binds nothing, and is kept as an empty list so that this can be said.
    fn fact(
        &self,
        article: &mut Article,
        events: &[Placed<'_>],
        at: usize,
        (to, to_span, options): FactComment,
    ) {
        let comment = events[at].1.clone();
        let after = match &events[at].0 {
            Event::InlineHtml(_) => at + 1,
            _ => closing(events, at) + 1,
        };
        if let Some((words, words_span, span)) = code(events, after) {
            let title = String::new();
            let form = Form::Code;
            let quoted = false;
            article.claims.push(RawClaim {
                span,
                words_span,
                words,
                to,
                to_span,
                title,
                quoted,
                form,
            });
            return;
        }
        let list = next_block(events, after)
            .filter(|at| matches!(events[*at].0, Event::Start(Tag::List(_))));
        let (span, items) = match list {
            Some(at) => (events[at].1.clone(), items(events, at)),
            None => (comment.clone(), Vec::new()),
        };
        article.lists.push(RawList { comment, to, to_span, options, span, items });
    }
}

fn within(ranges: &[std::ops::Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.start <= at);
    next > 0 && ranges[next - 1].contains(&at)
}

/// The next event that begins a block, past ends and comments, but not out of the section's list.
fn next_block(events: &[Placed<'_>], from: usize) -> Option<usize> {
    let mut at = from;
    while at < events.len() {
        match &events[at].0 {
            Event::Start(Tag::HtmlBlock) if is_comment(events, at) => at = closing(events, at),
            Event::Start(_) => return Some(at),
            Event::Rule => return Some(at),
            _ => return None,
        }
        at += 1;
    }
    None
}

fn is_comment(events: &[Placed<'_>], at: usize) -> bool {
    matches!(events.get(at + 1), Some((Event::Html(html), _)) if html.trim_start().starts_with("<!--"))
}

/// The block that an inline event lies in.
fn around(events: &[Placed<'_>], at: usize) -> Option<Span> {
    let open = (0..at).rev().find(|index| {
        matches!(
            &events[*index].0,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell)
        ) && closing(events, *index) > at
    })?;
    Some(events[open].1.clone())
}

/// A code span or block right at `at`: its words, their bytes, the bytes of the whole.
fn code(events: &[Placed<'_>], mut at: usize) -> Option<(String, Span, Span)> {
    while let Some((Event::Text(text), _)) = events.get(at) {
        if !text.trim().is_empty() {
            return None;
        }
        at += 1;
    }
    // A comment on a line of its own stands before the paragraph that the code opens.
    if matches!(events.get(at), Some((Event::Start(Tag::Paragraph), _))) {
        at += 1;
    }
    match &events.get(at)?.0 {
        Event::Code(code) => {
            let span = events[at].1.clone();
            let ticks = span.len().saturating_sub(code.len()) / 2;
            let inner = span.start + ticks..span.end - ticks;
            Some((code.trim().to_string(), inner, span))
        }
        Event::Start(Tag::CodeBlock(_)) => {
            let (words, inner) = collect(&events[at..=closing(events, at)]);
            let span = events[at].1.clone();
            Some((words, inner.unwrap_or_else(|| span.clone()), span))
        }
        _ => None,
    }
}

/// The first words of each item of a list's first level.
fn items(events: &[Placed<'_>], list: usize) -> Vec<Cell> {
    let end = closing(events, list);
    let mut cells = Vec::new();
    let mut at = list + 1;
    while at < end {
        if !matches!(events[at].0, Event::Start(Tag::Item)) {
            at += 1;
            continue;
        }
        let item_end = closing(events, at);
        let inside = &events[at + 1..item_end];
        let first_end = inside
            .iter()
            .position(|(event, _)| {
                matches!(event, Event::End(TagEnd::Paragraph) | Event::Start(Tag::List(_)))
            })
            .unwrap_or(inside.len());
        let (words, span) = collect(&inside[..first_end]);
        let whole = events[at].1.clone();
        let span = span.unwrap_or_else(|| whole.clone());
        cells.push(Cell { words, span, whole, claim: None });
        at = item_end + 1;
    }
    cells
}

/// Finds the claim that a cell's words are linked to themselves, if any.
fn bind(mut cell: Cell, claims: &[RawClaim]) -> Cell {
    cell.claim = claims.iter().position(|claim| {
        claim.form != Form::Header
            && cell.whole.start <= claim.span.start
            && claim.span.end <= cell.whole.end
            && claim.span.start <= cell.span.end
            && cell.span.start <= claim.span.end
    });
    cell
}

fn table(events: &[Placed<'_>], article: &Article) -> RawTable {
    let mut columns = Vec::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut head = false;
    let mut row = events[0].1.clone();
    let mut at = 0;
    while at < events.len() {
        match &events[at].0 {
            Event::Start(Tag::TableHead) => head = true,
            Event::End(TagEnd::TableHead) => head = false,
            Event::Start(Tag::TableRow) => {
                row = events[at].1.clone();
                rows.push(Vec::new());
            }
            Event::Start(Tag::TableCell) => {
                let end = closing(events, at);
                let cell = events[at].1.clone();
                if head {
                    columns.push(article.claims.iter().position(|claim| {
                        claim.form == Form::Header
                            && cell.start <= claim.span.start
                            && claim.span.end <= cell.end
                    }));
                } else if let Some(cells) = rows.last_mut() {
                    let (words, span) = collect(&events[at..=end]);
                    // A cell that the row lacks is missed behind the last that it has.
                    let last = cells.last().map_or(row.start, |last| last.span.end);
                    let empty = if cell.start < row.end { cell.start } else { last };
                    let span = span.unwrap_or(empty..empty);
                    let found = Cell { words, span, whole: cell, claim: None };
                    let mut found = bind(found, &article.claims);
                    found.whole = row.clone();
                    cells.push(found);
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    RawTable { span: events[0].1.clone(), columns, rows }
}
