//! Comments that speak to factum: `fact:`, `scope:` and `factum-ignore:`.
//! Leaves to `markdown` which block such a comment stands before.

use crate::source::Span;

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
    let (keyword, rest) = inner.split_once(':')?;
    let rest_start = inner_start + keyword.len() + 1;
    match keyword.trim() {
        "fact" => {
            let mut words = words(rest, rest_start).into_iter();
            let (to, to_span) = words.next().unwrap_or((String::new(), rest_start..rest_start));
            Some(Directive::Fact { to, to_span, options: words.collect() })
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
