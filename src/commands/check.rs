//! `factum check`: everything but writing.

use super::print::Printer;
use super::request::{Located, Request};
use super::{Outcome, external, outcome};
use crate::cli::Asking;
use crate::engine::{Engine, Snapshot};
use crate::report::{self, Part};
use crate::source::Shard;

/// Checks the site, or a part of it, and reports.
///
/// # Errors
/// When there is no site to check, or the web was to be asked and cannot be.
pub(super) fn run(
    asking: Asking,
    shard: Option<Shard>,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let Located { root, door, mut options } = request.locate_any()?;
    options.pages = false;
    let mut engine = Engine::new();
    let mut site = engine.site(&door, &options)?;
    if let Some(assumed) = report::assumed(&site) {
        printer.remark(&assumed)?;
    }
    site.external = external::ask(asking, shard, &site, &root, printer)?;
    let Snapshot { site, mut findings } = engine.check(site, &options);
    external::summary(&site, printer)?;
    if let Some(shard) = shard.filter(|_| !site.config.broken) {
        findings = printer.of_part(Part::of(shard, &site, request.levels())).own(findings);
    }
    let summary = printer.report(&site, &findings, None)?;
    let outcome = outcome(&site, &findings, &summary, request);
    // The process ends here: to take a large site apart piece by piece would only take time.
    std::mem::forget((site, engine));
    outcome
}
