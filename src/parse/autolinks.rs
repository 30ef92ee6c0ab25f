//! Addresses that stand in text as they are: `https://…`, `www.…` and mail, as code hosts link them.
//! pulldown-cmark leaves them in its text events; here these are taken apart.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::events::Placed;
use crate::source::Span;

/// Makes links of the addresses in text, except within links, images and code.
pub(super) fn link<'a>(events: Vec<Placed<'a>>, source: &str) -> Vec<Placed<'a>> {
    let signs = Signs::find(source);
    if !signs.are_in(&events) {
        return events;
    }
    let mut linked = Vec::with_capacity(events.len() + 8);
    let mut run: Vec<Placed<'a>> = Vec::new();
    let mut closed = 0usize;
    for (event, span) in events {
        match &event {
            Event::Text(_) if closed == 0 => {
                run.push((event, span));
                continue;
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                closed = closed.saturating_sub(1);
            }
            _ => {}
        }
        if !run.is_empty() {
            take_apart(&mut run, source, &signs, &mut linked);
        }
        linked.push((event, span));
    }
    take_apart(&mut run, source, &signs, &mut linked);
    linked
}

/// An address in a text.
struct Found {
    at: Range<usize>,
    to: String,
    kind: LinkType,
}

/// A text in one piece, and the events that it comes from: each with where it begins in the text.
struct Run {
    text: String,
    pieces: Vec<(usize, usize, Span)>,
}

/// Moves a run of text to the other events, its addresses as links.
fn take_apart<'a>(
    run: &mut Vec<Placed<'a>>,
    source: &str,
    signs: &Signs,
    into: &mut Vec<Placed<'a>>,
) {
    if !signs.are_in(run) {
        into.append(run);
        return;
    }
    let mut whole = Run { text: String::new(), pieces: Vec::new() };
    for (event, span) in run.iter() {
        let Event::Text(words) = event else { continue };
        whole.pieces.push((whole.text.len(), words.len(), span.clone()));
        whole.text.push_str(words);
    }
    let first = run.first().and_then(|(_, span)| source.get(..span.start));
    let found = find(&whole.text, first.and_then(|before| before.chars().next_back()));
    if found.is_empty() {
        into.append(run);
        return;
    }
    run.clear();
    let mut done = 0;
    for link in found {
        whole.put(done..link.at.start, into);
        let span = whole.span(&link.at);
        let words = CowStr::from(whole.text[link.at.clone()].to_string());
        let (title, id) = (CowStr::from(""), CowStr::from(""));
        let tag = Tag::Link { link_type: link.kind, dest_url: link.to.into(), title, id };
        into.push((Event::Start(tag), span.clone()));
        into.push((Event::Text(words), span.clone()));
        into.push((Event::End(TagEnd::Link), span));
        done = link.at.end;
    }
    whole.put(done..whole.text.len(), into);
}

/// Where a file has what no address can be without, in order.
struct Signs(Vec<usize>);

impl Signs {
    fn find(source: &str) -> Signs {
        let found = |sign: &'static str| memchr::memmem::find_iter(source.as_bytes(), sign);
        let mut signs: Vec<usize> = found("://").chain(found("www.")).collect();
        signs.extend(memchr::memchr_iter(b'@', source.as_bytes()));
        signs.sort_unstable();
        Signs(signs)
    }

    /// Whether there may be an address in the text of some events, unless it stands in code.
    fn are_in(&self, events: &[Placed<'_>]) -> bool {
        let mut code = false;
        let start = events.first().map_or(0, |(_, span)| span.start);
        let mut signs = &self.0[self.0.partition_point(|sign| *sign < start)..];
        !signs.is_empty()
            && events.iter().any(|(event, span)| match event {
                Event::Text(words) if !code => {
                    // Texts stand in the order of their places.
                    while let [sign, rest @ ..] = signs
                        && *sign < span.start
                    {
                        signs = rest;
                    }
                    // What is written with an escape or an entity may hold any sign.
                    signs.first().is_some_and(|sign| *sign < span.end) || words.len() != span.len()
                }
                Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                    code = matches!(event, Event::Start(_));
                    false
                }
                _ => false,
            })
    }
}

impl Run {
    /// Adds a part of the text as it was, piece by piece.
    fn put(&self, part: Range<usize>, into: &mut Vec<Placed<'_>>) {
        for (start, length, _) in &self.pieces {
            let inside = part.start.max(*start)..part.end.min(start + length);
            if !inside.is_empty() {
                let words = CowStr::from(self.text[inside.clone()].to_string());
                into.push((Event::Text(words), self.span(&inside)));
            }
        }
    }

    /// The bytes in the file of a part of the text. A piece that is written with an escape or an
    /// entity cannot be divided, and counts whole.
    fn span(&self, part: &Range<usize>) -> Span {
        let mut span: Option<Span> = None;
        for (start, length, place) in &self.pieces {
            let inside = part.start.max(*start)..part.end.min(start + length);
            if inside.is_empty() {
                continue;
            }
            let own = match place.len() == *length {
                true => place.start + inside.start - start..place.start + inside.end - start,
                false => place.clone(),
            };
            let from = span.map_or(own.start, |span| span.start);
            span = Some(from..own.end);
        }
        span.unwrap_or_default()
    }
}

/// The addresses in a text, which `before` stands in front of.
fn find(text: &str, before: Option<char>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find([':', 'w', '@']).map(|at| from + at) {
        let before = text[..at].chars().next_back().or(before.filter(|_| at == 0));
        let link = match text.as_bytes()[at] {
            b':' => scheme(text, at),
            b'w' => bare(text, at, before),
            _ => mail(text, at),
        };
        let free = found.last().map_or(0, |last| last.at.end);
        from = at + 1;
        if let Some(link) = link.filter(|link| link.at.start >= free) {
            from = link.at.end.max(from);
            found.push(link);
        }
    }
    found
}

/// `https://…`, by its colon.
fn scheme(text: &str, colon: usize) -> Option<Found> {
    let letters = text[..colon].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let start = colon - letters;
    let name = &text[start..colon];
    let known = ["http", "https", "ftp"].iter().any(|known| name.eq_ignore_ascii_case(known));
    let rest = text[colon + 1..].strip_prefix("//").filter(|_| known)?;
    domain(rest)?;
    let end = end(text, colon + 3)?;
    let kind = LinkType::Autolink;
    Some(Found { at: start..end, to: text[start..end].to_string(), kind })
}

/// `www.…`.
fn bare(text: &str, start: usize, before: Option<char>) -> Option<Found> {
    let may = before.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '('));
    let rest = text[start..].strip_prefix("www.").filter(|_| may)?;
    domain(rest)?;
    let end = end(text, start + "www.".len())?;
    let kind = LinkType::Autolink;
    Some(Found { at: start..end, to: format!("http://{}", &text[start..end]), kind })
}

/// An address of mail, by its `@`; `mailto:` and `xmpp:` may stand before it.
fn mail(text: &str, at: usize) -> Option<Found> {
    let local = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_+".contains(byte);
    let mut start = at - text[..at].bytes().rev().take_while(local).count();
    if start == at {
        return None;
    }
    let host = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_".contains(byte);
    let length = text[at + 1..].bytes().take_while(host).count();
    let name = text[at + 1..at + 1 + length].trim_end_matches('.');
    let last = name.bytes().next_back()?;
    if !name.contains('.') || name.starts_with('.') || matches!(last, b'-' | b'_') {
        return None;
    }
    let mut end = at + 1 + name.len();
    let mut kind = LinkType::Email;
    for prefix in ["mailto:", "xmpp:"] {
        if text[..start].ends_with(prefix) {
            start -= prefix.len();
            kind = LinkType::Autolink;
            if prefix == "xmpp:" && text[end..].starts_with('/') {
                let resource = |byte: &u8| byte.is_ascii_alphanumeric() || b"@.".contains(byte);
                let more = text[end + 1..].bytes().take_while(resource).count();
                let path = text[end..end + 1 + more].trim_end_matches('.');
                end += if path.len() > 1 { path.len() } else { 0 };
            }
        }
    }
    Some(Found { at: start..end, to: text[start..end].to_string(), kind })
}

/// The length of the domain that a text begins with; nothing where it is none.
fn domain(text: &str) -> Option<usize> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name = &text[..text.find(|c| !inside(c)).unwrap_or(text.len())];
    let mut parts = name.trim_end_matches('.').rsplit('.');
    let (last, before) = (parts.next()?, parts.next().unwrap_or_default());
    let fits = !last.is_empty() && !last.contains('_') && !before.contains('_');
    fits.then_some(name.len())
}

/// Where an address ends of which `from` is inside: before white space and `<`, and before signs that
/// end a sentence or close a bracket which the address does not open.
fn end(text: &str, from: usize) -> Option<usize> {
    let stop = text[from..].find(|c: char| c.is_whitespace() || c == '<');
    let mut end = stop.map_or(text.len(), |at| from + at);
    loop {
        let address = &text[from..end];
        let last = address.chars().next_back()?;
        let cut = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' => 1,
            ')' => usize::from(address.matches(')').count() > address.matches('(').count()),
            ';' => {
                let name = address[..address.len() - 1].rfind('&').map(|at| &address[at + 1..]);
                let entity = name.map(|name| name.trim_end_matches(';')).filter(|name| {
                    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
                });
                entity.map_or(0, |name| name.len() + 2)
            }
            _ => 0,
        };
        if cut == 0 {
            return Some(end);
        }
        end -= cut;
    }
}
