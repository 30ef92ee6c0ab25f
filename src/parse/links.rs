//! Links, images and claims as they are written: their words, destinations and titles, each with its
//! place. What becomes of them in the HTML is left to `walk`.

use std::borrow::Cow;

use pulldown_cmark::{Event, LinkType, Tag};

use super::RawClaim;
use super::article::{Filling, Form, ImageForm, RawImage, RawLink};
use super::events::{Placed, inner, words};
use super::walk::Walk;
use crate::source::Span;

impl Walk<'_> {
    /// Notes a claim; what stands in its place.
    pub(super) fn claim(&mut self, events: &[Placed<'_>], at: usize, form: Form) -> Filling {
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

    /// Notes a link; its index.
    pub(super) fn link(&mut self, events: &[Placed<'_>], at: usize) -> usize {
        let (Event::Start(Tag::Link { dest_url, title, id, link_type }), span) = &events[at] else {
            return 0;
        };
        let inner = inner(events, at);
        let to = match link_type {
            LinkType::Email => Cow::Owned(format!("mailto:{dest_url}")),
            _ => Cow::Borrowed(&**dest_url),
        };
        let by_name = matches!(link_type, LinkType::WikiLink { .. });
        let named = || self.text.get(span.clone()).filter(|_| by_name)?.find(&**dest_url);
        let to_span = match named() {
            Some(at) => span.start + at..span.start + at + dest_url.len(),
            None => self.destination(span, &inner, dest_url, id, is_autolink(*link_type)),
        };
        self.article.links.push(RawLink {
            by_name,
            to: self.as_written(&to, &to_span),
            to_span,
            span: span.clone(),
            title: title.to_string(),
        });
        self.article.links.len() - 1
    }

    /// Notes an image; its index.
    pub(super) fn image(&mut self, events: &[Placed<'_>], at: usize) -> usize {
        let (Event::Start(Tag::Image { dest_url, title, id, link_type }), span) = &events[at]
        else {
            return 0;
        };
        let inner = inner(events, at);
        let by_name = matches!(link_type, LinkType::WikiLink { .. });
        let to_span = match self.text.get(span.clone()).and_then(|text| text.find(&**dest_url)) {
            Some(at) if by_name => span.start + at..span.start + at + dest_url.len(),
            _ => self.destination(span, &inner, dest_url, id, false),
        };
        self.article.images.push(RawImage {
            by_name,
            to: self.as_written(dest_url, &to_span),
            to_span,
            span: span.clone(),
            title: title.to_string(),
            alt: words(events, at),
            form: ImageForm::Markdown,
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
        // Nearly all links are written like this.
        let plain = self.text.get(words.end..link.end).and_then(|text| text.strip_prefix("]("));
        if plain.and_then(|text| text.strip_suffix(')')) == Some(to) && label.is_empty() {
            return words.end + 2..link.end - 1;
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
pub(super) fn is_fact(to: &str) -> bool {
    if to.starts_with("fact:") {
        return true;
    }
    let Some(at) = memchr::memchr(b'#', to.as_bytes()) else { return false };
    let path = &to[..at];
    (path.ends_with(".yaml") || path.ends_with(".yml")) && !path.contains(':')
}

/// Whether a link is an address that is its own words.
pub(super) fn is_autolink(kind: LinkType) -> bool {
    matches!(kind, LinkType::Autolink | LinkType::Email)
}
