//! Names and aliases that two things share. Facts that rely on such a name are left to
//! `unknown-word`, ids to `duplicate-id`.

use super::routes::of_shared;
use super::*;
use crate::source::{SitePath, Span};

pub(super) static RULE: Rule = Rule {
    name: "alias-collision",
    level: Level::Warning,
    summary: "a name that two things share",
    page: include_str!("alias_collision.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for shared in site.duplicates.iter().filter(|shared| of_shared(shared.what).name == RULE.name) {
        let name = &shared.id;
        let message = format!("\"{name}\" names two things, so words that use it are not judged");
        let first = Label::new(
            &shared.first.0,
            place(site, &shared.first, name),
            "the other has the name here",
        );
        let again = Label::new(&shared.again.0, place(site, &shared.again, name), "");
        findings.add(again, message).relate(first);
    }
}

/// Where the name itself stands, when the thing is a subject: among its aliases, most often.
fn place(site: &Site, (path, span): &(SitePath, Span), name: &str) -> Span {
    let here = |raw: &crate::parse::RawSubject| raw.name.span == *span;
    let subject =
        site.subjects.values().find(|subject| subject.path == *path && here(&subject.raw));
    let mut aliases = subject.into_iter().flat_map(|subject| &subject.raw.aliases);
    let alias = aliases.find(|alias| alias.it.to_lowercase() == name.to_lowercase());
    alias.map_or(span, |alias| &alias.span).clone()
}
