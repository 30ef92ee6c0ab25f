//! `factum fix`: makes the changes that findings offer, as far as nobody has to read the sentence.

use std::collections::BTreeMap;

use similar::TextDiff;

use super::print::Printer;
use super::request::{Located, Request};
use super::{Outcome, external, outcome};
use crate::cli::Asking;
use crate::engine::Engine;
use crate::mend::mend;
use crate::report::count;
use crate::source::{Memory, Overlay, SitePath};
use crate::write;

/// A fix may uncover another; after so many rounds something undoes what it did.
const ROUNDS: usize = 8;

/// Applies fixes and reports what is left. With `dry_run` the changes are printed as a diff, and
/// nothing is written.
///
/// # Errors
/// When there is no site, or a file cannot be written.
pub(super) fn run(
    request: &Request,
    dry_run: bool,
    asking: Asking,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let Located { root, door, options } = request.locate()?;
    let mut engine = Engine::new();
    let mut buffers = Memory::new();
    let mut new: BTreeMap<SitePath, String> = BTreeMap::new();
    let mut applied = 0;
    let mut site = engine.site(&door, &options)?;
    let old = site.texts.clone();
    site.external = external::ask(asking, None, &site, &root, printer)?;
    let external = site.external.clone();
    let mut snapshot = engine.check(site, &options);
    for _ in 0..ROUNDS {
        let mended = mend(&snapshot.site.texts, &snapshot.findings, |fix| fix.sure);
        if mended.texts.is_empty() {
            break;
        }
        applied += mended.applied;
        for (path, text) in mended.texts {
            buffers.insert(path.as_str(), text.clone());
            new.insert(path, text);
        }
        let mut site = engine.site(&Overlay::new(&door, buffers.clone()), &options)?;
        site.external = external.clone();
        snapshot = engine.check(site, &options);
    }
    let before = |path: &SitePath| old.get(path).map_or("", |text| text.as_str());
    new.retain(|path, text| before(path) != text);
    for (path, text) in &new {
        match dry_run {
            true => printer.answer(&diff(path, before(path), text))?,
            false => write::replace(&root, path, text)?,
        }
    }
    let (fixes, files) = (count(applied, "change"), count(new.len(), "file"));
    let done = match (new.is_empty(), dry_run) {
        (true, _) => "nothing to change".to_string(),
        (false, true) => format!("would make {fixes} in {files}"),
        (false, false) => format!("made {fixes} in {files}"),
    };
    let summary = printer.report(&snapshot.site, &snapshot.findings, Some(&done))?;
    outcome(&snapshot.site, &snapshot.findings, &summary, request)
}

/// What changes in a file, for people and for `patch`.
pub(super) fn diff(path: &SitePath, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff().context_radius(2).header(path.as_str(), path.as_str()).to_string()
}
