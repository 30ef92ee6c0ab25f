//! Marks such as `TBD` that stand where a value belongs. Values that say `unknown` or `none` are
//! values.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::value::ProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "placeholder-value",
    level: Level::Error,
    summary: "a mark where a value belongs",
    page: include_str!("placeholder_value.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Value(ProblemKind::Placeholder { text }) = wrong else { continue };
        let message = format!("\"{text}\" stands where a value belongs");
        findings
            .add(Label::new(path, span.clone(), ""), message)
            .help("write `unknown` when nobody knows, `none` when there is none");
    }
}
