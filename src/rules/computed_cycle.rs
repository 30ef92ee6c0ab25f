//! Facts that are computed from each other in a circle. Computing from a fact that is not there is
//! left to `unknown-fact`.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::site::FactProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "computed-cycle",
    level: Level::Error,
    summary: "facts that are computed from each other in a circle",
    page: include_str!("computed_cycle.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Fact(FactProblemKind::Cycle(ids)) = wrong else { continue };
        let mut circle = ids.clone();
        if ids.first() != ids.last() || ids.len() == 1 {
            circle.extend(ids.first().cloned());
        }
        let message = format!("these facts are computed in a circle: {}", circle.join(" → "));
        findings.add(Label::new(path, span.clone(), ""), message).help("state one of them");
    }
}
