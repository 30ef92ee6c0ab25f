//! The page for reviewers: findings by page and owner, and the claims and facts that want a person.
//! What a finding is is left to rules, and which of them count to the settings.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Link;
use super::chart::{self, Bar};
use super::nav;
use super::shell::{Head, REVIEW, Shell};
use super::statement::fact_link;
use super::urls::Here;
use super::verdict;
use crate::diagnostic::{Diagnostic, Level};
use crate::parse::Rank;
use crate::site::{Claim, Fact, Site};
use crate::source::SitePath;
use crate::theme::Words;
use crate::value::{Mode, Verdict};

/// The verdicts, those that readers may rely on first.
const VERDICTS: [Verdict; 9] = [
    Verdict::Holds,
    Verdict::Contradicted,
    Verdict::SaysMore,
    Verdict::SaysLess,
    Verdict::BoundDropped,
    Verdict::OutOfScope,
    Verdict::Disputed,
    Verdict::Stale,
    Verdict::Unjudged,
];

/// What a row of a table counts.
#[derive(Default, Serialize)]
struct Counts {
    claims: usize,
    holds: usize,
    other: usize,
    unjudged: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// A file with findings, or an article with claims.
#[derive(Serialize)]
struct FileShown {
    title: String,
    /// Its page, if it has one.
    href: Option<String>,
    path: String,
    owner: Option<String>,
    counts: Counts,
    findings: Vec<FindingShown>,
}

/// A finding.
#[derive(Serialize)]
struct FindingShown {
    rule: &'static str,
    level: &'static str,
    message: String,
    help: Option<String>,
    line: usize,
    column: usize,
}

/// Somebody who answers for files, and what is open there.
#[derive(Serialize)]
struct OwnerShown {
    /// Empty for files that nobody answers for.
    owner: String,
    files: usize,
    counts: Counts,
}

/// A claim that was not judged.
#[derive(Serialize)]
struct ClaimShown {
    words: String,
    fact: String,
    reason: String,
    page: Link,
}

/// Makes the page.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn make(shell: &Shell<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = shell.site;
    let here = shell.here(Some(REVIEW));
    let words = shell.words(&site.config.language);
    let mut context = shell.context(&Head {
        title: words.get("site.review"),
        description: words.get("review.lead"),
        url: Some(REVIEW),
        language: &site.config.language,
        page: None,
        area: "review",
    })?;
    let files = files(shell, here);
    context.insert("owners", &owners(&files));
    context.insert("files", &files);
    context.insert("chart", &picture(words, site));
    context.insert("counts", &total(&files));
    let setting = shell.setting(here, &site.config.language, &[]);
    let facts = |wanted: &dyn Fn(&Fact) -> bool| -> Vec<Link> {
        let facts = site.facts().filter(|(_, fact)| wanted(fact));
        facts.filter_map(|(_, fact)| fact_link(&setting, fact)).collect()
    };
    context.insert("disputed", &facts(&Fact::is_disputed));
    let stale = |fact: &Fact| {
        let mut counting = fact.statements.iter().filter(|it| it.rank != Rank::Deprecated);
        counting.any(|it| it.due.is_some_and(|day| day < site.today))
    };
    context.insert("stale", &facts(&stale));
    let unsourced = |fact: &Fact| {
        let mut counting = fact.statements.iter().filter(|it| it.rank != Rank::Deprecated);
        counting.any(|it| it.sources.is_empty() && !it.derived)
    };
    context.insert("unsourced", &facts(&unsourced));
    context.insert("unjudged", &unjudged(site, here));
    shell.render("review.html", &context, None)
}

/// The claims by verdict as a picture; nothing for a site without claims.
fn picture(words: &Words, site: &Site) -> Option<String> {
    if site.claims.is_empty() {
        return None;
    }
    let bars = VERDICTS.iter().filter_map(|verdict| {
        let count = site.claims.iter().filter(|claim| claim.judgement.verdict == *verdict).count();
        let shown = verdict::shown(words, *verdict, &Mode::Exact);
        let words = format!("{} {}", shown.sign, shown.words);
        (count > 0).then_some(Bar { kind: shown.name, words, count })
    });
    let bars: Vec<Bar> = bars.collect();
    Some(chart::bars("review.chart", words.get("review.verdicts"), &bars))
}

/// Every article with a claim and every file with a finding, in the order of their paths.
fn files(shell: &Shell<'_>, here: Here<'_>) -> Vec<FileShown> {
    let site = shell.site;
    let pages: BTreeMap<&SitePath, usize> = site
        .pages
        .iter()
        .enumerate()
        .rev()
        .map(|(index, page)| (&page.article.path, index))
        .collect();
    let subjects: BTreeMap<&SitePath, &str> =
        site.subjects.iter().map(|(id, subject)| (&subject.path, id.as_str())).collect();
    let mut findings: BTreeMap<&SitePath, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in shell.findings {
        findings.entry(&finding.primary.path).or_default().push(finding);
    }
    let claimed = site.claims.iter().map(|claim| &site.page(claim.page).article.path);
    let paths: BTreeSet<&SitePath> = claimed.chain(findings.keys().copied()).collect();
    let file = |path: &SitePath| {
        let found = findings.get(path).map_or(&[][..], Vec::as_slice);
        let mut counts = Counts::default();
        let (title, href, owner) = match (pages.get(path), subjects.get(path)) {
            (Some(page), _) => {
                count_claims(&mut counts, site.claims_of(*page));
                let link = nav::link(site, here, *page);
                (link.title, Some(link.href), nav::owner(site, *page).map(str::to_string))
            }
            (None, Some(id)) => {
                let subject = &site.subjects[*id];
                let href = here.href(&subject.url);
                (subject.raw.name.it.clone(), Some(href), subject.raw.owner.clone())
            }
            (None, None) => (path.to_string(), None, None),
        };
        for finding in found {
            match finding.level {
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
                Level::Note | Level::Off => counts.notes += 1,
            }
        }
        let findings = found.iter().map(|finding| finding_shown(site, finding)).collect();
        FileShown { title, href, path: path.to_string(), owner, counts, findings }
    };
    paths.into_iter().map(file).collect()
}

fn finding_shown(site: &Site, finding: &Diagnostic) -> FindingShown {
    let text = site.texts.get(&finding.primary.path);
    let (line, column) = text.map_or((1, 1), |text| {
        let place = text.place(finding.primary.span.start);
        (place.line, place.column)
    });
    FindingShown {
        rule: finding.rule,
        level: finding.level.as_str(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        line,
        column,
    }
}

fn count_claims(counts: &mut Counts, claims: &[Claim]) {
    for claim in claims {
        counts.claims += 1;
        match claim.judgement.verdict {
            Verdict::Holds => counts.holds += 1,
            Verdict::Unjudged => counts.unjudged += 1,
            _ => counts.other += 1,
        }
    }
}

fn add(to: &mut Counts, from: &Counts) {
    to.claims += from.claims;
    to.holds += from.holds;
    to.other += from.other;
    to.unjudged += from.unjudged;
    to.errors += from.errors;
    to.warnings += from.warnings;
    to.notes += from.notes;
}

fn total(files: &[FileShown]) -> Counts {
    let mut counts = Counts::default();
    files.iter().for_each(|file| add(&mut counts, &file.counts));
    counts
}

/// What is open by the people who answer for it, nobody last.
fn owners(files: &[FileShown]) -> Vec<OwnerShown> {
    let mut owners: BTreeMap<(bool, &str), OwnerShown> = BTreeMap::new();
    for file in files {
        let owner = file.owner.as_deref().unwrap_or_default();
        let entry = owners.entry((owner.is_empty(), owner)).or_insert_with(|| OwnerShown {
            owner: owner.to_string(),
            files: 0,
            counts: Counts::default(),
        });
        entry.files += 1;
        add(&mut entry.counts, &file.counts);
    }
    owners.into_values().collect()
}

fn unjudged(site: &Site, here: Here<'_>) -> Vec<ClaimShown> {
    let claims = site.claims.iter().filter(|it| it.judgement.verdict == Verdict::Unjudged);
    let shown = claims.map(|claim| ClaimShown {
        words: claim.words.clone(),
        fact: match &claim.bound {
            Ok(bound) => bound.fact.id.clone(),
            Err(_) => claim.to.clone(),
        },
        reason: claim.judgement.reason.clone(),
        page: nav::link(site, here, claim.page),
    });
    shown.collect()
}
