//! The difference for machines. Its keys are a promise to whoever reads it.

use serde::Serialize;

use super::{Compared, Place, Summary, fact_of, words};
use crate::diff::{FactChange, Field, Judged, Side};

/// The difference as one document.
///
/// # Errors
/// When it cannot be written as JSON, which no text of a site brings about.
pub fn json(it: &Compared<'_>) -> serde_json::Result<String> {
    let difference = &it.difference;
    let side =
        |name, side: Side<'_>| Named { name, summary: Summary::of(side.site, side.findings) };
    let one = |side, judged| Standing::of(side, judged);
    let document = Document {
        factum: env!("CARGO_PKG_VERSION"),
        before: side(it.from, it.before),
        after: side(it.to, it.after),
        facts: difference.facts.iter().map(fact).collect(),
        flips: difference
            .flips
            .iter()
            .map(|flip| Flipped {
                claim: one(it.after, &flip.after),
                before: Verdict::of(&flip.before),
                after: Verdict::of(&flip.after),
            })
            .collect(),
        added: difference.added.iter().map(|judged| with_verdict(it.after, judged)).collect(),
        removed: difference.removed.iter().map(|judged| with_verdict(it.before, judged)).collect(),
        pages: difference
            .pages
            .iter()
            .map(|page| Page {
                path: page.path.as_str(),
                owner: page.owner.as_deref(),
                claims: page.claims,
                flips: page.flips,
            })
            .collect(),
        owners: &difference.owners,
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

#[derive(Serialize)]
struct Document<'a> {
    factum: &'static str,
    before: Named<'a>,
    after: Named<'a>,
    facts: Vec<Fact<'a>>,
    flips: Vec<Flipped<'a>>,
    added: Vec<Alone<'a>>,
    removed: Vec<Alone<'a>>,
    pages: Vec<Page<'a>>,
    owners: &'a [String],
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    summary: Summary,
}

#[derive(Serialize)]
struct Fact<'a> {
    id: &'a str,
    change: &'static str,
    owner: Option<&'a str>,
    statements: Vec<Statement<'a>>,
    fields: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Statement<'a> {
    scope: &'a str,
    change: &'static str,
    fields: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Changed<'a> {
    name: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

/// A claim without its verdict.
#[derive(Serialize)]
struct Standing<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: String,
    fact: &'a str,
}

#[derive(Serialize)]
struct Verdict<'a> {
    verdict: &'static str,
    reads_as: Option<&'a str>,
    expected: &'a str,
    reason: &'a str,
    rule: Option<&'static str>,
    level: &'static str,
}

#[derive(Serialize)]
struct Flipped<'a> {
    #[serde(flatten)]
    claim: Standing<'a>,
    before: Verdict<'a>,
    after: Verdict<'a>,
}

#[derive(Serialize)]
struct Alone<'a> {
    #[serde(flatten)]
    claim: Standing<'a>,
    #[serde(flatten)]
    verdict: Verdict<'a>,
}

#[derive(Serialize)]
struct Page<'a> {
    path: &'a str,
    owner: Option<&'a str>,
    claims: usize,
    flips: usize,
}

impl<'a> Standing<'a> {
    fn of(side: Side<'a>, judged: &Judged<'a>) -> Standing<'a> {
        let path = &side.site.page(judged.claim.page).article.path;
        Standing {
            place: Place::of_article(side.site, path, &judged.claim.span),
            text: words(side, judged),
            fact: fact_of(judged.claim),
        }
    }
}

impl<'a> Verdict<'a> {
    fn of(judged: &Judged<'a>) -> Verdict<'a> {
        let judgement = &judged.claim.judgement;
        Verdict {
            verdict: judgement.verdict.as_str(),
            reads_as: judgement.reads_as.as_deref(),
            expected: &judgement.expected,
            reason: &judgement.reason,
            rule: judged.finding.map(|finding| finding.rule),
            level: judged.level().as_str(),
        }
    }
}

fn with_verdict<'a>(side: Side<'a>, judged: &Judged<'a>) -> Alone<'a> {
    Alone { claim: Standing::of(side, judged), verdict: Verdict::of(judged) }
}

fn fact(it: &FactChange) -> Fact<'_> {
    let statements = it.statements.iter().map(|statement| Statement {
        scope: &statement.scope,
        change: statement.change.as_str(),
        fields: fields(&statement.fields),
    });
    Fact {
        id: &it.id,
        change: it.change.as_str(),
        owner: it.owner.as_deref(),
        statements: statements.collect(),
        fields: fields(&it.fields),
    }
}

fn fields(all: &[Field]) -> Vec<Changed<'_>> {
    let changed = all.iter().map(|Field { name, before, after }| Changed {
        name,
        before: before.as_deref(),
        after: after.as_deref(),
    });
    changed.collect()
}
