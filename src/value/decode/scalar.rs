//! Decodes versions, statuses, truths, dates, choices, entities and addresses.
//! Quantities, sets and tables are left to the files beside this one.

use super::{Decoded, Decoding, keys, nearest, problem, wrong};
use crate::value::date::DateSet;
use crate::value::version::{VersionProblem, VersionSet};
use crate::value::{Form, Node, ProblemKind, Value};

impl Decoding<'_> {
    pub(super) fn version(&self, node: &Node) -> Decoded {
        if let Some(list) = node.list() {
            let mut problems = Vec::new();
            let mut all: Option<VersionSet> = None;
            for node in list {
                match self.version(node) {
                    Ok(Value::Version(set)) => {
                        all = Some(all.map_or(set.clone(), |all| VersionSet {
                            ranges: all.ranges.or(&set.ranges),
                        }));
                    }
                    Ok(_) => problems.extend(wrong(node, "a version")),
                    Err(more) => problems.extend(more),
                }
            }
            return match all {
                Some(all) if problems.is_empty() => Ok(Value::Version(all)),
                _ if problems.is_empty() => Err(wrong(node, "a version")),
                _ => Err(problems),
            };
        }
        let Form::Text { text, quoted } = &node.form else { return Err(wrong(node, "a version")) };
        let float = |text: &str| {
            let (whole, part) = text.split_once('.')?;
            let digits =
                |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            (digits(whole) && digits(part)).then_some(())
        };
        if !*quoted && float(text).is_some() {
            return Err(problem(&node.span, ProblemKind::AmbiguousScalar { text: text.clone() }));
        }
        match VersionSet::parse(text) {
            Ok(set) => Ok(Value::Version(set)),
            Err(VersionProblem::Empty(text)) => {
                Err(problem(&node.span, ProblemKind::EmptyRange { text }))
            }
            Err(VersionProblem::Unreadable(_)) => {
                Err(wrong(node, "a version, such as \"4.1\" or \">=4.1\""))
            }
        }
    }

    pub(super) fn status(&self, node: &Node) -> Decoded {
        let text = node.text().ok_or_else(|| wrong(node, "a status"))?;
        let known = || self.words.statuses.ladder.iter().chain(&self.words.statuses.beside);
        if known().any(|status| status == text) {
            return Ok(Value::Status(text.to_string()));
        }
        let near = nearest(text, known().map(String::as_str));
        Err(problem(
            &node.span,
            ProblemKind::UnknownWord { what: "status", word: text.to_string(), near },
        ))
    }

    pub(super) fn boolean(&self, node: &Node) -> Decoded {
        match node.text() {
            Some("true" | "yes" | "True" | "TRUE") => Ok(Value::Boolean(true)),
            Some("false" | "no" | "False" | "FALSE") => Ok(Value::Boolean(false)),
            _ => Err(wrong(node, "true or false")),
        }
    }

    pub(super) fn date(&self, node: &Node) -> Decoded {
        let expected = "a date, such as 2009-08-03, 2009-08 or 2009";
        let one =
            |node: &Node| node.text().and_then(DateSet::parse).ok_or_else(|| wrong(node, expected));
        let Some(entries) = node.map() else { return one(node).map(Value::Date) };
        let mut problems = keys(entries, &["before", "after", "from", "until"]);
        let mut all: Option<DateSet> = None;
        for entry in entries {
            let set = one(&entry.value).map(|date| match entry.key.as_str() {
                "before" => date.before(),
                "after" => date.after(),
                "from" => date.from(),
                "until" => date.until(),
                _ => None,
            });
            match set {
                Ok(Some(set)) => {
                    all =
                        Some(all.map_or(set.clone(), |all| DateSet {
                            ranges: all.ranges.and(&set.ranges),
                        }))
                }
                Ok(None) => {}
                Err(more) => problems.extend(more),
            }
        }
        match all {
            _ if !problems.is_empty() => Err(problems),
            Some(set) if set.ranges.is_empty() => {
                let text = entries
                    .iter()
                    .map(|entry| format!("{}: {}", entry.key, entry.value.text().unwrap_or("…")));
                let text = text.collect::<Vec<_>>().join(", ");
                Err(problem(&node.span, ProblemKind::EmptyRange { text }))
            }
            Some(set) => Ok(Value::Date(set)),
            None => Err(wrong(node, expected)),
        }
    }

    pub(super) fn choice(&self, node: &Node) -> Decoded {
        let text = node.text().ok_or_else(|| wrong(node, "one of the declared values"))?;
        let values = &self.property.values;
        if values.contains_key(text) {
            return Ok(Value::Enum(text.to_string()));
        }
        let near = nearest(text, values.keys().map(String::as_str));
        Err(problem(
            &node.span,
            ProblemKind::UnknownWord { what: "value", word: text.to_string(), near },
        ))
    }

    pub(super) fn entity(&self, node: &Node) -> Decoded {
        let text = match node.map() {
            Some(_) => node.get("id").and_then(Node::text),
            None => node.text(),
        };
        let text = text.ok_or_else(|| wrong(node, "the id of an entity"))?;
        if node.map().is_some() || self.names.contains(text) {
            return Ok(Value::Entity(text.to_string()));
        }
        if let Some(id) = self.names.exact(text) {
            return Ok(Value::Entity(id.to_string()));
        }
        if self.names.collisions().iter().any(|collision| collision.name.eq_ignore_ascii_case(text))
        {
            return Err(problem(&node.span, ProblemKind::AmbiguousName { name: text.to_string() }));
        }
        let near = self.names.nearest(text).map(str::to_string);
        Err(problem(
            &node.span,
            ProblemKind::UnknownWord { what: "entity", word: text.to_string(), near },
        ))
    }

    pub(super) fn url(&self, node: &Node) -> Decoded {
        let text = node.text().ok_or_else(|| wrong(node, "an address"))?;
        let plain = !text.contains(char::is_whitespace)
            && (text.contains("://") || text.starts_with("mailto:"));
        if plain {
            Ok(Value::Url(text.to_string()))
        } else {
            Err(wrong(node, "an address, such as https://example.org"))
        }
    }
}
