//! `factum addresses`: what the site publishes, and the list of what it has promised to keep. Whether a
//! promise is kept is found out by `site`, and reported by the rule `address-lost`.

use std::collections::BTreeSet;

use anyhow::{bail, ensure};
use serde::Serialize;

use super::Outcome;
use super::fix::diff;
use super::print::Printer;
use super::request::{Located, Request};
use crate::cli::{AddressQuery, Format};
use crate::engine::Engine;
use crate::parse::{Promises, nearest};
use crate::site::Site;
use crate::write;

/// An address in a list.
#[derive(Serialize)]
struct Record<'s> {
    address: &'s str,
    /// `recorded`, `new` or `lost`; what an alias or a redirect leads on from is recorded.
    state: &'static str,
}

/// Lists addresses, or records them.
///
/// # Errors
/// When there is no site, what is to be forgotten is not lost, or the disk refuses.
pub(super) fn run(
    query: Option<&AddressQuery>,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let located = request.locate()?;
    let site = Engine::new().site(&located.door, &located.options)?;
    ensure!(!site.config.broken, "the settings cannot be used; `factum check` says why");
    ensure!(
        site.adopted.is_none(),
        "the addresses of a tree that was made for another tool are those that the tool makes"
    );
    match query.unwrap_or(&AddressQuery::List) {
        AddressQuery::List => list(&site, printer)?,
        AddressQuery::Update { forget, forget_lost, dry_run } => {
            let given_up = given_up(&site, forget, *forget_lost)?;
            update(&site, &located, &given_up, *dry_run, printer)?;
        }
    }
    Ok(Outcome::Clean)
}

fn list(site: &Site, printer: &mut Printer) -> anyhow::Result<()> {
    let recorded = recorded(site);
    let lost = lost(site);
    let published = site.addresses();
    let all: BTreeSet<&str> =
        recorded.iter().copied().chain(published.iter().map(String::as_str)).collect();
    let records: Vec<Record<'_>> = all
        .into_iter()
        .map(|address| {
            let state = match () {
                () if lost.contains(address) => "lost",
                () if recorded.contains(address) => "recorded",
                () => "new",
            };
            Record { address, state }
        })
        .collect();
    if printer.format() != Format::Human {
        return printer.answer(&format!("{:#}\n", serde_json::json!({ "addresses": records })));
    }
    let lines: String = records.iter().map(|it| format!("{} {}\n", it.state, it.address)).collect();
    printer.show(&lines)
}

/// The lost addresses that somebody gives up: with a page its anchors.
fn given_up<'s>(
    site: &'s Site,
    forget: &[String],
    forget_lost: bool,
) -> anyhow::Result<BTreeSet<&'s str>> {
    let lost = lost(site);
    if forget_lost {
        return Ok(lost);
    }
    let mut given_up = BTreeSet::new();
    for address in forget {
        if !lost.contains(address.as_str()) {
            let known = recorded(site).contains(address.as_str());
            let near = nearest(address, lost.iter().copied());
            let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
            match known {
                true => bail!("{address} is not lost, and stays recorded"),
                false => bail!("{address} is not recorded in {}{near}", Promises::NAME),
            }
        }
        let anchors = format!("{address}#");
        given_up.extend(lost.iter().filter(|it| *it == address || it.starts_with(&anchors)));
    }
    Ok(given_up)
}

/// Writes the list anew: with what is new, and without what is given up.
fn update(
    site: &Site,
    Located { root, .. }: &Located,
    given_up: &BTreeSet<&str>,
    dry_run: bool,
    printer: &mut Printer,
) -> anyhow::Result<()> {
    let Some(path) = Promises::path() else { return Ok(()) };
    let broken = site.problems.iter().any(|(of, _)| *of == path);
    let unreadable = site.unreadable.iter().any(|file| file.path == path);
    ensure!(!broken && !unreadable, "{path} cannot be used as it is; `factum check` says why");
    let recorded = recorded(site);
    let kept = recorded.iter().filter(|it| !given_up.contains(**it)).map(|it| it.to_string());
    let all: BTreeSet<String> = kept.chain(site.addresses()).collect();
    let old = site.texts.get(&path).map_or("", |text| text.as_str());
    let new = Promises::write(&all);
    let new = if old.contains("\r\n") { new.replace('\n', "\r\n") } else { new };
    match (old == new, dry_run) {
        (true, _) => {}
        (false, true) => printer.answer(&diff(&path, old, &new))?,
        (false, false) => write::put(root, &path, &new)?,
    }
    let added = all.iter().filter(|it| !recorded.contains(it.as_str())).count();
    let (record, forget) = match dry_run {
        true => ("would record", "would forget"),
        false => ("recorded", "forgot"),
    };
    let mut words = format!("{record} {}", addresses(added, "new"));
    if !given_up.is_empty() {
        words.push_str(&format!(", {forget} {}", given_up.len()));
    }
    let left = lost(site).len() - given_up.len();
    if left > 0 {
        words.push_str(&format!(", kept {}", addresses(left, "lost")));
    }
    printer.remark(&words)
}

fn addresses(number: usize, which: &str) -> String {
    format!("{number} {which} {}", if number == 1 { "address" } else { "addresses" })
}

fn recorded(site: &Site) -> BTreeSet<&str> {
    site.kept.iter().flat_map(|kept| &kept.promised).map(String::as_str).collect()
}

/// What is recorded and lost, the anchors of lost pages among them.
fn lost(site: &Site) -> BTreeSet<&str> {
    let of_kept = site.kept.iter().flat_map(|kept| &kept.lost);
    of_kept.flat_map(|lost| lost.all()).collect()
}
