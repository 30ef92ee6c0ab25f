//! Destinations of claims: `subject.property[filter].count@scope`, or a fact file with a fragment.
//! Whether such a fact exists is left to `judging`.

use super::destination::decode;
use crate::value::{Aggregate, Filter, Selector};

/// A destination taken apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reference {
    /// The subject, or the path of its fact file.
    pub(super) subject: Named,
    /// The property.
    pub(super) property: String,
    /// Filters, column, aggregate.
    pub(super) selector: Option<Selector>,
    /// What follows `@`.
    pub(super) scope: Option<String>,
    /// The part before `@`, as a claim writes it, without the subject of a file.
    pub(super) id: String,
}

/// How a destination names its subject.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Named {
    /// By its id.
    Id(String),
    /// By a path to its fact file, relative to the page.
    File(String),
}

/// Takes a destination apart.
///
/// # Errors
/// What is wrong with how it is built, in a few words.
pub(super) fn destination(to: &str) -> Result<Reference, String> {
    if let Some(id) = to.strip_prefix("fact:") {
        return reference(&decode(id), None);
    }
    match to.split_once('#') {
        Some((file, within)) => reference(&decode(within), Some(decode(file).into_owned())),
        None => reference(&decode(to), None),
    }
}

/// Takes an id apart; `file` is the fact file that it lies in, when it names no subject.
pub(super) fn reference(id: &str, file: Option<String>) -> Result<Reference, String> {
    let (id, scope) = match split_outside(id, '@') {
        Some((id, scope)) => (id, Some(scope.to_string())),
        None => (id, None),
    };
    let (head, filters, tail) = brackets(id)?;
    let mut names: Vec<&str> = head.split('.').collect();
    let subject = match file {
        Some(file) => Named::File(file),
        None if names.len() < 2 => {
            return Err("a fact's id is a subject and a property: subject.property".to_string());
        }
        None => Named::Id(names.remove(0).to_string()),
    };
    let property = names.remove(0).to_string();
    names.extend(tail.split('.').filter(|name| !name.is_empty()));
    if property.is_empty() || names.iter().any(|name| name.is_empty()) {
        return Err("a name is missing between two dots".to_string());
    }
    let aggregate = match names.last() {
        Some(&"count") => Some(Aggregate::Count),
        Some(&"min") => Some(Aggregate::Min),
        Some(&"max") => Some(Aggregate::Max),
        Some(&"sum") => Some(Aggregate::Sum),
        _ => None,
    };
    if aggregate.is_some() {
        names.pop();
    }
    let column = if names.is_empty() { None } else { Some(names.remove(0).to_string()) };
    if !names.is_empty() {
        return Err(format!(
            "nothing can follow a column but count, min, max or sum: {}",
            names.join(".")
        ));
    }
    let filters = filters.map(parse_filters).transpose()?.unwrap_or_default();
    let plain = filters.is_empty() && column.is_none() && aggregate.is_none();
    let selector = if plain { None } else { Some(Selector { filters, column, aggregate }) };
    Ok(Reference { subject, property, selector, scope, id: id.to_string() })
}

/// The facts that a text in a fact file may name, the likelier first: a property of the same
/// subject, or `subject.property`.
pub(super) fn named(own: &str, text: &str) -> impl Iterator<Item = (String, Reference)> {
    [format!("{own}.{text}"), text.to_string()].into_iter().filter_map(|id| {
        let found = reference(&id, None).ok()?;
        let Named::Id(subject) = &found.subject else { return None };
        Some((subject.clone(), found))
    })
}

/// What stands before, in and after the brackets.
fn brackets(id: &str) -> Result<(&str, Option<&str>, &str), String> {
    match (id.split_once('['), id.rsplit_once(']')) {
        (None, None) => Ok((id, None, "")),
        (Some((head, _)), Some((_, tail))) if head.len() < id.len() - tail.len() - 1 => {
            let inner = &id[head.len() + 1..id.len() - tail.len() - 1];
            if !tail.is_empty() && !tail.starts_with('.') {
                return Err("a dot must follow the bracket".to_string());
            }
            Ok((head, Some(inner), tail))
        }
        _ => Err("a bracket is not closed, or not opened".to_string()),
    }
}

/// `support=supported,kind!=storage`; a value alone adds to the filter before it.
fn parse_filters(text: &str) -> Result<Vec<Filter>, String> {
    let mut filters: Vec<Filter> = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some((key, value)) => {
                let negated = key.ends_with('!');
                filters.push(Filter {
                    key: key.trim_end_matches('!').trim().to_string(),
                    negated,
                    values: vec![value.trim().to_string()],
                });
            }
            None => match filters.last_mut() {
                Some(filter) => filter.values.push(part.to_string()),
                None => return Err(format!("a filter is a column and a value: {part}=…")),
            },
        }
    }
    if filters.is_empty() {
        return Err("the brackets hold no filter".to_string());
    }
    Ok(filters)
}

/// Splits at a character that stands outside brackets.
fn split_outside(text: &str, at: char) -> Option<(&str, &str)> {
    let mut depth = 0usize;
    for (index, char) in text.char_indices() {
        match char {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            char if char == at && depth == 0 => {
                return Some((&text[..index], &text[index + char.len_utf8()..]));
            }
            _ => {}
        }
    }
    None
}
