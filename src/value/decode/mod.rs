//! Decodes values as written in fact files. Every problem is kept, not only the first.
//! How a claim's words are read is left to `read`.

mod quantity;
mod scalar;
mod table;

use super::set::{Join, Set};
use super::{Entry, Form, Kind, Names, Node, Problem, ProblemKind, Property, Span, Value, Words};

/// What values are decoded with.
#[derive(Clone, Copy)]
pub(super) struct Decoding<'a> {
    pub(super) property: &'a Property,
    pub(super) words: &'a Words,
    pub(super) names: &'a Names,
}

type Decoded = Result<Value, Vec<Problem>>;

/// One problem at a place.
pub(super) fn problem(span: &Span, kind: ProblemKind) -> Vec<Problem> {
    vec![Problem { span: span.clone(), kind }]
}

/// A value of another form than expected.
pub(super) fn wrong(node: &Node, expected: &str) -> Vec<Problem> {
    let found = match &node.form {
        _ if node.is_null() => "nothing".to_string(),
        Form::Text { text, .. } => format!("“{text}”"),
        _ => node.kind_name().to_string(),
    };
    problem(&node.span, ProblemKind::WrongType { expected: expected.to_string(), found })
}

/// The nearest of some words to a misspelt one.
pub(super) fn nearest<'n>(word: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    let lower = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        let score = strsim::normalized_damerau_levenshtein(&lower, &name.to_lowercase());
        if score >= 0.6 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name.to_string())
}

/// The problems of keys that mean nothing, or stand twice.
pub(super) fn keys(entries: &[Entry], known: &[&str]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        if entries[..at].iter().any(|earlier| earlier.key == entry.key) {
            problems.extend(problem(
                &entry.key_span,
                ProblemKind::Repeated { text: entry.key.clone() },
            ));
        } else if !known.contains(&entry.key.as_str()) {
            let near = nearest(&entry.key, known.iter().copied());
            problems.extend(problem(
                &entry.key_span,
                ProblemKind::UnknownKey { key: entry.key.clone(), near },
            ));
        }
    }
    problems
}

impl Decoding<'_> {
    /// Decodes a value of the property's kind.
    pub(super) fn value(&self, node: &Node) -> Decoded {
        self.of_kind(node, self.property.kind)
    }

    pub(super) fn of_kind(&self, node: &Node, kind: Kind) -> Decoded {
        if let Form::Text { text, quoted } = &node.form {
            let listed = self.property.values.contains_key(text);
            match text.trim() {
                _ if node.is_null() => return Err(wrong(node, kind.as_str())),
                "none" if kind != Kind::Text && !listed => return Ok(Value::None),
                "unknown" if kind != Kind::Text && !listed => return Ok(Value::Unknown),
                mark if !*quoted && !listed && is_placeholder(mark) => {
                    return Err(problem(
                        &node.span,
                        ProblemKind::Placeholder { text: text.clone() },
                    ));
                }
                mark if *quoted && kind != Kind::Text && !listed && is_placeholder(mark) => {
                    return Err(problem(
                        &node.span,
                        ProblemKind::Placeholder { text: text.clone() },
                    ));
                }
                _ => {}
            }
        }
        match kind {
            Kind::Quantity => self.quantity(node),
            Kind::Version => self.version(node),
            Kind::Status => self.status(node),
            Kind::Boolean => self.boolean(node),
            Kind::Date => self.date(node),
            Kind::Enum => self.choice(node),
            Kind::Entity => self.entity(node),
            Kind::Set => self.set(node),
            Kind::Table => self.table(node),
            Kind::Text => node
                .text()
                .map(|text| Value::Text(text.to_string()))
                .ok_or_else(|| wrong(node, "text")),
            Kind::Url => self.url(node),
        }
    }

    fn set(&self, node: &Node) -> Decoded {
        let mut problems = Vec::new();
        let (join, list) = match &node.form {
            Form::Map(entries) => {
                problems.extend(keys(entries, &["any-of", "all-of"]));
                match entries.iter().find(|entry| matches!(entry.key.as_str(), "any-of" | "all-of"))
                {
                    Some(entry) if entries.len() == 1 => {
                        (if entry.key == "any-of" { Join::Any } else { Join::All }, &entry.value)
                    }
                    _ if !problems.is_empty() => return Err(problems),
                    _ => return Err(wrong(node, "a list, or a map with any-of or all-of")),
                }
            }
            _ => (Join::Plain, node),
        };
        let alone = std::slice::from_ref(list);
        let nodes = match &list.form {
            Form::List(nodes) => nodes.as_slice(),
            Form::Text { .. } => alone,
            Form::Map(_) => return Err(wrong(list, "a list")),
        };
        let of = self.property.of.unwrap_or(Kind::Text);
        let mut items: Vec<Value> = Vec::with_capacity(nodes.len());
        for node in nodes {
            match self.of_kind(node, of) {
                Ok(item) if items.contains(&item) => {
                    let text = node.text().unwrap_or_default().to_string();
                    problems.extend(problem(&node.span, ProblemKind::Repeated { text }));
                }
                Ok(item) => items.push(item),
                Err(more) => problems.extend(more),
            }
        }
        let set = Set { join, items, complete: self.property.complete };
        if problems.is_empty() { Ok(Value::Set(set)) } else { Err(problems) }
    }
}

/// Marks that stand for a value that nobody gave.
fn is_placeholder(text: &str) -> bool {
    let lower = text.to_lowercase();
    matches!(
        lower.as_str(),
        "n/a" | "na" | "n.a." | "tbd" | "tba" | "tbc" | "todo" | "fixme" | "xxx" | "-" | "–" | "—"
    ) || (!lower.is_empty() && lower.chars().all(|c| matches!(c, '?' | '.')))
}
