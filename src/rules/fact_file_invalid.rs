//! Fact files that cannot be used at all. Those of which only a part is wrong are left to the rules
//! on keys and values.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::parse::ProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "fact-file-invalid",
    level: Level::Error,
    summary: "a fact file that cannot be used at all",
    page: include_str!("fact_file_invalid.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Text(ProblemKind::Syntax(words)) = wrong else { continue };
        let message = format!("the file cannot be read: {words}");
        findings.add(Label::new(path, span.clone(), ""), message);
    }
    for file in site.unreadable.iter().filter(|file| file.path.below("facts").is_some()) {
        wording::unreadable(file, findings);
    }
}
