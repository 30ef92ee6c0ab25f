//! `factum mutate`: which facts could change without a claim that notices.

use anyhow::bail;

use super::Outcome;
use super::print::Printer;
use super::request::{Opened, Request};
use crate::cli::Format;
use crate::report::guards::Guards;
use crate::site;

/// Changes every value in turn, in memory, and prints those that no claim guards.
///
/// # Errors
/// When there is no site, or its settings cannot be used.
pub(super) fn run(request: &Request, printer: &mut Printer) -> anyhow::Result<Outcome> {
    let Opened { snapshot, .. } = request.open()?;
    let site = &snapshot.site;
    if site.config.broken {
        bail!("the settings cannot be used; `factum check` says why");
    }
    let trials = site::trials(site);
    let guards = Guards::of(site, &trials);
    printer.answer(&match printer.format() {
        Format::Json => guards.json()?,
        Format::Human | Format::Markdown => guards.text(),
    })?;
    let fails = request.strict() && !guards.is_whole();
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}
