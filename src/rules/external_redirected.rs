//! Addresses on the web that have moved. What has moved in a circle is left to `external-broken`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "external-redirected",
    level: Level::Warning,
    summary: "a link to the web that has moved for good",
    page: include_str!("external_redirected.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (named, outcome) in routes::external(site) {
        let Some(moved) = outcome.moved.as_ref().filter(|moved| moved.permanent) else { continue };
        // What a link names in the page, it names in the page's new place.
        let fragment = named.to.split_once('#').map_or("", |(_, fragment)| fragment);
        let to = match fragment {
            "" => moved.to.clone(),
            _ if moved.to.contains('#') => moved.to.clone(),
            fragment => format!("{}#{fragment}", moved.to),
        };
        let earlier = wording::earlier(outcome);
        let message = format!("\"{}\" has moved for good to \"{to}\"{earlier}", named.to);
        // Words beside the address may end with it, as in a link that shows where it leads.
        let written = site.texts.get(named.path).map(|text| text.slice(&named.span));
        let fix = match written == Some(named.to) {
            true => {
                let title = format!("write \"{to}\"");
                Some(wording::replace(named.path, &named.span, title, &to))
            }
            false => wording::in_settings(site, named.path, &named.span, named.to, &to),
        };
        findings.add(Label::new(named.path, named.span.clone(), ""), message).fix(fix);
    }
}
