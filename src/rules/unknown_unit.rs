//! Units that look like measures and are none. Units that measure something else than the property
//! are left to `wrong-type`.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::value::ProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "unknown-unit",
    level: Level::Error,
    summary: "a unit that no table knows",
    page: include_str!("unknown_unit.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Value(ProblemKind::UnknownUnit { unit, near }) = wrong else { continue };
        let message = format!("\"{unit}\" is no unit that a table knows");
        findings
            .add(Label::new(path, span.clone(), ""), message)
            .help("add it to the `units` of facts/vocabulary.yaml if it is right")
            .near(near);
    }
}
