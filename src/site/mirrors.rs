//! What a fact declares that is computed from another: whatever follows from the other.
//! Leaves its value to `computing`.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::gathering::Gathered;
use super::reference::{Reference, named};
use crate::parse::{RawFact, RawSubject, RawValue};
use crate::value::{Aggregate, Kind, Property};

/// Whether a fact need not say of which type it is: a mirror has the other's, and a count or a sum
/// is a number.
pub(super) fn is_typed_by_its_value(fact: &RawFact) -> bool {
    fact.statements.iter().any(|statement| statement.value.computed_from().is_some())
}

/// Gives every fact without a type of its own, that is computed, the type that follows.
pub(super) fn lend(gathered: &Gathered, properties: &mut IndexMap<String, Vec<Property>>) {
    let places = gathered.subjects.iter().map(|(id, (_, subject))| {
        let facts = subject.facts.iter().enumerate();
        (id.as_str(), facts.map(|(index, fact)| (fact.name.it.as_str(), index)).collect())
    });
    let following = Following { gathered, properties, places: places.collect() };
    let mut known = BTreeMap::new();
    let mut lent = Vec::new();
    for (id, (_, subject)) in &gathered.subjects {
        for (index, fact) in subject.facts.iter().enumerate() {
            if is_typed_by_its_value(fact) && !is_declared(gathered, subject, fact) {
                let other = following.property((id, index), &mut known);
                lent.extend(other.map(|other| (id, index, other)));
            }
        }
    }
    for (id, index, other) in lent {
        let Some(own) = properties.get_mut(id).and_then(|all| all.get_mut(index)) else { continue };
        // What it says of itself goes before what it is computed from.
        let said = std::mem::take(own);
        *own = Property {
            label: said.label.or(other.label),
            aliases: if said.aliases.is_empty() { other.aliases } else { said.aliases },
            role: said.role.or(other.role),
            unit: said.unit.or(other.unit),
            ..other
        };
    }
}

/// Whether a fact, or its subject's type, says of which type it is.
fn is_declared(gathered: &Gathered, subject: &RawSubject, fact: &RawFact) -> bool {
    let kind = subject.kind.as_ref().and_then(|kind| gathered.types.get(&kind.it));
    kind.is_some_and(|(_, kind)| kind.properties.contains_key(&fact.name.it))
        || fact.property.as_ref().is_some_and(|own| own.get("type").is_some())
}

/// A fact, by its subject's id and its index there.
type Place<'g> = (&'g str, usize);

struct Following<'g> {
    gathered: &'g Gathered,
    properties: &'g IndexMap<String, Vec<Property>>,
    places: BTreeMap<&'g str, BTreeMap<&'g str, usize>>,
}

impl<'g> Following<'g> {
    /// What a fact declares, from the fact at which a row of computed ones ends; nothing for a
    /// circle of them, and where one of them is computed from nothing that is there.
    fn property(
        &self,
        mut place: Place<'g>,
        known: &mut BTreeMap<Place<'g>, Option<Property>>,
    ) -> Option<Property> {
        let mut path = Vec::new();
        let mut waits = BTreeSet::new();
        let mut found = loop {
            if let Some(found) = known.get(&place) {
                break found.clone();
            }
            if !waits.insert(place) {
                break None;
            }
            let (_, subject) = &self.gathered.subjects[place.0];
            let fact = &subject.facts[place.1];
            if is_declared(self.gathered, subject, fact) || !is_typed_by_its_value(fact) {
                break self.properties.get(place.0)?.get(place.1).cloned();
            }
            if fact.statements.iter().any(|s| matches!(s.value, RawValue::Count(_))) {
                break Some(Property { kind: Kind::Quantity, ..Property::default() });
            }
            let Some((other, reference)) = self.other(place.0, fact) else { break None };
            path.push((place, reference, is_sum(fact)));
            place = other;
        };
        while let Some((place, reference, sum)) = path.pop() {
            found = found.and_then(|whole| part(whole, &reference, sum));
            known.insert(place, found.clone());
        }
        found
    }

    /// The fact that another is computed from.
    fn other(&self, own: &str, fact: &RawFact) -> Option<(Place<'g>, Reference)> {
        let from = fact.statements.iter().find_map(|statement| statement.value.computed_from())?;
        named(own, &from.it).find_map(|(subject, found)| {
            let (subject, facts) = self.places.get_key_value(subject.as_str())?;
            let index = *facts.get(found.property.as_str())?;
            Some(((*subject, index), found))
        })
    }
}

fn is_sum(fact: &RawFact) -> bool {
    fact.statements.iter().any(|statement| matches!(statement.value, RawValue::Sum(_)))
}

/// What is declared of the part of a value that a reference picks.
fn part(whole: Property, reference: &Reference, sum: bool) -> Option<Property> {
    let selector = reference.selector.clone().unwrap_or_default().meant_for(&whole);
    let aggregate = if sum { Some(Aggregate::Sum) } else { selector.aggregate };
    if aggregate == Some(Aggregate::Count) {
        return Some(Property { kind: Kind::Quantity, ..Property::default() });
    }
    let whole_column = selector.column.is_some() && aggregate.is_none();
    let column = match selector.column.or_else(|| aggregate.and(whole.key.clone())) {
        Some(column) => whole.columns.get(&column)?.clone(),
        None => whole,
    };
    let (kind, of) = match (aggregate, column.kind) {
        // Of a set, the least is one of its items.
        (Some(_), Kind::Set) => (column.of.unwrap_or_default(), None),
        (None, kind) if whole_column => (Kind::Set, Some(kind)),
        (_, kind) => (kind, column.of),
    };
    Some(Property { kind, of, ..column })
}
