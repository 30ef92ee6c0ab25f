//! What the template engine says is wrong with a template, as data: each problem at its place in a file of
//! the site. Words around it are left to `rules` and `render`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::ErrorKind;

use crate::source::{SitePath, Span, Text};

/// A problem of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What the engine says, beginning with a small letter and without a full stop.
    pub message: String,
    /// Where it stands in a template of the site; nothing where the engine names none.
    pub place: Option<(SitePath, Span)>,
}

/// The site's own templates, for whoever looks for a place in one.
pub(super) struct Own<'t> {
    /// By the name that other templates use.
    pub(super) paths: &'t BTreeMap<String, SitePath>,
    pub(super) texts: &'t BTreeMap<SitePath, Arc<Text>>,
}

impl Own<'_> {
    /// What an error of the engine says.
    pub(super) fn flaws(&self, error: &tera::Error) -> Vec<Flaw> {
        let flaw = |message: &str, place| Flaw { message: plain(message), place };
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                let place = self.place(report.filename(), span.start_line, span.start_col);
                vec![flaw(report.message(), place)]
            }
            ErrorKind::CircularExtend { tpl: name, .. }
            | ErrorKind::CircularInclude { tpl: name, .. }
            | ErrorKind::MissingParent { current: name, .. } => {
                vec![flaw(&error.to_string(), self.place(name, 1, 0))]
            }
            _ => {
                let text = error.to_string();
                let known =
                    reports(&text).into_iter().filter_map(|(message, name, line, column)| {
                        Some(flaw(message, Some(self.place(name, line, column)?)))
                    });
                let known: Vec<_> = known.collect();
                if known.is_empty() { vec![flaw(&text, None)] } else { known }
            }
        }
    }

    /// A place in one of the templates: lines from 1, columns from 0.
    fn place(&self, name: &str, line: usize, column: usize) -> Option<(SitePath, Span)> {
        let path = self.paths.get(name)?;
        let text = self.texts.get(path)?;
        let line = text.line(line).unwrap_or(0..0);
        let before = text.slice(&line).chars().take(column).map(char::len_utf8).sum::<usize>();
        Some((path.clone(), line.start + before..line.end.max(line.start + before)))
    }
}

/// The problems in a text that reports several: message, template, line and column.
fn reports(text: &str) -> Vec<(&str, &str, usize, usize)> {
    let mut reports = Vec::new();
    let mut message = "";
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("error: ") {
            message = rest;
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next().and_then(|number| number.parse::<usize>().ok());
            let line = parts.next().and_then(|number| number.parse().ok());
            if let (Some(column), Some(line), Some(name)) = (column, line, parts.next()) {
                reports.push((message, name, line, column.saturating_sub(1)));
            }
        }
    }
    reports
}

fn plain(message: &str) -> String {
    let mut letters = message.trim().trim_end_matches('.').chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
