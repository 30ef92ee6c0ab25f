//! Entities by name: which id a name stands for, exactly, more narrowly or more broadly.
//! Where names come from (subjects, rows, a vocabulary) is left to the caller.

use std::collections::BTreeMap;

use super::hash::Map;
use super::read::text::Text;

/// A thing with names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    /// What facts call it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What people call it too, exactly.
    pub aliases: Vec<String>,
    /// Names of something wider.
    pub broader: Vec<String>,
    /// Names of something narrower.
    pub narrower: Vec<String>,
}

/// A name that two entities share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// The name, as the later of them writes it.
    pub name: String,
    /// The ids that claim it, in the order they came.
    pub ids: Vec<String>,
}

/// How a name stands to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameRelation {
    /// The name is the entity's.
    Exact,
    /// The name is that of something narrower.
    Narrower,
    /// The name is that of something wider.
    Broader,
}

/// All entities of a site, by name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    entities: Vec<Entity>,
    by_id: Map<String, usize>,
    by_name: Map<String, Vec<(usize, NameRelation)>>,
    longest: Map<String, usize>,
    collisions: Vec<Collision>,
}

/// All the rest is made of the entities.
impl PartialEq for Names {
    fn eq(&self, other: &Names) -> bool {
        self.entities == other.entities
    }
}

impl Names {
    /// Takes the entities and indexes every name of theirs.
    pub fn new(entities: impl Iterator<Item = Entity>) -> Names {
        let mut names = Names::default();
        let mut shared: BTreeMap<String, Collision> = BTreeMap::new();
        for entity in entities {
            if names.by_id.contains_key(&entity.id) {
                continue;
            }
            let index = names.entities.len();
            names.by_id.insert(entity.id.clone(), index);
            let exact = std::iter::once(&entity.name)
                .chain(&entity.aliases)
                .chain(std::iter::once(&entity.id));
            for name in exact {
                if let Some(other) = names.insert(name, index, NameRelation::Exact) {
                    let other = names.entities[other].id.clone();
                    let collision = shared
                        .entry(key(name))
                        .or_insert_with(|| Collision { name: name.clone(), ids: vec![other] });
                    if !collision.ids.contains(&entity.id) {
                        collision.ids.push(entity.id.clone());
                    }
                }
            }
            for name in &entity.narrower {
                names.insert(name, index, NameRelation::Narrower);
            }
            for name in &entity.broader {
                names.insert(name, index, NameRelation::Broader);
            }
            names.entities.push(entity);
        }
        names.collisions = shared.into_values().collect();
        names
    }

    /// The id that a name stands for, where it is exactly one.
    pub fn exact(&self, text: &str) -> Option<&str> {
        self.exact_key(&key(text))
    }

    /// The id whose name is nearest to a misspelt one, where one is near.
    pub fn nearest(&self, text: &str) -> Option<&str> {
        let text = key(text);
        let mut best: Option<(f64, usize)> = None;
        for (index, entity) in self.entities.iter().enumerate() {
            for name in std::iter::once(&entity.id)
                .chain(std::iter::once(&entity.name))
                .chain(&entity.aliases)
            {
                let score = strsim::normalized_damerau_levenshtein(&text, &key(name));
                if score >= 0.7 && best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, index));
                }
            }
        }
        best.map(|(_, index)| self.entities[index].id.as_str())
    }

    /// The name that people use for an id.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(|&index| self.entities[index].name.as_str())
    }

    /// Every id, in the order the entities came.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> + Clone {
        self.entities.iter().map(|entity| entity.id.as_str())
    }

    /// Whether an entity has this id.
    pub fn contains(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// The names that two entities claim.
    pub fn collisions(&self) -> &[Collision] {
        &self.collisions
    }

    /// The longest name that starts at a token: the ids it may stand for, and its length.
    pub(crate) fn at(
        &self,
        text: &Text<'_>,
        at: usize,
    ) -> Option<(Vec<(&str, NameRelation)>, usize)> {
        let longest = *self.longest.get(text.word(at))?;
        (1..=longest.min(text.len() - at)).rev().find_map(|length| {
            let open = text.glued(at + length)
                && !text.is(at + length, super::read::text::TokenKind::Mark);
            let found = if open { None } else { self.ids(text.words(at, at + length)) };
            found.map(|ids| (ids, length))
        })
    }

    /// The ids that a name may stand for, in the form in which names are compared.
    pub(crate) fn ids(&self, key: &str) -> Option<Vec<(&str, NameRelation)>> {
        let found = self.by_name.get(key)?;
        Some(
            found
                .iter()
                .map(|(index, relation)| (self.entities[*index].id.as_str(), *relation))
                .collect(),
        )
    }

    /// Adds a name; returns another entity that has it exactly, too.
    fn insert(&mut self, name: &str, index: usize, relation: NameRelation) -> Option<usize> {
        let key = key(name);
        if key.is_empty() {
            return None;
        }
        if let Some(first) = key.split(' ').next() {
            let longest = self.longest.entry(first.to_string()).or_default();
            *longest = (*longest).max(key.split(' ').count());
        }
        let known = self.by_name.entry(key).or_default();
        let other = known
            .iter()
            .find(|(other, known)| {
                *other != index && relation == NameRelation::Exact && *known == relation
            })
            .map(|(other, _)| *other);
        if !known.iter().any(|(known, _)| *known == index) {
            known.push((index, relation));
        }
        other
    }

    fn exact_key(&self, key: &str) -> Option<&str> {
        let mut exact =
            self.by_name.get(key)?.iter().filter(|(_, relation)| *relation == NameRelation::Exact);
        match (exact.next(), exact.next()) {
            (Some((index, _)), None) => Some(&self.entities[*index].id),
            _ => None,
        }
    }
}

/// The form in which names are compared: tokens in lower case, one space between.
fn key(name: &str) -> String {
    let text = Text::new(name);
    text.words(0, text.len()).to_string()
}
