//! Which statements of a fact apply in a scope, and whether they agree.
//! What the words of a claim make of them is left to `judging`.

use super::facts::Fact;
use super::scope::{Fit, Scope};
use crate::parse::Rank;
use crate::value::Value;

/// What applies in a scope.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    /// This statement, by index; others that apply agree with it.
    One(usize),
    /// These contradict each other in this very scope, and nobody has decided.
    Disputed(Vec<usize>),
    /// These hold in different parts of a scope that is not narrow enough, and differ.
    Unresolved(Vec<usize>),
    /// Nothing is stated for this scope.
    Nothing,
}

impl Fact {
    /// What applies in a scope.
    pub(super) fn choose(&self, scope: &Scope) -> Choice {
        let live = || {
            self.statements
                .iter()
                .enumerate()
                .filter(|(_, statement)| statement.rank != Rank::Deprecated)
        };
        let fitting = |fit: Fit| -> Vec<usize> {
            live().filter(|(_, s)| s.scope.fits(scope) == fit).map(|(index, _)| index).collect()
        };
        let covering = fitting(Fit::Covers);
        let (open, found) = match covering.is_empty() {
            false => (false, covering),
            true => (true, fitting(Fit::Overlaps)),
        };
        let Some(top) = found.iter().map(|index| self.statements[*index].rank).max() else {
            return Choice::Nothing;
        };
        let found: Vec<usize> =
            found.into_iter().filter(|index| self.statements[*index].rank == top).collect();
        if let Some(decision) = self.decision.as_ref().filter(|d| found.contains(&d.keep)) {
            return Choice::One(decision.keep);
        }
        let value = |index: usize| self.statements[index].value.as_ref();
        let differ = found.iter().any(|index| value(*index) != value(found[0]));
        match (differ, open) {
            (false, _) => Choice::One(found[0]),
            (true, true) if self.apart(&found) => Choice::Unresolved(found),
            (true, _) => Choice::Disputed(found),
        }
    }

    /// Whether statements that differ lie in scopes that have nothing in common.
    fn apart(&self, found: &[usize]) -> bool {
        found.iter().enumerate().all(|(at, left)| {
            found[at + 1..].iter().all(|right| {
                let (left, right) = (&self.statements[*left], &self.statements[*right]);
                left.value == right.value || !left.scope.overlaps(&right.scope)
            })
        })
    }

    /// The statement that held on a day: a deprecated one that was replaced only later, or what
    /// applies today.
    pub(super) fn choose_as_of(&self, scope: &Scope, day: jiff::civil::Date) -> Choice {
        let replaced_after = |index: &usize| {
            let replaced = self.statements[*index].replaced.as_ref()?.on?;
            (replaced > day).then_some(replaced)
        };
        let old = (0..self.statements.len())
            .filter(|index| self.statements[*index].rank == Rank::Deprecated)
            .filter(|index| self.statements[*index].scope.fits(scope) != Fit::Apart)
            .filter_map(|index| Some((replaced_after(&index)?, index)))
            .min();
        old.map_or_else(|| self.choose(scope), |(_, index)| Choice::One(index))
    }

    /// Statements for other scopes than a claim's, in order.
    pub(super) fn elsewhere<'f>(
        &'f self,
        scope: &'f Scope,
    ) -> impl Iterator<Item = (usize, &'f Value)> {
        self.statements.iter().enumerate().filter_map(|(index, statement)| {
            let other =
                statement.rank != Rank::Deprecated && statement.scope.fits(scope) == Fit::Apart;
            Some((index, statement.value.as_ref()?)).filter(|_| other)
        })
    }
}
