//! Events to HTML with holes: what is known only in the whole site is left out, and where it goes
//! is noted. Leaves to `markdown` which events those are.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use pulldown_cmark::{Event, html};

use super::actions::Action;
use super::article::Hole;
use crate::source::Span;

/// The HTML of a body.
#[derive(Default)]
pub(super) struct Body {
    /// The HTML.
    pub(super) html: String,
    /// Where something is put into it.
    pub(super) holes: Vec<Hole>,
    /// Where it holds prose.
    pub(super) prose: Vec<Span>,
    /// Where blocks of code stand in it.
    pub(super) code: Vec<Span>,
}

/// Writes a body.
///
/// pulldown-cmark's writer asks for an event only when the last one is written whole, so the
/// length of the output at that moment is the event's place.
pub(super) fn write(actions: Vec<Action<'_>>) -> Body {
    let out = RefCell::new(String::with_capacity(actions.len() * 24));
    let holes = RefCell::new(Vec::new());
    let prose: RefCell<Vec<Span>> = RefCell::new(Vec::new());
    let code: RefCell<Vec<usize>> = RefCell::new(Vec::new());
    let mut open = None;
    let mut actions = actions.into_iter();
    let events = std::iter::from_fn(|| {
        if let Some(start) = open.take() {
            prose.borrow_mut().push(start..out.borrow().len());
        }
        loop {
            match actions.next()? {
                Action::Keep(event) => return Some(event),
                Action::Raw(html) => return Some(Event::InlineHtml(html)),
                Action::Prose(text) => {
                    open = Some(out.borrow().len());
                    return Some(Event::Text(text));
                }
                Action::Hole(what) => {
                    holes.borrow_mut().push(Hole { at: out.borrow().len(), what });
                }
                Action::Code => code.borrow_mut().push(out.borrow().len()),
            }
        }
    });
    // Writing to a string cannot fail; a failure would only cut the text short.
    let _ = html::write_html_fmt(Shared(&out), events);
    let code = code.into_inner().chunks_exact(2).map(|ends| ends[0]..ends[1]).collect();
    Body { html: out.into_inner(), holes: holes.into_inner(), prose: prose.into_inner(), code }
}

struct Shared<'a>(&'a RefCell<String>);

impl fmt::Write for Shared<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.borrow_mut().push_str(text);
        Ok(())
    }
}

/// Text for an attribute's value in double quotation marks, or for the body.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    with_entities(text, &ENTITIES)
}

/// What stands in HTML for a character, by its byte, that would mean something there; nothing for others.
pub static ENTITIES: [Option<&str>; 256] = {
    let mut all = [None; 256];
    all[b'&' as usize] = Some("&amp;");
    all[b'<' as usize] = Some("&lt;");
    all[b'>' as usize] = Some("&gt;");
    all[b'"' as usize] = Some("&quot;");
    all
};

/// The text with some of its ASCII characters, by their bytes, written as entities.
pub fn with_entities<'t>(text: &'t str, entities: &[Option<&str>; 256]) -> Cow<'t, str> {
    let entity = |byte: u8| entities[usize::from(byte)];
    let meant = |byte: u8| entity(byte).is_some();
    let Some(first) = text.bytes().position(meant) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate().skip(first) {
        let Some(entity) = entity(byte) else { continue };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}
