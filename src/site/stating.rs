//! From fact files to facts: properties from types, values from what is written, scopes and sources.
//! Leaves values that rest on other facts to `computing`, and their disagreements to `conflicts`.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::facts::{Cited, Fact, FactProblem, FactProblemKind, Statement, Subject};
use super::scope::Scope;
use super::{Duplicate, Shared};
use crate::parse::{
    At, Citation, FactContent, FactFile, RawFact, RawSource, RawStatement, RawSubject, RawType,
    RawValue, RawVocabulary, follow, nearest, property_from,
};
use crate::source::{SitePath, Span};
use crate::value::{Entity, Entry, Form, Kind, Names, Node, Property, Value, Words};

/// A data file that facts are derived from, or why it cannot be used.
pub(super) type DerivedFile = Result<Node, String>;

/// Everything that the fact files hold, sorted by what it is.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) subjects: IndexMap<String, (SitePath, RawSubject)>,
    pub(super) types: BTreeMap<String, (SitePath, RawType)>,
    pub(super) sources: IndexMap<String, (SitePath, RawSource)>,
    pub(super) vocabulary: RawVocabulary,
    pub(super) vocabulary_path: Option<SitePath>,
    pub(super) duplicates: Vec<Duplicate>,
}

/// Sorts what the fact files hold; the first of two things with one id is the one that counts.
pub(super) fn gather<'f>(files: impl Iterator<Item = &'f FactFile>) -> Gathered {
    let mut all = Gathered::default();
    for file in files {
        let path = &file.path;
        match &file.content {
            FactContent::Subject(subject) => {
                let id = subject.id.it.clone();
                if let Some((first, earlier)) = all.subjects.get(&id) {
                    let first = (first.clone(), earlier.id.span.clone());
                    let again = (path.clone(), subject.id.span.clone());
                    all.duplicates.push(Duplicate { what: Shared::Subject, id, first, again });
                } else {
                    all.subjects.insert(id, (path.clone(), (**subject).clone()));
                }
            }
            FactContent::Type(kind) => {
                all.types.insert(kind.name.clone(), (path.clone(), kind.clone()));
            }
            FactContent::Sources(sources) => {
                for source in sources {
                    let id = source.id.it.clone();
                    if let Some((first, earlier)) = all.sources.get(&id) {
                        let first = (first.clone(), earlier.id.span.clone());
                        let again = (path.clone(), source.id.span.clone());
                        all.duplicates.push(Duplicate { what: Shared::Source, id, first, again });
                    } else {
                        all.sources.insert(id, (path.clone(), source.clone()));
                    }
                }
            }
            FactContent::Vocabulary(vocabulary) => {
                all.vocabulary = (**vocabulary).clone();
                all.vocabulary_path = Some(path.clone());
            }
            FactContent::Nothing => {}
        }
    }
    all
}

/// What every fact of a subject declares, before any value is read.
pub(super) fn properties(
    gathered: &Gathered,
    problems: &mut Vec<FactProblem>,
) -> IndexMap<String, Vec<Property>> {
    let mut all = IndexMap::new();
    for (id, (path, subject)) in &gathered.subjects {
        let mut note = |span: &Span, kind| {
            problems.push(FactProblem { path: path.clone(), span: span.clone(), kind });
        };
        let kind = subject.kind.as_ref().and_then(|kind| {
            let found = gathered.types.get(&kind.it);
            if found.is_none() {
                let near = nearest(&kind.it, gathered.types.keys().map(String::as_str));
                let near = near.map(str::to_string);
                note(&kind.span, FactProblemKind::UnknownType(kind.it.clone(), near));
            }
            found
        });
        let declared = kind.map(|(_, kind)| &kind.properties);
        let properties = subject
            .facts
            .iter()
            .map(|fact| {
                let of_type = declared.and_then(|declared| declared.get(&fact.name.it));
                let own = fact.property.as_ref();
                let typed = own.is_some_and(|own| own.get("type").is_some());
                // A type that is not there would make every fact a second finding.
                let lost = subject.kind.is_some() && kind.is_none();
                if of_type.is_none() && !typed && !lost {
                    let names = declared.into_iter().flat_map(IndexMap::keys).map(String::as_str);
                    let kind = FactProblemKind::UndeclaredProperty {
                        property: fact.name.it.clone(),
                        kind: subject.kind.as_ref().map(|kind| kind.it.clone()),
                        near: nearest(&fact.name.it, names).map(str::to_string),
                    };
                    note(&fact.name.span, kind);
                }
                // What is wrong with the type's part is told in the type's file.
                let mut found = Vec::new();
                property_from(None, own, &mut found);
                let property = property_from(of_type, own, &mut Vec::new());
                for problem in found {
                    let span = problem.span.clone();
                    note(&span, FactProblemKind::Value(problem));
                }
                property
            })
            .collect();
        for required in kind.iter().flat_map(|(_, kind)| &kind.required) {
            if !subject.facts.iter().any(|fact| fact.name.it == required.it) {
                note(&subject.name.span, FactProblemKind::RequiredMissing(required.it.clone()));
            }
        }
        all.insert(id.clone(), properties);
    }
    all
}

/// Every name of the site: subjects, rows of tables, and the vocabulary's entities.
pub(super) fn names(
    gathered: &mut Gathered,
    properties: &IndexMap<String, Vec<Property>>,
) -> (Names, BTreeMap<String, (SitePath, Span)>) {
    let mut entities = Vec::new();
    let mut places: BTreeMap<String, (SitePath, Span)> = BTreeMap::new();
    let plain = |list: &[At<String>]| list.iter().map(|at| at.it.clone()).collect::<Vec<_>>();
    for (id, (path, subject)) in &gathered.subjects {
        places.insert(id.clone(), (path.clone(), subject.name.span.clone()));
        entities.push(Entity {
            id: id.clone(),
            name: subject.name.it.clone(),
            aliases: plain(&subject.aliases),
            broader: plain(&subject.broader),
            narrower: Vec::new(),
        });
    }
    let rows = gathered.subjects.iter().flat_map(|(id, (path, subject))| {
        let declared = properties.get(id).map(Vec::as_slice).unwrap_or_default();
        subject.facts.iter().zip(declared).flat_map(move |(fact, property)| {
            rows_of(fact, property)
                .into_iter()
                .map(move |(entity, span)| (entity, path.clone(), span))
        })
    });
    let vocabulary = gathered.vocabulary_path.iter().flat_map(|path| {
        gathered.vocabulary.entities.iter().map(move |entity| {
            let span = entity.id.span.clone();
            let entity = Entity {
                id: entity.id.it.clone(),
                name: entity.name.clone(),
                aliases: entity.aliases.clone(),
                broader: entity.broader.clone(),
                narrower: entity.narrower.clone(),
            };
            (entity, path.clone(), span)
        })
    });
    let mut duplicates = Vec::new();
    for (entity, path, span) in rows.chain(vocabulary) {
        if let Some(first) = places.get(&entity.id) {
            duplicates.push(Duplicate {
                what: Shared::Subject,
                id: entity.id,
                first: first.clone(),
                again: (path, span),
            });
            continue;
        }
        places.insert(entity.id.clone(), (path, span));
        entities.push(entity);
    }
    gathered.duplicates.extend(duplicates);
    (Names::new(entities.into_iter()), places)
}

/// The entities that the rows of a table declare: the maps in its key column.
fn rows_of(fact: &RawFact, property: &Property) -> Vec<(Entity, Span)> {
    let Some(key) = property.key.as_ref().filter(|_| property.kind == Kind::Table) else {
        return Vec::new();
    };
    let written = fact.statements.iter().filter_map(|statement| match &statement.value {
        RawValue::Written(node) => Some(node),
        _ => None,
    });
    let rows =
        written.filter_map(|node| node.list().or_else(|| node.get("rows")?.list())).flatten();
    let cells = rows.filter_map(|row| row.get(key));
    let entity = |cell: &Node| {
        let id = cell.get("id")?;
        let text = |key| cell.get(key).and_then(Node::text).map(str::to_string);
        let many = |key| match cell.get(key).map(|node| &node.form) {
            Some(Form::List(items)) => {
                items.iter().filter_map(Node::text).map(str::to_string).collect()
            }
            Some(Form::Text { text, .. }) => vec![text.clone()],
            _ => Vec::new(),
        };
        let name = text("name").or_else(|| text("id"))?;
        let entity = Entity {
            id: text("id")?,
            name,
            aliases: many("aliases"),
            broader: many("broader"),
            narrower: many("narrower"),
        };
        Some((entity, id.span.clone()))
    };
    let mut seen = std::collections::BTreeSet::new();
    // Statements for several scopes may list the same row: that is one entity.
    cells.filter_map(entity).filter(|(entity, _)| seen.insert(entity.id.clone())).collect()
}

/// What reading statements needs to know.
pub(super) struct Stating<'a> {
    pub(super) vocabulary: &'a RawVocabulary,
    pub(super) words: &'a Words,
    pub(super) names: &'a Names,
    pub(super) sources: &'a IndexMap<String, (SitePath, RawSource)>,
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
            matches!(raw.value, RawValue::From { .. } | RawValue::Count(_) | RawValue::SameAs(_));
        let (value, value_at) = self.value(raw, path, property, note);
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
        path: &SitePath,
        property: &Property,
        note: &mut impl FnMut(&Span, FactProblemKind),
    ) -> (Option<Value>, (SitePath, Span)) {
        let mut read = |node: &Node, at: &Span| {
            let read = Value::from_node(node, property, self.words, self.names);
            read.map_err(|problems| {
                for mut problem in problems {
                    // A problem of a value in another file is told where the fact file names it.
                    if at.start != node.span.start || at.end != node.span.end {
                        problem.span = at.clone();
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
                let listed = as_items(found, property);
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
            RawValue::Count(at) | RawValue::SameAs(at) => (None, (path.clone(), at.span.clone())),
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
            for (node, problem) in problems {
                note(&node.span, FactProblemKind::Scope(problem));
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

/// A map of another file that a set is derived from stands for its keys: the settings of a table,
/// the features of a manifest.
fn as_items(node: &Node, property: &Property) -> Node {
    match &node.form {
        Form::Map(entries) if property.kind == Kind::Set => {
            let key = |entry: &Entry| Node {
                span: entry.key_span.clone(),
                form: Form::Text { text: entry.key.clone(), quoted: true },
            };
            Node { span: node.span.clone(), form: Form::List(entries.iter().map(key).collect()) }
        }
        _ => node.clone(),
    }
}
