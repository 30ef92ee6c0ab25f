//! One walk over an article's events: headings, links, images, claims, lists, tables and comments
//! are noted, and each event's part in the HTML is decided.
//!
//! What a destination names is left to `site`, the writing of HTML to `html`.

use std::collections::HashMap;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::Dialect;
use super::article::{Article, Filling, Form, Heading};
use super::blocks::Blocks;
use super::components::Components;
use super::diagram;
use super::directive::{self, Directive};
use super::events::{Placed, TextBlocks, closing, nth_line, words};
use super::fence::{Fence, RawCode};
use super::footnotes::{self, Footnotes};
use super::html::{Action, escape};
use super::ids::Ids;
use super::links::{is_autolink, is_fact};
use super::maths::RawMaths;
use crate::source::Span;

/// The walk, with what it has noted so far.
pub(super) struct Walk<'t> {
    pub(super) text: &'t str,
    /// The same before syntax of other tools was made harmless.
    pub(super) written: &'t str,
    pub(super) dialect: &'t Dialect,
    /// Where references are defined, by label.
    pub(super) definitions: Vec<(String, Span)>,
    /// What was noted.
    pub(super) article: Article,
    pub(super) ids: Ids,
    tables: usize,
    /// How many quotations are open.
    pub(super) quotes: usize,
    notes: Footnotes,
    components: Components,
    /// HTML that stands in the place of an event, by its index.
    pub(super) instead: HashMap<usize, String>,
    /// The alignments of the open table, and the column that is next.
    columns: (Vec<Alignment>, usize),
}

impl<'t> Walk<'t> {
    /// A walk that has not begun.
    pub(super) fn new(
        (text, written): (&'t str, &'t str),
        dialect: &'t Dialect,
        definitions: Vec<(String, Span)>,
        article: Article,
        notes: Footnotes,
    ) -> Walk<'t> {
        Walk {
            text,
            written,
            dialect,
            definitions,
            article,
            ids: Ids::new(dialect.anchors),
            tables: 0,
            quotes: 0,
            notes,
            components: Components::default(),
            instead: HashMap::new(),
            columns: (Vec::new(), 0),
        }
    }

    fn reserve_ids(&mut self, events: &[Placed<'_>]) {
        for id in self.notes.ids().collect::<Vec<_>>() {
            self.ids.take(&id);
        }
        for (event, _) in events {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
                self.ids.take(id);
            }
        }
    }

    /// Decides what becomes of every event, and notes what the site must be asked about.
    pub(super) fn actions<'a>(
        &mut self,
        events: &[Placed<'a>],
        blocks: &Blocks,
    ) -> Vec<Action<'a>> {
        self.reserve_ids(events);
        let mut actions = Vec::with_capacity(events.len() + 8);
        let mut at = 0;
        // Ends of links that are open, and how many images and headings are.
        let mut open: Vec<Filling> = Vec::new();
        let mut quiet = 0usize;
        // What is to be marked behind the next code within text.
        let mut marked = None;
        let mut texts = TextBlocks::default();
        while at < events.len() {
            let (event, span) = &events[at];
            texts.see(event, span);
            if let Some(html) = self.instead.remove(&at) {
                actions.push(own(html));
                at += 1;
                continue;
            }
            match event {
                Event::Start(Tag::BlockQuote(kind)) => {
                    if let Some(next) = self.quotation(*kind, events, at, &mut actions) {
                        at = next;
                        continue;
                    }
                }
                Event::End(TagEnd::BlockQuote(kind)) => {
                    self.quotes = self.quotes.saturating_sub(usize::from(kind.is_none()));
                    actions.push(Action::Keep(event.clone()));
                }
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    actions.push(own(self.notes.begin(label)));
                    let end = closing(events, at);
                    let back = self.notes.back(label);
                    match footnotes::last_paragraph(events, end) {
                        Some(last) => self.instead.insert(last, format!("{back}</p>\n")),
                        None => None,
                    };
                    self.instead.insert(end, self.notes.end(label));
                }
                Event::FootnoteReference(label) => {
                    actions.push(own(self.notes.reference(label)));
                }
                Event::InlineMath(source) | Event::DisplayMath(source) => {
                    let display = matches!(event, Event::DisplayMath(_));
                    let index = self.article.maths.len();
                    self.article.maths.push(RawMaths::read(source, span.clone(), display));
                    actions.push(Action::Hole(Filling::Maths(index)));
                }
                Event::Start(Tag::Paragraph) if is_block_insertion(events, at) => {
                    let filling = self.claim(events, at + 1, Form::Block);
                    actions.push(Action::Hole(filling));
                    at += 5;
                    continue;
                }
                Event::Start(Tag::Link { link_type, dest_url, .. }) if self.is_fact(dest_url) => {
                    if is_autolink(*link_type) {
                        let filling = self.claim(events, at, Form::Insertion);
                        actions.push(Action::Hole(filling));
                        at = closing(events, at) + 1;
                        continue;
                    }
                    let form = if blocks.in_table_head(at) { Form::Header } else { Form::Words };
                    let filling = self.claim(events, at, form);
                    actions.push(Action::Hole(filling));
                    open.push(match filling {
                        Filling::ClaimStart(index) => Filling::ClaimEnd(index),
                        other => other,
                    });
                    quiet += 1;
                }
                Event::Start(Tag::Link { .. }) => {
                    let index = self.link(events, at);
                    actions.push(Action::Hole(Filling::LinkStart(index)));
                    open.push(Filling::LinkEnd(index));
                    quiet += 1;
                }
                Event::End(TagEnd::Link) => {
                    if let Some(end) = open.pop() {
                        actions.push(Action::Hole(end));
                    }
                    quiet = quiet.saturating_sub(1);
                }
                Event::Start(Tag::Image { .. }) => {
                    let index = self.image(events, at);
                    actions.push(Action::Hole(Filling::Image(index)));
                    let end = closing(events, at);
                    for inner in at + 1..end {
                        if let Event::Start(Tag::Link { dest_url, .. }) = &events[inner].0 {
                            if self.is_fact(dest_url) {
                                let mark = self.article.claims.len();
                                self.claim(events, inner, Form::Alternative);
                                actions.push(Action::Hole(Filling::Mark(mark)));
                            } else {
                                self.link(events, inner);
                            }
                        }
                    }
                    at = end + 1;
                    continue;
                }
                Event::Start(Tag::Heading { level, id, classes, .. }) => {
                    let words = words(events, at);
                    let id = match id {
                        Some(id) => id.to_string(),
                        None => self.heading_id(&words, span),
                    };
                    let class = if classes.is_empty() {
                        String::new()
                    } else {
                        let classes: Vec<&str> = classes.iter().map(|class| &**class).collect();
                        format!(" class=\"{}\"", escape(&classes.join(" ")))
                    };
                    let tag = format!("\n<{level} id=\"{}\"{class}>", escape(&id));
                    actions.push(Action::Keep(Event::InlineHtml(tag.into())));
                    let (level, span) = (*level as u8, span.clone());
                    self.article.headings.push(Heading { level, text: words, id, span });
                    quiet += 1;
                }
                Event::End(TagEnd::Heading(_)) => {
                    quiet = quiet.saturating_sub(1);
                    actions.push(Action::Keep(event.clone()));
                }
                Event::Start(Tag::DefinitionListTitle) => {
                    self.title(&words(events, at));
                    actions.push(Action::Keep(event.clone()));
                }
                Event::Start(Tag::Table(columns)) => {
                    self.tables += 1;
                    // Wide tables scroll in a box of their own, which the keyboard can reach.
                    actions.push(own(format!(
                        "\n<div class=\"scroll\" role=\"region\" aria-label=\"Table {}\" tabindex=\"0\">\n",
                        self.tables
                    )));
                    // Without styles of their own, which a strict policy would not let through.
                    let plain = vec![Alignment::None; columns.len()];
                    self.columns = (columns.clone(), 0);
                    actions.push(Action::Keep(Event::Start(Tag::Table(plain))));
                }
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    self.columns.1 = 0;
                    actions.push(Action::Keep(event.clone()));
                }
                Event::Start(Tag::TableCell) => {
                    let tag = if blocks.in_table_head(at) { "th" } else { "td" };
                    actions.push(match self.alignment() {
                        Some(class) => own(format!("<{tag} class=\"align-{class}\">")),
                        None => Action::Keep(event.clone()),
                    });
                }
                Event::End(TagEnd::Table) => {
                    actions.push(Action::Keep(event.clone()));
                    actions.push(Action::Keep(Event::InlineHtml("</div>\n".into())));
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.code(kind, events, at);
                    actions.push(Action::Code);
                    let end = closing(events, at);
                    events[at + 1..=end].iter().for_each(|(event, span)| texts.see(event, span));
                    let code = &events[at..=end];
                    actions.extend(code.iter().map(|(event, _)| Action::Keep(event.clone())));
                    actions.push(Action::Code);
                    at = end + 1;
                    continue;
                }
                Event::Start(Tag::HtmlBlock) => {
                    let end = closing(events, at);
                    if let Some(directive) = directive::read(&self.text[span.clone()], span.start) {
                        let mark = self.direct(directive, events, at, blocks, &mut actions);
                        actions.extend(mark.map(Action::Hole));
                        at = end + 1;
                        continue;
                    }
                    actions.push(Action::Keep(event.clone()));
                }
                Event::InlineHtml(html) => match directive::read(html, span.start) {
                    Some(directive) => {
                        let mark = self.direct(directive, events, at, blocks, &mut actions);
                        marked = mark.or(marked);
                    }
                    None => self.raw(&events[at..=at], &mut actions),
                },
                Event::Html(_) => {
                    let lines = events[at..].iter();
                    let lines = lines.take_while(|(event, _)| matches!(event, Event::Html(_)));
                    let end = at + lines.count();
                    self.raw(&events[at..end], &mut actions);
                    at = end;
                    continue;
                }
                Event::Code(_) => {
                    actions.push(Action::Keep(event.clone()));
                    if let Some(Filling::CodeMark(claim)) = marked.take() {
                        actions.push(Action::Hole(Filling::Mark(claim)));
                    }
                }
                Event::Text(text) if quiet == 0 => {
                    actions.push(Action::Prose(text.clone(), span.clone()));
                }
                _ => actions.push(Action::Keep(event.clone())),
            }
            at += 1;
        }
        self.article.blocks = texts.done();
        self.components.finish(&mut actions);
        let components = std::mem::take(&mut self.components);
        (self.article.components, self.article.loose) = (components.all, components.loose);
        actions
    }

    /// Does what a comment asks for; what is to mark the code or list that it binds.
    fn direct(
        &mut self,
        directive: Directive,
        events: &[Placed<'_>],
        at: usize,
        blocks: &Blocks,
        actions: &mut Vec<Action<'_>>,
    ) -> Option<Filling> {
        let depth = || {
            let step = |depth: usize, (event, _): &Placed<'_>| match event {
                Event::Start(_) => depth + 1,
                Event::End(_) => depth.saturating_sub(1),
                _ => depth,
            };
            events[..at].iter().fold(0, step)
        };
        match directive {
            Directive::Component(component) => {
                self.components.begin(component, depth(), actions);
            }
            Directive::ComponentEnd => {
                self.components.end(events[at].1.clone(), depth(), actions);
            }
            other => return blocks.note(&mut self.article, events, at, other),
        }
        None
    }

    /// The class of the next cell of a table.
    fn alignment(&mut self) -> Option<&'static str> {
        let alignment = self.columns.0.get(self.columns.1);
        self.columns.1 += 1;
        match alignment? {
            Alignment::None => None,
            Alignment::Left => Some("left"),
            Alignment::Center => Some("center"),
            Alignment::Right => Some("right"),
        }
    }

    /// Notes a block of code, and draws it if it is a diagram.
    fn code(&mut self, kind: &CodeBlockKind<'_>, events: &[Placed<'_>], at: usize) {
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
        let diagram = (fence.language == "mermaid").then(draw);
        self.article.code.push(RawCode { span, html: 0..0, fence, diagram });
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

/// HTML that is factum's own.
pub(super) fn own<'a>(html: String) -> Action<'a> {
    Action::Keep(Event::InlineHtml(html.into()))
}

/// Whether a paragraph holds an insertion and nothing else.
fn is_block_insertion(events: &[Placed<'_>], at: usize) -> bool {
    let kinds = events.get(at + 1..at + 5);
    matches!(
        kinds,
        Some(
            [
                (Event::Start(Tag::Link { link_type, dest_url, .. }), _),
                (Event::Text(_), _),
                (Event::End(TagEnd::Link), _),
                (Event::End(TagEnd::Paragraph), _),
            ]
        ) if is_autolink(*link_type) && is_fact(dest_url)
    )
}
