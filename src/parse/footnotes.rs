//! Footnotes: numbered in the order in which the text refers to them, and gathered at its end.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::{Placed, closing};

/// The footnotes of an article.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The number of each label.
    numbers: HashMap<String, usize>,
    /// How often each number was referred to so far.
    references: HashMap<usize, usize>,
}

impl Footnotes {
    /// Moves footnotes to the end, in the order of their numbers.
    pub(super) fn gather<'a>(events: Vec<Placed<'a>>) -> (Vec<Placed<'a>>, Footnotes) {
        let mut notes = Footnotes::default();
        let mut text = Vec::with_capacity(events.len());
        let mut found: Vec<(String, Vec<Placed<'a>>)> = Vec::new();
        let mut at = 0;
        while at < events.len() {
            if let Event::Start(Tag::FootnoteDefinition(label)) = &events[at].0 {
                let end = closing(&events, at);
                found.push((label.to_lowercase(), events[at..=end].to_vec()));
                at = end + 1;
                continue;
            }
            text.push(events[at].clone());
            at += 1;
        }
        notes.number(&text);
        // Footnotes may refer to footnotes.
        let mut next = 1;
        while let Some((_, note)) =
            found.iter().find(|(label, _)| notes.numbers.get(label) == Some(&next))
        {
            notes.number(note);
            next += 1;
        }
        // What nothing refers to is not lost.
        for (label, _) in &found {
            notes.number_of(label);
        }
        found.sort_by_key(|(label, _)| notes.numbers.get(label).copied());
        text.extend(found.into_iter().flat_map(|(_, note)| note));
        (text, notes)
    }

    /// The ids that footnotes take.
    pub(super) fn ids(&self) -> impl Iterator<Item = String> {
        (1..=self.numbers.len())
            .flat_map(|number| [format!("fn-{number}"), format!("fnref-{number}")])
    }

    /// A reference as HTML.
    pub(super) fn reference(&mut self, label: &str) -> String {
        let number = self.number_of(label);
        let count = self.references.entry(number).or_insert(0);
        *count += 1;
        let again = if *count > 1 { format!("-{count}") } else { String::new() };
        format!(
            "<sup class=\"footnote-reference\" id=\"fnref-{number}{again}\"><a href=\"#fn-{number}\">{number}</a></sup>"
        )
    }

    /// What stands before a footnote.
    pub(super) fn begin(&mut self, label: &str) -> String {
        let number = self.number_of(label);
        let list = if number == 1 { "\n<section class=\"footnotes\">\n<ol>\n" } else { "" };
        format!("{list}<li id=\"fn-{number}\">")
    }

    /// What stands behind the last words of a footnote: the way back, where there is one.
    pub(super) fn back(&mut self, label: &str) -> String {
        let number = self.number_of(label);
        match self.references.contains_key(&number) {
            true => format!(" <a class=\"back\" href=\"#fnref-{number}\">↩</a>"),
            false => String::new(),
        }
    }

    /// What stands behind a footnote.
    pub(super) fn end(&mut self, label: &str) -> String {
        let last = self.number_of(label) == self.numbers.len();
        format!("</li>\n{}", if last { "</ol>\n</section>\n" } else { "" })
    }

    fn number(&mut self, events: &[Placed<'_>]) {
        for (event, _) in events {
            if let Event::FootnoteReference(label) = event {
                self.number_of(label);
            }
        }
    }

    fn number_of(&mut self, label: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(label.to_lowercase()).or_insert(next)
    }
}

/// Where the way back goes within a footnote: into its last paragraph, if it ends with one.
pub(super) fn last_paragraph(events: &[Placed<'_>], end: usize) -> Option<usize> {
    let before = end.checked_sub(1)?;
    matches!(events.get(before)?.0, Event::End(TagEnd::Paragraph)).then_some(before)
}
