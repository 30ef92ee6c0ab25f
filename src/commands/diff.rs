//! `factum diff`: what changed in facts since a revision, and which claims flip.

use anyhow::{Context as _, bail};

use super::Outcome;
use super::print::Printer;
use super::request::{Located, Request};
use crate::cli::Format;
use crate::diff::{Side, compare};
use crate::engine::{Engine, Options, Snapshot};
use crate::report::count;
use crate::report::difference::{self, Compared};
use crate::source::{Door, Revision};

/// Compares a revision with another, or with the work tree, and prints the difference.
///
/// # Errors
/// When there is no site, a revision cannot be read, or the settings of a side cannot be used.
pub(super) fn run(
    from: &str,
    to: Option<&str>,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let Located { root, door, options } = request.locate()?;
    let mut engine = Engine::new();
    let mut committed = |name: &str| -> anyhow::Result<Snapshot> {
        let door = Revision::open(&root, name)?;
        if let Some(config) = options.config.as_ref().filter(|config| !door.holds(config)) {
            bail!("there is no {config} in {name}, so there is no site to compare with");
        }
        let snapshot = looked_at(&mut engine, &door, &options, name)?;
        match door.broken() {
            Some(why) => bail!("git cannot hand out a file of {name}: {why}; `git fetch` may help"),
            None => Ok(snapshot),
        }
    };
    let before = committed(from)?;
    let after = match to {
        Some(to) => committed(to)?,
        None => looked_at(&mut engine, &door, &options, "the work tree")?,
    };
    for (snapshot, name) in [(&before, from), (&after, to.unwrap_or("the work tree"))] {
        let unreadable = &snapshot.site.unreadable;
        if let Some(first) = unreadable.first() {
            let files = count(unreadable.len(), "file");
            let path = &first.path;
            printer.remark(&format!("{files} of {name} cannot be read, first of all {path}"))?;
        }
    }
    let before = Side { site: &before.site, findings: &before.findings };
    let after = Side { site: &after.site, findings: &after.findings };
    let difference = compare(before, after);
    let to = to.unwrap_or("the work tree");
    let compared = Compared { before, after, from, to, difference };
    let text = match printer.format() {
        Format::Human => difference::text(&compared),
        Format::Markdown => difference::markdown(&compared),
        Format::Json => difference::json(&compared)?,
    };
    printer.answer(&text)?;
    Ok(match compared.difference.fails(request.strict()) {
        true => Outcome::Findings,
        false => Outcome::Clean,
    })
}

fn looked_at(
    engine: &mut Engine,
    door: &dyn Door,
    options: &Options,
    name: &str,
) -> anyhow::Result<Snapshot> {
    let snapshot = engine.snapshot(door, options).with_context(|| format!("cannot read {name}"))?;
    if snapshot.site.config.broken {
        bail!("the settings of {name} cannot be used, so its claims were not judged");
    }
    Ok(snapshot)
}
