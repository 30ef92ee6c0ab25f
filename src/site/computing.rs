//! Values that rest on other facts: counts, and facts that are the same as another.
//! Values that stand in files are left to `stating`.

use indexmap::IndexMap;

use super::choosing::Choice;
use super::facts::{FactProblem, FactProblemKind, Subject};
use super::reference::{Named, Reference, reference};
use crate::parse::{At, RawValue, nearest};
use crate::value::{Names, Node, Property, Selector, Value, Words};

/// A statement's place: subject, fact and statement, by index.
type Place = (usize, usize, usize);

/// Computes every value that rests on another; a circle is a problem, and leaves its values out.
pub(super) fn compute(
    subjects: &mut IndexMap<String, Subject>,
    words: &Words,
    names: &Names,
    problems: &mut Vec<FactProblem>,
) {
    let mut waiting = Vec::new();
    for (s, subject) in subjects.values().enumerate() {
        for (f, fact) in subject.facts.values().enumerate() {
            for (i, statement) in fact.raw.statements.iter().enumerate() {
                if matches!(statement.value, RawValue::Count(_) | RawValue::SameAs(_)) {
                    waiting.push((s, f, i));
                }
            }
        }
    }
    let mut computing =
        Computing { subjects, words, names, problems, done: Vec::new(), path: Vec::new() };
    for place in waiting {
        computing.value(place);
    }
}

struct Computing<'a> {
    subjects: &'a mut IndexMap<String, Subject>,
    words: &'a Words,
    names: &'a Names,
    problems: &'a mut Vec<FactProblem>,
    done: Vec<Place>,
    path: Vec<Place>,
}

impl Computing<'_> {
    fn value(&mut self, place: Place) {
        if self.done.contains(&place) {
            return;
        }
        if let Some(start) = self.path.iter().position(|known| *known == place) {
            let circle: Vec<String> = self.path[start..].iter().map(|p| self.id(*p)).collect();
            let (subject, fact) = (self.subject(place), self.path[start]);
            let span = subject.facts[fact.1].raw.name.span.clone();
            let path = subject.path.clone();
            self.problems.push(FactProblem { path, span, kind: FactProblemKind::Cycle(circle) });
            return;
        }
        self.path.push(place);
        let value = self.computed(place);
        self.path.pop();
        self.done.push(place);
        if let Some((_, subject)) = self.subjects.get_index_mut(place.0)
            && let Some((_, fact)) = subject.facts.get_index_mut(place.1)
        {
            fact.statements[place.2].value = value;
        }
    }

    fn subject(&self, place: Place) -> &Subject {
        &self.subjects[place.0]
    }

    fn id(&self, place: Place) -> String {
        self.subject(place).facts[place.1].id()
    }

    fn computed(&mut self, place: Place) -> Option<Value> {
        let fact = &self.subject(place).facts[place.1];
        let (at, count) = match &fact.raw.statements[place.2].value {
            RawValue::Count(at) => (at.clone(), true),
            RawValue::SameAs(at) => (at.clone(), false),
            _ => return None,
        };
        let scope = fact.statements[place.2].scope.clone();
        let Some((target, found)) = self.target(place, &at) else {
            self.unknown(place, &at);
            return None;
        };
        let statement = match self.subjects[target.0].facts[target.1].choose(&scope) {
            Choice::One(index) => index,
            // Not yet computed values differ from nothing; the first that lies in the scope is it.
            Choice::Disputed(found) | Choice::Unresolved(found) => *found.first()?,
            Choice::Nothing => return None,
        };
        let target = (target.0, target.1, statement);
        let waits = matches!(
            self.subjects[target.0].facts[target.1].raw.statements[statement].value,
            RawValue::Count(_) | RawValue::SameAs(_)
        );
        if waits {
            self.value(target);
        }
        let fact = &self.subjects[target.0].facts[target.1];
        let value = fact.statements[statement].value.as_ref()?;
        let value = match &found.selector {
            None => Some(value.clone()),
            Some(selector) => {
                match value.select(&fact.property, selector, self.words, self.names) {
                    Ok((value, _)) => Some(value),
                    Err(_) => {
                        self.unknown(place, &at);
                        None
                    }
                }
            }
        }?;
        if count { self.number_of(place, &value, &at) } else { Some(value) }
    }

    /// How many items a value has, in the unit of the fact that counts them.
    fn number_of(&self, place: Place, value: &Value, at: &At<String>) -> Option<Value> {
        let items = value.items()?.len();
        let node = Node::plain(items.to_string(), at.span.clone());
        let property = &self.subject(place).facts[place.1].property;
        Value::from_node(&node, property, self.words, self.names).ok()
    }

    /// The fact that a text names: a property of the same subject, or `subject.property`.
    fn target(&self, place: Place, at: &At<String>) -> Option<((usize, usize), Reference)> {
        let own = self.subject(place).raw.id.it.clone();
        let candidates = [format!("{own}.{}", at.it), at.it.clone()];
        candidates.into_iter().find_map(|id| {
            let found = reference(&id, None).ok()?;
            let Named::Id(subject) = &found.subject else { return None };
            let (index, _, subject) = self.subjects.get_full(subject)?;
            let fact = subject.facts.get_index_of(&found.property)?;
            Some(((index, fact), found))
        })
    }

    fn unknown(&mut self, place: Place, at: &At<String>) {
        let subject = self.subject(place);
        let own = subject.facts.keys().cloned();
        let others = self.subjects.values().flat_map(|s| s.facts.values().map(|fact| fact.id()));
        let known: Vec<String> = own.chain(others).collect();
        let written = at.it.split('[').next().unwrap_or_default();
        let near = nearest(written, known.iter().map(String::as_str)).map(str::to_string);
        let kind = FactProblemKind::ComputedUnknown(at.it.clone(), near);
        let path = subject.path.clone();
        self.problems.push(FactProblem { path, span: at.span.clone(), kind });
    }
}

/// The value that a selector picks out of another, with what its property declares.
pub(super) fn selected(
    value: &Value,
    property: &Property,
    selector: Option<&Selector>,
    words: &Words,
    names: &Names,
) -> Result<(Value, Property), crate::value::SelectProblem> {
    match selector {
        None => Ok((value.clone(), property.clone())),
        Some(selector) => value.select(property, selector, words, names),
    }
}
