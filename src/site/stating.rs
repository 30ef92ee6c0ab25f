//! From what is written of a subject to its facts: values by their types, scopes and sources.
//! Leaves values that rest on other facts to `computing`, and their disagreements to `conflicts`.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::Source;
use super::facts::{Cited, Fact, FactProblem, FactProblemKind, Statement, Subject};
use super::quotes::Quoted;
use super::scope::Scope;
use crate::parse::{
    Citation, RawFact, RawStatement, RawSubject, RawValue, RawVocabulary, follow, nearest,
};
use crate::source::{SitePath, Span};
use crate::value::{
    Entry, Form, Kind, Names, Node, ProblemKind as ValueProblem, Property, Value, Words,
};

/// A data file that facts are derived from, or why it cannot be used.
type DerivedFile = Result<Node, String>;

/// What reading statements needs to know.
pub(super) struct Stating<'a> {
    pub(super) vocabulary: &'a RawVocabulary,
    pub(super) words: &'a Words,
    pub(super) names: &'a Names,
    pub(super) sources: &'a IndexMap<String, Source>,
    pub(super) derived: &'a BTreeMap<SitePath, DerivedFile>,
}

impl Stating<'_> {
    /// A subject with its facts; values that rest on other facts are still missing.
    pub(super) fn subject(
        &self,
        path: &SitePath,
        raw: &RawSubject,
        properties: Vec<Property>,
        problems: &mut Vec<FactProblem>,
    ) -> Subject {
        let mut note = |span: &Span, kind| {
            problems.push(FactProblem { path: path.clone(), span: span.clone(), kind });
        };
        let scope = raw.scope.as_ref().map(|node| self.scope(node, &mut note)).unwrap_or_default();
        for citation in &raw.source {
            self.check_source(citation, &mut note);
        }
        let mut facts = IndexMap::new();
        for (fact, property) in raw.facts.iter().zip(properties) {
            let statements = fact
                .statements
                .iter()
                .map(|statement| {
                    self.statement(statement, (path, raw, fact), &property, &scope, &mut note)
                })
                .collect();
            for named in &fact.must_accompany {
                let known = raw.facts.iter().map(|fact| fact.name.it.as_str());
                if !known.clone().any(|known| known == named.it) {
                    let near = nearest(&named.it, known).map(str::to_string);
                    note(&named.span, FactProblemKind::AccompanyUnknown(named.it.clone(), near));
                }
            }
            let name = fact.name.it.clone();
            facts.insert(
                name,
                Fact {
                    subject: raw.id.it.clone(),
                    raw: fact.clone(),
                    property,
                    statements,
                    conflicts: Vec::new(),
                    decision: None,
                },
            );
        }
        let aliases = raw.aliases.iter().map(|alias| alias.it.clone());
        Subject {
            url: format!("/facts/{}/", raw.id.it),
            filler: std::iter::once(raw.name.it.clone()).chain(aliases).collect(),
            path: path.clone(),
            raw: raw.clone(),
            facts,
        }
    }

    fn statement(
        &self,
        raw: &RawStatement,
        (path, subject, fact): (&SitePath, &RawSubject, &RawFact),
        property: &Property,
        scope: &Scope,
        note: &mut impl FnMut(&Span, FactProblemKind),
    ) -> Statement {
        let own = raw.scope.as_ref().map(|node| self.scope(node, note));
        for citation in raw.source.iter().flatten() {
            self.check_source(citation, note);
        }
        let cited = raw.source.as_ref().unwrap_or(&subject.source);
        let checked = raw.checked.or(subject.checked);
        let review = fact.review.as_ref().or(subject.review.as_ref());
        let due = checked
            .zip(review)
            .and_then(|(checked, review)| checked.checked_add(jiff::Span::from(review.every)).ok());
        let derived =
            matches!(raw.value, RawValue::From { .. }) || raw.value.computed_from().is_some();
        let (value, value_at) = self.value(raw, (path, fact), property, note);
        Statement {
            span: raw.span.clone(),
            value,
            value_at,
            scope: own.unwrap_or_else(|| scope.clone()),
            sources: cited
                .iter()
                .map(|citation| Cited {
                    citation: citation.clone(),
                    known: self.sources.contains_key(&citation.id.it),
                    quoted: Quoted::default(),
                    testimony: None,
                })
                .collect(),
            rank: raw.rank,
            replaced: raw.replaced.clone(),
            checked,
            due,
            derived,
        }
    }

    fn value(
        &self,
        raw: &RawStatement,
        (path, fact): (&SitePath, &RawFact),
        property: &Property,
        note: &mut impl FnMut(&Span, FactProblemKind),
    ) -> (Option<Value>, (SitePath, Span)) {
        let declared = fact.property.as_ref().and_then(|own| own.get("unit"));
        let mut read = |node: &Node, at: &Span| {
            let read = Value::from_node(node, property, self.words, self.names);
            read.map_err(|problems| {
                for mut problem in problems {
                    // A problem of a value in another file is told where the fact file names it.
                    if at.start != node.span.start || at.end != node.span.end {
                        problem.span = at.clone();
                    }
                    // A unit that the fact declares is wrong where it is declared.
                    if let (ValueProblem::UnknownUnit { unit, .. }, Some(declared)) =
                        (&problem.kind, declared)
                        && declared.text() == Some(unit.as_str())
                    {
                        problem.span = declared.span.clone();
                    }
                    let span = problem.span.clone();
                    note(&span, FactProblemKind::Value(problem.into()));
                }
            })
            .ok()
        };
        match &raw.value {
            RawValue::Written(node) => (read(node, &node.span), (path.clone(), node.span.clone())),
            RawValue::From { file, at, beside } => {
                let here = (path.clone(), raw.span.clone());
                let found =
                    SitePath::new(&file.it).and_then(|path| Some((self.derived.get(&path)?, path)));
                let (node, from) = match found {
                    Some((Ok(node), from)) => (node, from),
                    Some((Err(why), _)) => {
                        let why = format!("{}: {why}", file.it);
                        note(&file.span, FactProblemKind::DerivedMissing(why));
                        return (None, here);
                    }
                    None => {
                        let why = format!("{}: no such file", file.it);
                        note(&file.span, FactProblemKind::DerivedMissing(why));
                        return (None, here);
                    }
                };
                let Some(found) = follow(node, &at.it) else {
                    let why = format!("{} has nothing at {}", file.it, at.it);
                    note(&at.span, FactProblemKind::DerivedMissing(why));
                    return (None, here);
                };
                let listed = as_meant(found, property);
                let value = read(&listed, &at.span);
                if let (Some(value), Some(beside)) = (&value, beside)
                    && read(beside, &beside.span).is_some_and(|written| written != *value)
                {
                    let text = |node: &Node| node.text().unwrap_or(node.kind_name()).to_string();
                    let kind =
                        FactProblemKind::DerivedDrift { written: text(beside), found: text(found) };
                    note(&beside.span, kind);
                }
                (value, (from, found.span.clone()))
            }
            RawValue::Count(at) | RawValue::Sum(at) | RawValue::SameAs(at) => {
                (None, (path.clone(), at.span.clone()))
            }
            RawValue::Missing => {
                let span = &raw.span;
                let missing = crate::parse::ProblemKind::MissingKey("value".to_string());
                let problem = crate::parse::Problem { span: span.clone(), kind: missing };
                note(span, FactProblemKind::Value(problem));
                (None, (path.clone(), span.clone()))
            }
        }
    }

    fn scope(&self, node: &Node, note: &mut impl FnMut(&Span, FactProblemKind)) -> Scope {
        Scope::from_node(node, &self.vocabulary.scopes).unwrap_or_else(|problems| {
            for (span, problem) in problems {
                note(&span, problem);
            }
            Scope::default()
        })
    }

    fn check_source(&self, citation: &Citation, note: &mut impl FnMut(&Span, FactProblemKind)) {
        let id = &citation.id;
        if !self.sources.contains_key(&id.it) {
            let near = nearest(&id.it, self.sources.keys().map(String::as_str)).map(str::to_string);
            note(&id.span, FactProblemKind::SourceUnknown(id.it.clone(), near));
        }
    }
}

/// What stands in another file, as a value of a property is written. A map that a set is derived
/// from stands for its keys: the settings of a table, the features of a manifest. A version is the
/// very text that stands there, whatever type that file's other readers give it.
fn as_meant(node: &Node, property: &Property) -> Node {
    let form = match &node.form {
        Form::Map(entries) if property.kind == Kind::Set => {
            let key = |entry: &Entry| Node {
                span: entry.key_span.clone(),
                form: Form::Text { text: entry.key.clone(), quoted: true },
            };
            Form::List(entries.iter().map(key).collect())
        }
        Form::Text { text, .. } if property.kind == Kind::Version => {
            Form::Text { text: text.clone(), quoted: true }
        }
        form => form.clone(),
    };
    Node { span: node.span.clone(), form }
}
