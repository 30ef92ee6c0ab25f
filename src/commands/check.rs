//! `factum check`: everything but writing.

use super::print::Printer;
use super::request::{Located, Request};
use super::{Outcome, external, outcome};
use crate::cli::Asking;
use crate::engine::Engine;
use crate::report;

/// Checks the site and reports.
///
/// # Errors
/// When there is no site to check, or the web was to be asked and cannot be.
pub(super) fn run(
    asking: Asking,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let Located { root, door, options } = request.locate_any()?;
    let mut engine = Engine::new();
    let mut site = engine.site(&door, &options)?;
    if let Some(assumed) = report::assumed(&site) {
        printer.remark(&assumed)?;
    }
    site.external = external::ask(asking, &site, &root, printer)?;
    let snapshot = engine.check(site, &options);
    external::summary(&snapshot.site, printer)?;
    let summary = printer.report(&snapshot.site, &snapshot.findings, None)?;
    let outcome = outcome(&snapshot.site, &snapshot.findings, &summary, request);
    // The process ends here: to take a large site apart piece by piece would only take time.
    std::mem::forget(snapshot);
    outcome
}
