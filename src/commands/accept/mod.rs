//! `factum accept`: records that people have reviewed claims that only they can judge.
//! What is shown of a claim is left to `card`, going through them one by one to `walk`.

mod card;
mod walk;

use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::path::Path;

use anyhow::bail;

use super::fix::diff;
use super::print::Printer;
use super::request::{Located, Request};
use super::{Outcome, facts};
use crate::cli::{Format, Selection};
use crate::engine::Engine;
use crate::parse::{Accepted, Lock};
use crate::report::count;
use crate::site::{Claim, Site};
use crate::source::SitePath;
use crate::write;
use card::Card;

/// Accepts the claims that are selected. Without a selection it asks about one after another where
/// a terminal is, and lists them elsewhere.
///
/// # Errors
/// When there is no site, the reviews on record cannot be read, a selection names nothing, or the
/// disk refuses.
pub(super) fn run(
    selection: &Selection,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    let Located { root, door, options } = request.locate()?;
    let mut engine = Engine::new();
    let site = engine.snapshot(&door, &options)?.site;
    usable(&site)?;
    let open = open(&site);
    if selection.is_empty() {
        let human = printer.format() == Format::Human;
        let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        if terminal && human && !selection.dry_run && !open.is_empty() {
            let input = &mut std::io::stdin().lock();
            let look = || Ok(engine.snapshot(&door, &options)?.site);
            return walk::walk(&root, look, input, selection.by.as_deref(), printer);
        }
        let cards: Vec<Card<'_>> = open.iter().filter_map(|claim| Card::of(&site, claim)).collect();
        match human {
            true => printer.show(&card::list(&cards))?,
            false => printer.answer(&card::json(&cards)?)?,
        }
        printer.remark(&match open.len() {
            0 => "no claim waits for a review".to_string(),
            1 => "1 claim waits for a review".to_string(),
            waiting => format!("{waiting} claims wait for a review"),
        })?;
        return Ok(if open.is_empty() { Outcome::Clean } else { Outcome::Findings });
    }
    let chosen = chosen(&site, open, selection)?;
    let lock = record(&site, &chosen, selection.by.as_deref());
    let (old, new) = (old(&site), lock.write());
    let dropped = site.unused_reviews().len();
    let accepted = count(chosen.len(), "claim");
    let dropped = match dropped {
        0 => String::new(),
        dropped => format!(", {} dropped", count(dropped, "unused review")),
    };
    if selection.dry_run {
        if let Some(path) = Lock::path() {
            printer.answer(&diff(&path, old, &like(old, new)))?;
        }
        printer.remark(&format!("would accept {accepted}{dropped}"))?;
    } else {
        save(&root, &site, &lock)?;
        printer.remark(&format!("accepted {accepted}{dropped}"))?;
    }
    Ok(Outcome::Clean)
}

/// Whether reviews can be recorded for a site.
fn usable(site: &Site) -> anyhow::Result<()> {
    if site.config.broken {
        bail!("the settings cannot be used; `factum check` says why");
    }
    let unreadable = site.unreadable.iter().any(|file| file.path.as_str() == Lock::NAME);
    if site.lock.broken || unreadable {
        bail!("{} cannot be read; `factum check` says why", Lock::NAME);
    }
    Ok(())
}

/// The claims that wait for a review.
fn open(site: &Site) -> Vec<&Claim> {
    let waits = |claim: &&Claim| claim.asked.as_ref().is_some_and(|asked| asked.is_open());
    site.claims.iter().filter(waits).collect()
}

/// Those of the claims that a selection names.
fn chosen<'s>(
    site: &Site,
    open: Vec<&'s Claim>,
    selection: &Selection,
) -> anyhow::Result<Vec<&'s Claim>> {
    let mut places = Vec::new();
    for place in &selection.places {
        places.push(named(site, place)?);
    }
    let mut ids = BTreeSet::new();
    for id in &selection.fact {
        ids.extend(facts::named(site, id)?.into_iter().map(|(_, fact)| fact.id()));
    }
    let selected = |claim: &&Claim| {
        let (path, span) = site.place_of(&site.page(claim.page).article.path, &claim.span);
        let line = |offset| site.texts.get(path).map_or(0, |text| text.place(offset).line);
        let lines = line(span.start)..=line(span.end);
        let here = |(page, at): &(SitePath, Option<usize>)| {
            page == path && at.is_none_or(|at| lines.contains(&at))
        };
        let fact = claim.bound.as_ref().ok().map(|bound| &bound.fact);
        let fact = fact.map(|fact| format!("{}.{}", fact.subject, fact.property));
        selection.all || places.iter().any(here) || fact.is_some_and(|fact| ids.contains(&fact))
    };
    Ok(open.into_iter().filter(selected).collect())
}

/// The page of a place, and its line where one is named.
fn named(site: &Site, place: &str) -> anyhow::Result<(SitePath, Option<usize>)> {
    let line = place.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?)));
    let (path, line) = line.map_or((place, None), |(path, line)| (path, Some(line)));
    let found = SitePath::new(path).filter(|path| {
        let mut pages = site.pages.iter();
        pages.any(|page| page.article.path == *path)
    });
    match found {
        Some(path) => Ok((path, line)),
        None => bail!("{path} is no page; pages are named from the site's folder"),
    }
}

/// The reviews on record with those of some claims, and without those that nothing needs.
fn record(site: &Site, chosen: &[&Claim], by: Option<&str>) -> Lock {
    let mut gone: BTreeSet<usize> = site.unused_reviews().into_iter().collect();
    let mut reviews = Vec::new();
    for claim in chosen {
        let (Some(asked), Ok(bound)) = (&claim.asked, &claim.bound) else { continue };
        gone.extend(asked.review());
        reviews.push(Accepted {
            page: site.page(claim.page).article.path.to_string(),
            fact: bound.fact.id.clone(),
            scope: bound.scope.to_string(),
            sentence: asked.sentence_print.clone(),
            value: asked.value_print.clone(),
            by: by.map(str::to_string),
            on: site.today,
            span: 0..0,
        });
    }
    let known = site.lock.reviews.iter().enumerate();
    reviews.extend(known.filter(|(at, _)| !gone.contains(at)).map(|(_, review)| review.clone()));
    Lock { reviews, broken: false }
}

/// The lock's text as it is.
fn old(site: &Site) -> &str {
    let text = Lock::path().and_then(|path| site.texts.get(&path));
    text.map_or("", |text| text.as_str())
}

/// A text with the ends of lines that another has.
fn like(old: &str, new: String) -> String {
    if old.contains("\r\n") { new.replace('\n', "\r\n") } else { new }
}

/// Writes the lock, unless it is so already.
fn save(root: &Path, site: &Site, lock: &Lock) -> anyhow::Result<()> {
    let old = old(site);
    let new = like(old, lock.write());
    match Lock::path() {
        Some(path) if new != old && !(old.is_empty() && lock.reviews.is_empty()) => {
            write::put(root, &path, &new)
        }
        _ => Ok(()),
    }
}
