//! Facts of two sites, matched by id: which are new, which are gone, and what of the others changed.
//! The statements of a fact are left to `statements`.

use super::statements;
use crate::site::{Fact, Site, Subject};
use crate::value::{Property, Value};

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    Added,
    /// It is no longer there.
    Removed,
    /// It says something else.
    Changed,
}

impl Change {
    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Changed => "changed",
        }
    }
}

/// What became of a fact.
#[derive(Clone, Debug)]
pub struct FactChange {
    /// `subject.property`.
    pub id: String,
    /// The subject's id.
    pub subject: String,
    /// The property's name.
    pub property: String,
    /// Who answers for the subject.
    pub owner: Option<String>,
    /// What became of it.
    pub change: Change,
    /// What became of its statements.
    pub statements: Vec<StatementChange>,
    /// What changed in the rest of it: its resolution, its note, its declaration.
    pub fields: Vec<Field>,
}

/// What became of a statement.
#[derive(Clone, Debug)]
pub struct StatementChange {
    /// Where it is true; empty when it is true everywhere.
    pub scope: String,
    /// What became of it.
    pub change: Change,
    /// What of it changed; of a statement that is new or gone, everything.
    pub fields: Vec<Field>,
}

/// One thing that changed: what it was and what it is, where it was or is anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is: `value`, `rank`, `sources`, a row of a table.
    pub name: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// A fact on one of the sides.
#[derive(Clone, Copy)]
pub(super) struct On<'a> {
    pub(super) site: &'a Site,
    pub(super) subject: &'a Subject,
    pub(super) fact: &'a Fact,
}

impl On<'_> {
    /// A value of the fact, or of a column, in notation.
    pub(super) fn notation(&self, value: &Value, property: &Property) -> String {
        let cx = self.site.context(&self.site.config.language, property, &self.subject.filler);
        value.notation(&cx)
    }
}

/// Every fact that is not the same on both sides.
pub(super) fn compare(before: &Site, after: &Site) -> Vec<FactChange> {
    let mut changes = Vec::new();
    for (subject, fact) in after.facts() {
        let now = On { site: after, subject, fact };
        let was = before.subjects.get(&fact.subject).and_then(|subject| {
            let fact = subject.facts.get(&fact.raw.name.it)?;
            Some(On { site: before, subject, fact })
        });
        changes.extend(match was {
            Some(was) => changed(was, now),
            None => Some(whole(now, Change::Added)),
        });
    }
    for (subject, fact) in before.facts() {
        if after.fact(&fact.subject, &fact.raw.name.it).is_none() {
            changes.push(whole(On { site: before, subject, fact }, Change::Removed));
        }
    }
    changes
}

/// The fields that are not the same, of pairs of texts by name.
pub(super) fn fields<const N: usize>(
    all: [(&str, Option<String>, Option<String>); N],
) -> Vec<Field> {
    let differ = all.into_iter().filter(|(_, before, after)| before != after);
    differ.map(|(name, before, after)| Field { name: name.to_string(), before, after }).collect()
}

fn changed(was: On<'_>, now: On<'_>) -> Option<FactChange> {
    let statements = statements::compare(was, now);
    let (one, two) = (&was.fact.raw, &now.fact.raw);
    let mut fields = fields([
        ("resolution", resolution(was.fact), resolution(now.fact)),
        ("note", one.note.clone(), two.note.clone()),
    ]);
    fields.extend(declared(&was.fact.property, &now.fact.property));
    let change = Change::Changed;
    let same = statements.is_empty() && fields.is_empty();
    (!same).then(|| FactChange { statements, fields, ..empty(now, change) })
}

fn whole(on: On<'_>, change: Change) -> FactChange {
    let statements = statements::all(on, change);
    let decided = resolution(on.fact);
    let fields = match change {
        Change::Removed => fields([("resolution", decided, None)]),
        _ => fields([("resolution", None, decided)]),
    };
    FactChange { statements, fields, ..empty(on, change) }
}

fn empty(on: On<'_>, change: Change) -> FactChange {
    FactChange {
        id: on.fact.id(),
        subject: on.fact.subject.clone(),
        property: on.fact.raw.name.it.clone(),
        owner: on.subject.raw.owner.clone(),
        change,
        statements: Vec::new(),
        fields: Vec::new(),
    }
}

/// A decision in a line.
fn resolution(fact: &Fact) -> Option<String> {
    let it = fact.raw.resolution.as_ref()?;
    let parts = [
        it.keep.as_ref().map(|keep| format!("keep {}", keep.it)),
        it.by.as_ref().map(|by| format!("by {by}")),
        it.on.map(|on| format!("on {on}")),
        it.revisit.as_ref().map(|day| format!("revisit {}", day.it)),
        it.because.as_ref().map(|why| format!("because {why}")),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// What a property declares otherwise: words of a few, or that it differs.
fn declared(one: &Property, two: &Property) -> Vec<Field> {
    let role = |property: &Property| property.role.map(|role| format!("{role:?}").to_lowercase());
    let complete = |property: &Property| Some(property.complete.to_string());
    let kind = |property: &Property| Some(property.kind.as_str().to_string());
    let list = |words: &[String]| Some(words.join(", ")).filter(|words| !words.is_empty());
    let values = |property: &Property| list(&property.values.keys().cloned().collect::<Vec<_>>());
    let columns = |property: &Property| list(&property.columns.keys().cloned().collect::<Vec<_>>());
    let mut found = fields([
        ("type", kind(one), kind(two)),
        ("role", role(one), role(two)),
        ("unit", one.unit.clone(), two.unit.clone()),
        ("complete", complete(one), complete(two)),
        ("label", one.label.clone(), two.label.clone()),
        ("aliases", list(&one.aliases), list(&two.aliases)),
        ("values", values(one), values(two)),
        ("key", one.key.clone(), two.key.clone()),
        ("columns", columns(one), columns(two)),
    ]);
    if found.is_empty() && one != two {
        let name = "declaration".to_string();
        found.push(Field { name, before: Some("one".to_string()), after: Some("another".into()) });
    }
    found
}
