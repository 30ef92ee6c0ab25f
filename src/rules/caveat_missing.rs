//! Pages that claim a fact without the caveat which must accompany it. Wordings that a caveat
//! prohibits are left to `prohibited-wording`.

use super::*;
use crate::parse::shorten;
use crate::site::{Claim, Fact, Scope};
use crate::value::Value;

pub(super) static RULE: Rule = Rule {
    name: "caveat-missing",
    level: Level::Error,
    summary: "a claim without the caveat that must accompany it",
    page: include_str!("caveat_missing.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    let claims = site.claims_of(index);
    let mut asked: Vec<String> = Vec::new();
    for claim in claims {
        let Ok(bound) = &claim.bound else { continue };
        let Some(subject) = site.subjects.get(&bound.fact.subject) else { continue };
        for caveat in subject.facts.values() {
            let duty = caveat.raw.must_accompany.iter().any(|name| name.it == bound.fact.property);
            if !duty || asked.contains(&caveat.id()) {
                continue;
            }
            let Some(words) = applies(caveat, &bound.scope) else { continue };
            asked.push(caveat.id());
            if claims.iter().any(|claim| states(claim, caveat)) {
                continue;
            }
            let id = caveat.id();
            let message = format!(
                "the page claims {} without its caveat {id}: \"{}\"",
                bound.fact.id,
                shorten(words)
            );
            let span = caveat.raw.name.span.clone();
            findings
                .add(wording::place_of(page, claim), message)
                .relate(Label::new(&subject.path, span, "the caveat stands here"))
                .help(format!("state it and link the words to it, or insert it with <fact:{id}>"));
        }
    }
}

/// The words of a caveat where it has any that hold in a part of the claim's scope.
fn applies<'a>(caveat: &'a Fact, scope: &Scope) -> Option<&'a str> {
    routes::live(caveat).find_map(|(index, value)| match value {
        Value::Text(words) if caveat.statements[index].scope.overlaps(scope) => {
            Some(words.as_str())
        }
        _ => None,
    })
}

fn states(claim: &Claim, caveat: &Fact) -> bool {
    claim.bound.as_ref().is_ok_and(|bound| {
        bound.fact.subject == caveat.subject && bound.fact.property == caveat.raw.name.it
    })
}
