//! Redirects of the settings that lead nobody anywhere. Links of pages are left to `link-broken`.

use super::wording::{self, settings_lead_nowhere};
use super::*;
use crate::site::Misled;

pub(super) static RULE: Rule = Rule {
    name: "redirect-broken",
    level: Level::Error,
    summary: "a redirect that leads nowhere, or from where something stands",
    page: include_str!("redirect_broken.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    let Some(path) = &site.config_path else { return };
    for redirect in &site.redirects {
        let from = Label::new(path, redirect.from_span.clone(), "");
        let anchor = redirect.anchor.as_deref().unwrap_or_default();
        match &redirect.target {
            Ok(_) => {}
            Err(Misled::Broken(broken)) => {
                let message = match leads_on(site, &redirect.to) {
                    true => format!("\"{}\" is a redirect, too, which leads nowhere", redirect.to),
                    false => settings_lead_nowhere(&redirect.to, broken),
                };
                let right = wording::almost(&redirect.to, broken);
                let fix = right.and_then(|it| {
                    wording::in_settings(site, path, &redirect.to_span, &redirect.to, &it)
                });
                findings.add(Label::new(path, redirect.to_span.clone(), ""), message).fix(fix);
            }
            Err(Misled::Taken(page)) => {
                let who = page.map_or("factum", |page| site.page(page).article.path.as_str());
                let verb = if page.is_some() { "has" } else { "makes a page at" };
                let message = format!("{who} {verb} the address {}", redirect.from);
                findings
                    .add(from, format!("{message}, so nobody is led on from there"))
                    .help("take the redirect away, or give the page another address");
            }
            Err(Misled::AnchorKept(page)) => {
                let who = &site.page(*page).article.path;
                let message =
                    format!("{who} still has \"{anchor}\", so nobody is led on from there");
                findings.add(from, message).help("take the redirect away, or rename the heading");
            }
        }
    }
}

/// Whether a redirect of a whole page begins at a destination that leads nowhere: the two may lead in a
/// circle, or the other may be the one that is wrong.
fn leads_on(site: &Site, to: &str) -> bool {
    let path =
        |address: &str| address.split(['#', '?']).next().map(|it| it.trim_matches('/').to_string());
    let mut whole = site.redirects.iter().filter(|redirect| redirect.anchor.is_none());
    to.starts_with('/') && whole.any(|redirect| path(&redirect.from) == path(to))
}
