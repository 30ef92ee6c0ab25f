//! The facts that an article relies on, each once for each of its statements, and the number under
//! which the article lists it. How they are shown is left to `article` and `claim`.

use super::said::says;
use crate::site::{Bound, Claim, Site};

/// A fact with the claims of one page that rest on one of its statements.
pub(super) struct Relied<'s> {
    /// What the first of the claims is bound to.
    pub(super) bound: &'s Bound,
    /// The claims.
    pub(super) claims: Vec<&'s Claim>,
}

/// What a page relies on, by its index, in the order of its text.
pub(super) fn relied(site: &Site, page: usize) -> Vec<Relied<'_>> {
    let mut groups: Vec<Relied<'_>> = Vec::new();
    for claim in site.claims_of(page) {
        let Ok(bound) = &claim.bound else { continue };
        let known = site.fact(&bound.fact.subject, &bound.fact.property).is_some();
        let same = |other: &&mut Relied<'_>| {
            other.bound.fact.subject == bound.fact.subject
                && other.bound.fact.property == bound.fact.property
                && other.bound.statement == bound.statement
                && (bound.statement.is_some() || other.bound.scope == bound.scope)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.claims.push(claim),
            None if known => groups.push(Relied { bound, claims: vec![claim] }),
            None => {}
        }
    }
    groups.retain(|group| says(site, &group.claims));
    groups
}

/// The id in the page under which the list names what is at an index of [`relied`].
pub(super) fn anchor(index: usize) -> String {
    format!("page.fact.{}", index + 1)
}
