//! One walk over an article's events: headings, links, images, claims, lists, tables and comments
//! are noted, and each event's part in the HTML is decided.
//!
//! What a destination names is left to `site`, the writing of HTML to `html`.

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::Dialect;
use super::actions::{Action, Actions};
use super::article::{Article, Filling, Form, Heading};
use super::blocks::Blocks;
use super::components::Components;
use super::directive::{self, Directive};
use super::events::{Placed, TextBlocks, closing, typed, words};
use super::footnotes::{self, Footnotes};
use super::html::escape;
use super::ids::Ids;
use super::links::{is_autolink, is_fact};
use super::maths::RawMaths;
use super::table_html::TableHtml;
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
    /// Ids that a tool gives what is no heading, or may give headings beside these.
    pub(super) further_ids: Vec<String>,
    table: TableHtml,
    /// How many quotations are open.
    pub(super) quotes: usize,
    /// What ends each link that is open.
    open: Vec<Filling>,
    /// How many links and headings are open: in them no subject is mentioned.
    quiet: usize,
    /// What is to be marked behind the next code within text.
    marked: Option<Filling>,
    /// The text of each block, for the rules.
    texts: TextBlocks,
    notes: Footnotes,
    components: Components,
    /// HTML that stands in the place of an event, by its index.
    pub(super) instead: FxHashMap<usize, String>,
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
            further_ids: Vec::new(),
            table: TableHtml::default(),
            quotes: 0,
            open: Vec::new(),
            quiet: 0,
            marked: None,
            texts: TextBlocks::default(),
            notes,
            components: Components::default(),
            instead: FxHashMap::default(),
        }
    }

    /// Keeps for others the ids that authors and footnotes take.
    pub(super) fn reserve_ids(&mut self, events: &[Placed<'_>]) {
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
    pub(super) fn actions<'a>(&mut self, events: &[Placed<'a>], blocks: &Blocks) -> Actions<'a> {
        let mut actions = Actions::new(events.len(), self.dialect.unseen);
        let mut at = 0;
        while at < events.len() {
            let (event, span) = &events[at];
            if !self.dialect.wordless {
                self.texts.see(event, span);
            }
            // Of most pages nothing stands in the place of anything.
            let instead = if self.instead.is_empty() { None } else { self.instead.remove(&at) };
            at = match instead {
                Some(html) => {
                    actions.push(own(html));
                    at + 1
                }
                None => self.step(events, at, blocks, &mut actions),
            };
        }
        (self.article.blocks, self.article.text) = std::mem::take(&mut self.texts).done();
        self.components.finish(&mut actions);
        let components = std::mem::take(&mut self.components);
        (self.article.components, self.article.loose) = (components.all, components.loose);
        actions
    }

    /// Decides about one event, or about an element whole; the index of the next event.
    fn step<'a>(
        &mut self,
        events: &[Placed<'a>],
        at: usize,
        blocks: &Blocks,
        actions: &mut Actions<'a>,
    ) -> usize {
        let (event, span) = &events[at];
        match event {
            Event::Start(Tag::BlockQuote(kind)) => {
                return self.quotation(*kind, events, at, actions).unwrap_or(at + 1);
            }
            Event::End(TagEnd::BlockQuote(kind)) => {
                self.quotes = self.quotes.saturating_sub(usize::from(kind.is_none()));
                actions.keep(event);
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                actions.wants.notes = true;
                actions.push(own(self.footnote(label, events, at)));
            }
            Event::FootnoteReference(label) => actions.push(own(self.notes.reference(label))),
            Event::InlineMath(source) | Event::DisplayMath(source) => {
                let display = matches!(event, Event::DisplayMath(_));
                let index = self.article.maths.len();
                self.article.maths.push(RawMaths::read(source, span.clone(), display));
                actions.push(Action::Hole(Filling::Maths(index)));
            }
            Event::Start(Tag::Paragraph) if is_block_insertion(events, at) => {
                let filling = self.claim(events, at + 1, Form::Block);
                actions.push(Action::Hole(filling));
                return at + 5;
            }
            Event::Start(Tag::Link { .. }) => return self.open_link(events, at, blocks, actions),
            Event::End(TagEnd::Link) => {
                if let Some(end) = self.open.pop() {
                    actions.push(Action::Hole(end));
                }
                self.quiet = self.quiet.saturating_sub(1);
            }
            Event::Start(Tag::Image { .. }) => return self.picture(events, at, actions),
            Event::Start(Tag::Heading { .. }) => {
                actions.push(self.heading(events, at));
                self.quiet += 1;
            }
            Event::End(TagEnd::Heading(_)) => {
                self.quiet = self.quiet.saturating_sub(1);
                actions.keep(event);
            }
            Event::Start(Tag::DefinitionListTitle) => {
                self.title(&words(events, at));
                actions.keep(event);
            }
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
            | Event::End(TagEnd::Table) => {
                let head = blocks.in_table_head(at);
                actions.wants.tables = true;
                self.table.write(event, head, actions);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.code(kind, events, at);
                let end = closing(events, at);
                let inside = &events[at + 1..=end];
                if !self.dialect.wordless {
                    inside.iter().for_each(|(event, span)| self.texts.see(event, span));
                }
                actions.push(Action::Code);
                events[at..=end].iter().for_each(|(event, _)| actions.keep(event));
                actions.push(Action::Code);
                return end + 1;
            }
            Event::Start(Tag::HtmlBlock) => {
                if let Some(directive) = directive::read(&self.text[span.clone()], span.start) {
                    let mark = self.direct(directive, events, at, blocks, actions);
                    actions.extend(mark.map(Action::Hole));
                    return closing(events, at) + 1;
                }
                actions.keep(event);
            }
            Event::InlineHtml(html) => match directive::read(html, span.start) {
                Some(directive) => {
                    let mark = self.direct(directive, events, at, blocks, actions);
                    self.marked = mark.or(self.marked.take());
                }
                None => self.raw(&events[at..=at], actions),
            },
            Event::Html(_) => {
                let lines = events[at..].iter();
                let lines = lines.take_while(|(event, _)| matches!(event, Event::Html(_)));
                let end = at + lines.count();
                self.raw(&events[at..end], actions);
                return end;
            }
            Event::Code(_) => {
                actions.keep(event);
                if let Some(Filling::CodeMark(claim)) = self.marked.take() {
                    actions.push(Action::Hole(Filling::Mark(claim)));
                }
            }
            Event::Text(text) if self.quiet == 0 && !self.dialect.nameless => {
                actions.prose(text);
            }
            _ => actions.keep(event),
        }
        at + 1
    }

    /// The beginning of a footnote; what ends it is kept for its events.
    fn footnote(&mut self, label: &str, events: &[Placed<'_>], at: usize) -> String {
        let begin = self.notes.begin(label);
        let end = closing(events, at);
        let back = self.notes.back(label);
        if let Some(last) = footnotes::last_paragraph(events, end) {
            self.instead.insert(last, format!("{back}</p>\n"));
        }
        self.instead.insert(end, self.notes.end(label));
        begin
    }

    /// The beginning of a link or of a claim, or an insertion whole; the index of the next event.
    fn open_link(
        &mut self,
        events: &[Placed<'_>],
        at: usize,
        blocks: &Blocks,
        actions: &mut Actions<'_>,
    ) -> usize {
        let Event::Start(Tag::Link { link_type, dest_url, .. }) = &events[at].0 else {
            return at + 1;
        };
        let is_fact = self.is_fact(dest_url);
        if is_fact && is_autolink(*link_type) {
            let filling = self.claim(events, at, Form::Insertion);
            actions.push(Action::Hole(filling));
            return closing(events, at) + 1;
        }
        let (start, end) = if is_fact {
            let form = if blocks.in_table_head(at) { Form::Header } else { Form::Words };
            match self.claim(events, at, form) {
                Filling::ClaimStart(index) => {
                    (Filling::ClaimStart(index), Filling::ClaimEnd(index))
                }
                other => (other, other),
            }
        } else {
            let index = self.link(events, at);
            (Filling::LinkStart(index), Filling::LinkEnd(index))
        };
        actions.push(Action::Hole(start));
        self.open.push(end);
        self.quiet += 1;
        at + 1
    }

    /// An image, with the links and claims in its alternative text; the index of the next event.
    fn picture(&mut self, events: &[Placed<'_>], at: usize, actions: &mut Actions<'_>) -> usize {
        let index = self.image(events, at);
        actions.push(Action::Hole(Filling::Image(index)));
        let end = closing(events, at);
        for inner in at + 1..end {
            let Event::Start(Tag::Link { dest_url, .. }) = &events[inner].0 else { continue };
            if self.is_fact(dest_url) {
                let mark = self.article.claims.len();
                self.claim(events, inner, Form::Alternative);
                actions.push(Action::Hole(Filling::Mark(mark)));
            } else {
                self.link(events, inner);
            }
        }
        end + 1
    }

    /// The beginning of a heading, with its id.
    fn heading<'a>(&mut self, events: &[Placed<'a>], at: usize) -> Action<'a> {
        let (event, span) = &events[at];
        let Event::Start(Tag::Heading { level, id, classes, .. }) = event else {
            return Action::Keep(event.clone());
        };
        let words = words(events, at);
        let id = match id {
            Some(id) => id.to_string(),
            None => {
                let is_read = self.dialect.tool.is_some() || self.dialect.anchors.reads_typed();
                let typed = if is_read { typed(events, at) } else { String::new() };
                self.heading_id(&words, &typed, span)
            }
        };
        let class = if classes.is_empty() {
            String::new()
        } else {
            let classes: Vec<&str> = classes.iter().map(|class| &**class).collect();
            format!(" class=\"{}\"", escape(&classes.join(" ")))
        };
        let (level, span) = (*level as u8, span.clone());
        let number = char::from(b'0' + level);
        let mut tag = String::with_capacity(id.len() + class.len() + 16);
        tag.push_str("\n<h");
        tag.push(number);
        tag.extend([" id=\"", &escape(&id), "\"", &class, ">"]);
        self.article.headings.push(Heading { level, text: words, id, span });
        own(tag)
    }

    /// Does what a comment asks for; what is to mark the code or list that it binds.
    fn direct(
        &mut self,
        directive: Directive,
        events: &[Placed<'_>],
        at: usize,
        blocks: &Blocks,
        actions: &mut Actions<'_>,
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
