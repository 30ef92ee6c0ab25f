//! Comments that speak to factum: `fact:`, `scope:`, `component:` and `factum-ignore:`.
//! Leaves to `markdown` which block such a comment stands before.

use super::components::RawComponent;
use crate::source::Span;

/// What a component is given.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// What it is called.
    pub key: String,
    /// What was written for it; `true` where nothing was.
    pub value: String,
    /// Whether that stood in quotation marks, and so is text.
    pub quoted: bool,
    /// The bytes of the whole.
    pub span: Span,
}

/// What a comment says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Directive {
    /// `<!-- fact: DESTINATION OPTION… -->`
    Fact {
        /// The destination as written.
        to: String,
        /// Where it stands.
        to_span: Span,
        /// What follows it.
        options: Vec<(String, Span)>,
    },
    /// `<!-- component: NAME KEY=VALUE… -->`, or `… /-->` where it holds nothing.
    Component(RawComponent),
    /// `<!-- /component -->`
    ComponentEnd,
    /// `<!-- scope: SCOPE -->`
    Scope(String),
    /// `<!-- factum-ignore: RULE because="…" until=DAY -->`
    Ignore {
        /// The rule.
        rule: String,
        /// Why.
        because: Option<String>,
        /// Until when.
        until: Option<String>,
    },
}

/// Reads a comment that begins at `start`; nothing when it says nothing to factum.
pub(super) fn read(comment: &str, start: usize) -> Option<Directive> {
    let trimmed = comment.trim();
    let inner = trimmed.strip_prefix("<!--")?.strip_suffix("-->")?;
    if inner.contains("-->") {
        return None;
    }
    let inner_start = start + (comment.len() - comment.trim_start().len()) + "<!--".len();
    if inner.trim() == "/component" {
        return Some(Directive::ComponentEnd);
    }
    let (keyword, rest) = inner.split_once(':')?;
    let rest_start = inner_start + keyword.len() + 1;
    match keyword.trim() {
        "fact" => {
            let mut words = words(rest, rest_start).into_iter();
            let (to, to_span) = words.next().unwrap_or((String::new(), rest_start..rest_start));
            Some(Directive::Fact { to, to_span, options: words.collect() })
        }
        "component" => {
            let closed = rest.trim_end().strip_suffix('/');
            let span = start..start + comment.len();
            let mut words = words(closed.unwrap_or(rest), rest_start).into_iter();
            let (name, name_span) = words.next().unwrap_or((String::new(), rest_start..rest_start));
            let arguments = words.map(argument).collect();
            let holds = closed.is_none();
            Some(Directive::Component(RawComponent { span, name, name_span, arguments, holds }))
        }
        "scope" => Some(Directive::Scope(rest.trim().to_string())),
        "factum-ignore" => {
            let mut words = words(rest, rest_start).into_iter().map(|(word, _)| word);
            let rule = words.next().unwrap_or_default();
            let (mut because, mut until) = (None, None);
            for word in words {
                let Some((key, value)) = word.split_once('=') else { continue };
                let value = value.trim_matches('"').trim().to_string();
                match key {
                    "because" if !value.is_empty() => because = Some(value),
                    "until" => until = Some(value),
                    _ => {}
                }
            }
            Some(Directive::Ignore { rule, because, until })
        }
        _ => None,
    }
}

fn argument((word, span): (String, Span)) -> Argument {
    let (key, value) = word.split_once('=').unwrap_or((&word, "true"));
    let bare = value.strip_prefix('"').map(|value| value.strip_suffix('"').unwrap_or(value));
    let (key, value, quoted) = (key.to_string(), bare.unwrap_or(value).to_string(), bare.is_some());
    Argument { key, value, quoted, span }
}

/// Words with their places; white space inside quotation marks does not part them.
fn words(text: &str, start: usize) -> Vec<(String, Span)> {
    let mut words = Vec::new();
    let mut begin = None;
    let mut quoted = false;
    for (at, char) in text.char_indices() {
        if char == '"' {
            quoted = !quoted;
        }
        match (char.is_whitespace() && !quoted, begin) {
            (true, Some(from)) => {
                words.push((text[from..at].to_string(), start + from..start + at));
                begin = None;
            }
            (false, None) => begin = Some(at),
            _ => {}
        }
    }
    if let Some(from) = begin {
        words.push((text[from..].to_string(), start + from..start + text.len()));
    }
    words
}
