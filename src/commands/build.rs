//! `factum build`: check, then render and write, unless a finding fails the run.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::bail;

use super::print::Printer;
use super::request::{Opened, Request};
use super::{Outcome, outcome};
use crate::diagnostic::{Diagnostic, Level};
use crate::policy::{self, Policy};
use crate::render::{Beside, Memory, Renderer};
use crate::report::timings::{picture, table};
use crate::report::{PART, Part, Summary, count, json};
use crate::rules::image_damaged;
use crate::site::Site;
use crate::source::Shard;
use crate::timings::{Clock, Kind, Timings};
use crate::write::{self, pictures};

/// Builds the site and reports.
///
/// # Errors
/// When there is no site, or the output folder cannot be written.
pub(super) fn run(
    times: Option<&Path>,
    shard: Option<Shard>,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let timings = times.map_or_else(Timings::off, |_| Timings::by(clock()));
    let timings = &timings;
    let Opened { root, snapshot } = request.open_timed(timings)?;
    let (site, mut findings) = (snapshot.site, snapshot.findings);
    if site.adopted.is_some() {
        bail!("the tree is built by the tool that it was made for; `factum check` checks it");
    }
    // First of all: what is wrong with the site can be mended later than what is wrong with this.
    write::permit(&root, &site.config.output_dir)?;
    let part = shard.filter(|_| !site.config.broken);
    let part = part.map(|shard| Part::of(shard, &site, request.levels()));
    // What pages show of findings is the same in every part; a run answers for those of its own.
    let shown = findings.clone();
    if let Some(part) = &part {
        findings = printer.of_part(part.clone()).own(findings);
    }
    let passes = |findings: &[_]| {
        request.keep_going() || !Summary::of(&site, findings).fails(request.strict())
    };
    let mut done = "nothing written".to_string();
    if !site.config.broken && passes(&findings) {
        let folder = &site.config.output_dir;
        let before = || (remembered(&root), write::Writing::start(&root, folder));
        let (memory, writing) = timings.stage("look at what is there", before);
        let writing = writing?;
        let put = |name: &str, bytes: Vec<u8>| {
            timings.work(Kind::Disk, "compare and write", || writing.put(name, &bytes))
        };
        let render = || {
            let renderer = Renderer::remembering(&site, &shown, memory.clone()).part(shard);
            let renderer = renderer.timed(timings);
            let made = renderer.each(put);
            // The process ends soon: to take apart what pages share would only take time.
            std::mem::forget(renderer);
            made
        };
        let Beside { copies, smaller, findings: mut failed } =
            timings.stage("render and write", render)?;
        let made = || pictures::copies(&root, &smaller, |name, bytes| writing.put(name, bytes));
        let damaged = timings.stage("make pictures smaller", made)?;
        failed.extend(damaged.iter().map(|(path, why)| image_damaged(&site, path, why)));
        if shard.is_none() {
            pictures::forget_others(&root, &smaller);
        }
        if let Some(entries) = memory.entries() {
            write::keep(&root, CODE, &entries);
        }
        leveled(&site, &mut findings, failed, request.levels());
        if passes(&findings) {
            if let Some(part) = &part {
                let mut told = Vec::new();
                json::write(&mut told, &site, &findings, Some(part))?;
                writing.put(PART, &told)?;
            }
            let written = timings.stage("put in place", || writing.finish(&copies))?;
            let removed = match written.removed {
                0 => String::new(),
                removed => format!(", {removed} removed"),
            };
            let (files, changed) = (count(written.files, "file"), written.changed);
            let folder = folder.trim_end_matches('/');
            done = format!("wrote {folder}/ ({files}, {changed} changed{removed})");
        }
    }
    let report = || printer.report(&site, &findings, Some(&done));
    let summary = timings.stage("report", report)?;
    if let Some(file) = times {
        printer.told(&table(timings))?;
        write::beside(file, &picture(timings))?;
    }
    let outcome = outcome(&site, &findings, &summary, request);
    // The process ends here: to take a large site apart piece by piece would only take time.
    std::mem::forget(site);
    outcome
}

/// The time since this was called.
#[expect(clippy::disallowed_methods, reason = "what it tells goes into a report of times alone")]
fn clock() -> Clock {
    let start = Instant::now();
    Box::new(move || start.elapsed())
}

/// Where coloured code is kept from build to build.
const CODE: &str = "code";

/// The code that earlier builds coloured.
pub(super) fn remembered(root: &Path) -> Arc<Memory> {
    let kept = write::kept(root, CODE);
    Arc::new(kept.map(|bytes| Memory::read(&bytes)).unwrap_or_default())
}

/// Adds what is wrong with templates to the findings, at the levels in force.
fn leveled(
    site: &Site,
    findings: &mut Vec<Diagnostic>,
    failed: Vec<Diagnostic>,
    levels: &[(String, Level)],
) {
    if failed.is_empty() {
        return;
    }
    let policy = Policy::new(&site.config, levels);
    for mut finding in failed {
        finding.level = policy.level(finding.rule, &finding.primary.path, finding.level);
        findings.extend((finding.level > Level::Off).then_some(finding));
    }
    policy::sort(findings);
}
