//! Subjects that lack a fact which their type requires.
//! Facts that a type does not declare are left to `unknown-key`.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::site::FactProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "required-fact-missing",
    level: Level::Error,
    summary: "a subject without a fact that its type requires",
    page: include_str!("required_fact_missing.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Fact(FactProblemKind::RequiredMissing(property)) = wrong else { continue };
        let message =
            format!("the type requires the fact \"{property}\", and this subject lacks it");
        findings
            .add(Label::new(path, span.clone(), ""), message)
            .help("state it, with `unknown` when nobody knows and `none` when there is none");
    }
}
