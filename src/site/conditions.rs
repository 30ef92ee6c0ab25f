//! The conditions of a type's rules: taken apart, and tied to the properties that the type declares.
//! Whether a subject meets them is left to `violations`.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use super::facts::{FactProblem, FactProblemKind};
use crate::parse::{At, RawRule, RawType, nearest, property_from};
use crate::source::{SitePath, Span, Text};
use crate::value::{Comparison, Form, Kind, Names, Node, Property, Value, Words};

/// A rule that can be checked.
pub(super) struct Rule {
    pub(super) raw: RawRule,
    pub(super) path: SitePath,
    /// All of these hold, or the rule does not apply.
    pub(super) when: Vec<Term>,
    /// All of these have to hold.
    pub(super) require: Vec<Term>,
    /// The table whose rows are looked at one by one.
    pub(super) table: Option<String>,
}

/// One of the conditions that `and` joins.
pub(super) enum Term {
    /// Something is stated, or is not.
    Stated(Operand, bool),
    /// Something stands to something else as asked.
    Compared(Operand, Comparison, Side),
}

/// What stands behind a sign.
pub(super) enum Side {
    Operand(Operand),
    Value(Value),
}

/// A property, or a column of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    /// The property.
    pub property: String,
    /// The column of its table.
    pub column: Option<String>,
}

impl fmt::Display for Operand {
    /// As a condition writes it: `devices.support`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(f, "{}.{column}", self.property),
            None => f.write_str(&self.property),
        }
    }
}

/// What is wrong with a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionProblem {
    /// It is not built like one; the part that is not.
    Unreadable(String),
    /// The type declares no such property or column; the nearest one.
    UnknownProperty(String, Option<String>),
    /// It is compared as values of its kind cannot be.
    NotCompared(Operand, Kind),
    /// The two cannot be compared with each other.
    NotComparable(Operand, Operand),
    /// The rule goes through the rows of a table already: that table, and the other one.
    SecondTable(String, String),
}

/// The rules of every type, by its name. A rule with a condition that cannot be read is left out.
pub(super) fn resolve(
    types: &BTreeMap<String, (SitePath, RawType)>,
    texts: &BTreeMap<SitePath, Arc<Text>>,
    words: &Words,
    names: &Names,
    problems: &mut Vec<FactProblem>,
) -> BTreeMap<String, Vec<Rule>> {
    let mut all = BTreeMap::new();
    for (name, (path, kind)) in types {
        let declared = kind
            .properties
            .iter()
            .map(|(name, node)| (name.clone(), property_from(Some(node), None, &mut Vec::new())));
        let properties = declared.collect();
        let text = texts.get(path);
        let mut reading = Reading { properties, words, names, path, text, problems };
        let rules: Vec<Rule> = kind.rules.iter().filter_map(|raw| reading.rule(raw)).collect();
        all.insert(name.clone(), rules);
    }
    all
}

struct Reading<'a> {
    properties: IndexMap<String, Property>,
    words: &'a Words,
    names: &'a Names,
    path: &'a SitePath,
    text: Option<&'a Arc<Text>>,
    problems: &'a mut Vec<FactProblem>,
}

impl Reading<'_> {
    fn rule(&mut self, raw: &RawRule) -> Option<Rule> {
        let mut table = None;
        let when = raw.when.as_ref().map(|when| self.condition(when, &mut table));
        let require = self.condition(&raw.require, &mut table);
        let when = match when {
            Some(when) => when?,
            None => Vec::new(),
        };
        Some(Rule { raw: raw.clone(), path: self.path.clone(), when, require: require?, table })
    }

    /// Every term, or nothing where one of them cannot be read.
    fn condition(&mut self, at: &At<String>, table: &mut Option<String>) -> Option<Vec<Term>> {
        let terms: Vec<Option<Term>> =
            parts(&at.it).into_iter().map(|part| self.term(at, part, table)).collect();
        terms.into_iter().collect()
    }

    fn term(
        &mut self,
        at: &At<String>,
        part: Range<usize>,
        table: &mut Option<String>,
    ) -> Option<Term> {
        let text = &at.it[part.clone()];
        let Some((start, sign, how)) = sign(text) else {
            let (name, negated) = match text.strip_prefix("not ") {
                Some(rest) => (rest.trim_start(), true),
                None => (text, false),
            };
            let place = part.end - name.len()..part.end;
            let (operand, _) = self.operand(at, place, table)?;
            return Some(Term::Stated(operand, negated));
        };
        let (left, right) = (text[..start].trim_end(), text[start + sign.len()..].trim_start());
        if left.is_empty() || right.is_empty() || right.starts_with(['=', '<', '>', '!']) {
            return self.problem(at, part, ConditionProblem::Unreadable(text.to_string()));
        }
        let left_at = part.start..part.start + left.len();
        let (operand, property) = self.operand(at, left_at.clone(), table)?;
        let ordered = property.kind.is_ordered() || !how.orders();
        if !ordered || property.kind == Kind::Table {
            let problem = ConditionProblem::NotCompared(operand, property.kind);
            return self.problem(at, left_at, problem);
        }
        let right_at = part.end - right.len()..part.end;
        let side = self.side(at, right_at, (&operand, &property), table)?;
        Some(Term::Compared(operand, how, side))
    }

    /// What stands behind a sign: a property that can be compared, or else a value.
    fn side(
        &mut self,
        at: &At<String>,
        place: Range<usize>,
        (left, property): (&Operand, &Property),
        table: &mut Option<String>,
    ) -> Option<Side> {
        let text = &at.it[place.clone()];
        let bare = unquoted(text);
        let other = if bare.is_none() { self.find(text) } else { None };
        if let Some((operand, found)) = &other
            && found.is_comparable(property, self.words)
        {
            self.row_by_row(at, place, operand, table)?;
            return Some(Side::Operand(operand.clone()));
        }
        let kind = match property.kind {
            Kind::Set => property.of.unwrap_or_default(),
            kind => kind,
        };
        let wanted = Property { kind, ..property.clone() };
        let form = Form::Text { text: bare.unwrap_or(text).to_string(), quoted: true };
        let read = Value::from_node(&Node { span: 0..0, form }, &wanted, self.words, self.names);
        match (read, other) {
            (Ok(value), _) => Some(Side::Value(value)),
            (Err(_), Some((operand, _))) => {
                let problem = ConditionProblem::NotComparable(left.clone(), operand);
                self.problem(at, place, problem)
            }
            (Err(problems), None) => {
                let near = self.nearest(text).filter(|_| bare.is_none());
                let word = matches!(kind, Kind::Status | Kind::Enum | Kind::Entity);
                if near.is_some() && !word {
                    let problem = ConditionProblem::UnknownProperty(text.to_string(), near);
                    return self.problem(at, place, problem);
                }
                let span = self.span(at, place);
                for mut problem in problems {
                    problem.span = span.clone();
                    self.note(span.clone(), FactProblemKind::Value(problem.into()));
                }
                None
            }
        }
    }

    /// The property or column that stands at a place.
    fn operand(
        &mut self,
        at: &At<String>,
        place: Range<usize>,
        table: &mut Option<String>,
    ) -> Option<(Operand, Property)> {
        let name = &at.it[place.clone()];
        if let Some((operand, property)) = self.find(name) {
            self.row_by_row(at, place, &operand, table)?;
            return Some((operand, property));
        }
        let near = self.nearest(name);
        let problem =
            match near.is_none() && (name.is_empty() || name.contains(char::is_whitespace)) {
                true => ConditionProblem::Unreadable(name.to_string()),
                false => ConditionProblem::UnknownProperty(name.to_string(), near),
            };
        self.problem(at, place, problem)
    }

    fn row_by_row(
        &mut self,
        at: &At<String>,
        place: Range<usize>,
        operand: &Operand,
        table: &mut Option<String>,
    ) -> Option<()> {
        if operand.column.is_none() {
            return Some(());
        }
        match table {
            Some(first) if *first != operand.property => {
                let problem =
                    ConditionProblem::SecondTable(first.clone(), operand.property.clone());
                self.problem(at, place, problem)
            }
            _ => {
                *table = Some(operand.property.clone());
                Some(())
            }
        }
    }

    fn find(&self, name: &str) -> Option<(Operand, Property)> {
        let whole = |property: &str| Operand { property: property.to_string(), column: None };
        if let Some(property) = self.properties.get(name) {
            return Some((whole(name), property.clone()));
        }
        name.match_indices('.').find_map(|(dot, _)| {
            let (property, column) = (&name[..dot], &name[dot + 1..]);
            let table = self.properties.get(property).filter(|it| it.kind == Kind::Table)?;
            let declared = table.columns.get(column).cloned().or_else(|| {
                let named = table.key.as_deref() == Some(column);
                named.then(|| Property { kind: Kind::Entity, ..Property::default() })
            })?;
            Some((Operand { column: Some(column.to_string()), ..whole(property) }, declared))
        })
    }

    /// The nearest property or column.
    fn nearest(&self, name: &str) -> Option<String> {
        let columns = self.properties.iter().flat_map(|(name, property)| {
            property.columns.keys().map(move |column| format!("{name}.{column}"))
        });
        let known: Vec<String> = self.properties.keys().cloned().chain(columns).collect();
        nearest(name, known.iter().map(String::as_str)).map(str::to_string)
    }

    fn problem<T>(
        &mut self,
        at: &At<String>,
        place: Range<usize>,
        problem: ConditionProblem,
    ) -> Option<T> {
        let span = self.span(at, place);
        self.note(span, FactProblemKind::Condition(problem));
        None
    }

    fn note(&mut self, span: Span, kind: FactProblemKind) {
        self.problems.push(FactProblem { path: self.path.clone(), span, kind });
    }

    /// The bytes of a part of a condition; all of it where it is not written as it reads.
    fn span(&self, at: &At<String>, place: Range<usize>) -> Span {
        let written = self.text.map_or("", |text| text.slice(&at.span));
        match written.find(&at.it).filter(|_| !place.is_empty()) {
            Some(start) => {
                let start = at.span.start + start;
                start + place.start..start + place.end
            }
            // Folded over lines, a part is where its words stand, if they stand there once.
            None => match written.match_indices(&at.it[place]).collect::<Vec<_>>().as_slice() {
                [(start, part)] => {
                    let start = at.span.start + start;
                    start..start + part.len()
                }
                _ => at.span.clone(),
            },
        }
    }
}

/// The parts of a condition that `and` joins, without the space around them.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    for (at, _) in outside(text) {
        let word = text[at..].strip_prefix("and").is_some_and(|rest| space(rest.chars().next()));
        if word && at >= start && space(text[..at].chars().next_back()) {
            parts.push(start..at);
            start = at + "and".len();
        }
    }
    parts.push(start..text.len());
    let trimmed = |part: Range<usize>| {
        let inner = text[part.clone()].trim();
        let start = part.start + (text[part.clone()].len() - text[part].trim_start().len());
        start..start + inner.len()
    };
    parts.into_iter().map(trimmed).collect()
}

/// The first sign of a part, with where it stands.
fn sign(text: &str) -> Option<(usize, &'static str, Comparison)> {
    outside(text).find_map(|(at, _)| {
        let found = Comparison::SIGNS.iter().find(|(sign, _)| text[at..].starts_with(sign))?;
        Some((at, found.0, found.1))
    })
}

/// The characters outside quotation marks, each with its place.
fn outside(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut before = ' ';
    text.char_indices().filter(move |(_, c)| {
        let opens = matches!(c, '"' | '\'') && !before.is_alphanumeric();
        before = *c;
        match quote {
            Some(open) if open == *c => {
                quote = None;
                false
            }
            Some(_) => false,
            None if opens => {
                quote = Some(*c);
                false
            }
            None => true,
        }
    })
}

/// What stands in quotation marks, where a text is all in them.
fn unquoted(text: &str) -> Option<&str> {
    ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))
}
