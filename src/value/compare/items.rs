//! Compares items by name: with one entity, one choice, or a set.
//! Reading the names is left to `read::items`.

use super::{Outcome, by_role, is_permitted, open};
use crate::value::ranges::Relation;
use crate::value::read::items::{Item, Items};
use crate::value::set::{Join, Set};
use crate::value::{Context, Kind, NameRelation, Value, Verdict};

/// How the name of an item stands to a value, if at all.
fn relation(item: &Item, value: &Value) -> Option<NameRelation> {
    item.meanings.iter().find(|(meaning, _)| same(meaning, value)).map(|(_, relation)| *relation)
}

fn same(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Text(one), Value::Text(two)) => one.to_lowercase() == two.to_lowercase(),
        _ => one == two,
    }
}

/// Whether an item is something else for certain: an entity that is known by exactly this name or a part of one.
fn is_other(item: &Item) -> bool {
    item.meanings.iter().all(|(value, relation)| {
        *relation != NameRelation::Broader && !matches!(value, Value::Text(_))
    })
}

/// Compares items with one entity.
pub(super) fn entity(read: &Items, fact: &Value, cx: &Context<'_>) -> Outcome {
    let permitted = is_permitted(cx, false);
    if read.any {
        return open("what else there is is not declared");
    }
    let found = read.items.iter().find_map(|item| relation(item, fact));
    if !read.items.iter().all(|item| relation(item, fact).is_some() || is_other(item)) {
        return open("the name covers several things");
    }
    match (read.negated, read.items.len(), found) {
        (true, _, Some(NameRelation::Exact | NameRelation::Broader)) => {
            Verdict::Contradicted.into()
        }
        (true, _, Some(NameRelation::Narrower)) => open("only a part is denied"),
        (true, _, None) => by_role(Relation::Wider, permitted).into(),
        (false, _, None) => Verdict::Contradicted.into(),
        (false, 1, Some(NameRelation::Exact)) => Verdict::Holds.into(),
        (false, 1, Some(NameRelation::Narrower)) => Verdict::SaysMore.into(),
        (false, 1, Some(NameRelation::Broader)) => Verdict::SaysLess.into(),
        (false, _, Some(NameRelation::Exact)) if read.join != Join::All => {
            by_role(Relation::Wider, permitted).into()
        }
        (false, ..) => open("the fact names one thing, the words several"),
    }
}

/// Compares items with one value of an enumeration, whose values are all known.
pub(super) fn choice(read: &Items, fact: &Value, cx: &Context<'_>) -> Outcome {
    let permitted = is_permitted(cx, false);
    let named = |value: &Value| read.items.iter().any(|item| relation(item, value).is_some());
    let meant = |value: &Value| named(value) != (read.negated || read.any);
    let many = read.items.len() > 1 && read.join == Join::All && !read.negated;
    let all: Vec<Value> =
        cx.property.values.keys().map(|value| Value::Enum(value.clone())).collect();
    let count = all.iter().filter(|value| meant(value)).count();
    match (meant(fact), count) {
        (false, _) => Verdict::Contradicted.into(),
        (true, _) if many => open("the fact names one value, the words several"),
        (true, 0 | 1) => Verdict::Holds.into(),
        (true, _) => by_role(Relation::Wider, permitted).into(),
    }
}

/// Compares items with a set.
pub(super) fn set(read: &Items, fact: &Set, cx: &Context<'_>) -> Outcome {
    if read.any {
        return all(read, fact, cx);
    }
    let of = |item: &Item| {
        let mut found = fact
            .items
            .iter()
            .enumerate()
            .filter_map(|(at, value)| relation(item, value).map(|how| (at, how)));
        (found.next(), found.next().is_some())
    };
    let mut matched = vec![false; fact.items.len()];
    let (mut extra, mut narrower, mut broader) = (0usize, false, false);
    for item in &read.items {
        match of(item) {
            (_, true) => return open("a name covers several items of the fact"),
            (Some((at, how)), _) => {
                matched[at] = true;
                narrower |= how == NameRelation::Narrower;
                broader |= how == NameRelation::Broader;
            }
            (None, _) if is_other(item) => extra += 1,
            (None, _) => return open("an item is not known"),
        }
    }
    let any = matched.contains(&true);
    let closed = fact.complete || fact.join != Join::Plain;
    if read.negated {
        return match (any, closed) {
            (true, _) if !narrower => Verdict::Contradicted.into(),
            (false, true) => Verdict::SaysLess.into(),
            _ => open("the fact does not say that its list is complete"),
        };
    }
    let missing = matched.contains(&false);
    let outcome = joined(read, fact, cx, extra > 0, missing, any);
    match (narrower, broader, outcome.verdict) {
        (false, false, _) => outcome,
        (true, false, Verdict::Holds | Verdict::SaysMore) if fact.join == Join::Plain => {
            Verdict::SaysMore.into()
        }
        (false, true, Verdict::Holds | Verdict::SaysLess) if fact.join == Join::Plain => {
            Verdict::SaysLess.into()
        }
        _ => open("a name is wider or narrower than the fact's"),
    }
}

fn joined(
    read: &Items,
    fact: &Set,
    cx: &Context<'_>,
    extra: bool,
    missing: bool,
    any: bool,
) -> Outcome {
    let permitted = is_permitted(cx, true);
    let several = read.items.len() > 1;
    match fact.join {
        Join::Plain if read.only && missing => Verdict::Contradicted.into(),
        Join::Plain if (extra || read.only) && !fact.complete => {
            open("the fact does not say that its list is complete")
        }
        Join::Plain => match (extra, missing) {
            (false, false) => Verdict::Holds.into(),
            (false, true) => Verdict::SaysLess.into(),
            (true, false) => Verdict::SaysMore.into(),
            (true, true) => Verdict::Contradicted.into(),
        },
        Join::Any if several && read.join == Join::All => Verdict::Contradicted.into(),
        Join::Any => by_role(Relation::of(!missing, !extra), permitted).into(),
        Join::All if several && read.join == Join::Any && fact.items.len() > 1 => {
            by_role(if any { Relation::Wider } else { Relation::Apart }, permitted).into()
        }
        // To ask for fewer is to allow more.
        Join::All => by_role(Relation::of(!extra, !missing), permitted).into(),
    }
}

/// “any”, “all”: everything there is, but for what is taken out.
fn all(read: &Items, fact: &Set, cx: &Context<'_>) -> Outcome {
    if cx.property.of == Some(Kind::Enum) {
        let taken = |value: &Value| read.items.iter().any(|item| relation(item, value).is_some());
        let values = cx.property.values.keys().map(|value| Value::Enum(value.clone()));
        let items: Vec<Value> = values.filter(|value| !taken(value)).collect();
        let extra = items.iter().any(|item| !fact.items.contains(item));
        let missing = fact.items.iter().any(|item| !items.contains(item));
        if extra && !fact.complete && fact.join == Join::Plain {
            return open("the fact does not say that its list is complete");
        }
        let plain =
            Items { items: Vec::new(), join: Join::Plain, negated: false, only: false, any: false };
        return joined(&plain, fact, cx, extra, missing, true);
    }
    match (read.items.is_empty(), fact.join) {
        (true, Join::Any) => Verdict::SaysMore.into(),
        (true, Join::Plain) if fact.complete => Verdict::SaysMore.into(),
        _ => open("what else there is is not declared"),
    }
}
