//! Puts values into words and into a short notation.
//! The words of each language are left to its tables.

mod dates;
mod quantities;
mod versions;

pub(super) use quantities::grouped;

use super::read::items::Items;
use super::read::predicate::StatusRead;
use super::read::{Op, Said};
use super::set::{Join, Set};
use super::{Context, NameRelation, Value};

/// The value in words that read back as the value.
pub(super) fn phrase(value: &Value, cx: &Context<'_>) -> String {
    let say = cx.words.say();
    match value {
        Value::None => say.none.to_string(),
        Value::Unknown => say.unknown.to_string(),
        Value::Quantity(quantity) => quantities::phrase(quantity, cx),
        Value::Version(set) => versions::phrase(set, cx),
        Value::Date(set) => dates::phrase(set, cx),
        Value::Status(status) => status_word(status, cx),
        Value::Boolean(truth) => truth_word(*truth, cx),
        Value::Enum(value) => enum_word(value, cx),
        Value::Entity(id) => cx.names.name(id).unwrap_or(id).to_string(),
        Value::Set(set) => {
            let items: Vec<String> = set.items.iter().map(|item| phrase(item, cx)).collect();
            join(&items, if set.join == Join::Any { say.or } else { say.and }, cx)
        }
        Value::Table(table) => {
            let items: Vec<String> = table.rows.iter().map(|row| row.name.clone()).collect();
            join(&items, say.and, cx)
        }
        Value::Text(text) | Value::Url(text) => text.clone(),
    }
}

/// The value in a short notation.
pub(super) fn notation(value: &Value, cx: &Context<'_>) -> String {
    match value {
        Value::Quantity(quantity) => quantities::notation(quantity, cx),
        Value::Version(set) => set.notation(),
        Value::Date(set) => set.notation(),
        Value::Set(set) => set_notation(set, cx),
        Value::Table(table) => {
            table.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>().join(", ")
        }
        _ => phrase(value, cx),
    }
}

fn set_notation(set: &Set, cx: &Context<'_>) -> String {
    let items: Vec<String> = set.items.iter().map(|item| notation(item, cx)).collect();
    let items = items.join(", ");
    match set.join {
        _ if set.items.len() < 2 => items,
        Join::Plain => items,
        Join::All => format!("all of {items}"),
        Join::Any => format!("any of {items}"),
    }
}

/// What was read, in the same notation as values.
pub(super) fn said(said: &Said, cx: &Context<'_>) -> String {
    let say = cx.words.say();
    match said {
        Said::Nothing => say.none.to_string(),
        Said::Unknown => say.unknown.to_string(),
        Said::Quantity(read) if read.op == Some(Op::Any) => say.any.to_string(),
        Said::Quantity(read) => quantities::notation(&read.set, cx),
        Said::Version(read) => read.set.notation(),
        Said::Date(set) => set.notation(),
        Said::Status(StatusRead::Is(status) | StatusRead::NoLonger(status)) => {
            status_word(status, cx)
        }
        Said::Status(StatusRead::IsNot(status)) => {
            format!("{} {}", say.not, status_word(status, cx))
        }
        Said::Boolean(truth) => truth_word(*truth, cx),
        Said::Items(items) => items_notation(items, cx),
        Said::Words(words) => words.clone(),
    }
}

fn items_notation(items: &Items, cx: &Context<'_>) -> String {
    let name = |item: &super::read::items::Item| match item.meanings.as_slice() {
        [(value, NameRelation::Exact)] => notation(value, cx),
        _ => item.text.clone(),
    };
    let mut names: Vec<String> = items.items.iter().map(name).collect();
    names.sort();
    let names = names.join(", ");
    match (items.negated, items.any, items.only, items.join) {
        (true, ..) => format!("none of {names}"),
        (_, true, ..) if names.is_empty() => "all there are".to_string(),
        (_, true, ..) => format!("all but {names}"),
        (_, _, true, _) => format!("only {names}"),
        (.., Join::All) if items.items.len() > 1 => format!("all of {names}"),
        (.., Join::Any) if items.items.len() > 1 => format!("any of {names}"),
        _ => names,
    }
}

fn status_word(status: &str, cx: &Context<'_>) -> String {
    let own = cx.property.phrases.get(status).and_then(|said| said.first());
    let table = cx.words.language.status_words.iter().find(|(known, _)| *known == status);
    own.cloned().unwrap_or_else(|| table.map_or(status, |(_, word)| word).to_string())
}

fn truth_word(truth: bool, cx: &Context<'_>) -> String {
    let own =
        cx.property.phrases.get(if truth { "true" } else { "false" }).and_then(|said| said.first());
    let say = cx.words.say();
    own.cloned().unwrap_or_else(|| if truth { say.yes } else { say.no }.to_string())
}

fn enum_word(value: &str, cx: &Context<'_>) -> String {
    let said = cx.property.values.get(value).and_then(|said| said.first());
    let said = said.or_else(|| cx.property.phrases.get(value).and_then(|said| said.first()));
    said.cloned().unwrap_or_else(|| value.to_string())
}

/// Items in a row: “A, B or C”.
fn join(items: &[String], last: &str, cx: &Context<'_>) -> String {
    match items {
        [] => cx.words.say().none.to_string(),
        [one] => one.clone(),
        [head @ .., tail] => format!("{} {last} {tail}", head.join(cx.words.say().comma)),
    }
}

/// A template with its slots filled, in order.
pub(super) fn fill(template: &str, parts: &[&str]) -> String {
    let mut parts = parts.iter();
    let mut filled = String::with_capacity(template.len() + 16);
    for c in template.chars() {
        match c {
            '#' => filled.push_str(parts.next().copied().unwrap_or_default()),
            c => filled.push(c),
        }
    }
    filled
}
