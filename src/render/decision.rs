//! Decisions about conflicts, and what people said against facts, as templates see them. Whether a
//! decision is in force is left to `site`.

use serde::Serialize;

use crate::site::{Fact, Site};

/// A decision about a conflict; what is missing is missing.
#[derive(Debug, Serialize)]
pub(super) struct ResolutionShown<'s> {
    /// The title of the source that is kept.
    keep: Option<&'s str>,
    because: Option<&'s str>,
    by: Option<&'s str>,
    on: Option<String>,
    revisit: Option<String>,
    /// Whether the day to look again has passed.
    overdue: bool,
    /// Whether the decision is complete, and so in force.
    complete: bool,
}

/// The decision about a fact's conflicts, as far as it is written.
pub(super) fn resolution<'s>(site: &'s Site, fact: &'s Fact) -> Option<ResolutionShown<'s>> {
    let raw = fact.raw.resolution.as_ref()?;
    let keep = raw.keep.as_ref().map(|keep| {
        site.sources.get(&keep.it).map_or(keep.it.as_str(), |source| &source.raw.title)
    });
    Some(ResolutionShown {
        keep,
        because: raw.because.as_deref(),
        by: raw.by.as_deref(),
        on: raw.on.map(|day| day.to_string()),
        revisit: raw.revisit.as_ref().map(|day| day.it.to_string()),
        overdue: raw.revisit.as_ref().is_some_and(|day| day.it < site.today),
        complete: fact.decision.is_some(),
    })
}

/// What somebody said against a fact.
#[derive(Debug, Serialize)]
pub(super) struct DisputeShown<'s> {
    because: &'s str,
    by: Option<&'s str>,
    on: Option<String>,
    /// What was found out; nothing while the dispute is open.
    answer: Option<&'s str>,
}

/// What people said against a fact, in the order in which it is written.
pub(super) fn disputes(fact: &Fact) -> Vec<DisputeShown<'_>> {
    let disputes = fact.raw.disputes.iter();
    let shown = disputes.map(|it| DisputeShown {
        because: &it.because,
        by: it.by.as_deref(),
        on: it.on.map(|day| day.to_string()),
        answer: it.answer.as_deref(),
    });
    shown.collect()
}
