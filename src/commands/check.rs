//! `factum check`: everything but writing.

use super::print::Printer;
use super::request::{Opened, Request};
use super::{Outcome, outcome};

/// Checks the site and reports.
///
/// # Errors
/// When there is no site to check.
pub(super) fn run(request: &Request, printer: &mut Printer) -> anyhow::Result<Outcome> {
    let Opened { snapshot, .. } = request.open()?;
    let summary = printer.report(&snapshot.site, &snapshot.findings, None)?;
    let outcome = outcome(&snapshot.site, &snapshot.findings, &summary, request);
    // The process ends here: to take a large site apart piece by piece would only take time.
    std::mem::forget(snapshot);
    outcome
}
