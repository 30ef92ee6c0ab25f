//! What a fact declares that is the same as another: whatever the other declares.
//! Leaves its value to `computing`.

use indexmap::IndexMap;

use super::gathering::Gathered;
use crate::parse::{RawFact, RawSubject, RawValue};
use crate::value::{Kind, Property};

/// Whether a fact need not say of which type it is: a mirror has the other's, a count is a number.
pub(super) fn is_typed_by_its_value(fact: &RawFact) -> bool {
    fact.statements
        .iter()
        .any(|statement| matches!(statement.value, RawValue::SameAs(_) | RawValue::Count(_)))
}

/// Gives every fact without a type of its own, that mirrors or counts, the type that follows.
pub(super) fn lend(gathered: &Gathered, properties: &mut IndexMap<String, Vec<Property>>) {
    let mut lent = Vec::new();
    for (id, (_, subject)) in &gathered.subjects {
        for (index, fact) in subject.facts.iter().enumerate() {
            if is_declared(gathered, subject, fact) {
                continue;
            }
            if let Some(other) = mirrored(id, fact) {
                lent.extend(followed(gathered, properties, other).map(|other| (id, index, other)));
            } else if is_typed_by_its_value(fact) {
                lent.push((id, index, Property { kind: Kind::Quantity, ..Property::default() }));
            }
        }
    }
    for (id, index, other) in lent {
        let Some(own) = properties.get_mut(id).and_then(|all| all.get_mut(index)) else { continue };
        // What it says of itself goes before what it mirrors.
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

/// The subject and property that a fact mirrors, where it names a whole fact.
fn mirrored(subject: &str, fact: &RawFact) -> Option<(String, String)> {
    let to = fact.statements.iter().find_map(|statement| match &statement.value {
        RawValue::SameAs(to) => Some(to.it.as_str()),
        _ => None,
    })?;
    let (subject, property) = to.split_once('.').unwrap_or((subject, to));
    let whole = !property.contains(['.', '[']);
    whole.then(|| (subject.to_string(), property.to_string()))
}

/// What the fact declares at which a row of mirrors ends; nothing for a circle of them.
fn followed(
    gathered: &Gathered,
    properties: &IndexMap<String, Vec<Property>>,
    mut at: (String, String),
) -> Option<Property> {
    let mut seen = Vec::new();
    loop {
        let (_, subject) = gathered.subjects.get(&at.0)?;
        let index = subject.facts.iter().position(|fact| fact.name.it == at.1)?;
        let fact = &subject.facts[index];
        match mirrored(&at.0, fact).filter(|_| !is_declared(gathered, subject, fact)) {
            None => return properties.get(&at.0)?.get(index).cloned(),
            Some(next) if seen.contains(&next) => return None,
            Some(next) => {
                seen.push(std::mem::replace(&mut at, next));
            }
        }
    }
}
