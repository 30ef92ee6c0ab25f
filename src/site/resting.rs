//! Which pages rest on which facts: the claims of a site, found from the facts. It is kept from one build
//! to the next, in which only the pages that have other claims are sorted in anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::claims::Claim;

/// For each fact the pages that claim something of it, by index.
#[derive(Clone, Default)]
pub struct Resting {
    /// By subject; a subject's part is shared with the build before while it is the same.
    subjects: FxHashMap<String, Arc<ByProperty>>,
}

/// Pages by property.
pub type ByProperty = BTreeMap<String, BTreeSet<usize>>;

impl Resting {
    /// Sorts the claims of all pages, page by page.
    pub(super) fn new<'c>(pages: impl Iterator<Item = &'c [Claim]>) -> Resting {
        let mut resting = Resting::default();
        pages.enumerate().for_each(|(page, claims)| resting.add(page, claims));
        resting
    }

    /// Takes over that a page has other claims than before.
    pub(super) fn renew(&mut self, page: usize, before: &[Claim], now: &[Claim]) {
        for (subject, property) in facts(before) {
            if let Some(pages) = self.subjects.get_mut(subject).map(Arc::make_mut)
                && let Some(of_fact) = pages.get_mut(property)
            {
                of_fact.remove(&page);
                if of_fact.is_empty() {
                    pages.remove(property);
                }
            }
        }
        self.add(page, now);
    }

    fn add(&mut self, page: usize, claims: &[Claim]) {
        for (subject, property) in facts(claims) {
            if !self.subjects.contains_key(subject) {
                self.subjects.insert(subject.to_string(), Arc::default());
            }
            let Some(pages) = self.subjects.get_mut(subject).map(Arc::make_mut) else { continue };
            match pages.get_mut(property) {
                Some(of_fact) => drop(of_fact.insert(page)),
                None => drop(pages.insert(property.to_string(), BTreeSet::from([page]))),
            }
        }
    }

    /// The pages that claim something of a fact, in their order.
    pub fn on(&self, subject: &str, property: &str) -> impl Iterator<Item = usize> {
        let pages = self.subjects.get(subject).and_then(|pages| pages.get(property));
        pages.into_iter().flatten().copied()
    }

    /// The pages that claim something of a subject, as they are kept: shared with the build before while
    /// they are the same.
    pub fn share(&self, subject: &str) -> Option<&Arc<ByProperty>> {
        self.subjects.get(subject)
    }

    /// The pages that claim something of a subject; one may come more than once.
    pub fn on_subject(&self, subject: &str) -> impl Iterator<Item = usize> {
        let pages = self.subjects.get(subject).into_iter().flat_map(|pages| pages.values());
        pages.flatten().copied()
    }
}

/// The facts that claims are bound to, by subject and property.
fn facts(claims: &[Claim]) -> impl Iterator<Item = (&str, &str)> {
    let bound = claims.iter().filter_map(|claim| claim.bound.as_ref().ok());
    bound.map(|bound| (bound.fact.subject.as_str(), bound.fact.property.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_rests_on_a_fact_that_nobody_claims() {
        let resting = Resting::new([&[][..]].into_iter());
        assert_eq!(resting.on("vm", "slots").count(), 0);
        assert_eq!(resting.on_subject("vm").count(), 0);
    }
}
