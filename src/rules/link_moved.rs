//! Links that an alias or a redirect leads on. What the web has moved is left to `external-redirected`.

use std::collections::BTreeSet;

use super::*;
use crate::site::Behind;

pub(super) static RULE: Rule = Rule {
    name: "link-moved",
    level: Level::Note,
    summary: "a link to an address or an anchor that has moved",
    page: include_str!("link_moved.md"),
    check: Check::Both(check, check_settings),
};

fn check_settings(site: &Site, findings: &mut Findings) {
    let Some(path) = &site.config_path else { return };
    for Behind { to, span, now } in &site.behind {
        let message = format!("what stood at \"{to}\" is at \"{now}\" now");
        let fix = wording::in_settings(site, path, span, to, now);
        findings.add(Label::new(path, span.clone(), ""), message).fix(fix);
    }
}

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    let path = &page.article.path;
    let mut seen = BTreeSet::new();
    for link in site.links_with(index, |among| among.moved) {
        let Some(now) = &link.moved else { continue };
        // A definition that several references share is one cause.
        if !seen.insert(link.to_span.start) {
            continue;
        }
        let text = site.text_of(path).and_then(|text| text.as_str().get(link.to_span.clone()));
        // What would end a destination early, or is written with escapes, is left to the author.
        let plain = text == Some(&*link.to)
            && !now.contains(|c: char| c.is_whitespace() || "()<>".contains(c));
        let title = format!("write \"{now}\"");
        let fix = plain.then(|| wording::replace(path, &link.to_span, title, now.to_string()));
        let message = format!("what stood at \"{}\" is at \"{now}\" now", link.to);
        findings.add(Label::new(path, link.to_span.clone(), ""), message).fix(fix);
    }
}
