//! Ranges with nothing in them. Bounds that cannot be read are left to `wrong-type`.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::value::ProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "empty-range",
    level: Level::Error,
    summary: "a range with nothing in it",
    page: include_str!("empty_range.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Value(ProblemKind::EmptyRange { text }) = wrong else { continue };
        let message = format!("nothing lies in the range {text}");
        findings
            .add(Label::new(path, span.clone(), ""), message)
            .help("exchange the bounds, or write `none` where there is nothing");
    }
}
