//! What the walk over an article notes in raw HTML, and the ids of headings in the way of the tool that
//! the article is written for. Links in Markdown are left to `links`.

use std::sync::Arc;

use pulldown_cmark::Event;

use super::Anchors;
use super::actions::{Action, Actions};
use super::addresses::{self, Address};
use super::adopt::Tool;
use super::anchors::Title;
use super::article::{Filling, ImageForm, RawImage, RawLink};
use super::events::Placed;
use super::links::is_fact;
use super::raw_html::filtered;
use super::walk::Walk;
use crate::source::Span;

impl Walk<'_> {
    /// A destination before the syntax of another tool in it was made harmless.
    pub(super) fn as_written(&self, to: &str, at: &Span) -> Arc<str> {
        let made = self.dialect.tool.is_some() && to.contains("{{");
        let written = self.written.get(at.clone()).filter(|_| made);
        Arc::from(written.unwrap_or(to))
    }

    /// Raw HTML with holes for the addresses in it; the events follow each other.
    pub(super) fn raw<'a>(&mut self, events: &[Placed<'a>], actions: &mut Actions<'a>) {
        let mut html = String::new();
        // Where each event's text begins, in the whole and in the file.
        let mut starts = Vec::with_capacity(events.len());
        for (event, span) in events {
            if let Event::Html(text) | Event::InlineHtml(text) = event {
                starts.push((html.len(), span.start));
                html.push_str(text);
            }
        }
        let place = |at: usize| {
            let before = starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            starts.get(before).map_or(at, |(start, file)| file + at - start)
        };
        let place = |span: &Span| place(span.start)..place(span.end);
        let safe = self.dialect.safe;
        // The cleaner must see every address that might be more than a place in the site.
        let may_stand = |to: &str| !safe || is_plain(to);
        let mut holes = Vec::new();
        for Address { tag, at, to, shown, image } in addresses::addresses(&html) {
            let may_stand_here = may_stand(&to);
            let (span, to_span) = (place(&tag), place(&at));
            let title = String::new();
            let hole = if shown {
                let index = self.article.images.len();
                let end = image.as_ref().map(|tag| if safe { at.end } else { tag.end });
                let missing = end.map(|end| (end..end, Filling::Attributes(index)));
                holes.extend(missing.filter(|_| may_stand(&to)));
                let form = image.map_or(ImageForm::Other, |tag| ImageForm::Tag(tag.attributes));
                let alt = form.attribute("alt").unwrap_or_default().to_string();
                self.article.images.push(RawImage {
                    span,
                    to_span,
                    to: to.into(),
                    title,
                    alt,
                    by_name: false,
                    form,
                });
                Filling::Source(index)
            } else {
                let by_name = false;
                self.article.links.push(RawLink { span, to_span, to: to.into(), title, by_name });
                Filling::Reference(self.article.links.len() - 1)
            };
            if may_stand_here {
                holes.push((at, hole));
            }
        }
        holes.sort_by_key(|(at, _)| (at.start, at.end));
        let mut done = 0;
        for (at, hole) in holes {
            let before = html[done..at.start].to_string();
            actions.push(Action::Raw(filtered(before.into())));
            actions.push(Action::Hole(hole));
            done = at.end;
        }
        actions.push(Action::Raw(filtered(html[done..].to_string().into())));
    }

    /// Notes the id that Hugo gives the title of a definition.
    pub(super) fn title(&mut self, words: &str) {
        if self.dialect.tool == Some(Tool::Hugo) {
            self.further_ids.push(self.dialect.anchors.of_words(words));
        }
    }

    /// The id of a heading whose author gave it none.
    pub(super) fn heading_id(&mut self, words: &str, typed: &str, span: &Span) -> String {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let raw = raw.lines().next().unwrap_or_default().trim_matches(['#', ' ', '\t', '\r']);
        let title = Title { words, typed, raw };
        if self.dialect.tool.is_some() && raw.contains(['<', '!', '&', '[', '{', ':', '\\']) {
            // What the tool makes of such words depends on its version and plugins.
            for (_, anchors) in Anchors::NAMES {
                self.further_ids.push(anchors.base(&title));
                self.further_ids.push(anchors.of_words(raw));
            }
        }
        self.article.opaque |= self.dialect.anchors.transliterates(words);
        self.ids.make(&title)
    }

    /// Whether a destination means a fact: `fact:…`, or a place in a fact file.
    pub(super) fn is_fact(&self, to: &str) -> bool {
        is_fact(to) && (self.dialect.tool.is_none() || to.starts_with("fact:"))
    }
}

/// Whether an address can be nothing but a place in the site: it has no scheme, and nothing that a browser
/// leaves out when it looks for one.
fn is_plain(to: &str) -> bool {
    !to.is_empty() && to.chars().all(|c| c.is_alphanumeric() || " /._-~#?=&%+@,()".contains(c))
}
