//! Known versions for which a fact with several scoped statements has none.

use super::routes::live;
use super::*;
use crate::parse::Dimension;
use crate::site::{Extent, Fact};
use crate::value::VersionSet;

pub(super) static RULE: Rule = Rule {
    name: "scope-gap",
    level: Level::Note,
    summary: "a known version for which a fact says nothing",
    page: include_str!("scope_gap.md"),
    check: Check::Subject(check),
};

fn check(site: &Site, subject: &Subject, findings: &mut Findings) {
    for fact in subject.facts.values() {
        if live(fact).nth(1).is_none() {
            continue;
        }
        for dimension in site.vocabulary.scopes.iter().filter(|dimension| dimension.versions) {
            let missing = missing(fact, dimension);
            if missing.is_empty() {
                continue;
            }
            let name = &dimension.name.it;
            let message = format!("{} says nothing of {name} {}", fact.id(), missing.join(", "));
            let label = Label::new(&subject.path, fact.raw.name.span.clone(), "");
            findings.add(label, message).help("widen a scope, or add a statement");
        }
    }
}

/// The known values of a dimension that no statement covers; none when one covers all of them.
fn missing<'a>(fact: &Fact, dimension: &'a Dimension) -> Vec<&'a str> {
    let mut covered = Vec::new();
    for (index, _) in live(fact) {
        match fact.statements[index].scope.0.get(&dimension.name.it) {
            Some(Extent::Versions(versions)) => covered.push(versions),
            _ => return Vec::new(),
        }
    }
    let uncovered = |known: &&str| {
        VersionSet::parse(known)
            .is_ok_and(|known| !covered.iter().any(|covered| covered.intersects(&known)))
    };
    dimension.known.iter().map(|known| known.it.as_str()).filter(uncovered).collect()
}
