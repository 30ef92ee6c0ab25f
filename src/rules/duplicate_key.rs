//! Keys that stand twice in one map. Ids that two things share are left to `duplicate-id`.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::parse::ProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-key",
    level: Level::Error,
    summary: "a key that stands twice in one map",
    page: include_str!("duplicate_key.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Text(ProblemKind::DuplicateKey { key, first }) = wrong else { continue };
        let message = format!("the key \"{key}\" stands here again; only the first of them counts");
        findings.add(Label::new(path, span.clone(), ""), message).relate(Label::new(
            path,
            first.clone(),
            "it stands here first",
        ));
    }
}
