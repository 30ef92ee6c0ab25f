//! The result of a run for machines: one JSON document, the same bytes for the same site.
//! Its keys are a promise to whoever reads it; words for people are left to `text`.

mod fingerprint;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Fix, Label};
use crate::site::{Claim, ClaimForm, Extent, Scope, Site};
use crate::source::{SitePath, Span};

use super::{Part, Summary};

/// Writes the whole result; that of a part of the site where one is named, whose findings they are.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    out: &mut dyn Write,
    site: &Site,
    findings: &[Diagnostic],
    part: Option<&Part>,
) -> io::Result<()> {
    let report = Report {
        factum: env!("CARGO_PKG_VERSION"),
        shard: part,
        summary: Summary::of_part(site, findings, part),
        claims: claims(site, part),
        findings: found(site, findings),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

/// A scope as dimensions with their values in short notation.
pub fn scope(scope: &Scope) -> BTreeMap<&str, String> {
    let notation = |extent: &Extent| match extent {
        Extent::Versions(versions) => versions.notation(),
        Extent::Choices(words) => words.join(", "),
    };
    scope.0.iter().map(|(dimension, extent)| (dimension.as_str(), notation(extent))).collect()
}

/// The id of a claim's fact; where it is bound to none, what its author wrote for one.
pub fn fact_of(claim: &Claim) -> &str {
    match &claim.bound {
        Ok(bound) => &bound.fact.id,
        Err(_) => claim.to.strip_prefix("fact:").unwrap_or(&claim.to),
    }
}

/// The words of a claim; the items of a list or of a table's key column, joined.
pub fn words_of(site: &Site, claim: &Claim) -> String {
    let article = &site.page(claim.page).article;
    let words: Vec<&str> = match &claim.form {
        ClaimForm::List { list, .. } => {
            let items = article.lists.get(*list).map(|list| list.items.iter());
            items.into_iter().flatten().map(|item| item.words.as_str()).collect()
        }
        ClaimForm::Rows { table, column, .. } => {
            let rows = article.tables.get(*table).map(|table| table.rows.iter());
            let cells = rows.into_iter().flatten().filter_map(|row| row.get(*column));
            cells.map(|cell| cell.words.as_str()).collect()
        }
        ClaimForm::Prose(_) | ClaimForm::Cell { .. } => return claim.words.clone(),
    };
    words.join("; ")
}

/// Where something stands, counted from 1, the end exclusive.
#[derive(Serialize)]
pub(crate) struct Place<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> Place<'a> {
    /// A span's place; the first of the file where its text is not known.
    pub(crate) fn of(site: &Site, path: &'a SitePath, span: &Span) -> Place<'a> {
        let (start, end) = match site.texts.get(path) {
            Some(text) => {
                let end = span.end.max(span.start);
                let (start, end) = (text.place(span.start), text.place(end));
                ((start.line, start.column), (end.line, end.column))
            }
            None => ((1, 1), (1, 1)),
        };
        Place {
            path: path.as_str(),
            line: start.0,
            column: start.1,
            end_line: end.0,
            end_column: end.1,
        }
    }

    /// The place of a span of an article, in the file that the article includes if it is of that.
    pub(crate) fn of_article(site: &'a Site, article: &'a SitePath, span: &Span) -> Place<'a> {
        let (path, span) = site.place_of(article, span);
        Place::of(site, path, &span)
    }

    /// The place as terminals and editors know it.
    pub(crate) fn short(&self) -> String {
        format!("{}:{}:{}", self.path, self.line, self.column)
    }
}

#[derive(Serialize)]
struct Report<'a> {
    factum: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    shard: Option<&'a Part>,
    summary: Summary,
    claims: Vec<Judged<'a>>,
    findings: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Judged<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: String,
    fact: &'a str,
    scope: BTreeMap<&'a str, String>,
    verdict: &'static str,
    reads_as: Option<&'a str>,
    expected: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'static str,
    level: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    related: Vec<Related<'a>>,
    fix: Option<Mended<'a>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct Mended<'a> {
    title: &'a str,
    edits: Vec<Edited<'a>>,
}

#[derive(Serialize)]
struct Edited<'a> {
    path: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

fn claims<'a>(site: &'a Site, part: Option<&Part>) -> Vec<Judged<'a>> {
    let path = |claim: &Claim| &site.page(claim.page).article.path;
    let own = |claim: &&Claim| part.is_none_or(|part| part.answers_for(path(claim)));
    let mut claims: Vec<&Claim> = site.claims.iter().filter(own).collect();
    claims.sort_by_key(|claim| (&site.page(claim.page).article.path, claim.span.start));
    let judged = claims.into_iter().map(|claim| Judged {
        place: Place::of_article(site, &site.page(claim.page).article.path, &claim.span),
        text: words_of(site, claim),
        fact: fact_of(claim),
        scope: claim.bound.as_ref().map(|bound| scope(&bound.scope)).unwrap_or_default(),
        verdict: claim.judgement.verdict.as_str(),
        reads_as: claim.judgement.reads_as.as_deref(),
        expected: &claim.judgement.expected,
        reason: &claim.judgement.reason,
    });
    judged.collect()
}

fn found<'a>(site: &'a Site, findings: &'a [Diagnostic]) -> Vec<Found<'a>> {
    let fingerprints = fingerprint::all(site, findings);
    let found = findings.iter().zip(fingerprints).map(|(finding, fingerprint)| Found {
        rule: finding.rule,
        level: finding.level.as_str(),
        message: &finding.message,
        place: Place::of(site, &finding.primary.path, &finding.primary.span),
        related: finding.related.iter().map(|label| related(site, label)).collect(),
        fix: finding.fix.as_ref().map(mended),
        fingerprint,
    });
    found.collect()
}

fn related<'a>(site: &Site, label: &'a Label) -> Related<'a> {
    let Place { path, line, column, .. } = Place::of(site, &label.path, &label.span);
    Related { path, line, column, message: &label.message }
}

fn mended(fix: &Fix) -> Mended<'_> {
    let edits = fix.edits.iter().map(|edit| Edited {
        path: edit.path.as_str(),
        start: edit.span.start,
        end: edit.span.end,
        text: &edit.text,
    });
    Mended { title: &fix.title, edits: edits.collect() }
}
