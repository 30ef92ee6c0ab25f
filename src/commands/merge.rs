//! `factum merge`: the parts of a site, made by `factum build --shard`, put together; or the reports of
//! its parts alone. What a part is and how reports are joined is left to `report`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, ensure};
use serde_json::Value;

use super::Outcome;
use super::print::Printer;
use super::request::Request;
use crate::report::joined::{self, PartTold, text};
use crate::report::{PART, count};
use crate::write::{self, Writing};

/// Joins parts and reports.
///
/// # Errors
/// When the parts are not all parts of one site, or the disk refuses.
#[expect(clippy::disallowed_methods, reason = "a part is a folder or a report")]
pub(super) fn run(
    parts: &[PathBuf],
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let folders = parts.iter().filter(|part| part.is_dir()).count();
    ensure!(
        folders == 0 || folders == parts.len(),
        "parts are folders of `factum build --shard`, or reports of `factum check --shard`, not both"
    );
    let told: anyhow::Result<Vec<PartTold>> = parts.iter().map(|part| read(part)).collect();
    let whole = joined::join(told?)?;
    let mut done = String::new();
    if folders > 0 {
        let to = request.named_output().ok_or_else(|| {
            anyhow!("--output-dir names the folder for the whole site; nothing was written")
        })?;
        let (files, changed) = site(parts, to)?;
        done = format!(" · wrote {to} ({}, {changed} changed)", count(files, "file"));
    }
    printer.joined(&whole, &done)?;
    let level = |level: &str| whole["summary"][level].as_u64().unwrap_or(0) > 0;
    let fails = level("errors") || (request.strict() && level("warnings"));
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}

#[expect(clippy::disallowed_methods, reason = "the parts of a site are read where they were put")]
fn read(part: &Path) -> anyhow::Result<PartTold> {
    let file = if part.is_dir() { part.join(PART) } else { part.to_path_buf() };
    let name = part.display().to_string();
    let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    PartTold::read(&name, &bytes)
}

/// Puts the files of all parts into one folder: how many there are, and how many changed.
#[expect(clippy::disallowed_methods, reason = "the parts of a site are read where they were put")]
fn site(parts: &[PathBuf], to: &str) -> anyhow::Result<(usize, usize)> {
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    let writing = Writing::start(&here, to)?;
    let mut there = BTreeSet::new();
    for part in parts {
        for name in write::made(part)?.into_iter().filter(|name| name != PART) {
            let file = part.join(&name);
            let bytes =
                std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            writing.put(&name, &bytes)?;
            ensure!(there.insert(name), "{} is in another part, too", file.display());
        }
    }
    let written = writing.finish(&BTreeMap::new())?;
    Ok((written.files, written.changed))
}

/// A joined report for people: a line for each finding, and the counts.
pub(super) fn lines(whole: &Value, done: &str) -> (String, String) {
    let mut lines = String::new();
    for it in whole["findings"].as_array().into_iter().flatten() {
        let (line, column) = (&it["line"], &it["column"]);
        lines.push_str(&format!(
            "{}:{line}:{column}: {}[{}]: {}\n",
            text(it, "path"),
            text(it, "level"),
            text(it, "rule"),
            text(it, "message")
        ));
    }
    let number = |key: &str| whole["summary"][key].as_u64().unwrap_or(0);
    let some =
        |key: &str, noun: &str| count(usize::try_from(number(key)).unwrap_or(usize::MAX), noun);
    let receipt = format!(
        "{}, {} · {}, {}{done}",
        some("pages", "page"),
        some("claims", "claim"),
        some("errors", "error"),
        some("warnings", "warning")
    );
    (lines, receipt)
}
