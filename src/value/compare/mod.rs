//! Compares what words say with what a fact says, set against set.
//! Reading the words is left to `read`, the report to `judge`.

mod bounds;
mod items;
mod status;

use super::number::Number;
use super::quantity::Quantity;
use super::ranges::{Ranges, Relation};
use super::read::{Op, Said};
use super::{Context, Kind, Mode, Role, Value, Verdict};

/// A verdict with what is to be said beside the two sides.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outcome {
    pub(super) verdict: Verdict,
    pub(super) because: Option<&'static str>,
}

impl From<Verdict> for Outcome {
    fn from(verdict: Verdict) -> Outcome {
        Outcome { verdict, because: None }
    }
}

/// An abstention with its reason.
fn open(because: &'static str) -> Outcome {
    Outcome { verdict: Verdict::Unjudged, because: Some(because) }
}

/// Compares what words say with a fact.
pub(super) fn compare(said: &Said, fact: &Value, cx: &Context<'_>, mode: &Mode) -> Outcome {
    match (said, fact) {
        (Said::Unknown, Value::Unknown) => Verdict::Holds.into(),
        (_, Value::Unknown) => open("the fact's value is unknown"),
        (Said::Unknown, _) => open("the words say that nobody knows"),
        (Said::Nothing, Value::None) => Verdict::Holds.into(),
        (Said::Quantity(read), Value::None) => {
            let unlimited = read.op == Some(Op::Any) && cx.property.role() == Role::Limit;
            let zero =
                read.op == Some(Op::Zero) || read.set.amounts.single() == Some(&Number::ZERO);
            if unlimited || zero { Verdict::Holds.into() } else { Verdict::Contradicted.into() }
        }
        (Said::Status(_) | Said::Words(_), Value::None) => open("the fact says that there is none"),
        (Said::Items(items), Value::None) if items.negated => Verdict::SaysLess.into(),
        (Said::Boolean(truth), Value::None) if !truth => Verdict::Holds.into(),
        (_, Value::None) => Verdict::Contradicted.into(),
        (Said::Nothing, Value::Set(set)) if set.items.is_empty() => Verdict::Holds.into(),
        (Said::Nothing, Value::Set(_) | Value::Table(_) | Value::Version(_) | Value::Date(_)) => {
            Verdict::Contradicted.into()
        }
        (Said::Nothing, Value::Quantity(fact)) => {
            let relation = Ranges::point(Number::ZERO).relation(&fact.amounts);
            by_role(relation, is_permitted(cx, fact.amounts.single().is_none())).into()
        }
        (Said::Nothing, _) => open("the words say that there is none"),
        (Said::Quantity(read), Value::Quantity(fact)) => quantity(read, fact, cx, mode),
        (Said::Version(read), Value::Version(fact)) => {
            if read.set.has_additions() && !fact.has_additions() {
                return open("whether the addition to the version matters is not known");
            }
            let relation = read.set.ranges.relation(&fact.ranges);
            if read.op == Some(Op::Bare)
                && relation != Relation::Equal
                && bounds::names_version(&read.set, fact)
            {
                return Verdict::BoundDropped.into();
            }
            let single = fact.ranges.single().is_some();
            denied(read.op, relation, single, is_permitted(cx, !single))
        }
        (Said::Date(read), Value::Date(fact)) => {
            by_role(read.ranges.relation(&fact.ranges), false).into()
        }
        (Said::Status(read), Value::Status(fact)) => status::status(read, fact, cx),
        (Said::Boolean(read), Value::Boolean(fact)) => {
            if read == fact {
                Verdict::Holds.into()
            } else {
                Verdict::Contradicted.into()
            }
        }
        (Said::Items(items), Value::Entity(_)) => items::entity(items, fact, cx),
        (Said::Items(items), Value::Enum(_)) => items::choice(items, fact, cx),
        (Said::Items(items), Value::Set(set)) => items::set(items, set, cx),
        (Said::Items(items), Value::Table(table)) => items::set(items, &table.as_set(), cx),
        (Said::Words(words), Value::Text(fact)) if words.split(' ').eq(fact.split_whitespace()) => {
            Verdict::Holds.into()
        }
        _ => open("the fact is of another kind, which people judge"),
    }
}

/// The verdict on a relation. Where something is permitted, more is more; where something is so, less is more precise.
fn by_role(relation: Relation, permitted: bool) -> Verdict {
    match (relation, permitted) {
        (Relation::Equal, _) => Verdict::Holds,
        (Relation::Apart, _) => Verdict::Contradicted,
        (Relation::Wider, true) | (Relation::Narrower, false) => Verdict::SaysMore,
        (Relation::Narrower, true) | (Relation::Wider, false) => Verdict::SaysLess,
    }
}

/// Whether the fact says what is permitted, not what is so. Undeclared, a bound is taken for a permission.
fn is_permitted(cx: &Context<'_>, bounded: bool) -> bool {
    match cx.property.role {
        Some(Role::Limit | Role::Requirement | Role::Support) => true,
        Some(Role::Default | Role::Measure | Role::Caveat) => false,
        None => bounded || matches!(cx.property.kind, Kind::Set | Kind::Table | Kind::Status),
    }
}

fn quantity(
    read: &super::read::quantity::QuantityRead,
    fact: &Quantity,
    cx: &Context<'_>,
    mode: &Mode,
) -> Outcome {
    let alike = match (&read.set.unit, &fact.unit) {
        (Some(one), Some(two)) => one.is_like(two),
        (None, None) => true,
        _ => false,
    };
    if !alike {
        return open("the units measure different things");
    }
    let permitted = is_permitted(cx, fact.amounts.single().is_none());
    let mut relation = read.set.amounts.relation(&fact.amounts);
    if fact.unit.is_none() {
        let counted = read.set.counted().relation(&fact.counted());
        if counted != relation && relation != Relation::Equal {
            if counted != Relation::Equal {
                return open(
                    "whether whole things are counted is not declared: the property has no unit",
                );
            }
            relation = counted;
        }
    }
    if relation == Relation::Equal {
        return Verdict::Holds.into();
    }
    // Of what is so, “unlimited” is an amount like others, and another one.
    if read.op == Some(Op::Any) && !permitted && fact.amounts.single().is_some() {
        return Verdict::Contradicted.into();
    }
    if let (Mode::Approximate(percent), Some(amount)) = (mode, read.set.amounts.single())
        && matches!(read.op, Some(Op::Bare | Op::Exactly))
        && bounds::is_near(*amount, fact, percent)
    {
        return Verdict::Holds.into();
    }
    if read.op == Some(Op::Bare)
        && let Some((bound, _)) = fact.bound()
        && read.set.amounts.single() == Some(&bound)
    {
        return Verdict::BoundDropped.into();
    }
    denied(read.op, relation, fact.amounts.single().is_some(), permitted)
}

/// The verdict on a relation, where “not two” of more than one amount may mean more than it says.
fn denied(op: Option<Op>, relation: Relation, single: bool, permitted: bool) -> Outcome {
    if op == Some(Op::Not) && !single {
        return open("the words only say what it is not");
    }
    by_role(relation, permitted).into()
}
