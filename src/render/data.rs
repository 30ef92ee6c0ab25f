//! The facts and claims of a site for machines: `facts.json`, `claims.json` and their schemas.
//! Their keys are a promise to whoever reads them. Findings are left to `report`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::decision::{ResolutionShown, resolution};
use super::shell::Shell;
use super::statement::{CitationShown, ReplacedShown, fact_link, role, statement};
use super::urls::Here;
use super::value_html::Setting;
use crate::site::{Claim, Extent, Fact, Scope, Site, Subject};

#[derive(Serialize)]
struct Facts<'s> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    title: &'s str,
    facts: Vec<FactTold<'s>>,
}

#[derive(Serialize)]
struct FactTold<'s> {
    id: String,
    subject: &'s str,
    property: &'s str,
    label: String,
    #[serde(rename = "type")]
    kind: &'static str,
    role: &'static str,
    href: String,
    path: &'s str,
    owner: Option<&'s str>,
    disputed: bool,
    statements: Vec<StatementTold<'s>>,
    decision: Option<ResolutionShown<'s>>,
}

#[derive(Serialize)]
struct StatementTold<'s> {
    value: String,
    scope: BTreeMap<&'s str, String>,
    rank: &'static str,
    state: &'static str,
    sources: Vec<CitationShown>,
    checked: Option<String>,
    due: Option<String>,
    derived: Option<String>,
    replaced: Option<ReplacedShown>,
}

#[derive(Serialize)]
struct Claims<'s> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    title: &'s str,
    claims: Vec<ClaimTold<'s>>,
}

#[derive(Serialize)]
struct ClaimTold<'s> {
    page: String,
    title: &'s str,
    path: &'s str,
    line: usize,
    column: usize,
    words: &'s str,
    fact: &'s str,
    bound: bool,
    scope: BTreeMap<&'s str, String>,
    verdict: &'static str,
    reads_as: Option<&'s str>,
    expected: &'s str,
    reason: &'s str,
}

/// Their names.
pub(super) const NAMES: [&str; 4] =
    ["facts.json", "claims.json", "schemas/facts.schema.json", "schemas/claims.schema.json"];

/// The files by name.
pub(super) fn files(shell: &Shell<'_>) -> Vec<(String, Vec<u8>)> {
    let site = shell.site;
    let title = site.config.title.as_str();
    let setting = shell.setting(Here::At("/"), &site.config.language, &[]);
    let told = site.facts().filter_map(|(subject, fact)| fact_told(&setting, subject, fact));
    let facts = Facts { schema: "schemas/facts.schema.json", title, facts: told.collect() };
    let told = site.claims.iter().map(|claim| claim_told(site, claim)).collect();
    let claims = Claims { schema: "schemas/claims.schema.json", title, claims: told };
    let schemas = [
        ("schemas/facts.schema.json", include_str!("schemas/facts.schema.json")),
        ("schemas/claims.schema.json", include_str!("schemas/claims.schema.json")),
    ];
    let schemas = schemas.map(|(name, text)| (name.to_string(), text.as_bytes().to_vec()));
    let data = [("facts.json", json(&facts)), ("claims.json", json(&claims))];
    let data = data.into_iter().filter_map(|(name, bytes)| Some((name.to_string(), bytes?)));
    data.chain(schemas).collect()
}

/// Data as bytes. It is made of texts and numbers, which always can be written.
fn json(data: &impl Serialize) -> Option<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(data).ok()?;
    bytes.push(b'\n');
    Some(bytes)
}

fn fact_told<'s>(
    setting: &Setting<'s>,
    subject: &'s Subject,
    fact: &'s Fact,
) -> Option<FactTold<'s>> {
    let setting = Setting { filler: &subject.filler, ..*setting };
    let statements = fact.statements.iter().enumerate().map(|(index, it)| {
        let shown = statement(&setting, fact, index);
        StatementTold {
            value: shown.value,
            scope: scope_told(&it.scope),
            rank: shown.rank,
            state: shown.state,
            sources: shown.sources,
            checked: shown.checked,
            due: shown.due,
            derived: shown.derived,
            replaced: shown.replaced,
        }
    });
    Some(FactTold {
        id: fact.id(),
        subject: &subject.raw.name.it,
        property: &fact.raw.name.it,
        label: fact.label(),
        kind: fact.property.kind.as_str(),
        role: role(fact.property.role()),
        href: fact_link(&setting, fact)?.href,
        path: subject.path.as_str(),
        owner: subject.raw.owner.as_deref(),
        disputed: fact.is_disputed(),
        statements: statements.collect(),
        decision: resolution(setting.site, fact),
    })
}

fn claim_told<'s>(site: &'s Site, claim: &'s Claim) -> ClaimTold<'s> {
    let page = site.page(claim.page);
    let (path, span) = site.place_of(&page.article.path, &claim.span);
    let place = site.texts.get(path).map(|text| text.place(span.start));
    let bound = claim.bound.as_ref().ok();
    ClaimTold {
        page: Here::At("/").href(&page.url),
        title: &page.title,
        path: path.as_str(),
        line: place.as_ref().map_or(1, |place| place.line),
        column: place.as_ref().map_or(1, |place| place.column),
        words: &claim.words,
        fact: bound.map_or(claim.to.as_str(), |bound| &bound.fact.id),
        bound: bound.is_some(),
        scope: bound.map(|bound| scope_told(&bound.scope)).unwrap_or_default(),
        verdict: claim.judgement.verdict.as_str(),
        reads_as: claim.judgement.reads_as.as_deref(),
        expected: &claim.judgement.expected,
        reason: &claim.judgement.reason,
    }
}

fn scope_told(scope: &Scope) -> BTreeMap<&str, String> {
    let notation = |extent: &Extent| match extent {
        Extent::Versions(versions) => versions.notation(),
        Extent::Choices(choices) => choices.join(", "),
    };
    scope.0.iter().map(|(name, extent)| (name.as_str(), notation(extent))).collect()
}
