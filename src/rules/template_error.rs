//! Templates and words that cannot be read, pages that ask for one that is not there, and files that templates
//! address in vain. What fails only while a page is rendered is found where that is done.

use super::*;
use crate::parse::nearest;
use crate::source::{SitePath, below};
use crate::theme;

pub(super) static RULE: Rule = Rule {
    name: "template-error",
    level: Level::Error,
    summary: "a template that cannot be rendered",
    page: include_str!("template_error.md"),
    check: Check::Both(check_page, check),
};

fn check(site: &Site, findings: &mut Findings) {
    if site.adopted.is_some() {
        return;
    }
    // A site without templates of its own has nothing to be compiled for.
    let own = || below(&site.texts, theme::FOLDER).map(|(path, _)| path);
    if let Some(first) = own().find(|path| theme::name(path).is_some()) {
        for flaw in site.templates().flaws() {
            let (path, span) = flaw.place.clone().unwrap_or_else(|| (first.clone(), 0..0));
            let message = format!("the template cannot be used: {}", flaw.message);
            findings.add(Label::new(&path, span, ""), message);
        }
    }
    let words = |path: &SitePath| path.below("templates/words").is_some();
    if own().any(words) {
        for flaw in site.templates().words().flaws() {
            let Some((path, span)) = flaw.place.clone() else { continue };
            findings.add(Label::new(&path, span, ""), flaw.message.clone());
        }
    }
    for (path, span, name) in theme::addressed(&site.texts, &site.assets).missing {
        let known = site.assets.keys().filter_map(|path| path.below("static"));
        let near = nearest(&name, known).map(str::to_string);
        let message = format!("there is no file static/{}", name.trim_start_matches('/'));
        findings.add(Label::new(&path, span, ""), message).near(&near);
    }
}

fn check_page(site: &Site, page: &Page, _: usize, findings: &mut Findings) {
    if let Some(name) = page.article.front.template.as_ref().filter(|_| page.written)
        && site.adopted.is_none()
    {
        asked_for(site, &page.article.path, name, findings);
    }
}

/// A template that an article asks for must be there.
fn asked_for(site: &Site, article: &SitePath, name: &str, findings: &mut Findings) {
    let templates = site.templates();
    if templates.has(name) || templates.is_broken(name) {
        return;
    }
    let text = site.text_of(article).map_or("", |text| text.as_str());
    let at = text.find(name).map_or(0..0, |at| at..at + name.len());
    let message = format!("the page asks for the template \"{name}\", and there is none");
    findings
        .add(Label::new(article, at, ""), message)
        .help(format!("write templates/{name}, or take the key away"));
}
