//! Which facts are guarded: each value is changed in turn, in memory, and the claims that rest on
//! it are judged again. What a small change is, is left to `value`; what to make of it, to others.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Site;
use super::binding::{Binding, Judging, PageScopes};
use super::choosing::Choice;
use super::claims::{Claim, ClaimForm};
use super::computing;
use super::facts::{Fact, Subject};
use super::reference::{Named, reference};
use super::subjects::Subjects;
use crate::parse::{Form, RawValue};
use crate::source::SitePath;
use crate::value::{Mode, Verdict};

/// What came of changing a statement's value.
pub struct Trial {
    /// The subject's id.
    pub subject: String,
    /// The property's name.
    pub property: String,
    /// The statement, by index.
    pub statement: usize,
    /// How many claims rest on the fact, or on facts that are computed from it.
    pub claims: usize,
    /// Whether a claim would get another verdict if the value changed.
    pub guarded: bool,
}

/// A statement to change: its fact, and itself by index.
#[derive(Clone, Copy)]
struct Target<'s> {
    subject: &'s str,
    property: &'s str,
    statement: usize,
}

/// Changes every value in turn that applies somewhere, in the order of subjects and facts.
///
/// Left out are words that people judge, values that are computed from others, and statements
/// that no claim can be judged by: deprecated ones, and those that lost against another.
pub fn trials(site: &Site) -> Vec<Trial> {
    let mut targets = Vec::new();
    for (subject, fact) in site.facts() {
        for index in 0..fact.statements.len() {
            if applies(fact, index) && !alterations(site, subject, fact, index).is_empty() {
                let (subject, property) = (subject.raw.id.it.as_str(), fact.raw.name.it.as_str());
                targets.push(Target { subject, property, statement: index });
            }
        }
    }
    let shared = Shared::of(site);
    let size = targets.len().div_ceil(rayon::current_num_threads()).max(1);
    let chunks: Vec<Vec<Trial>> = targets
        .par_chunks(size)
        .map(|chunk| {
            // Each has facts of its own to change, one at a time.
            let mut subjects = Subjects::clone(&site.subjects);
            chunk.iter().map(|target| shared.attempt(*target, &mut subjects)).collect()
        })
        .collect();
    chunks.into_iter().flatten().collect()
}

/// Whether a statement is what holds in its own scope, and stands there by itself.
fn applies(fact: &Fact, index: usize) -> bool {
    let written = fact
        .raw
        .statements
        .get(index)
        .is_some_and(|raw| matches!(raw.value, RawValue::Written(_) | RawValue::From { .. }));
    let statement = &fact.statements[index];
    let wins = match fact.choose(&statement.scope) {
        Choice::One(found) => fact.statements[found].value == statement.value,
        _ => false,
    };
    written && wins && statement.rank != crate::parse::Rank::Deprecated
}

fn alterations(
    site: &Site,
    subject: &Subject,
    fact: &Fact,
    index: usize,
) -> Vec<crate::value::Value> {
    let cx = site.context(&site.config.language, &fact.property, &subject.filler);
    let value = fact.statements[index].value.as_ref();
    value.map(|value| value.alterations(&cx)).unwrap_or_default()
}

/// What all trials look at.
struct Shared<'s> {
    site: &'s Site,
    files: BTreeMap<SitePath, String>,
    /// The scopes of each page.
    scopes: Vec<PageScopes>,
    /// The claims that rest on a fact, by subject and property.
    resting: BTreeMap<(&'s str, &'s str), Vec<&'s Claim>>,
    /// The facts that are computed from a fact.
    dependents: BTreeMap<(String, String), BTreeSet<(String, String)>>,
}

impl<'s> Shared<'s> {
    fn of(site: &'s Site) -> Shared<'s> {
        let files: BTreeMap<SitePath, String> =
            site.subjects.iter().map(|(id, subject)| (subject.path.clone(), id.clone())).collect();
        let mut resting: BTreeMap<(&str, &str), Vec<&Claim>> = BTreeMap::new();
        for claim in &site.claims {
            if let Ok(bound) = &claim.bound {
                let fact = (bound.fact.subject.as_str(), bound.fact.property.as_str());
                resting.entry(fact).or_default().push(claim);
            }
        }
        let mut shared =
            Shared { site, files, scopes: Vec::new(), resting, dependents: dependents(site) };
        let judging = shared.judging(&site.subjects);
        let scopes =
            (0..site.pages.len()).map(|page| judging.scopes(page, &mut Vec::new())).collect();
        shared.scopes = scopes;
        shared
    }

    fn judging<'j>(&'j self, subjects: &'j Subjects) -> Judging<'j> {
        Judging {
            pages: &self.site.pages,
            editions: &self.site.editions,
            subjects,
            files: &self.files,
            vocabulary: &self.site.vocabulary,
            words: self.site.words(&self.site.config.language),
            languages: &self.site.words,
            names: &self.site.names,
            lock: &self.site.lock,
            today: self.site.today,
        }
    }

    /// Changes a value in every way, until a claim notices; then puts it back.
    fn attempt(&self, target: Target<'s>, subjects: &mut Subjects) -> Trial {
        let Target { subject, property, statement } = target;
        let (touched, computed) = self.touched(subject, property);
        let site = self.site;
        let mut guarded = false;
        if let Some(of) = site.subjects.get(subject).filter(|_| !touched.is_empty())
            && let Some(fact) = of.facts.get(property)
        {
            for value in alterations(site, of, fact, statement) {
                put(subjects, target, Some(value));
                if computed {
                    self.compute(subjects);
                }
                let judging = self.judging(subjects);
                guarded = touched.iter().any(|claim| self.notices(&judging, claim));
                if guarded {
                    break;
                }
            }
            put(subjects, target, fact.statements[statement].value.clone());
            if computed {
                self.compute(subjects);
            }
        }
        let (subject, property) = (subject.to_string(), property.to_string());
        Trial { subject, property, statement, claims: touched.len(), guarded }
    }

    fn compute(&self, subjects: &mut Subjects) {
        let words = self.site.words(&self.site.config.language);
        let dimensions = &self.site.vocabulary.scopes;
        computing::compute(subjects, words, &self.site.names, dimensions, &mut Vec::new());
    }

    /// The claims on a fact and on what is computed from it, and whether anything is.
    fn touched(&self, subject: &str, property: &str) -> (Vec<&'s Claim>, bool) {
        let mut facts = BTreeSet::from([(subject.to_string(), property.to_string())]);
        let mut open: Vec<_> = facts.iter().cloned().collect();
        while let Some(fact) = open.pop() {
            for next in self.dependents.get(&fact).into_iter().flatten() {
                if facts.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
        }
        let claims = facts.iter().filter_map(|(subject, property)| {
            self.resting.get(&(subject.as_str(), property.as_str()))
        });
        (claims.flatten().copied().collect(), facts.len() > 1)
    }

    /// Whether a claim is judged otherwise than in the site as it is.
    fn notices(&self, judging: &Judging<'_>, claim: &Claim) -> bool {
        let article = &self.site.page(claim.page).article;
        let Some(scopes) = self.scopes.get(claim.page) else { return false };
        match &claim.form {
            ClaimForm::Prose(index) => {
                let Some(raw) = article.claims.get(*index) else { return false };
                let bound = judging.bind(claim.page, scopes, &raw.to, raw.span.start);
                if raw.form == Form::Header && bound.as_ref().is_ok_and(Binding::is_column) {
                    return true;
                }
                differ(claim, &judging.claim(claim.page, *index, raw, bound))
            }
            ClaimForm::List { list: index, .. } => {
                let Some(raw) = article.lists.get(*index) else { return false };
                differ(claim, &judging.list(claim.page, scopes, *index, raw))
            }
            ClaimForm::Rows { table, .. } | ClaimForm::Cell { table, .. } => {
                let Some(raw) = article.tables.get(*table) else { return false };
                let judged = judging.table(claim.page, scopes, *table, raw);
                let again = judged.iter().find(|again| place(again) == place(claim));
                again.is_none_or(|again| differ(claim, again))
            }
        }
    }
}

fn put(subjects: &mut Subjects, target: Target<'_>, value: Option<crate::value::Value>) {
    let fact = subjects.get_mut(target.subject).and_then(|it| it.facts.get_mut(target.property));
    if let Some(statement) = fact.and_then(|fact| fact.statements.get_mut(target.statement)) {
        statement.value = value;
    }
}

/// Where in a table a claim comes from: its row, or none for the rows as a whole.
fn place(claim: &Claim) -> Option<(usize, usize)> {
    match &claim.form {
        ClaimForm::Cell { row, column, .. } => Some((*row, *column)),
        _ => None,
    }
}

/// Whether a claim was judged otherwise: its verdict, that of an item, or whether words that
/// factum owns are still those that it would write.
fn differ(one: &Claim, two: &Claim) -> bool {
    let judged = |claim: &Claim| match &claim.form {
        ClaimForm::List { judged, .. } | ClaimForm::Rows { judged, .. } => Some(judged.clone()),
        _ => None,
    };
    let owned = |claim: &Claim| claim.mode == Mode::Owned && claim.judgement.fix.is_some();
    // How old a fact is says nothing of whether anybody notices when it changes.
    let verdict = |claim: &Claim| match claim.judgement.verdict {
        Verdict::Stale => Verdict::Holds,
        verdict => verdict,
    };
    one.bound.is_ok() != two.bound.is_ok()
        || verdict(one) != verdict(two)
        || owned(one) != owned(two)
        || (one.judgement.verdict != Verdict::Unjudged && judged(one) != judged(two))
}

/// For each fact, those that count it or are the same.
fn dependents(site: &Site) -> BTreeMap<(String, String), BTreeSet<(String, String)>> {
    let mut all: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (subject, fact) in site.facts() {
        let own = (subject.raw.id.it.clone(), fact.raw.name.it.clone());
        for statement in &fact.raw.statements {
            let (RawValue::Count(to) | RawValue::SameAs(to)) = &statement.value else { continue };
            let candidates = [format!("{}.{}", own.0, to.it), to.it.clone()];
            let target = candidates.into_iter().find_map(|id| {
                let found = reference(&id, None).ok()?;
                let Named::Id(subject) = found.subject else { return None };
                site.fact(&subject, &found.property).map(|_| (subject, found.property))
            });
            if let Some(target) = target {
                all.entry(target).or_default().insert(own.clone());
            }
        }
    }
    all
}
