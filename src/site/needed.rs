//! Which facts others are computed from. How they are computed is left to `computing`.

use std::collections::{BTreeMap, BTreeSet};

use super::Subjects;

/// Facts that others are computed from, by subject and property.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Needed(BTreeMap<String, BTreeSet<String>>);

impl Needed {
    /// Those of all subjects.
    pub(super) fn of(subjects: &Subjects) -> Needed {
        let mut needed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut add = |subject: &str, property: &str| {
            needed.entry(subject.to_string()).or_default().insert(property.to_string());
        };
        for fact in subjects.values().flat_map(|subject| subject.facts.values()) {
            for statement in &fact.raw.statements {
                let Some(from) = statement.value.computed_from() else { continue };
                let id = from.it.split('[').next().unwrap_or_default();
                // The first name is a property beside this one, or else a subject.
                let mut names = id.split('.');
                let first = names.next().unwrap_or_default();
                add(&fact.subject, first);
                if let Some(property) = names.next() {
                    add(first, property);
                }
            }
        }
        Needed(needed)
    }

    /// Whether another fact is computed from this one.
    pub fn contains(&self, subject: &str, property: &str) -> bool {
        self.0.get(subject).is_some_and(|properties| properties.contains(property))
    }
}
