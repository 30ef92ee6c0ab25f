//! Days of last changes that git was asked for and does not tell.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "last-change-unknown",
    level: Level::Warning,
    summary: "a history that does not tell when pages changed last",
    page: include_str!("last_change_unknown.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    let (Some(path), Some(why)) = (&site.config_path, &site.changes_unknown) else { return };
    let span = site.config.last_change.clone().unwrap_or(0..0);
    let message = format!("git does not say when pages changed last: {why}");
    findings
        .add(Label::new(path, span, ""), message)
        .help("without it pages show the days of their front matter alone");
}
