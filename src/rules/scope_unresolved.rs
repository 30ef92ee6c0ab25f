//! Claims whose scope does not choose among the values of their fact, and scopes that cannot be read
//! because there are no dimensions. Words of a scope that nobody knows are left to `unknown-word`.

use super::routes::{Wrong, judged, live, unbound, wrongs};
use super::*;
use crate::site::Bound;

pub(super) static RULE: Rule = Rule {
    name: "scope-unresolved",
    level: Level::Error,
    summary: "a claim whose scope does not choose one value",
    page: include_str!("scope_unresolved.md"),
    check: Check::Site(check),
};

const NO_DIMENSIONS: &str =
    "the scope has nothing to be read by: the vocabulary declares no dimensions";

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        if let Wrong::Fact(_) = wrong {
            findings.add(Label::new(path, span.clone(), ""), NO_DIMENSIONS);
        }
    }
    for index in site.pages_with(|among| among.unbound || among.open) {
        let page = site.page(index);
        for (claim, _) in unbound(site, index, &RULE) {
            let label = Label::new(&page.article.path, claim.to_span.clone(), "");
            findings.add(label, NO_DIMENSIONS);
        }
        for (claim, bound) in judged(site, index, &RULE) {
            let values = values(site, bound);
            let scope = wording::in_scope(&bound.scope);
            let message = match scope.as_str() {
                "" => format!(
                    "{} differs by scope, and nothing gives the claim one: {values}",
                    bound.fact.id
                ),
                scope => format!(
                    "{} has no one value in the claim's scope{scope}: {values}",
                    bound.fact.id
                ),
            };
            findings
                .add(wording::place_of(page, claim), message)
                .relate(wording::stands_here(site, bound))
                .help("give the page a `scope`, or name it behind an `@` in the link");
        }
    }
}

/// `2 (vsphere 4.0), 6 (vsphere 6.5)`.
fn values(site: &Site, bound: &Bound) -> String {
    let Some(fact) = site.fact(&bound.fact.subject, &bound.fact.property) else {
        return String::new();
    };
    let each: Vec<String> = live(fact)
        .map(|(index, _)| {
            let statement = &fact.statements[index];
            wording::value(site, fact, statement) + &wording::in_scope(&statement.scope)
        })
        .collect();
    each.join(", ")
}
