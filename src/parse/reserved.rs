//! The files below `facts/` that are no subjects: sources, types and the vocabulary.

use indexmap::IndexMap;

use super::declaration;
use super::facts::{At, Dimension, RawEntity, RawRule, RawSource, RawType, RawVocabulary};
use super::fields::{Fields, decode_words, property_from, text, texts, wrong_type};
use super::problem::{Problem, ProblemKind};
use crate::source::SitePath;
use crate::value::{Entry, Form, Node};

fn entries<'a>(node: &'a Node, what: &str, problems: &mut Vec<Problem>) -> &'a [Entry] {
    node.map().unwrap_or_else(|| {
        if !node.is_null() {
            problems.push(wrong_type(node, what));
        }
        &[]
    })
}

/// Sources by id.
pub(super) fn sources(node: &Node, problems: &mut Vec<Problem>) -> Vec<RawSource> {
    let entries = entries(node, "a map of sources by id", problems);
    entries.iter().map(|entry| source(entry, problems)).collect()
}

fn source(entry: &Entry, problems: &mut Vec<Problem>) -> RawSource {
    let id = At { it: entry.key.clone(), span: entry.key_span.clone() };
    let mut fields = Fields::new(&entry.value, "a map with a title and a kind", problems);
    let source = RawSource {
        title: fields.text("title", problems).map_or_else(|| id.it.clone(), |at| at.it),
        kind: fields.text("kind", problems),
        publisher: fields.text("publisher", problems).map(|at| at.it),
        author: fields.text("author", problems).map(|at| at.it),
        published: fields.text("published", problems).map(|at| at.it),
        url: fields.text("url", problems),
        file: fields.text("file", problems),
        sha256: fields.text("sha256", problems),
        note: fields.text("note", problems).map(|at| at.it),
        id,
    };
    fields.finish(&[], problems);
    source
}

/// A type: what its properties declare.
pub(super) fn kind(path: &SitePath, node: &Node, problems: &mut Vec<Problem>) -> RawType {
    let mut fields = Fields::new(node, "a map with properties", problems);
    let mut properties = IndexMap::new();
    if let Some(node) = fields.node("properties") {
        for entry in entries(node, "a map of properties by name", problems) {
            let declared = declaration::sound(&entry.value, problems);
            property_from(Some(&declared), None, problems);
            properties.insert(entry.key.clone(), declared);
        }
    }
    let required = fields.texts("required", problems);
    let rules = fields.node("rules").map(|node| rules(node, problems)).unwrap_or_default();
    fields.finish(&[], problems);
    RawType { name: path.stem().to_string(), properties, required, rules }
}

fn rules(node: &Node, problems: &mut Vec<Problem>) -> Vec<RawRule> {
    let Some(items) = node.list() else {
        problems.push(wrong_type(node, "a list of rules"));
        return Vec::new();
    };
    let mut rules: Vec<RawRule> = Vec::new();
    for item in items {
        let Some(rule) = rule(item, problems) else { continue };
        if rules.iter().any(|known| known.id.it == rule.id.it) {
            let kind = crate::value::ProblemKind::Repeated { text: rule.id.it };
            problems.push(Problem { span: rule.id.span, kind: ProblemKind::Value(kind) });
        } else {
            rules.push(rule);
        }
    }
    rules
}

fn rule(node: &Node, problems: &mut Vec<Problem>) -> Option<RawRule> {
    let mut fields = Fields::new(node, "a rule: a map with id, when, require and says", problems);
    let id = fields.text("id", problems);
    let when = fields.text("when", problems);
    let require = fields.text("require", problems);
    let says = fields.text("says", problems);
    for (key, found) in [("id", &id), ("require", &require), ("says", &says)] {
        if found.is_none() && node.map().is_some_and(|map| map.iter().all(|e| e.key != key)) {
            fields.missing(key, problems);
        }
    }
    fields.finish(&[], problems);
    Some(RawRule { id: id?, when, require: require?, says: says? })
}

/// The vocabulary.
pub(super) fn vocabulary(node: &Node, problems: &mut Vec<Problem>) -> RawVocabulary {
    let mut fields = Fields::new(node, "a map with scopes, statuses, units and entities", problems);
    let mut vocabulary = RawVocabulary::default();
    if let Some(node) = fields.node("scopes") {
        for entry in entries(node, "a map of dimensions by name", problems) {
            vocabulary.scopes.push(dimension(entry, problems));
        }
    }
    let mut words = Vec::new();
    for key in ["statuses", "units", "booleans"] {
        if let Some(entry) = fields.entry(key).filter(|entry| !entry.value.is_null()) {
            check_words(key, &entry.value, problems);
            words.push(entry.clone());
        }
    }
    let words = Node { span: node.span.clone(), form: Form::Map(words) };
    vocabulary.words =
        decode_words(&words, "words by what they mean", problems).unwrap_or_default();
    if let Some(node) = fields.node("entities") {
        for entry in entries(node, "a map of names by id", problems) {
            vocabulary.entities.push(entity(entry, problems));
        }
    }
    vocabulary.source_kinds = fields.texts("source-kinds", problems);
    fields.finish(&[], problems);
    vocabulary
}

/// Keys inside the word tables, which serde would pass over in silence.
fn check_words(key: &str, node: &Node, problems: &mut Vec<Problem>) {
    match key {
        "statuses" => {
            let mut fields = Fields::new(node, "a map with ladder, beside and phrases", problems);
            for key in ["ladder", "beside", "phrases"] {
                fields.node(key);
            }
            fields.finish(&[], problems);
        }
        "units" => {
            for entry in node.map().unwrap_or_default() {
                let mut fields = Fields::new(&entry.value, "a map with names", problems);
                fields.node("names");
                fields.finish(&[], problems);
            }
        }
        _ => {}
    }
}

fn dimension(entry: &Entry, problems: &mut Vec<Problem>) -> Dimension {
    let mut fields = Fields::new(&entry.value, "a map with kind and known", problems);
    let kind = fields.text("kind", problems);
    if let Some(kind) =
        kind.as_ref().filter(|kind| !matches!(kind.it.as_str(), "version" | "choice"))
    {
        let near = super::fields::nearest(&kind.it, ["version", "choice"].into_iter());
        let kind_ = super::subject::value_word("kind of dimension", &kind.it, near);
        problems.push(Problem { span: kind.span.clone(), kind: kind_ });
    }
    let known = fields.texts("known", problems);
    fields.finish(&[], problems);
    Dimension {
        name: At { it: entry.key.clone(), span: entry.key_span.clone() },
        versions: kind.is_some_and(|kind| kind.it == "version"),
        known,
    }
}

fn entity(entry: &Entry, problems: &mut Vec<Problem>) -> RawEntity {
    let id = At { it: entry.key.clone(), span: entry.key_span.clone() };
    let plain = |list: Vec<At<String>>| list.into_iter().map(|at| at.it).collect();
    if entry.value.text().is_some() && !entry.value.is_null() {
        let name = text(&entry.value, problems).map_or_else(|| id.it.clone(), |at| at.it);
        return RawEntity { id, name, aliases: vec![], broader: vec![], narrower: vec![] };
    }
    if entry.value.list().is_some() {
        let mut names: Vec<String> = plain(texts(&entry.value, problems));
        let name = if names.is_empty() { id.it.clone() } else { names.remove(0) };
        return RawEntity { id, name, aliases: names, broader: vec![], narrower: vec![] };
    }
    let mut fields = Fields::new(&entry.value, "a name, or a map with name and aliases", problems);
    let entity = RawEntity {
        name: fields.text("name", problems).map_or_else(|| id.it.clone(), |at| at.it),
        aliases: plain(fields.texts("aliases", problems)),
        broader: plain(fields.texts("broader", problems)),
        narrower: plain(fields.texts("narrower", problems)),
        id,
    };
    fields.finish(&[], problems);
    entity
}
