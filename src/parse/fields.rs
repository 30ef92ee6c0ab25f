//! Reading the keys of a map: each decoded on its own through serde, so that one wrong value never
//! hides the others, and what nobody asked for is an unknown key.

use serde::de::DeserializeOwned;

use super::facts::At;
use super::problem::{Problem, ProblemKind};
use crate::value::{Entry, Form, Node};

/// The keys of one map while they are read.
pub(super) struct Fields<'a> {
    entries: &'a [Entry],
    node: &'a Node,
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The keys of a node. A node that is no map is a problem, and has no keys; an empty one has
    /// none either, and is fine.
    pub(super) fn new(node: &'a Node, what: &str, problems: &mut Vec<Problem>) -> Fields<'a> {
        let entries = match &node.form {
            Form::Map(entries) => entries.as_slice(),
            _ => {
                if !node.is_null() {
                    problems.push(wrong_type(node, what));
                }
                &[]
            }
        };
        Fields { entries, node, asked: Vec::new() }
    }

    /// The node under a key; nothing where the key is absent or its value empty.
    pub(super) fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.value).filter(|node| !node.is_null())
    }

    /// The entry of a key.
    pub(super) fn entry(&mut self, key: &'static str) -> Option<&'a Entry> {
        self.asked.push(key);
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value under a key, decoded; `what` says in words what belongs there.
    pub(super) fn get<T: DeserializeOwned>(
        &mut self,
        key: &'static str,
        what: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        decode(self.node(key)?, what, problems)
    }

    /// Text under a key, with its place.
    pub(super) fn text(
        &mut self,
        key: &'static str,
        problems: &mut Vec<Problem>,
    ) -> Option<At<String>> {
        text(self.node(key)?, problems)
    }

    /// One text or a list of them under a key, each with its place.
    pub(super) fn texts(
        &mut self,
        key: &'static str,
        problems: &mut Vec<Problem>,
    ) -> Vec<At<String>> {
        self.node(key).map(|node| texts(node, problems)).unwrap_or_default()
    }

    /// A day under a key: `2026-11-22`.
    pub(super) fn date(
        &mut self,
        key: &'static str,
        problems: &mut Vec<Problem>,
    ) -> Option<At<jiff::civil::Date>> {
        let node = self.node(key)?;
        // A time of day behind the day, as other generators write it, says nothing here.
        let day = node.text().map(|text| match text.get(10..11) {
            Some("T" | "t" | " ") => &text[..10],
            _ => text,
        });
        let Some(date) = day.and_then(|day| day.parse().ok()) else {
            problems.push(wrong_type(node, "a day such as 2026-11-22"));
            return None;
        };
        Some(At { it: date, span: node.span.clone() })
    }

    /// A key that must be there is not.
    pub(super) fn missing(&self, key: &str, problems: &mut Vec<Problem>) {
        let span = self.node.span.clone();
        problems.push(Problem { span, kind: ProblemKind::MissingKey(key.to_string()) });
    }

    /// Every key that was not asked for is unknown. `also` are keys with a meaning elsewhere.
    pub(super) fn finish(self, also: &[&str], problems: &mut Vec<Problem>) {
        for entry in self.entries {
            let known = self.asked.iter().chain(also);
            if known.clone().any(|key| *key == entry.key) {
                continue;
            }
            let kind = ProblemKind::UnknownKey {
                key: entry.key.clone(),
                near: nearest(&entry.key, known.copied()).map(str::to_string),
            };
            problems.push(Problem { span: entry.key_span.clone(), kind });
        }
    }
}

/// A node's text with its place; anything else is a problem.
pub(super) fn text(node: &Node, problems: &mut Vec<Problem>) -> Option<At<String>> {
    let Some(text) = node.text() else {
        problems.push(wrong_type(node, "text"));
        return None;
    };
    Some(At { it: text.to_string(), span: node.span.clone() })
}

/// One text or a list of them.
pub(super) fn texts(node: &Node, problems: &mut Vec<Problem>) -> Vec<At<String>> {
    match &node.form {
        Form::Text { .. } => text(node, problems).into_iter().collect(),
        Form::List(items) => items.iter().filter_map(|item| text(item, problems)).collect(),
        Form::Map(_) => {
            problems.push(wrong_type(node, "text or a list of texts"));
            Vec::new()
        }
    }
}

/// Decodes a node through serde; an error stands at the exact value that it is about.
pub(super) fn decode<T: DeserializeOwned>(
    node: &Node,
    what: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    match serde_path_to_error::deserialize(value(node)) {
        Ok(decoded) => Some(decoded),
        Err(error) => {
            let mut place = node;
            for step in error.path() {
                let next = match step {
                    serde_path_to_error::Segment::Map { key } => place.get(key),
                    serde_path_to_error::Segment::Seq { index } => {
                        place.list().and_then(|items| items.get(*index))
                    }
                    _ => None,
                };
                match next {
                    Some(next) => place = next,
                    None => break,
                }
            }
            let expected = if std::ptr::eq(place, node) {
                what.to_string()
            } else {
                error.inner().to_string()
            };
            problems.push(wrong_type(place, &expected));
            None
        }
    }
}

/// The node as serde's data model of YAML. Scalars that a reader could take for floats stay text,
/// so that `4.10` is never `4.1`; whoever wants text of a whole number or a boolean asks the node.
fn value(node: &Node) -> serde_yaml::Value {
    use serde_yaml::Value;
    match &node.form {
        Form::Text { text, quoted: false } => match text.as_str() {
            "" | "~" | "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            text => match text.parse::<i64>() {
                Ok(number) if number.to_string() == text => Value::Number(number.into()),
                _ => Value::String(text.to_string()),
            },
        },
        Form::Text { text, .. } => Value::String(text.clone()),
        Form::List(items) => Value::Sequence(items.iter().map(value).collect()),
        Form::Map(entries) => Value::Mapping(
            entries
                .iter()
                .map(|entry| (Value::String(entry.key.clone()), value(&entry.value)))
                .collect(),
        ),
    }
}

/// A value of another shape than its place wants.
pub(super) fn wrong_type(node: &Node, expected: &str) -> Problem {
    let found = match &node.form {
        Form::Text { text, .. } if node.is_null() || text.is_empty() => "nothing".to_string(),
        Form::Text { text, .. } => format!("\"{}\"", crate::parse::shorten(text)),
        _ => node.kind_name().to_string(),
    };
    let kind = ProblemKind::WrongType { expected: expected.to_string(), found };
    Problem { span: node.span.clone(), kind }
}

/// The nearest of some names, when one is near enough to be meant.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in known {
        let near = strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase());
        let near_enough = near >= 0.84 || strsim::osa_distance(name, candidate) <= 1;
        if near_enough && best.is_none_or(|(most, _)| near > most) {
            best = Some((near, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// A property from what a type declares of it and what a fact declares itself, which wins key by
/// key. What is wrong with the fact's own part is a problem; the type's part is checked in its file.
pub fn property_from(
    of_type: Option<&Node>,
    own: Option<&Node>,
    problems: &mut Vec<Problem>,
) -> crate::value::Property {
    let entries = |node: Option<&Node>| node.and_then(Node::map).unwrap_or_default().to_vec();
    let mut merged = entries(own);
    for entry in entries(of_type) {
        if !merged.iter().any(|known| known.key == entry.key) {
            merged.push(entry);
        }
    }
    let span = own.or(of_type).map_or(0..0, |node| node.span.clone());
    let node = Node { span, form: Form::Map(merged) };
    decode_words(&node, "what a property declares", problems).unwrap_or_default()
}

/// Like [`decode`], where every scalar but `true` and `false` is meant as text.
pub(super) fn decode_words<T: DeserializeOwned>(
    node: &Node,
    what: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    fn quoted(node: &Node) -> Node {
        let form = match &node.form {
            Form::Text { text, quoted } => Form::Text {
                text: text.clone(),
                quoted: *quoted || !matches!(text.as_str(), "true" | "false" | "" | "~" | "null"),
            },
            Form::List(items) => Form::List(items.iter().map(quoted).collect()),
            Form::Map(entries) => Form::Map(
                entries
                    .iter()
                    .map(|entry| Entry { value: quoted(&entry.value), ..entry.clone() })
                    .collect(),
            ),
        };
        Node { span: node.span.clone(), form }
    }
    decode(&quoted(node), what, problems)
}
