//! What a site knows after the text of some subjects has changed and nothing else: those subjects are read
//! again, and all else stays what it was. Whatever might reach beyond them is left to `knowledge`, which
//! finds everything out anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::facts::FactProblem;
use super::knowledge::{Given, Knowledge};
use super::reference::named;
use super::stating::Stating;
use super::subjects::Subjects;
use super::{conditions, conflicts, gathering, quotes, testimony, violations};
use crate::parse::{FactContent, FactFile, Parsed, RawSubject, RawType, RawValue};
use crate::source::SitePath;

/// What is known now, with the subjects that are others; `None` where more may have changed than they.
/// All around the fact files has to be the same.
pub(super) fn renewed(
    parsed: &Parsed,
    given: &Given,
    before: (&Given, &Knowledge),
) -> Option<(Knowledge, BTreeSet<String>)> {
    let (earlier, known) = before;
    let changed = pairs(&given.facts, &earlier.facts)?;
    let types = types(&given.facts);
    for (old, new) in &changed {
        let here = known.files.get(old.path).is_some_and(|id| *id == new.subject.id.it);
        let alone =
            !known.duplicates.iter().any(|it| [&it.first.0, &it.again.0].contains(&old.path));
        if !here || !alone || !seems_the_same(old.subject, new.subject, &types) {
            return None;
        }
    }
    let ids: BTreeSet<String> = changed.iter().map(|(_, new)| new.subject.id.it.clone()).collect();
    if is_named(&given.facts, &ids) {
        return None;
    }
    let words = known.words.get(&given.language)?;
    let mut problems = Vec::new();
    let stating = Stating {
        vocabulary: &known.vocabulary,
        words,
        names: &known.names,
        sources: &known.sources,
        derived: &parsed.derived,
    };
    let mut new = Subjects::default();
    for (_, Of { path, subject }) in &changed {
        let properties = gathering::properties_of(path, subject, &types, &mut problems);
        let subject = stating.subject(path, subject, properties, &mut problems);
        new.insert(subject.raw.id.it.clone(), subject);
    }
    conflicts::settle_all(&mut new, given.today, &mut problems);
    // What is wrong with the rules themselves was said when all was found out.
    let rules = conditions::resolve(&types, &parsed.texts, words, &known.names, &mut Vec::new());
    violations::check(&new, &rules, words, &mut problems);
    quotes::verify(&mut new, &known.sources);
    testimony::hear(&mut new, words, &known.names, given.today);
    let mut subjects = Subjects::clone(&known.subjects);
    for subject in new.shares() {
        subjects.keep(&subject.raw.id.it, subject);
    }
    let paths: BTreeSet<&SitePath> = changed.iter().map(|(old, _)| old.path).collect();
    let others = known.problems.iter().filter(|problem| !paths.contains(&problem.path));
    let others: Vec<FactProblem> = others.cloned().collect();
    problems.extend(others);
    Some((Knowledge { subjects: Arc::new(subjects), problems, ..known.clone() }, ids))
}

/// A subject with its file.
#[derive(Clone, Copy)]
struct Of<'f> {
    path: &'f SitePath,
    subject: &'f RawSubject,
}

/// The subjects whose files are others than before, as they were and as they are; `None` where another file
/// came, went or changed.
fn pairs<'f>(
    now: &'f [Arc<FactFile>],
    before: &'f [Arc<FactFile>],
) -> Option<Vec<(Of<'f>, Of<'f>)>> {
    if now.len() != before.len() {
        return None;
    }
    let of = |file: &'f Arc<FactFile>| match &file.content {
        FactContent::Subject(subject) => Some(Of { path: &file.path, subject }),
        _ => None,
    };
    let mut changed = Vec::new();
    for (now, before) in now.iter().zip(before) {
        if now.path != before.path {
            return None;
        }
        if !Arc::ptr_eq(now, before) {
            changed.push((of(before)?, of(now)?));
        }
    }
    Some(changed)
}

/// The types that fact files declare; of two of one name the first counts.
fn types(files: &[Arc<FactFile>]) -> BTreeMap<String, (SitePath, RawType)> {
    let mut types = BTreeMap::new();
    for file in files {
        if let FactContent::Type(kind) = &file.content {
            let of = || (file.path.clone(), kind.clone());
            types.entry(kind.name.clone()).or_insert_with(of);
        }
    }
    types
}

/// Whether others see no difference between two texts of a subject: it has the same names and facts of the
/// same names, and its values stand in its own file.
fn seems_the_same(
    old: &RawSubject,
    new: &RawSubject,
    types: &BTreeMap<String, (SitePath, RawType)>,
) -> bool {
    let stands_here = |subject: &RawSubject| {
        let statements = subject.facts.iter().flat_map(|fact| &fact.statements);
        let mut values = statements.map(|statement| &statement.value);
        values.all(|value| matches!(value, RawValue::Written(_) | RawValue::Missing))
    };
    let facts = |subject: &RawSubject| -> Vec<String> {
        subject.facts.iter().map(|fact| fact.name.it.clone()).collect()
    };
    let entities = |subject: &RawSubject| gathering::entities_of(subject, types);
    old.id.it == new.id.it
        && stands_here(old)
        && stands_here(new)
        && facts(old) == facts(new)
        && entities(old) == entities(new)
}

/// Whether a value anywhere is computed from a fact of one of these subjects.
fn is_named(files: &[Arc<FactFile>], ids: &BTreeSet<String>) -> bool {
    files.iter().any(|file| {
        let FactContent::Subject(subject) = &file.content else { return false };
        let statements = subject.facts.iter().flat_map(|fact| &fact.statements);
        let mut from = statements.filter_map(|statement| statement.value.computed_from());
        from.any(|at| named(&subject.id.it, &at.it).any(|(of, _)| ids.contains(&of)))
    })
}
