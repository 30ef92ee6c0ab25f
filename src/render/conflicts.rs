//! The page of conflicts: statements, and words of pages, that contradict each other, both sides
//! beside each other, with what was decided. What a conflict is is left to `site` and to rules.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::decision::{DisputeShown, ResolutionShown, disputes, resolution};
use super::nav;
use super::shell::{CONFLICTS, Head, Shell};
use super::statement::{StatementShown, fact_link, statement};
use super::value_html::Setting;
use crate::diagnostic::{Diagnostic, Label};
use crate::site::{Claim, Conflict, Fact, Site};
use crate::value::Value;

/// The rule whose findings are pages that contradict each other.
const PAGES_DISAGREE: &str = "pages-disagree";

/// Statements of a fact that contradict each other.
#[derive(Serialize)]
struct ConflictShown<'s> {
    /// `vm.slots`.
    id: String,
    /// The subject and the fact.
    title: String,
    href: String,
    /// Between what it stands, in words.
    between: &'s str,
    sides: Vec<StatementShown>,
    /// Which of them has more authority than which, in words.
    authority: BTreeSet<String>,
    resolution: Option<ResolutionShown<'s>>,
}

/// A fact that somebody said something against.
#[derive(Serialize)]
struct RaisedShown<'s> {
    id: String,
    title: String,
    href: String,
    disputes: Vec<DisputeShown<'s>>,
}

/// Words of two pages that contradict each other.
#[derive(Serialize)]
struct PagesShown {
    id: String,
    title: String,
    href: String,
    sides: [SideShown; 2],
}

/// One of the two pages.
#[derive(Serialize)]
struct SideShown {
    title: String,
    href: String,
    words: String,
    reads_as: Option<String>,
    owner: Option<String>,
}

/// Whether a fact is in conflict, open or decided.
pub(super) fn is_one(fact: &Fact) -> bool {
    !fact.conflicts.is_empty() || fact.open_dispute().is_some()
}

/// Whether rules found a conflict of pages.
pub(super) fn any_found(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.rule == PAGES_DISAGREE)
}

/// Makes the page.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn make(shell: &Shell<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = shell.site;
    let language = &site.config.language;
    let setting = shell.setting(shell.here(Some(CONFLICTS)), language, &[]);
    let mut context = shell.context(&Head {
        title: setting.words.get("site.conflicts"),
        description: setting.words.get("conflicts.lead"),
        url: Some(CONFLICTS),
        language,
        page: None,
        area: "conflicts",
    })?;
    let (mut open, mut decided) = (Vec::new(), Vec::new());
    for (subject, fact) in site.facts() {
        let setting = Setting { filler: &subject.filler, ..setting };
        open.extend(shown(&setting, fact, false));
        decided.extend(shown(&setting, fact, true));
    }
    let raised = site.facts().filter(|(_, fact)| fact.open_dispute().is_some());
    let raised = raised.filter_map(|(_, fact)| {
        let link = fact_link(&setting, fact)?;
        let (title, href) = (link.title, link.href);
        Some(RaisedShown { id: fact.id(), title, href, disputes: disputes(fact) })
    });
    context.insert("raised", &raised.collect::<Vec<_>>());
    let disagree = shell.findings.iter().filter(|finding| finding.rule == PAGES_DISAGREE);
    let pages: Vec<PagesShown> =
        disagree.filter_map(|finding| pages(shell, &setting, finding)).collect();
    context.insert("open", &open);
    context.insert("decided", &decided);
    context.insert("pages", &pages);
    shell.render("conflicts.html", &context, None)
}

/// Statements that differ in one thing, by index, and what is said of the weight of their sources.
type Group = (BTreeSet<usize>, BTreeSet<String>);

/// The conflicts of a fact, those that are settled or those that are not. Statements that differ in
/// one thing stand together, however many pairs of them contradict each other.
fn shown<'s>(setting: &Setting<'s>, fact: &'s Fact, settled: bool) -> Vec<ConflictShown<'s>> {
    let mut groups: BTreeMap<&'static str, (BTreeSet<usize>, BTreeSet<String>)> = BTreeMap::new();
    for conflict in fact.conflicts.iter().filter(|conflict| conflict.settled == settled) {
        let (sides, weights) = groups.entry(between(setting.site, fact, conflict)).or_default();
        sides.extend([conflict.left, conflict.right]);
        weights.extend(authority(setting, fact, conflict));
    }
    let group = |(between, (sides, authority)): (&'static str, Group)| {
        let link = fact_link(setting, fact)?;
        Some(ConflictShown {
            id: fact.id(),
            title: link.title,
            href: link.href,
            between: setting.words.get(between),
            sides: sides.into_iter().map(|side| statement(setting, fact, side)).collect(),
            authority,
            resolution: resolution(setting.site, fact),
        })
    };
    groups.into_iter().filter_map(group).collect()
}

/// Which side rests on the source of more authority. It decides nothing.
fn authority(setting: &Setting<'_>, fact: &Fact, conflict: &Conflict) -> Option<String> {
    let site = setting.site;
    let side = |index: usize| fact.statements.get(index);
    let more = site.weightier(side(conflict.left)?, side(conflict.right)?)?;
    let title = site.sources.get(&more.source).map(|source| source.raw.title.as_str());
    let title = title.unwrap_or(&more.source);
    let with = [("title", title), ("kind", more.kind.as_str()), ("other", more.other.as_str())];
    Some(setting.words.fill("conflicts.authority", &with))
}

/// The class of a conflict, by the name of its words. That one source saw something work and another supports it is no
/// contradiction of what happened, only of what may be relied upon.
fn between(site: &Site, fact: &Fact, conflict: &Conflict) -> &'static str {
    let ladder = &site.vocabulary.words.statuses.ladder;
    let rung = |side: usize| match fact.statements.get(side).map(|it| it.value.as_ref()) {
        Some(Some(Value::Status(status))) => ladder.contains(status),
        _ => false,
    };
    match rung(conflict.left) && rung(conflict.right) {
        true => "conflicts.sources",
        false => "conflicts.statements",
    }
}

fn pages(shell: &Shell<'_>, setting: &Setting<'_>, finding: &Diagnostic) -> Option<PagesShown> {
    let site = shell.site;
    let (one, other) = (&finding.primary, finding.related.first()?);
    let claim = claim_at(site, one)?;
    let reference = &claim.bound.as_ref().ok()?.fact;
    let link = fact_link(setting, site.fact(&reference.subject, &reference.property)?)?;
    let side = |claim: &Claim| {
        let page = nav::link(site, setting.here, claim.page);
        SideShown {
            title: page.title,
            href: page.href,
            words: claim.words.clone(),
            reads_as: claim.judgement.reads_as.clone(),
            owner: nav::owner(site, claim.page).map(str::to_string),
        }
    };
    Some(PagesShown {
        id: reference.id.clone(),
        title: link.title,
        href: link.href,
        sides: [side(claim), side(claim_at(site, other)?)],
    })
}

/// The claim that a label points at.
fn claim_at<'s>(site: &'s Site, label: &Label) -> Option<&'s Claim> {
    let page = site.pages.iter().position(|page| page.article.path == label.path)?;
    let at = |claim: &&Claim| claim.span == label.span || claim.words_span == label.span;
    site.claims_of(page).iter().find(at)
}
