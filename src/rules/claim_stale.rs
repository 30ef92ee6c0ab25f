//! Claims that rest on a fact past its review. The fact itself is left to `review-due`.

use super::routes::judged;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "claim-stale",
    level: Level::Warning,
    summary: "words that rest on a fact past its review",
    page: include_str!("claim_stale.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let due = wording::statement(site, bound).and_then(|statement| statement.due);
        let due = due.map_or_else(String::new, |day| format!(" since {day}"));
        let message = format!(
            "{} as {} does, which has been due for review{due}",
            wording::says(claim),
            bound.fact.id
        );
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .help("verify the fact against its source, then write the day under `checked`");
    }
}
