//! A record of reviews that cannot be read at all. Single keys and values are left to the rules on
//! them.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::parse::ProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "lock-invalid",
    level: Level::Error,
    summary: "a factum.lock that cannot be read",
    page: include_str!("lock_invalid.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    // One mark of a merge breaks the text in several places: the first tells enough.
    for (path, span, wrong) in wrongs(site, &RULE).take(1) {
        let Wrong::Text(ProblemKind::Syntax(words)) = wrong else { continue };
        let message = format!("the reviews on record cannot be read: {words}");
        findings
            .add(Label::new(path, span.clone(), ""), message)
            .help("keep the reviews of both sides of a merge, and run `factum accept` again");
    }
}
