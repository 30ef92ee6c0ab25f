//! One walk over an article's events: headings, links, images, claims, lists, tables and comments
//! are noted, and each event's part in the HTML is decided.
//!
//! What a destination names is left to `site`, the writing of HTML to `html`.

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::article::{Article, Filling, Form, Heading, RawImage, RawLink, Undefined};
use super::blocks::Blocks;
use super::directive;
use super::events::{Placed, TextBlocks, closing, inner, words};
use super::fence::{Fence, RawCode};
use super::front_matter;
use super::html::{self, Action, escape};
use super::ids::{Ids, published};
use super::{FrontMatter, RawClaim};
use crate::source::{SitePath, Span};

impl Article {
    /// Reads a Markdown file. Never fails: what is wrong with it is among its problems.
    pub fn parse(path: &SitePath, text: &str) -> Article {
        let mut article = Article {
            path: path.clone(),
            front: FrontMatter { in_search_index: true, ..FrontMatter::default() },
            html: String::new(),
            holes: Vec::new(),
            headings: Vec::new(),
            ids: Vec::new(),
            links: Vec::new(),
            images: Vec::new(),
            claims: Vec::new(),
            lists: Vec::new(),
            tables: Vec::new(),
            scopes: Vec::new(),
            ignores: Vec::new(),
            undefined: Vec::new(),
            code: Vec::new(),
            prose: Vec::new(),
            blocks: Vec::new(),
            problems: Vec::new(),
        };
        let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        if let Some(block) = front_matter::find(text) {
            article.front = front_matter::read(&block, &mut article.problems);
            start = block.body;
        }
        let mut undefined = Vec::new();
        let note_undefined = |link: BrokenLink<'_>| {
            let explicit = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
            if explicit && !link.reference.starts_with('^') {
                let span = link.span.start + start..link.span.end + start;
                undefined.push(Undefined { span, label: link.reference.to_string() });
            }
            None::<(CowStr<'_>, CowStr<'_>)>
        };
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM;
        let parser =
            Parser::new_with_broken_link_callback(&text[start..], options, Some(note_undefined));
        let definitions: Vec<(String, Span)> = parser
            .reference_definitions()
            .iter()
            .map(|(label, found)| {
                (label.to_string(), found.span.start + start..found.span.end + start)
            })
            .collect();
        let events: Vec<Placed<'_>> = parser
            .into_offset_iter()
            .map(|(event, span)| (event, span.start + start..span.end + start))
            .collect();
        undefined.sort_by_key(|undefined: &Undefined| undefined.span.start);
        undefined.dedup();
        article.undefined = undefined;
        let mut walk =
            Walk { text, definitions, article, ids: Ids::default(), tables: 0, quotes: 0 };
        walk.reserve_ids(&events);
        let blocks = Blocks::find(&events);
        let actions = walk.actions(&events, &blocks);
        let mut article = walk.article;
        blocks.bind(&events, text, &mut article);
        let body = html::write(actions);
        article.ids = published(&body.html);
        article.html = body.html;
        article.holes = body.holes;
        article.prose = body.prose;
        for (code, html) in article.code.iter_mut().zip(body.code) {
            code.html = html;
        }
        article
    }
}

struct Walk<'t> {
    text: &'t str,
    /// Where references are defined, by label.
    definitions: Vec<(String, Span)>,
    article: Article,
    ids: Ids,
    tables: usize,
    /// How many quotations are open.
    quotes: usize,
}

impl<'t> Walk<'t> {
    fn reserve_ids(&mut self, events: &[Placed<'_>]) {
        for (event, _) in events {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
                self.ids.take(id);
            }
        }
    }

    /// Decides what becomes of every event, and notes what the site must be asked about.
    fn actions<'a>(&mut self, events: &[Placed<'a>], blocks: &Blocks) -> Vec<Action<'a>> {
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
            match event {
                // An alert is set like a quotation, but speaks for itself.
                Event::Start(Tag::BlockQuote(None)) => self.quotes += 1,
                Event::End(TagEnd::BlockQuote(None)) => self.quotes = self.quotes.saturating_sub(1),
                _ => {}
            }
            match event {
                Event::Start(Tag::Paragraph) if is_block_insertion(events, at) => {
                    let filling = self.claim(events, at + 1, Form::Block);
                    actions.push(Action::Hole(filling));
                    at += 5;
                    continue;
                }
                Event::Start(Tag::Link { link_type, dest_url, .. }) if is_fact(dest_url) => {
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
                            if is_fact(dest_url) {
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
                    let id = id.as_ref().map_or_else(|| self.ids.make(&words), |id| id.to_string());
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
                Event::Start(Tag::Table(_)) => {
                    self.tables += 1;
                    // Wide tables scroll in a box of their own, which the keyboard can reach.
                    let open = format!(
                        "\n<div class=\"scroll\" role=\"region\" aria-label=\"Table {}\" tabindex=\"0\">\n",
                        self.tables
                    );
                    actions.push(Action::Keep(Event::InlineHtml(open.into())));
                    actions.push(Action::Keep(event.clone()));
                }
                Event::End(TagEnd::Table) => {
                    actions.push(Action::Keep(event.clone()));
                    actions.push(Action::Keep(Event::InlineHtml("</div>\n".into())));
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let fence = self.fence(kind, span);
                    let html = 0..0;
                    self.article.code.push(RawCode { span: span.clone(), html, fence });
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
                        let mark = blocks.note(&mut self.article, events, at, directive);
                        actions.extend(mark.map(Action::Hole));
                        at = end + 1;
                        continue;
                    }
                    actions.push(Action::Keep(event.clone()));
                }
                Event::InlineHtml(html) => match directive::read(html, span.start) {
                    Some(directive) => {
                        marked = blocks.note(&mut self.article, events, at, directive).or(marked)
                    }
                    None => actions.push(Action::Keep(event.clone())),
                },
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
        actions
    }

    fn claim(&mut self, events: &[Placed<'_>], at: usize, form: Form) -> Filling {
        let (Event::Start(Tag::Link { dest_url, title, id, .. }), span) = &events[at] else {
            return Filling::Insertion(0);
        };
        let inserted = matches!(form, Form::Insertion | Form::Block);
        let words_span = if inserted { span.clone() } else { inner(events, at) };
        let words = if inserted { String::new() } else { words(events, at) };
        let index = self.article.claims.len();
        self.article.claims.push(RawClaim {
            to_span: self.destination(span, &words_span, dest_url, id, inserted),
            span: span.clone(),
            words_span,
            words,
            to: dest_url.to_string(),
            title: title.to_string(),
            quoted: self.quotes > 0,
            form,
        });
        match form {
            Form::Insertion => Filling::Insertion(index),
            Form::Block => Filling::Block(index),
            _ => Filling::ClaimStart(index),
        }
    }

    fn link(&mut self, events: &[Placed<'_>], at: usize) -> usize {
        let (Event::Start(Tag::Link { dest_url, title, id, link_type }), span) = &events[at] else {
            return 0;
        };
        let inner = inner(events, at);
        let to = match link_type {
            LinkType::Email => format!("mailto:{dest_url}"),
            _ => dest_url.to_string(),
        };
        self.article.links.push(RawLink {
            to_span: self.destination(span, &inner, dest_url, id, is_autolink(*link_type)),
            span: span.clone(),
            to,
            title: title.to_string(),
            text: words(events, at),
        });
        self.article.links.len() - 1
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

    fn image(&mut self, events: &[Placed<'_>], at: usize) -> usize {
        let (Event::Start(Tag::Image { dest_url, title, id, .. }), span) = &events[at] else {
            return 0;
        };
        let inner = inner(events, at);
        self.article.images.push(RawImage {
            to_span: self.destination(span, &inner, dest_url, id, false),
            span: span.clone(),
            to: dest_url.to_string(),
            title: title.to_string(),
            alt: words(events, at),
        });
        self.article.images.len() - 1
    }

    /// The bytes of a destination: behind the words of the link, or in its definition. The whole
    /// link where the destination is written with escapes and so cannot be found.
    fn destination(&self, link: &Span, words: &Span, to: &str, label: &str, auto: bool) -> Span {
        let find = |span: &Span| {
            let at = self.text.get(span.clone())?.rfind(to)?;
            Some(span.start + at..span.start + at + to.len())
        };
        if to.is_empty() {
            return link.clone();
        }
        let behind = if auto { link.clone() } else { words.end..link.end.max(words.end) };
        let defined = self
            .definitions
            .iter()
            .find(|(known, _)| !label.is_empty() && known.to_lowercase() == label.to_lowercase())
            .and_then(|(_, span)| find(span));
        let inline = if label.is_empty() { find(&behind) } else { None };
        inline.or(defined).unwrap_or_else(|| link.clone())
    }
}

/// Whether a destination means a fact: `fact:…`, or a place in a fact file.
fn is_fact(to: &str) -> bool {
    if to.starts_with("fact:") {
        return true;
    }
    let Some((path, _)) = to.split_once('#') else { return false };
    !path.contains(':') && (path.ends_with(".yaml") || path.ends_with(".yml"))
}

fn is_autolink(kind: LinkType) -> bool {
    matches!(kind, LinkType::Autolink | LinkType::Email)
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
