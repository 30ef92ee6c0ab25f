//! Sets and tables that pages list in full while nothing says that they are complete.
//! What complete ones lack or have too much is left to the rules on lists.

use super::*;
use std::collections::BTreeSet;

use crate::site::ClaimForm;
use crate::value::Kind;

pub(super) static RULE: Rule = Rule {
    name: "completeness-undeclared",
    level: Level::Note,
    summary: "a set that is listed in full but does not say that it is complete",
    page: include_str!("completeness_undeclared.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    let lists = site.pages_with(|among| among.lists).flat_map(|page| site.claims_of(page));
    for claim in lists {
        let Ok(bound) = &claim.bound else { continue };
        let page = site.page(claim.page);
        let whole = match &claim.form {
            ClaimForm::List { list, .. } => page.article.lists.get(*list).is_some_and(|list| {
                !list.options.iter().any(|(word, _)| word == "subset" || word == "superset")
            }),
            ClaimForm::Rows { .. } => true,
            ClaimForm::Prose(_) | ClaimForm::Cell { .. } => false,
        };
        let Some(subject) = site.subjects.get(&bound.fact.subject).filter(|_| whole) else {
            continue;
        };
        let Some(fact) = subject.facts.get(&bound.fact.property) else { continue };
        let open = matches!(fact.property.kind, Kind::Set | Kind::Table) && !fact.property.complete;
        if !open || !seen.insert(fact.id()) {
            continue;
        }
        let message = format!(
            "{} does not say that it is complete, so what a list of it lacks is not missed",
            fact.id()
        );
        findings
            .add(Label::new(&subject.path, fact.raw.name.span.clone(), ""), message)
            .relate(Label::new(&page.article.path, claim.to_span.clone(), "this list rests on it"))
            .help("write `complete: true` beside the value once it is");
    }
}
