//! Names and aliases that two things share. Facts that rely on such a name are left to
//! `unknown-word`, ids to `duplicate-id`.

use super::routes::of_shared;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "alias-collision",
    level: Level::Warning,
    summary: "a name that two things share",
    page: include_str!("alias_collision.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for shared in site.duplicates.iter().filter(|shared| of_shared(shared.what).name == RULE.name) {
        let message =
            format!("\"{}\" names two things, so words that use it are not judged", shared.id);
        let (path, span) = &shared.again;
        let (first, first_span) = &shared.first;
        findings.add(Label::new(path, span.clone(), ""), message).relate(Label::new(
            first,
            first_span.clone(),
            "the other has the name here",
        ));
    }
}
