//! Derived facts whose file is gone, empty at the place, or says something else.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::site::FactProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "derived-drift",
    level: Level::Error,
    summary: "a derived fact that disagrees with the file it comes from",
    page: include_str!("derived_drift.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let message = match wrong {
            Wrong::Fact(FactProblemKind::DerivedMissing(why)) => {
                format!("the fact cannot be derived: {why}")
            }
            Wrong::Fact(FactProblemKind::DerivedDrift { written, found }) => format!(
                "the fact says {written}, but the file that it is derived from says {found}"
            ),
            _ => continue,
        };
        findings.add(Label::new(path, span.clone(), ""), message);
    }
}
