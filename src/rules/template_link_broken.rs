//! Links in the site's own templates that lead nowhere. Those of articles are left to `link-broken`, and
//! what is wrong with a template itself to `template-error`.

use super::wording::{self, settings_lead_nowhere};
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "template-link-broken",
    level: Level::Error,
    summary: "a link in a template that leads nowhere",
    page: include_str!("template_link_broken.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for link in &site.template_links {
        let message = settings_lead_nowhere(&link.to, &link.broken);
        let written = site.texts.get(&link.path).map(|text| text.slice(&link.span));
        let right = wording::almost(&link.to, &link.broken).filter(|_| written == Some(&link.to));
        let fix = right.map(|it| {
            wording::replace(&link.path, &link.span, format!("write \"{it}\""), it.clone())
        });
        findings.add(Label::new(&link.path, link.span.clone(), ""), message).fix(fix);
    }
}
