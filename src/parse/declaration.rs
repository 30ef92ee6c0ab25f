//! What a property declares, as written: its keys, and words such as `type` that are one of a few.
//! Leaves to `fields` how it is decoded once it is sound.

use serde::de::DeserializeOwned;

use super::fields::{Fields, decode_words, nearest};
use super::problem::Problem;
use super::subject::value_word;
use crate::value::{Entry, Form, Kind, Node, Property, Role};

const KINDS: [&str; 11] = [
    "quantity", "version", "status", "boolean", "date", "enum", "entity", "set", "table", "text",
    "url",
];
const ROLES: [&str; 6] = ["limit", "requirement", "default", "measure", "support", "caveat"];

/// A declaration without what means nothing in it: an unknown key or word is a problem, and left
/// out, so that it is told once.
pub(super) fn sound(node: &Node, problems: &mut Vec<Problem>) -> Node {
    let fields = Fields::new(node, "a map with a type", problems);
    fields.finish(Property::KEYS, problems);
    let entries = node.map().unwrap_or_default().iter();
    let entries = entries.filter_map(|entry| sound_entry(entry, problems)).collect();
    Node { span: node.span.clone(), form: Form::Map(entries) }
}

/// One key of a declaration, or nothing when its word is none that it can have.
pub(super) fn sound_entry(entry: &Entry, problems: &mut Vec<Problem>) -> Option<Entry> {
    match entry.key.as_str() {
        // A type that there is not leaves a fact with a type: its words are kept, and not judged.
        "type" => word::<Kind>(entry, "type", &KINDS, problems).or_else(|| {
            let value = Node::plain("text", entry.value.span.clone());
            Some(Entry { value, ..entry.clone() })
        }),
        "of" => word::<Kind>(entry, "type", &KINDS, problems),
        "role" => word::<Role>(entry, "role", &ROLES, problems),
        "columns" => {
            let columns = entry
                .value
                .map()?
                .iter()
                .map(|column| Entry { value: sound(&column.value, problems), ..column.clone() });
            let form = Form::Map(columns.collect());
            Some(Entry { value: Node { span: entry.value.span.clone(), form }, ..entry.clone() })
        }
        _ => Some(entry.clone()),
    }
}

fn word<T: DeserializeOwned>(
    entry: &Entry,
    what: &'static str,
    known: &[&'static str],
    problems: &mut Vec<Problem>,
) -> Option<Entry> {
    let Some(text) = entry.value.text().filter(|_| !entry.value.is_null()) else {
        return Some(entry.clone());
    };
    if decode_words::<T>(&entry.value, what, &mut Vec::new()).is_some() {
        return Some(entry.clone());
    }
    let near = nearest(text, known.iter().copied());
    let kind = value_word(what, text, near);
    problems.push(Problem { span: entry.value.span.clone(), kind });
    None
}
