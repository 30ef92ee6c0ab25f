//! Citations of sources that nothing describes. Sources that nothing cites are left to
//! `unused-source`.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::site::FactProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "source-unknown",
    level: Level::Error,
    summary: "a citation of a source that nothing describes",
    page: include_str!("source_unknown.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Fact(FactProblemKind::SourceUnknown(id, near)) = wrong else { continue };
        findings
            .add(Label::new(path, span.clone(), ""), format!("no source is called \"{id}\""))
            .help("describe it in facts/sources.yaml")
            .near(near);
    }
}
