//! Statements that contradict each other in one scope, and the decisions about them.

use jiff::civil::Date;

use super::facts::{Conflict, Decision, Fact, FactProblem, FactProblemKind};
use super::subjects::Subjects;
use crate::parse::Rank;
use crate::source::SitePath;

/// Finds the conflicts of all facts.
pub(super) fn settle_all(subjects: &mut Subjects, today: Date, problems: &mut Vec<FactProblem>) {
    for subject in subjects.values_mut() {
        for fact in subject.facts.values_mut() {
            settle(fact, &subject.path, today, problems);
        }
    }
}

/// Finds the conflicts of a fact, and settles them by its resolution where that is complete.
fn settle(fact: &mut Fact, path: &SitePath, today: Date, problems: &mut Vec<FactProblem>) {
    let mut conflicts = Vec::new();
    for (left, one) in fact.statements.iter().enumerate() {
        for (offset, other) in fact.statements[left + 1..].iter().enumerate() {
            let known = one.value.as_ref().zip(other.value.as_ref());
            let differ = known.is_some_and(|(one, other)| one != other);
            let equal = one.rank == other.rank && one.rank != Rank::Deprecated;
            if differ && equal && one.scope.overlaps(&other.scope) {
                conflicts.push(Conflict { left, right: left + 1 + offset, settled: false });
            }
        }
    }
    let mut note = |span: &crate::source::Span, kind| {
        problems.push(FactProblem { path: path.clone(), span: span.clone(), kind });
    };
    if let Some(resolution) = &fact.raw.resolution {
        let absent = [
            ("keep", resolution.keep.is_none()),
            ("because", resolution.because.is_none()),
            ("by", resolution.by.is_none()),
            ("on", resolution.on.is_none()),
        ];
        let absent: Vec<&str> =
            absent.into_iter().filter(|(_, absent)| *absent).map(|(key, _)| key).collect();
        if !absent.is_empty() {
            let words = format!("it lacks {}", absent.join(", "));
            note(&resolution.span, FactProblemKind::ResolutionIncomplete(words));
        }
        if let Some(keep) = &resolution.keep {
            let kept = fact.statements.iter().position(|statement| {
                statement.rank != Rank::Deprecated
                    && statement.sources.iter().any(|cited| cited.citation.id.it == keep.it)
            });
            match kept {
                None => {
                    let words = format!("none of the statements rests on {}", keep.it);
                    note(&keep.span, FactProblemKind::ResolutionIncomplete(words));
                }
                Some(keep) if absent.is_empty() => {
                    fact.decision = Some(Decision { keep, span: resolution.span.clone() });
                }
                Some(_) => {}
            }
        }
        if let Some(revisit) = resolution.revisit.as_ref().filter(|revisit| revisit.it < today) {
            note(&revisit.span, FactProblemKind::ResolutionOverdue(revisit.it));
        }
    }
    // A decision settles what its statement takes part in, and what the losers say of each other.
    if let Some(decision) = &fact.decision {
        let kept = &fact.statements[decision.keep];
        for conflict in &mut conflicts {
            let sides = [conflict.left, conflict.right];
            conflict.settled = sides.contains(&decision.keep)
                || sides.iter().all(|side| fact.statements[*side].scope.overlaps(&kept.scope));
        }
    }
    fact.conflicts = conflicts;
}
