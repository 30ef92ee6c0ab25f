//! `factum facts`: what the facts are, and who relies on them.
//! What is printed of a fact is left to `record`.

mod record;

use std::collections::BTreeMap;

use anyhow::bail;

use super::Outcome;
use super::print::Printer;
use super::request::{Opened, Request};
use crate::cli::{Format, Query};
use crate::parse::nearest;
use crate::site::{Fact, Site, Subject};
use record::{Record, Use};

/// Answers a question about facts; without one, lists them all.
///
/// # Errors
/// When there is no site, its settings cannot be used, or an id names nothing.
pub(super) fn run(
    query: Option<&Query>,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let Opened { snapshot, .. } = request.open()?;
    let site = &snapshot.site;
    if site.config.broken {
        bail!("the settings cannot be used; `factum check` says why");
    }
    let human = printer.format() == Format::Human;
    let text = match query.unwrap_or(&Query::List) {
        Query::List => {
            let records = records(site, site.facts().collect());
            if human { record::table(&records) } else { json("facts", &records)? }
        }
        Query::Show { id } => {
            let records = records(site, named(site, id)?);
            if human { record::pages(&records) } else { json("facts", &records)? }
        }
        Query::Uses { id } => {
            let uses = Use::of(site, &named(site, id)?);
            if human { record::lines(&uses) } else { json("uses", &uses)? }
        }
    };
    printer.answer(&text)?;
    Ok(Outcome::Clean)
}

fn records<'a>(site: &'a Site, facts: Vec<(&'a Subject, &'a Fact)>) -> Vec<Record<'a>> {
    let mut claims = BTreeMap::new();
    for bound in site.claims.iter().filter_map(|claim| claim.bound.as_ref().ok()) {
        let fact = (bound.fact.subject.as_str(), bound.fact.property.as_str());
        *claims.entry(fact).or_insert(0) += 1;
    }
    let record = |(subject, fact): (&'a Subject, &'a Fact)| {
        let claims = claims.get(&(fact.subject.as_str(), fact.raw.name.it.as_str()));
        Record::of(site, subject, fact, claims.copied().unwrap_or(0))
    };
    facts.into_iter().map(record).collect()
}

/// The facts that an id names: one, or all of a subject.
///
/// # Errors
/// When it names neither.
pub(super) fn named<'a>(site: &'a Site, id: &str) -> anyhow::Result<Vec<(&'a Subject, &'a Fact)>> {
    let facts: Vec<_> =
        site.facts().filter(|(subject, fact)| subject.raw.id.it == id || fact.id() == id).collect();
    if !facts.is_empty() || site.subjects.contains_key(id) {
        return Ok(facts);
    }
    let ids: Vec<String> = site.facts().map(|(_, fact)| fact.id()).collect();
    let subjects = site.subjects.keys().map(String::as_str);
    match nearest(id, ids.iter().map(String::as_str).chain(subjects)) {
        Some(near) => bail!("there is no fact or subject {id}; did you mean {near}?"),
        None => bail!("there is no fact or subject {id}; `factum facts` lists them"),
    }
}

fn json<T: serde::Serialize>(key: &str, rows: &[T]) -> anyhow::Result<String> {
    let mut document = serde_json::Map::new();
    document.insert(key.to_string(), serde_json::to_value(rows)?);
    Ok(format!("{:#}\n", serde_json::Value::Object(document)))
}
