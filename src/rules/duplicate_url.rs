//! Addresses that two pages share.

use super::routes::of_shared;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-url",
    level: Level::Error,
    summary: "an address that two pages share",
    page: include_str!("duplicate_url.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for shared in site.duplicates.iter().filter(|shared| of_shared(shared.what).name == RULE.name) {
        let (path, span) = &shared.again;
        let (first, first_span) = &shared.first;
        let message = format!("{first} has the address {} already", shared.id);
        findings
            .add(Label::new(path, span.clone(), ""), message)
            .relate(Label::new(first, first_span.clone(), "the first stands here"))
            .help("give one of them another `slug` or `path`");
    }
}
