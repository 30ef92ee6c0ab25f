//! Values that rest on other facts: counts, sums, and facts that are the same as another.
//! Values that stand in files are left to `stating`.

use std::collections::BTreeSet;

use super::choosing::Choice;
use super::facts::{FactProblem, FactProblemKind, Lacking};
use super::reference::{Reference, named};
use super::scope::Scope;
use super::subjects::Subjects;
use crate::parse::{At, Dimension, RawValue, nearest};
use crate::value::{
    Aggregate, Names, Node, Problem, ProblemKind, Property, SelectProblem, Selector, Value, Words,
};

/// A statement's place: subject, fact and statement, by index.
type Place = (usize, usize, usize);

/// Computes every value that rests on another; a circle is a problem, and leaves its values out.
pub(super) fn compute(
    subjects: &mut Subjects,
    words: &Words,
    names: &Names,
    dimensions: &[Dimension],
    problems: &mut Vec<FactProblem>,
) {
    let mut waiting = Vec::new();
    for (s, subject) in subjects.values().enumerate() {
        for (f, fact) in subject.facts.values().enumerate() {
            for (i, statement) in fact.raw.statements.iter().enumerate() {
                if statement.value.computed_from().is_some() {
                    waiting.push((s, f, i));
                }
            }
        }
    }
    let mut computing =
        Computing { subjects, words, names, dimensions, problems, done: BTreeSet::new() };
    for place in waiting {
        computing.value(place);
    }
}

struct Computing<'a> {
    subjects: &'a mut Subjects,
    words: &'a Words,
    names: &'a Names,
    dimensions: &'a [Dimension],
    problems: &'a mut Vec<FactProblem>,
    done: BTreeSet<Place>,
}

/// What a value is computed from.
struct Plan {
    how: How,
    at: At<String>,
    found: Reference,
    from: Place,
}

#[derive(Clone, Copy, PartialEq)]
enum How {
    Count,
    Sum,
    Same,
}

impl Computing<'_> {
    /// Computes a value, and before it those that it rests on. A row of facts may be as long as a
    /// file allows, so what waits for another stands in a list, not on the stack.
    fn value(&mut self, place: Place) {
        let mut path: Vec<(Place, Option<Plan>)> = Vec::new();
        let mut waits = BTreeSet::new();
        let mut next = Some(place);
        loop {
            while let Some(place) = next.take().filter(|place| !self.done.contains(place)) {
                if !waits.insert(place) {
                    self.circle(&path, place);
                    break;
                }
                let plan = self.plan(place);
                next = plan.as_ref().map(|plan| plan.from).filter(|from| self.is_computed(*from));
                path.push((place, plan));
            }
            let Some((place, plan)) = path.pop() else { return };
            let value = plan.and_then(|plan| self.computed(place, &plan));
            self.done.insert(place);
            if let Some(subject) = self.subjects.get_index_mut(place.0)
                && let Some((_, fact)) = subject.facts.get_index_mut(place.1)
            {
                fact.statements[place.2].value = value;
            }
        }
    }

    fn circle(&mut self, path: &[(Place, Option<Plan>)], place: Place) {
        let circle = path.iter().map(|(known, _)| *known).skip_while(|known| *known != place);
        let circle: Vec<String> = circle.map(|(s, f, _)| self.subjects[s].facts[f].id()).collect();
        let span = self.subjects[place.0].facts[place.1].raw.name.span.clone();
        self.problem(place, span, FactProblemKind::Cycle(circle));
    }

    fn problem(&mut self, place: Place, span: crate::source::Span, kind: FactProblemKind) {
        let path = self.subjects[place.0].path.clone();
        self.problems.push(FactProblem { path, span, kind });
    }

    fn raw(&self, place: Place) -> &RawValue {
        &self.subjects[place.0].facts[place.1].raw.statements[place.2].value
    }

    fn is_computed(&self, place: Place) -> bool {
        self.raw(place).computed_from().is_some()
    }

    /// What a value is computed from: the statement that holds where the value does.
    fn plan(&mut self, place: Place) -> Option<Plan> {
        let (at, how) = match self.raw(place) {
            RawValue::Count(at) => (at.clone(), How::Count),
            RawValue::Sum(at) => (at.clone(), How::Sum),
            RawValue::SameAs(at) => (at.clone(), How::Same),
            RawValue::Written(_) | RawValue::From { .. } | RawValue::Missing => return None,
        };
        let Some(((subject, fact), found)) = self.target(place, &at) else {
            self.unknown(place, &at, None);
            return None;
        };
        let own = &self.subjects[place.0].facts[place.1].statements[place.2].scope;
        // What stands behind `@` is of the other fact alone: for which version its value is taken.
        let of = match &found.scope {
            Some(text) => Scope::from_text(text, self.dimensions).map(|scope| own.within(&scope)),
            None => Ok(own.clone()),
        };
        let of = match of {
            Ok(of) => of,
            Err(problem) => {
                self.problem(place, at.span.clone(), FactProblemKind::Scope(problem));
                return None;
            }
        };
        let statement = match self.subjects[subject].facts[fact].choose(&of) {
            Choice::One(index) => index,
            // Not yet computed values differ from nothing; the first that lies in the scope is it.
            Choice::Disputed(found) | Choice::Unresolved(found) => *found.first()?,
            Choice::Nothing => return None,
        };
        Some(Plan { how, at, found, from: (subject, fact, statement) })
    }

    fn computed(&mut self, place: Place, plan: &Plan) -> Option<Value> {
        let fact = &self.subjects[plan.from.0].facts[plan.from.1];
        let value = fact.statements[plan.from.2].value.as_ref()?;
        let selector = plan.found.selector.clone().unwrap_or_default();
        let mut selector = selector.meant_for(&fact.property);
        let twice = plan.how == How::Sum && selector.aggregate.is_some();
        if plan.how == How::Sum {
            selector.aggregate = Some(Aggregate::Sum);
        }
        // A value as it stands need not have rows.
        let selector = Some(&selector).filter(|selector| **selector != Selector::default());
        let found = selected(value, &fact.property, selector, self.words, self.names);
        let property = &self.subjects[place.0].facts[place.1].property;
        let lacking = match (found, plan.how) {
            (Err(problem), _) => {
                self.unfit(place, plan, problem);
                return None;
            }
            (Ok(_), _) if twice => Lacking::Amounts,
            (Ok((value, _)), How::Same) => return Some(value),
            (Ok((value, _)), How::Sum) => match value.in_unit_of(property, self.words) {
                Some(value) => return Some(value),
                None => Lacking::Unit(property.unit.clone().unwrap_or_default()),
            },
            (Ok((value, _)), How::Count) => match size(&value) {
                Some(items) => {
                    let node = Node::plain(items.to_string(), plan.at.span.clone());
                    return Value::from_node(&node, property, self.words, self.names).ok();
                }
                None => Lacking::Items,
            },
        };
        let kind = FactProblemKind::ComputedUnfit { from: plan.at.it.clone(), lacking };
        self.problem(place, plan.at.span.clone(), kind);
        None
    }

    /// The fact that a text names: a property of the same subject, or `subject.property`.
    fn target(&self, place: Place, at: &At<String>) -> Option<((usize, usize), Reference)> {
        let own = &self.subjects[place.0].raw.id.it;
        named(own, &at.it).find_map(|(subject, found)| {
            let (index, subject) = self.subjects.get_full(&subject)?;
            let fact = subject.facts.get_index_of(&found.property)?;
            Some(((index, fact), found))
        })
    }

    /// What a value is computed from is there, but not what is chosen of it.
    fn unfit(&mut self, place: Place, plan: &Plan, problem: SelectProblem) {
        let span = plan.at.span.clone();
        let lacking = match problem {
            SelectProblem::UnknownColumn { column, near } => {
                let near = near.map(|near| plan.at.it.replacen(&column, &near, 1));
                return self.unknown(place, &plan.at, near);
            }
            SelectProblem::UnknownValue { value, near, .. } => {
                let kind = ProblemKind::UnknownWord { what: "value", word: value, near };
                let problem = Problem { span: span.clone(), kind }.into();
                return self.problem(place, span, FactProblemKind::Value(problem));
            }
            SelectProblem::NotATable => Lacking::Rows,
            SelectProblem::NotOrdered { .. } => Lacking::Order,
            SelectProblem::NotSummed { .. } => Lacking::Amounts,
        };
        let kind = FactProblemKind::ComputedUnfit { from: plan.at.it.clone(), lacking };
        self.problem(place, span, kind);
    }

    fn unknown(&mut self, place: Place, at: &At<String>, near: Option<String>) {
        let near = near.or_else(|| {
            let own = self.subjects[place.0].facts.keys().cloned();
            let others =
                self.subjects.values().flat_map(|s| s.facts.values().map(|fact| fact.id()));
            let known: Vec<String> = own.chain(others).collect();
            let written = at.it.split('[').next().unwrap_or_default();
            nearest(written, known.iter().map(String::as_str)).map(str::to_string)
        });
        let kind = FactProblemKind::ComputedUnknown(at.it.clone(), near);
        self.problem(place, at.span.clone(), kind);
    }
}

/// How many items or rows a value has.
fn size(value: &Value) -> Option<usize> {
    match value {
        Value::Table(table) => Some(table.rows.len()),
        Value::Set(set) => Some(set.items.len()),
        _ => None,
    }
}

/// The value that a selector picks out of another, with what its property declares.
pub(super) fn selected(
    value: &Value,
    property: &Property,
    selector: Option<&Selector>,
    words: &Words,
    names: &Names,
) -> Result<(Value, Property), SelectProblem> {
    match selector {
        None => Ok((value.clone(), property.clone())),
        Some(selector) => value.select(property, selector, words, names),
    }
}
