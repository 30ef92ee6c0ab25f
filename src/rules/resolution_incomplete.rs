//! Decisions between sources that lack a key or keep a source that is not there. Conflicts without
//! any decision are left to `sources-conflict`.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::site::FactProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "resolution-incomplete",
    level: Level::Error,
    summary: "a decision between sources that lacks something",
    page: include_str!("resolution_incomplete.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Fact(FactProblemKind::ResolutionIncomplete(lack)) = wrong else { continue };
        let message = format!("the decision does not settle the conflict: {lack}");
        findings.add(Label::new(path, span.clone(), ""), message).help(
            "a decision says what to `keep`, `because` of what, `by` whom and `on` which day",
        );
    }
}
