//! Front matter that cannot be read at all. Single keys and values are left to the rules on them.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::parse::ProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "front-matter-invalid",
    level: Level::Error,
    summary: "front matter that cannot be read",
    page: include_str!("front_matter_invalid.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Text(ProblemKind::Syntax(words)) = wrong else { continue };
        let message = format!("the front matter cannot be read: {words}");
        findings.add(Label::new(path, span.clone(), ""), message);
    }
}
