//! Which values no claim guards, for people and for machines.
//! How that is found out is left to `site`.

use indexmap::IndexMap;
use serde::Serialize;

use super::count;
use super::json::Place;
use crate::site::{Site, Trial};

/// The counts of a whole, of which some is guarded.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Score {
    /// Values that a claim guards.
    guarded: usize,
    /// Values that were changed in turn.
    total: usize,
}

/// What came of changing every value in turn.
#[derive(Serialize)]
pub struct Guards<'a> {
    factum: &'static str,
    summary: Score,
    subjects: Vec<OfSubject<'a>>,
}

#[derive(Serialize)]
struct OfSubject<'a> {
    subject: &'a str,
    #[serde(flatten)]
    score: Score,
    unguarded: Vec<Unguarded<'a>>,
}

#[derive(Serialize)]
struct Unguarded<'a> {
    fact: String,
    #[serde(flatten)]
    place: Place<'a>,
    scope: String,
    value: String,
    claims: usize,
}

impl<'a> Guards<'a> {
    /// Sums trials up by subject.
    pub fn of(site: &'a Site, trials: &'a [Trial]) -> Guards<'a> {
        let mut subjects: IndexMap<&str, OfSubject<'a>> = IndexMap::new();
        let mut summary = Score::default();
        for trial in trials {
            let empty = || OfSubject {
                subject: &trial.subject,
                score: Score::default(),
                unguarded: Vec::new(),
            };
            let of = subjects.entry(trial.subject.as_str()).or_insert_with(empty);
            for score in [&mut summary, &mut of.score] {
                score.total += 1;
                score.guarded += usize::from(trial.guarded);
            }
            if !trial.guarded {
                of.unguarded.extend(unguarded(site, trial));
            }
        }
        let subjects = subjects.into_values().collect();
        Guards { factum: env!("CARGO_PKG_VERSION"), summary, subjects }
    }

    /// Whether every value is guarded.
    pub fn is_whole(&self) -> bool {
        self.summary.guarded == self.summary.total
    }

    /// Lines for people: each subject with what is unguarded of it, then the score.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for of in self.subjects.iter().filter(|of| !of.unguarded.is_empty()) {
            let Score { guarded, total } = of.score;
            text.push_str(&format!("{}: {guarded} of {total} guarded\n", of.subject));
            for Unguarded { fact, place, scope, value, claims } in &of.unguarded {
                let scope = if scope.is_empty() { String::new() } else { format!(" ({scope})") };
                let claims = match claims {
                    0 => "no claim rests on it".to_string(),
                    1 => "1 claim rests on it and would not notice".to_string(),
                    many => format!("{many} claims rest on it and would not notice"),
                };
                let place = place.short();
                text.push_str(&format!("  {fact}{scope}: {value}, {claims} ({place})\n"));
            }
        }
        let Score { guarded, total } = self.summary;
        text.push_str(&format!("{guarded} of {} guarded\n", count(total, "value")));
        text
    }

    /// One document for machines.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which no text of a site brings about.
    pub fn json(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

fn unguarded<'a>(site: &'a Site, trial: &Trial) -> Option<Unguarded<'a>> {
    let subject = site.subjects.get(&trial.subject)?;
    let fact = subject.facts.get(&trial.property)?;
    let statement = fact.statements.get(trial.statement)?;
    let cx = site.context(&site.config.language, &fact.property, &subject.filler);
    let value = statement.value.as_ref().map(|value| value.notation(&cx)).unwrap_or_default();
    Some(Unguarded {
        fact: fact.id(),
        place: Place::of(site, &subject.path, &statement.span),
        scope: statement.scope.to_string(),
        value,
        claims: trial.claims,
    })
}
