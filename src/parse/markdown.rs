//! Reads an article: its front matter, and one parse of its Markdown for checking and rendering alike.
//!
//! What becomes of each event is left to `walk`, the writing of HTML to `html`.

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};

use super::adopt::{self, Extras};
use super::article::{Article, Undefined, Wants};
use super::blocks::Blocks;
use super::events::Placed;
use super::footnotes::Footnotes;
use super::ids::{of_own, published};
use super::maths::Dollars;
use super::published::Published;
use super::walk::Walk;
use super::{Dialect, FrontMatter, autolinks, front_matter, html, safe};
use crate::source::{SitePath, Span};

impl Article {
    /// Reads a Markdown file. Never fails: what is wrong with it is among its problems.
    pub fn parse(path: &SitePath, text: &str) -> Article {
        Article::read(path, text, &Dialect::default())
    }

    /// The same, of a file that is written in some manner.
    pub fn read(path: &SitePath, text: &str, dialect: &Dialect) -> Article {
        let mut article = Article::blank(path);
        let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        if let Some(block) = front_matter::find(text) {
            article.front = match dialect.tool {
                None => front_matter::read(&block, &mut article.problems),
                Some(_) => front_matter::read_foreign(&block, &mut article.problems),
            };
            start = block.body;
        }
        let written = text;
        let (text, extras) = match dialect.tool {
            None => (Cow::Borrowed(text), Extras::default()),
            Some(tool) => adopt::prepare(tool, text, start),
        };
        let text = text.as_ref();
        let options = options(dialect);
        let body = &text[start..];
        let maths = Dollars::are_in(body);
        let mut read = Events::read(body, start, with_maths(options, maths));
        // Only where an amount was taken for a formula is the text read again.
        let hidden;
        let amount = |(event, span): &Placed<'_>| {
            Dollars::is_amount(body, event, &(span.start - start..span.end - start))
        };
        if read.seen.maths && read.events.iter().any(amount) {
            hidden = Dollars::find(body, options);
            read = Events::read(&hidden.text, start, with_maths(options, hidden.any));
            let restored = |(event, span)| (hidden.restore(event), span);
            read.events = read.events.into_iter().map(restored).collect();
        }
        let Events { events, definitions, mut undefined, seen } = read;
        let events = autolinks::link(events, text);
        let (events, notes) = match seen.notes {
            true => Footnotes::gather(events),
            false => (events, Footnotes::default()),
        };
        undefined.sort_by_key(|undefined: &Undefined| undefined.span.start);
        undefined.dedup();
        article.undefined = undefined;
        let blocks = Blocks::find(&events);
        let mut walk = Walk::new((text, written), dialect, definitions, article, notes);
        if seen.ids || seen.notes {
            walk.reserve_ids(&events);
        }
        let actions = walk.actions(&events, &blocks);
        let mut ids = walk.further_ids;
        let mut article = walk.article;
        blocks.bind(&events, text, &mut article);
        article.includes = extras.includes;
        article.opaque |= extras.opaque;
        ids.extend(extras.ids);
        // Author's HTML may hold an id in any form, and only the whole of it tells.
        let own = actions.own();
        article.wants = if dialect.safe { Wants::ALL } else { actions.wants };
        if dialect.unseen && own.is_none() {
            let seen = Dialect { unseen: false, ..*dialect };
            return Article::read(path, written, &seen).without_html();
        }
        let body = match dialect.unseen {
            true => html::Body::default(),
            false if dialect.safe => safe::write(actions.into_list()),
            false => html::write(actions.into_list()),
        };
        match &own {
            Some(own) => ids.extend(of_own(own)),
            None => ids.extend(published(&body.html)),
        }
        article.ids = Published::new(ids);
        article.html = body.html;
        article.holes = body.holes;
        article.prose = body.prose;
        for (code, html) in article.code.iter_mut().zip(body.code) {
            code.html = html;
        }
        article.fitted()
    }

    /// An article of which nothing has been read yet.
    fn blank(path: &SitePath) -> Article {
        Article {
            path: path.clone(),
            front: FrontMatter { in_search_index: true, ..FrontMatter::default() },
            html: String::new(),
            holes: Vec::new(),
            headings: Vec::new(),
            ids: Published::default(),
            links: Vec::new(),
            images: Vec::new(),
            claims: Vec::new(),
            lists: Vec::new(),
            tables: Vec::new(),
            scopes: Vec::new(),
            ignores: Vec::new(),
            undefined: Vec::new(),
            code: Vec::new(),
            maths: Vec::new(),
            components: Vec::new(),
            loose: Vec::new(),
            prose: Vec::new(),
            blocks: Vec::new(),
            text: String::new(),
            wants: Wants::default(),
            includes: Vec::new(),
            opaque: false,
            problems: Vec::new(),
        }
    }
}

/// The Markdown that is read: all of GitHub's, with definition lists and attributes of headings, and
/// links by name where the site wants them.
fn options(dialect: &Dialect) -> Options {
    let wikilinks = if dialect.wikilinks { Options::ENABLE_WIKILINKS } else { Options::empty() };
    wikilinks
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// What one parse of a text gives.
struct Events<'a> {
    events: Vec<Placed<'a>>,
    /// Where references are defined, by label.
    definitions: Vec<(String, Span)>,
    undefined: Vec<Undefined>,
    seen: Seen,
}

/// What there is among some events that is rare, so that nobody looks for it in vain.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// Formulas within text.
    maths: bool,
    /// Footnotes.
    notes: bool,
    /// Headings to which their authors gave ids.
    ids: bool,
}

impl Seen {
    fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::InlineMath(_) => self.maths = true,
            Event::Start(Tag::FootnoteDefinition(_)) => self.notes = true,
            Event::Start(Tag::Heading { id: Some(_), .. }) => self.ids = true,
            _ => {}
        }
    }
}

impl<'a> Events<'a> {
    /// Parses a body that begins at `start` in its file.
    fn read(body: &'a str, start: usize, options: Options) -> Events<'a> {
        let mut undefined = Vec::new();
        let note_undefined = |link: BrokenLink<'_>| {
            let explicit = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
            if explicit && !link.reference.starts_with('^') {
                let span = link.span.start + start..link.span.end + start;
                undefined.push(Undefined { span, label: link.reference.to_string() });
            }
            None::<(CowStr<'_>, CowStr<'_>)>
        };
        let parser = Parser::new_with_broken_link_callback(body, options, Some(note_undefined));
        let definitions = parser.reference_definitions().iter();
        let definitions = definitions.map(|(label, found)| {
            (label.to_string(), found.span.start + start..found.span.end + start)
        });
        let definitions = definitions.collect();
        // A page of prose has an event for every twenty bytes or so.
        let mut events = Vec::with_capacity(body.len() / 16);
        let mut seen = Seen::default();
        events.extend(parser.into_offset_iter().map(|(event, span)| {
            seen.see(&event);
            (event, span.start + start..span.end + start)
        }));
        Events { events, definitions, undefined, seen }
    }
}

fn with_maths(options: Options, maths: bool) -> Options {
    if maths { options | Options::ENABLE_MATH } else { options }
}
