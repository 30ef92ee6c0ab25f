//! What the fact files hold, sorted by what it is: ids, types, declarations and names.
//! Leaves the values of facts to `stating`.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::facts::{FactProblem, FactProblemKind};
use super::{Duplicate, Shared, mirrors};
use crate::parse::{
    At, FactContent, FactFile, RawFact, RawSource, RawSubject, RawType, RawValue, RawVocabulary,
    nearest, property_from,
};
use crate::source::{SitePath, Span};
use crate::value::{Entity, Form, Kind, Names, Node, Property};

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
                let id = kind.name.clone();
                if let Some((first, _)) = all.types.get(&id) {
                    let (first, again) = ((first.clone(), 0..0), (path.clone(), 0..0));
                    all.duplicates.push(Duplicate { what: Shared::Type, id, first, again });
                } else {
                    all.types.insert(id, (path.clone(), kind.clone()));
                }
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
        all.insert(id.clone(), properties_of(path, subject, &gathered.types, problems));
    }
    mirrors::lend(gathered, &mut all);
    all
}

/// What every fact of one subject declares, by itself and by its type.
pub(super) fn properties_of(
    path: &SitePath,
    subject: &RawSubject,
    types: &BTreeMap<String, (SitePath, RawType)>,
    problems: &mut Vec<FactProblem>,
) -> Vec<Property> {
    let mut note = |span: &Span, kind| {
        problems.push(FactProblem { path: path.clone(), span: span.clone(), kind });
    };
    let kind = subject.kind.as_ref().and_then(|kind| {
        let found = types.get(&kind.it);
        if found.is_none() {
            let near = nearest(&kind.it, types.keys().map(String::as_str));
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
            let follows = mirrors::is_typed_by_its_value(fact);
            if of_type.is_none() && !typed && !lost && !follows {
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
            let mut property = property_from(of_type, own, &mut Vec::new());
            // A number of `pci-slots` may be called so; for a status, the words might be its value.
            if matches!(property.kind, Kind::Quantity | Kind::Version | Kind::Date | Kind::Set) {
                property.label.get_or_insert_with(|| fact.name.it.replace('-', " "));
            }
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
    properties
}

/// The names that a subject gives to itself and to the rows of its tables.
pub(super) fn entities_of(
    subject: &RawSubject,
    types: &BTreeMap<String, (SitePath, RawType)>,
) -> Vec<Entity> {
    let kind = subject.kind.as_ref().and_then(|kind| types.get(&kind.it));
    let rows = subject.facts.iter().flat_map(|fact| {
        let of_type = kind.and_then(|(_, kind)| kind.properties.get(&fact.name.it));
        let property = property_from(of_type, fact.property.as_ref(), &mut Vec::new());
        rows_of(fact, &property).into_iter().map(|(entity, _)| entity)
    });
    std::iter::once(entity(subject)).chain(rows).collect()
}

fn entity(subject: &RawSubject) -> Entity {
    let plain = |list: &[At<String>]| list.iter().map(|at| at.it.clone()).collect();
    Entity {
        id: subject.id.it.clone(),
        name: subject.name.it.clone(),
        aliases: plain(&subject.aliases),
        broader: plain(&subject.broader),
        narrower: Vec::new(),
    }
}

/// Every name of the site: subjects, rows of tables, and the vocabulary's entities.
pub(super) fn names(
    gathered: &mut Gathered,
    properties: &IndexMap<String, Vec<Property>>,
) -> (Names, BTreeMap<String, (SitePath, Span)>) {
    let mut entities = Vec::new();
    let mut places: BTreeMap<String, (SitePath, Span)> = BTreeMap::new();
    for (id, (path, subject)) in &gathered.subjects {
        places.insert(id.clone(), (path.clone(), subject.name.span.clone()));
        entities.push(entity(subject));
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
