//! Subjects and articles that nobody answers for.

use super::*;
use crate::site::PageKind;

pub(super) static RULE: Rule = Rule {
    name: "owner-missing",
    level: Level::Off,
    summary: "a subject or page that nobody answers for",
    page: include_str!("owner_missing.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (id, subject) in site.subjects.iter() {
        if subject.raw.owner.is_none() {
            let label = Label::new(&subject.path, subject.raw.name.span.clone(), "");
            findings.add(label, format!("nobody answers for {id}")).help("write `owner:`");
        }
    }
    for page in site.pages.iter().filter(|page| page.kind == PageKind::Article) {
        if !owned(site, page) {
            let message = "nobody answers for this page";
            let help = "write `owner:` into its front matter, or into its section's";
            findings.add(Label::new(&page.article.path, 0..0, ""), message).help(help);
        }
    }
}

/// Whether the page or a section that it lies in names an owner.
fn owned(site: &Site, page: &Page) -> bool {
    let mut at = page;
    // A page lies in no more sections than there are pages.
    for _ in 0..=site.pages.len() {
        if at.article.front.owner.is_some() {
            return true;
        }
        match at.parent {
            Some(parent) => at = site.page(parent),
            None => return false,
        }
    }
    false
}
