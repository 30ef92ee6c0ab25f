//! Which files of `static/` templates address by `asset(path="…")`, so that those are published under names
//! that change with their bytes. Found in the text of templates, so that it does not depend on which page
//! is made, and on which machine.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{ASSET, FOLDER, name};
use crate::source::{Asset, SitePath, Span, Text, below};

/// What templates address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressed {
    /// The files: those that are named, or all where a template computes a name.
    pub files: BTreeSet<SitePath>,
    /// Names of files that are not there: the template, where it stands, and the name.
    pub missing: Vec<(SitePath, Span, String)>,
}

/// What the templates among some texts address.
pub fn addressed(
    texts: &BTreeMap<SitePath, Arc<Text>>,
    assets: &BTreeMap<SitePath, Asset>,
) -> Addressed {
    let mut all = Addressed::default();
    for (path, text) in below(texts, FOLDER).filter(|(path, _)| name(path).is_some()) {
        for call in calls(text.as_str()) {
            let Some(span) = call else {
                all.files.extend(assets.keys().filter(|it| it.below("static").is_some()).cloned());
                continue;
            };
            let named = text.slice(&span);
            let file = SitePath::new(&format!("static/{}", named.trim_start_matches('/')));
            match file.filter(|file| assets.contains_key(file)) {
                Some(file) => drop(all.files.insert(file)),
                None => all.missing.push((path.clone(), span.clone(), named.to_string())),
            }
        }
    }
    all
}

/// The calls in a template: the bytes of the name of each, or nothing where it is computed.
fn calls(text: &str) -> Vec<Option<Span>> {
    let mut found = Vec::new();
    for (at, call) in text.match_indices(&format!("{ASSET}(")) {
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        if text[..at].ends_with(word) || !is_in_braces(&text[..at]) {
            continue;
        }
        let start = at + call.len();
        let end = text[start..].find(')').map_or(text.len(), |end| start + end);
        found.push(literal(text, start..end));
    }
    found
}

/// Whether a text ends within `{{ … }}` or `{% … %}`; not in a comment, and not in plain HTML.
fn is_in_braces(text: &str) -> bool {
    let within = |open: &str, close: &str| {
        text.rfind(open).is_some_and(|at| !text[at + open.len()..].contains(close))
    };
    !within("{#", "#}") && (within("{{", "}}") || within("{%", "%}"))
}

/// The bytes between the quotation marks behind `path=`.
fn literal(text: &str, within: Span) -> Option<Span> {
    let arguments = &text[within.clone()];
    let at = arguments.find("path")? + "path".len();
    let rest = arguments[at..].trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inside = &rest[1..];
    let start = within.start + arguments.len() - inside.len();
    // Behind the name nothing is put together with it.
    let (named, behind) = inside.split_once(quote)?;
    let whole = behind.trim_start();
    (whole.is_empty() || whole.starts_with(',')).then(|| start..start + named.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_names_are_told_from_computed_ones() {
        let names = |text: &str| -> Vec<Option<String>> {
            calls(text).into_iter().map(|it| it.map(|span| text[span].to_string())).collect()
        };
        let text = "{{ asset(path=\"a b.css\") }} {{ asset( root=root, path = 'x/y.js' ) }}";
        assert_eq!(names(text), [Some("a b.css".to_string()), Some("x/y.js".to_string())]);
        assert_eq!(names("{{ asset(path=name) }} {{ asset(path=\"a\" ~ b) }}"), [None, None]);
        assert_eq!(names("{{ my_asset(path=\"a\") }} {{ asset }}"), []);
        assert_eq!(names("asset(path=\"a\") {# {{ asset(path=\"a\") }} #}"), []);
        assert_eq!(names("{{ asset(path=\"never closed"), [None]);
    }
}
