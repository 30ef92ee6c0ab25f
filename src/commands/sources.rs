//! `factum sources`: what the facts rest on, and snapshots of it. A snapshot is what a reader of the
//! page sees, so that a quotation can be looked up in it when the page is gone. How it is fetched is
//! left to `web`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{anyhow, bail, ensure};
use serde::Serialize;

use super::print::Printer;
use super::request::{Located, Request};
use super::{Outcome, external};
use crate::cli::{Format, SourceQuery};
use crate::engine::Engine;
use crate::parse::{nearest, sha256};
use crate::report::count;
use crate::site::Site;
use crate::source::{Door as _, SitePath, Span};
use crate::{web, write};

/// A source in a list.
#[derive(Serialize)]
struct Record<'s> {
    id: &'s str,
    title: &'s str,
    url: Option<&'s str>,
    file: Option<&'s str>,
    /// How many facts rest on it.
    facts: usize,
}

/// Lists sources, or takes snapshots of some.
///
/// # Errors
/// When there is no site, an id names nothing, or a page cannot be had or kept.
pub(super) fn run(
    query: Option<&SourceQuery>,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let located = request.locate()?;
    let site = Engine::new().site(&located.door, &located.options)?;
    if site.config.broken {
        bail!("the settings cannot be used; `factum check` says why");
    }
    match query.unwrap_or(&SourceQuery::List) {
        SourceQuery::List => list(&site, printer)?,
        SourceQuery::Snapshot { id, replace } => {
            snapshot(&site, &located, id, *replace, printer)?;
        }
    }
    Ok(Outcome::Clean)
}

fn list(site: &Site, printer: &mut Printer) -> anyhow::Result<()> {
    let mut facts: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (_, fact) in site.facts() {
        for cited in fact.statements.iter().flat_map(|statement| &statement.sources) {
            facts.entry(&cited.citation.id.it).or_default().insert(fact.id());
        }
    }
    let mut records = Vec::new();
    for source in site.sources.values() {
        let raw = &source.raw;
        records.push(Record {
            id: &raw.id.it,
            title: &raw.title,
            url: raw.url.as_ref().map(|url| url.it.as_str()),
            file: raw.file.as_ref().map(|file| file.it.as_str()),
            facts: facts.get(raw.id.it.as_str()).map_or(0, BTreeSet::len),
        });
    }
    if printer.format() != Format::Human {
        return printer.answer(&format!("{:#}\n", serde_json::json!({ "sources": records })));
    }
    let mut text = String::new();
    for record in &records {
        let place = record.file.or(record.url).unwrap_or("no address and no snapshot");
        let facts = count(record.facts, "fact");
        let _ = writeln!(text, "{}: {}, {facts}, {place}", record.id, record.title);
    }
    printer.show(&text)
}

/// Stores what the address of a source serves, and writes the hash of it where one stood.
fn snapshot(
    site: &Site,
    located: &Located,
    id: &str,
    replace: bool,
    printer: &mut Printer,
) -> anyhow::Result<()> {
    let source = site.sources.get(id).ok_or_else(|| {
        let near = nearest(id, site.sources.keys().map(String::as_str));
        let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        anyhow!("there is no source {id}{near}")
    })?;
    let url = source.raw.url.as_ref();
    let url = url.ok_or_else(|| anyhow!("the source {id} has no url to take a snapshot of"))?;
    let options = web::Options {
        part: None,
        root: &located.root,
        offline: false,
        clock: external::clock,
        variable: &external::variable,
        names: None,
        progress: &|_, _| {},
    };
    let page = web::fetch(&url.it, &site.config.web, &options)?;
    let path = match &source.raw.file {
        Some(file) => file.it.clone(),
        None => format!("sources/{id}.{}", page.extension),
    };
    let path =
        SitePath::new(&path).ok_or_else(|| anyhow!("{path} leads out of the site's root"))?;
    ensure!(
        path.extension() == page.extension,
        "{} serves {}, which does not belong into {path}",
        url.it,
        page.extension
    );
    let hash = sha256(&page.bytes);
    match located.door.read(&path) {
        Ok(old) if old == page.bytes => {
            printer.remark(&format!("{path} is what {} serves", url.it))?
        }
        Ok(_) if !replace => bail!(
            "{path} holds something else than {} serves now; --replace writes it anew",
            url.it
        ),
        Ok(_) => {
            write::store(&located.root, &path, &page.bytes)?;
            printer.remark(&format!("wrote {path} anew"))?;
        }
        Err(_) => {
            write::store(&located.root, &path, &page.bytes)?;
            printer.remark(&format!("wrote {path}"))?;
        }
    }
    let known = source.raw.sha256.as_ref();
    match known {
        Some(known) if known.it == hash => {}
        Some(known) => {
            let text = rewritten(site, &source.path, &known.span, &hash)?;
            write::replace(&located.root, &source.path, &text)?;
            printer.remark(&format!("wrote its hash into {}", source.path))?;
        }
        None => {}
    }
    let mut lines = String::new();
    if source.raw.file.is_none() {
        let _ = writeln!(lines, "file: {path}");
    }
    if known.is_none() {
        let _ = writeln!(lines, "sha256: {hash}");
    }
    if !lines.is_empty() {
        printer.remark(&format!("add to {id} in {}:", source.path))?;
        printer.show(&lines)?;
    }
    Ok(())
}

/// The text of a file with other words in one place.
fn rewritten(site: &Site, path: &SitePath, span: &Span, words: &str) -> anyhow::Result<String> {
    let text = site.texts.get(path).map(|text| text.as_str());
    let parts = text.and_then(|text| Some((text.get(..span.start)?, text.get(span.end..)?)));
    let (before, after) = parts.ok_or_else(|| anyhow!("{path} is not there any more"))?;
    // A scalar's span may have its quotation marks in it.
    let quoted = text.and_then(|text| text.get(span.clone())).and_then(|it| it.chars().next());
    let mark =
        quoted.filter(|mark| matches!(mark, '"' | '\'')).map(String::from).unwrap_or_default();
    Ok(format!("{before}{mark}{words}{mark}{after}"))
}
