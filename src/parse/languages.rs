//! The languages of a site beside its own: `[languages]` of `factum.toml`.
//! Leaves to `site` which page is written in which of them.

use super::fields::{Fields, wrong_type};
use super::problem::{Problem, ProblemKind};
use crate::value::Node;

/// A language in which pages are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its code, such as `de`: the part of a file's name that marks a page, and the first part of
    /// the page's address.
    pub code: String,
    /// What its readers call it: `Deutsch`. The code where nothing is said.
    pub name: String,
    /// The site's title in it, where it has one of its own.
    pub title: Option<String>,
    /// One sentence about the site in it.
    pub description: Option<String>,
}

/// Reads `[languages]`: a table for each, by its code.
pub(super) fn read(node: &Node, problems: &mut Vec<Problem>) -> Vec<Language> {
    let Some(entries) = node.map() else {
        problems.push(wrong_type(node, "a table of languages"));
        return Vec::new();
    };
    let mut languages = Vec::new();
    for entry in entries {
        if !is_code(&entry.key) {
            let kind = ProblemKind::WrongType {
                expected: "the code of a language, such as de or pt-BR".to_string(),
                found: format!("\"{}\"", entry.key),
            };
            problems.push(Problem { span: entry.key_span.clone(), kind });
            continue;
        }
        let mut fields = Fields::new(&entry.value, "a table about the language", problems);
        let mut text = |key| fields.text(key, problems).map(|at| at.it);
        languages.push(Language {
            code: entry.key.clone(),
            name: text("name").unwrap_or_else(|| entry.key.clone()),
            title: text("title"),
            description: text("description"),
        });
        fields.finish(&[], problems);
    }
    languages
}

/// Whether a text is built like a code of BCP 47: letters, then parts of letters and digits.
fn is_code(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
