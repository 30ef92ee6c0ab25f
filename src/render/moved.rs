//! What used to stand elsewhere: pages at former addresses, which lead on, and the parts of a page
//! that have moved. Which these are is left to `site`.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use super::Link;
use super::shell::{Shell, direction};
use super::urls::Here;
use crate::diagnostic::Diagnostic;
use crate::site::{Page, Redirect, Site, Target};

/// A part that has moved.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Part {
    /// The id that it had.
    id: String,
    title: String,
    href: String,
}

/// What an address that nothing stands at any more leads to.
pub(super) struct Former<'s> {
    pub(super) address: &'s str,
    whole: Option<Target>,
    parts: Vec<&'s Redirect>,
}

/// Every such address that no page has today, in their order.
pub(super) fn former(site: &Site) -> Vec<Former<'_>> {
    let mut former: BTreeMap<&str, Former<'_>> = BTreeMap::new();
    let new = |address| Former { address, whole: None, parts: Vec::new() };
    for (index, page) in site.pages.iter().enumerate() {
        for alias in &page.aliases {
            let whole = || Target::Page { page: index, anchor: None };
            former.entry(alias).or_insert_with(|| new(alias)).whole.get_or_insert_with(whole);
        }
    }
    for redirect in &site.redirects {
        let Ok(target) = &redirect.target else { continue };
        let at = former.entry(&redirect.from).or_insert_with(|| new(&redirect.from));
        match redirect.anchor {
            None => drop(at.whole.get_or_insert_with(|| target.clone())),
            Some(_) => at.parts.push(redirect),
        }
    }
    // Most sites have none.
    if former.is_empty() {
        return Vec::new();
    }
    // A page that is there says itself which of its parts have moved.
    for page in site.pages.iter() {
        former.remove(page.url.as_str());
    }
    former.into_values().collect()
}

/// Makes the page at a former address.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn make(shell: &Shell<'_>, former: &Former<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let address = former.address;
    let site = shell.site;
    let here = Here::At(address);
    let to = former.whole.as_ref().map(|target| link(site, here, target));
    let parts: Vec<Part> =
        former.parts.iter().filter_map(|redirect| part(site, here, redirect)).collect();
    let language = match &former.whole {
        Some(Target::Page { page, .. }) => &site.page(*page).language,
        _ => &site.config.language,
    };
    let words = shell.words(language);
    let mut context = Context::new();
    context.insert_value("words", words.value());
    context.insert("title", to.as_ref().map_or(words.get("moved.page"), |to| &to.title));
    context.insert("language", language);
    context.insert("direction", direction(language));
    for (name, file) in [("style", "style.css"), ("script", "script.js"), ("icon", "icon.svg")] {
        context.insert(name, &shell.published(here, file));
    }
    context.insert("policy", &site.config.content_security_policy);
    context.insert("to", &to);
    context.insert("parts", &parts);
    shell.render("moved.html", &context, None)
}

/// The redirects of each address, in their order.
pub(super) type ByAddress<'s> = BTreeMap<&'s str, Vec<&'s Redirect>>;

/// The redirects of a site by the address that they lead away from.
pub(super) fn by_address(site: &Site) -> ByAddress<'_> {
    let mut all = ByAddress::new();
    for redirect in &site.redirects {
        all.entry(&redirect.from).or_default().push(redirect);
    }
    all
}

/// The redirects that lead away from a page.
fn away<'a, 's>(shell: &'a Shell<'s>, page: &Page) -> impl Iterator<Item = &'s Redirect> + 'a {
    shell.moved.get(page.url.as_str()).into_iter().flatten().copied()
}

/// The parts of a page that have moved, but for those that have only got another id there: of these
/// the heading has both.
pub(super) fn parts(shell: &Shell<'_>, here: Here<'_>, page: &Page) -> Vec<Part> {
    let site = shell.site;
    away(shell, page)
        .filter(|redirect| renamed(site, page, redirect).is_none())
        .filter_map(|redirect| part(site, here, redirect))
        .collect()
}

/// The ids that headings of a page used to have: each with the id that the heading has now.
pub(super) fn renamed_ids<'a, 's>(
    shell: &'a Shell<'s>,
    page: &'a Page,
) -> impl Iterator<Item = (&'s str, &'s str)> + 'a {
    away(shell, page).filter_map(|redirect| renamed(shell.site, page, redirect))
}

fn renamed<'s>(site: &'s Site, page: &Page, redirect: &'s Redirect) -> Option<(&'s str, &'s str)> {
    let Ok(Target::Page { page: to, anchor: Some(now) }) = &redirect.target else { return None };
    let to = site.page(*to);
    let heading = to.article.headings.iter().any(|heading| heading.id == *now);
    (to.url == page.url && heading).then_some((redirect.anchor.as_deref()?, now.as_str()))
}

fn part(site: &Site, here: Here<'_>, redirect: &Redirect) -> Option<Part> {
    let Link { title, href } = link(site, here, redirect.target.as_ref().ok()?);
    Some(Part { id: redirect.anchor.clone()?, title, href })
}

/// What leads to a target, with what it is called.
pub(super) fn link(site: &Site, here: Here<'_>, target: &Target) -> Link {
    match target {
        Target::Page { page, anchor } => {
            let page = site.page(*page);
            let headings = &page.article.headings;
            let part = headings.iter().find(|heading| Some(&heading.id) == anchor.as_ref());
            let title = part.map_or(&page.title, |heading| &heading.text);
            Link { title: title.clone(), href: here.to(&page.url, anchor.as_deref()) }
        }
        Target::Made(address) => Link { title: address.clone(), href: here.href(address) },
        Target::Asset { address, fragment } => {
            Link { title: address.clone(), href: here.to(address, fragment.as_deref()) }
        }
        Target::External(address) | Target::Unseen(address) => {
            Link { title: address.clone(), href: address.clone() }
        }
    }
}
