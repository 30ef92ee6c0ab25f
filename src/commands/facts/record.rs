//! What is told of a fact: as data, as a line of a table, as a page.
//! Leaves which facts are asked for to the parent module.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::count;
use crate::report::json::{Place, fact_of, scope, words_of};
use crate::site::{Cited, Fact, Site, Statement, Subject};

/// A fact.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    id: String,
    subject: &'a str,
    name: &'a str,
    label: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    place: Place<'a>,
    statements: Vec<Said<'a>>,
    note: Option<&'a str>,
    disputed: bool,
    claims: usize,
}

/// A statement.
#[derive(Serialize)]
struct Said<'a> {
    value: Option<String>,
    scope: BTreeMap<&'a str, String>,
    rank: &'static str,
    sources: Vec<Source<'a>>,
    checked: Option<String>,
    due: Option<String>,
}

/// On whose word.
#[derive(Serialize)]
struct Source<'a> {
    id: &'a str,
    title: Option<&'a str>,
    at: Option<&'a str>,
    quote: Option<&'a str>,
}

/// A claim that rests on a fact.
#[derive(Serialize)]
pub(super) struct Use<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    fact: &'a str,
    text: String,
    verdict: &'static str,
}

impl<'a> Record<'a> {
    /// All that is told of a fact, on which so many claims rest.
    pub(super) fn of(
        site: &'a Site,
        subject: &'a Subject,
        fact: &'a Fact,
        claims: usize,
    ) -> Record<'a> {
        let statements = fact.statements.iter().map(|said| Said::of(site, subject, fact, said));
        Record {
            id: fact.id(),
            subject: &subject.raw.id.it,
            name: &subject.raw.name.it,
            label: fact.label(),
            kind: fact.property.kind.as_str(),
            place: Place::of(site, &subject.path, &fact.raw.span),
            statements: statements.collect(),
            note: fact.raw.note.as_deref(),
            disputed: fact.conflicts.iter().any(|conflict| !conflict.settled),
            claims,
        }
    }
}

impl<'a> Said<'a> {
    fn of(site: &'a Site, subject: &'a Subject, fact: &'a Fact, said: &'a Statement) -> Said<'a> {
        let cx = site.context(&site.config.language, &fact.property, &subject.filler);
        let source = |cited: &'a Cited| {
            let citation = &cited.citation;
            Source {
                id: &citation.id.it,
                title: site.sources.get(&citation.id.it).map(|source| source.raw.title.as_str()),
                at: citation.at.as_deref(),
                quote: citation.quote.as_ref().map(|quote| quote.it.as_str()),
            }
        };
        Said {
            value: said.value.as_ref().map(|value| value.notation(&cx)),
            scope: scope(&said.scope),
            rank: said.rank.as_str(),
            sources: said.sources.iter().map(source).collect(),
            checked: said.checked.map(|day| day.to_string()),
            due: said.due.map(|day| day.to_string()),
        }
    }

    /// The value with where it is true.
    fn line(&self) -> String {
        let value = self.value.as_deref().unwrap_or("(no value that can be read)");
        let scope: Vec<String> = self.scope.iter().map(|(d, v)| format!("{d} {v}")).collect();
        let scope =
            if scope.is_empty() { String::new() } else { format!(" ({})", scope.join(", ")) };
        let rank = if self.rank == "normal" { String::new() } else { format!(" [{}]", self.rank) };
        format!("{value}{scope}{rank}")
    }
}

impl<'a> Use<'a> {
    /// The claims that rest on some facts, in the order of pages.
    pub(super) fn of(site: &'a Site, facts: &[(&Subject, &Fact)]) -> Vec<Use<'a>> {
        let rests = |claim: &&crate::site::Claim| {
            claim.bound.as_ref().is_ok_and(|bound| {
                facts.iter().any(|(_, fact)| {
                    fact.subject == bound.fact.subject && fact.raw.name.it == bound.fact.property
                })
            })
        };
        let uses = site.claims.iter().filter(rests).map(|claim| Use {
            place: Place::of_article(site, &site.page(claim.page).article.path, &claim.span),
            fact: fact_of(claim),
            text: words_of(site, claim),
            verdict: claim.judgement.verdict.as_str(),
        });
        uses.collect()
    }
}

/// A line for each fact: its id and what it says.
pub(super) fn table(records: &[Record<'_>]) -> String {
    let width = records.iter().map(|record| record.id.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for record in records {
        let said: Vec<String> = record.statements.iter().map(Said::line).collect();
        let disputed = if record.disputed { "  (disputed)" } else { "" };
        text.push_str(&format!("{:width$}  {}{disputed}\n", record.id, said.join("; ")));
    }
    text
}

/// A page for each fact.
pub(super) fn pages(records: &[Record<'_>]) -> String {
    let pages: Vec<String> = records.iter().map(page).collect();
    pages.join("\n")
}

fn page(record: &Record<'_>) -> String {
    let Record { id, name, label, kind, .. } = record;
    let mut text = format!("{id}: {label} of {name} ({kind}), {}\n", record.place.short());
    for said in &record.statements {
        text.push_str(&format!("  {}\n", said.line()));
        for source in &said.sources {
            let at = source.at.map(|at| format!(", {at}")).unwrap_or_default();
            let quote = source.quote.map(|quote| format!(": “{quote}”")).unwrap_or_default();
            text.push_str(&format!("    {}{at}{quote}\n", source.title.unwrap_or(source.id)));
        }
        let checked = said.checked.iter().map(|day| format!("checked {day}"));
        let due = said.due.iter().map(|day| format!("to be looked at by {day}"));
        let days: Vec<String> = checked.chain(due).collect();
        if !days.is_empty() {
            text.push_str(&format!("    {}\n", days.join(", ")));
        }
    }
    if let Some(note) = record.note {
        text.push_str(&format!("  note: {note}\n"));
    }
    if record.disputed {
        text.push_str("  disputed: its statements contradict each other and nobody has decided\n");
    }
    text.push_str(&format!("  {} on it\n", rests(record.claims)));
    text
}

fn rests(claims: usize) -> String {
    format!("{} {}", count(claims, "claim"), if claims == 1 { "rests" } else { "rest" })
}

/// A line for each claim, its place first.
pub(super) fn lines(uses: &[Use<'_>]) -> String {
    let line = |used: &Use<'_>| {
        format!("{}: {} ({}, {})\n", used.place.short(), used.text, used.fact, used.verdict)
    };
    uses.iter().map(line).collect()
}
