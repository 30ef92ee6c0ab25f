//! Words that are true of another scope than the claim's. Claims without a scope where one is needed
//! are left to `scope-unresolved`.

use super::routes::judged;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "claim-out-of-scope",
    level: Level::Error,
    summary: "words that are true of another scope only",
    page: include_str!("claim_out_of_scope.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let message = format!(
            "{}{}, but there {}; {}",
            wording::says(claim),
            wording::in_scope(&bound.scope),
            wording::fact_says(site, claim, bound),
            claim.judgement.reason
        );
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .help("say what holds here, or name the other scope behind an `@` in the link")
            .fix(wording::rewrite(site, page, claim));
    }
}
