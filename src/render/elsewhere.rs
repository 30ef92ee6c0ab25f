//! The same page in other languages and for other versions: what its readers are led to.
//! The way around within one language and version is left to `nav`.

use serde::Serialize;

use super::nav::home;
use super::urls::Here;
use crate::site::{Edition, Site};

/// A page in one of the languages that it can be read in.
#[derive(Debug, Serialize)]
pub(super) struct Translation {
    /// The language's code.
    language: String,
    /// What its readers call it.
    name: String,
    href: String,
    /// The address from the root of the host.
    url: String,
    /// Whether it is the page itself.
    current: bool,
    /// Whether the page itself is there in it; else what is linked is the way in.
    there: bool,
}

/// What a page says of the versions that it is made for.
#[derive(Debug, Serialize)]
pub(super) struct EditionShown<'s> {
    /// The version that it is for.
    name: &'s str,
    /// Whether that is the newest of the site.
    latest: bool,
    /// The newest version of the site.
    newest: &'s str,
    /// Where the same page is for that; nothing where it is not made for it.
    newest_href: Option<String>,
    /// Every version of the site, newest first.
    versions: Vec<Version>,
}

/// A version of the site, for a page.
#[derive(Debug, Serialize)]
struct Version {
    name: String,
    /// Where the same page is for it; nothing where it is not made for it.
    href: Option<String>,
    current: bool,
}

/// The versions of a page, by its index; nothing where it is no page of a version.
pub(super) fn edition<'s>(site: &'s Site, here: Here<'_>, page: usize) -> Option<EditionShown<'s>> {
    let page = site.page(page);
    let own = page.edition?;
    let last = site.editions.len().checked_sub(1)?;
    let href = |edition: usize| {
        let mut same = page.editions.iter().map(|page| site.page(*page));
        same.find(|page| page.edition == Some(edition)).map(|page| here.href(&page.url))
    };
    let version = |(index, edition): (usize, &Edition)| Version {
        name: edition.name.clone(),
        href: href(index),
        current: index == own,
    };
    Some(EditionShown {
        name: &site.editions.get(own)?.name,
        latest: own == last,
        newest: &site.editions[last].name,
        newest_href: href(last),
        versions: site.editions.iter().enumerate().rev().map(version).collect(),
    })
}

/// The languages of the site for a page, by its index, that stands in one of them: the page itself
/// where it is written in it, and the home page of the language where it is not. Nothing on a site
/// of one language.
pub(super) fn translations(
    site: &Site,
    here: Here<'_>,
    page: Option<usize>,
    language: &str,
) -> Vec<Translation> {
    let codes: Vec<&str> = site.config.language_codes().collect();
    if codes.len() == 1 {
        return Vec::new();
    }
    let translation = |code: &&str| {
        let same = page.map(|page| site.page(page).translations.as_slice()).unwrap_or_default();
        let written = same.iter().copied().find(|page| site.page(*page).language == **code);
        let shown = site.page(written.or_else(|| home(site, code))?);
        let named = site.config.language_named(code);
        Some(Translation {
            language: (*code).to_string(),
            name: named.map_or_else(|| (*code).to_string(), |it| it.name.clone()),
            href: here.href(&shown.url),
            url: Here::Anywhere("").href(&shown.url),
            current: *code == language,
            there: written.is_some(),
        })
    };
    codes.iter().filter_map(translation).collect()
}
