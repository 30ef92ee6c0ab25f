//! Entries of the navigation that lead nowhere. Links of pages are left to `link-broken`.

use super::wording::{self, settings_lead_nowhere};
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "nav-broken",
    level: Level::Error,
    summary: "an entry of the navigation that leads nowhere",
    page: include_str!("nav_broken.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    let Some(path) = &site.config_path else { return };
    for entry in &site.nav_broken {
        let message = settings_lead_nowhere(&entry.to, &entry.broken);
        let right = wording::almost(&entry.to, &entry.broken);
        let fix =
            right.and_then(|it| wording::in_settings(site, path, &entry.span, &entry.to, &it));
        findings.add(Label::new(path, entry.span.clone(), ""), message).fix(fix);
    }
}
