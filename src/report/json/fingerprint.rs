//! Names for findings that stay the same when the lines around them move.
//!
//! A fingerprint is made of the rule, the file, the claim or fact that the finding is about, and
//! its words. Two findings alike in all of these are told apart by their order.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Diagnostic, Label};
use crate::site::{Fact, Site};
use crate::source::{SitePath, Span};

/// The fingerprints of findings, in their order.
pub(super) fn all(site: &Site, findings: &[Diagnostic]) -> Vec<String> {
    let mut seen: HashMap<blake3::Hash, usize> = HashMap::new();
    let mut facts: BTreeMap<&SitePath, Vec<&Fact>> = BTreeMap::new();
    for (subject, fact) in site.facts() {
        facts.entry(&subject.path).or_default().push(fact);
    }
    let mut prints = Vec::with_capacity(findings.len());
    for finding in findings {
        let mut hasher = blake3::Hasher::new();
        let parts = [
            finding.rule,
            finding.primary.path.as_str(),
            &id_of(site, &facts, &finding.primary),
            &words_of(site, &finding.primary),
        ];
        for part in parts {
            // With its length, so that no two lists of parts run together into the same bytes.
            hasher.update(&part.len().to_le_bytes()).update(part.as_bytes());
        }
        let occurrence = seen.entry(hasher.finalize()).or_insert(0);
        hasher.update(&occurrence.to_le_bytes());
        *occurrence += 1;
        prints.push(hasher.finalize().to_hex()[..16].to_string());
    }
    prints
}

/// The id of the innermost claim, or of the fact, that a place lies in; empty in neither.
fn id_of(site: &Site, facts: &BTreeMap<&SitePath, Vec<&Fact>>, label: &Label) -> String {
    let holds = |span: &Span| span.start <= label.span.start && label.span.end <= span.end;
    let page = site.pages.partition_point(|page| page.article.path < label.path);
    if site.pages.get(page).is_some_and(|page| page.article.path == label.path) {
        let claims = site.claims_of(page).iter().filter(|claim| holds(&claim.span));
        let innermost = claims.min_by_key(|claim| claim.span.len());
        return innermost.map(|claim| super::fact_of(claim).to_string()).unwrap_or_default();
    }
    let mut facts = facts.get(&label.path).into_iter().flatten();
    facts.find(|fact| holds(&fact.raw.span)).map(|fact| fact.id()).unwrap_or_default()
}

/// The words of a place, white space folded; the first line alone of what is long.
fn words_of(site: &Site, label: &Label) -> String {
    let text = site.texts.get(&label.path).map_or("", |text| text.slice(&label.span));
    let words = if text.len() > 400 { text.lines().next().unwrap_or("") } else { text };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
