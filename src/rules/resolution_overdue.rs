//! Decisions between sources whose day to look again has passed.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::site::FactProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "resolution-overdue",
    level: Level::Warning,
    summary: "a decision between sources that was to be looked at again",
    page: include_str!("resolution_overdue.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Fact(FactProblemKind::ResolutionOverdue(day)) = wrong else { continue };
        let message = format!("the decision was to be looked at again by {day}");
        findings
            .add(Label::new(path, span.clone(), ""), message)
            .help("move `revisit` if it stands, or change what it keeps");
    }
}
