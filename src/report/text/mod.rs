//! Findings for people: the text they are about, with what is wrong written under it.
//! Leaves counts to the parent module and colours to the stream, which drops what it cannot show.

mod window;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use annotate_snippets::{
    AnnotationKind, Element, Group, Level as Shown, Origin, Renderer, normalize_untrusted_str,
};

use crate::diagnostic::{Diagnostic, Fix, Label, Level};
use crate::source::{SitePath, Text};

/// The text of files, by path; a file that is no text is not in it.
pub type Texts = BTreeMap<SitePath, Arc<Text>>;

/// Which findings are shown, and how much of them.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The least grave level that is shown.
    pub least: Level,
    /// Whether notes are shown with the text they are about.
    pub notes_in_full: bool,
}

/// Notes that are shown one line each; a young site may have hundreds.
const NOTES: usize = 20;

/// Writes findings in their order: errors and warnings in full, notes before them in a line each.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    out: &mut dyn Write,
    texts: &Texts,
    findings: &[Diagnostic],
    options: Options,
) -> io::Result<()> {
    let shown = findings.iter().filter(|finding| finding.level >= options.least);
    let (lines, full): (Vec<_>, Vec<_>) =
        shown.partition(|finding| finding.level <= Level::Note && !options.notes_in_full);
    for finding in lines.iter().take(NOTES) {
        writeln!(out, "{}", line(texts, finding))?;
    }
    if let Some(more @ 1..) = lines.len().checked_sub(NOTES) {
        writeln!(out, "… and {} (-v shows all)", super::count(more, "more note"))?;
    }
    if !lines.is_empty() && !full.is_empty() {
        writeln!(out)?;
    }
    for finding in full {
        writeln!(out, "{}\n", in_full(texts, finding))?;
    }
    Ok(())
}

/// One finding in one line, its place first so that terminals and editors can go there.
pub fn line(texts: &Texts, finding: &Diagnostic) -> String {
    let Label { path, span, .. } = &finding.primary;
    let place = match texts.get(path).map(|text| text.place(span.start)) {
        Some(place) => format!("{path}:{}:{}", place.line, place.column),
        None => path.to_string(),
    };
    let Diagnostic { level, rule, message, .. } = finding;
    normalize_untrusted_str(&format!("{place}: {}[{rule}]: {message}", level.as_str()))
}

/// One finding with the text it is about, styled.
pub fn in_full(texts: &Texts, finding: &Diagnostic) -> String {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Note | Level::Off => Shown::NOTE,
    };
    let mut main = level
        .primary_title(finding.message.as_str())
        .id(finding.rule)
        .elements(snippets(texts, std::slice::from_ref(&finding.primary), AnnotationKind::Primary));
    main = main.elements(snippets(texts, &finding.related, AnnotationKind::Context));
    if let Some(help) = &finding.help {
        main = main.element(Shown::HELP.message(normalize_untrusted_str(help)));
    }
    let mut groups = vec![main];
    groups.extend(finding.fix.as_ref().map(|fix| patch(texts, fix)));
    Renderer::styled().render(&groups)
}

/// Labels with their text; neighbours in one file share a piece of it.
fn snippets<'a>(texts: &'a Texts, labels: &'a [Label], kind: AnnotationKind) -> Vec<Element<'a>> {
    let mut elements = Vec::new();
    let mut rest = labels;
    while let Some(first) = rest.first() {
        let Some(text) = texts.get(&first.path) else {
            elements.push(Origin::path(normalize_untrusted_str(first.path.as_str())).into());
            if !first.message.is_empty() {
                elements.push(Shown::NOTE.message(normalize_untrusted_str(&first.message)).into());
            }
            rest = &rest[1..];
            continue;
        };
        let same = rest.iter().take_while(|label| label.path == first.path).count();
        let spans = rest[..same].iter().map(|label| window::shown(text, &label.span));
        let (window, taken) = window::around(text, spans);
        let mut snippet = window.snippet(text);
        for label in &rest[..taken] {
            let span = window.inside(&window::shown(text, &label.span));
            let words = Some(label.message.as_str()).filter(|words| !words.is_empty());
            let words = words.map(normalize_untrusted_str);
            snippet = snippet.annotation(kind.span(span).label(words));
        }
        elements.push(snippet.into());
        rest = &rest[taken..];
    }
    elements
}

/// A fix as the lines it takes away and the lines it puts there.
fn patch<'a>(texts: &'a Texts, fix: &'a Fix) -> Group<'a> {
    let mut group =
        Group::with_title(Shown::HELP.secondary_title(normalize_untrusted_str(&fix.title)));
    let mut rest = fix.edits.as_slice();
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|edit| edit.path == first.path).count();
        if let Some(text) = texts.get(&first.path) {
            let edits = &rest[..same];
            let (window, taken) = window::around(text, edits.iter().map(|edit| edit.span.clone()));
            let fits = edits.iter().all(|edit| window::is_exact(text, &edit.span));
            if fits && taken == same && window::are_apart(edits.iter().map(|edit| &edit.span)) {
                let mut snippet = window.snippet(text);
                for edit in edits {
                    snippet = snippet.patch(annotate_snippets::Patch::new(
                        window.inside(&edit.span),
                        edit.text.as_str(),
                    ));
                }
                group = group.element(snippet);
            }
        }
        rest = &rest[same..];
    }
    group
}
