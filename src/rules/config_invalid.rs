//! Settings that cannot be read at all. Single keys and values are left to the rules on them.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::parse::ProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "config-invalid",
    level: Level::Error,
    summary: "a factum.toml that cannot be read",
    page: include_str!("config_invalid.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Text(ProblemKind::Syntax(words)) = wrong else { continue };
        let message = format!("the settings cannot be read: {words}");
        findings.add(Label::new(path, span.clone(), ""), message);
    }
    for file in site.unreadable.iter().filter(|file| file.path.as_str() == "factum.toml") {
        wording::unreadable(file, findings);
    }
}
