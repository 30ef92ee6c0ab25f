//! Reports of parts of a site joined to the report of the whole, which is the one that a run over the
//! whole gives, byte for byte.

use std::collections::BTreeSet;

use anyhow::{Context as _, anyhow, bail, ensure};
use serde_json::{Map, Value};

use crate::source::Shard;

/// The report of a part, taken apart.
pub struct PartTold {
    /// Where it was found, for messages.
    name: String,
    shard: Shard,
    input: String,
    report: Map<String, Value>,
}

impl PartTold {
    /// Reads the report of a part; `name` says where it comes from.
    ///
    /// # Errors
    /// When it is no such report.
    pub fn read(name: &str, bytes: &[u8]) -> anyhow::Result<PartTold> {
        let no_report = || anyhow!("{name} is no report of a part (made with --shard)");
        let report: Value = serde_json::from_slice(bytes).map_err(|_| no_report())?;
        let Value::Object(mut report) = report else { return Err(no_report()) };
        let part = report.shift_remove("shard").ok_or_else(no_report)?;
        let text = |key: &str| part.get(key).and_then(Value::as_str);
        let shard = text("part").and_then(|part| part.parse().ok()).ok_or_else(no_report)?;
        let input = text("input").ok_or_else(no_report)?.to_string();
        Ok(PartTold { name: name.to_string(), shard, input, report })
    }
}

/// Joins the parts.
///
/// # Errors
/// When one is missing or there twice, or when they are not parts of one site in one state.
pub fn join(parts: Vec<PartTold>) -> anyhow::Result<Value> {
    let first = parts.first().context("there is nothing to merge")?;
    let mut there = BTreeSet::new();
    for part in &parts {
        let Shard { number, of } = part.shard;
        ensure!(
            of == first.shard.of,
            "{} is part {}, and {} is part {}",
            first.name,
            first.shard,
            part.name,
            part.shard
        );
        ensure!(
            part.input == first.input,
            "{} and {} are not parts of the same: texts, settings, flags or the day differ",
            first.name,
            part.name
        );
        ensure!(there.insert(number), "part {number} is there twice, again in {}", part.name);
    }
    let missing: Vec<String> = (1..=first.shard.of)
        .filter(|number| !there.contains(number))
        .map(|number| number.to_string())
        .collect();
    ensure!(
        missing.is_empty(),
        "of {} parts these are missing: {}",
        there.len() + missing.len(),
        missing.join(", ")
    );
    let mut reports = parts.into_iter().map(|part| part.report);
    let mut whole = reports.next().unwrap_or_default();
    for report in reports {
        add(&mut whole, report)?;
    }
    if let Some(Value::Array(claims)) = whole.get_mut("claims") {
        claims.sort_by_key(|claim| text(claim, "path"));
    }
    let mut once = 0;
    if let Some(Value::Array(findings)) = whole.get_mut("findings") {
        // A template that fails in several parts is one thing to mend, told with its first page.
        let related = |it: &Value| {
            let page = it.get("related").and_then(|all| all.get(0)).map(|page| text(page, "path"));
            (page.is_none(), page)
        };
        findings.sort_by_cached_key(|it| (place(it), related(it)));
        let before = findings.len();
        findings.dedup_by(|again, first| {
            text(again, "rule") == "template-error" && place(again) == place(first)
        });
        once = before - findings.len();
    }
    if once > 0 {
        recount(&mut whole);
    }
    Ok(Value::Object(whole))
}

/// Adds a report to another.
fn add(whole: &mut Map<String, Value>, part: Map<String, Value>) -> anyhow::Result<()> {
    for (key, value) in part {
        match (whole.get_mut(&key), value) {
            (Some(Value::Array(all)), Value::Array(more)) => all.extend(more),
            (Some(Value::Object(counts)), Value::Object(more)) => {
                for (name, count) in more {
                    let sum = counts.get(&name).and_then(Value::as_u64).unwrap_or(0);
                    let count = count.as_u64().context("a report counts something strange")?;
                    counts.insert(name, Value::from(sum + count));
                }
            }
            (Some(known), value) if *known == value => {}
            _ => bail!("the reports are of different versions of factum"),
        }
    }
    Ok(())
}

/// Counts the findings by level, where some of them were one.
fn recount(whole: &mut Map<String, Value>) {
    let level = |level: &str| {
        let findings = whole.get("findings").and_then(Value::as_array);
        findings.map_or(0, |all| all.iter().filter(|it| text(it, "level") == level).count())
    };
    let counts = [("errors", level("error")), ("warnings", level("warning"))];
    if let Some(Value::Object(summary)) = whole.get_mut("summary") {
        for (key, count) in counts {
            summary.insert(key.to_string(), Value::from(count));
        }
    }
}

/// Where a finding stands among others.
fn place(finding: &Value) -> (String, [u64; 4], String, String) {
    let number = |key: &str| finding.get(key).and_then(Value::as_u64).unwrap_or(0);
    let at = ["line", "column", "end_line", "end_column"].map(number);
    (text(finding, "path"), at, text(finding, "rule"), text(finding, "message"))
}

/// A text of an object in a report.
pub fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_string()
}
