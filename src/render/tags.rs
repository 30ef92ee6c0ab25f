//! The pages of tags: the list of all, and for each tag the articles that have it, with a feed.

use serde::Serialize;

use super::Link;
use super::atom::{Entry, Feed};
use super::nav;
use super::shell::{Head, Shell, TAGS};
use crate::diagnostic::Diagnostic;
use crate::site::{Site, Tag};

/// A tag in the list of all.
#[derive(Serialize)]
struct TagShown<'s> {
    name: &'s str,
    href: String,
    /// How many pages have it.
    count: usize,
}

/// An article with a tag.
#[derive(Serialize)]
struct Tagged {
    title: String,
    href: String,
    description: Option<String>,
    language: Option<String>,
}

/// Makes the list of tags.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn index(shell: &Shell<'_>) -> Result<(String, String), Box<Diagnostic>> {
    let site = shell.site;
    let here = shell.here(Some(TAGS));
    let mut context = shell.context(&Head {
        title: "Tags",
        description: "The articles by what they are about.",
        url: Some(TAGS),
        language: &site.config.language,
        page: None,
        area: "tags",
    })?;
    let tags = site.tags.values().map(|tag| TagShown {
        name: &tag.name,
        href: here.href(&tag.url),
        count: tag.pages.len(),
    });
    context.insert("tags", &tags.collect::<Vec<_>>());
    shell.render("tags.html", TAGS, &context, None)
}

/// Makes the page of a tag, by its slug.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn make(shell: &Shell<'_>, slug: &str) -> Result<(String, String), Box<Diagnostic>> {
    let site = shell.site;
    let tag = &site.tags[slug];
    let here = shell.here(Some(&tag.url));
    let mut context = shell.context(&Head {
        title: &tag.name,
        description: &format!("The articles with the tag {}.", tag.name),
        url: Some(&tag.url),
        language: &site.config.language,
        page: None,
        area: "tags",
    })?;
    let tagged = |index: &usize| {
        let page = site.page(*index);
        let Link { title, href } = nav::link(site, here, *index);
        Tagged {
            title,
            href,
            description: page.article.front.description.clone(),
            language: (page.language != site.config.language).then(|| page.language.clone()),
        }
    };
    context.insert("tag", &tag.name);
    context.insert("tagged", &tag.pages.iter().map(tagged).collect::<Vec<_>>());
    let feed = feed(site, tag).map(|(address, _)| here.href(&address));
    context.insert("feed", &feed);
    shell.render("tag.html", &tag.url, &context, None)
}

/// The feeds of articles, all of them and those of each tag, by their addresses.
pub(super) fn feeds(site: &Site) -> Vec<(String, String)> {
    let all: Vec<usize> = (0..site.pages.len())
        .filter(|index| site.page(*index).editions.first() == Some(index))
        .collect();
    let whole = of_pages(site, &all, site.config.title.clone(), "/", "/atom.xml");
    let whole = whole.map(|xml| ("/atom.xml".to_string(), xml));
    whole.into_iter().chain(site.tags.values().filter_map(|tag| feed(site, tag))).collect()
}

fn feed(site: &Site, tag: &Tag) -> Option<(String, String)> {
    let address = format!("{}atom.xml", tag.url);
    let title = format!("{}: {}", site.config.title, tag.name);
    let xml = of_pages(site, &tag.pages, title, &tag.url, &address)?;
    Some((address, xml))
}

/// The feed of those pages that have a day; nothing where none has one, or the site does not know its
/// address.
fn of_pages(
    site: &Site,
    pages: &[usize],
    title: String,
    of: &str,
    address: &str,
) -> Option<String> {
    const MOST: usize = 50;
    let config = &site.config;
    if config.base_url.is_empty() {
        return None;
    }
    let mut dated: Vec<_> = pages
        .iter()
        .filter_map(|index| {
            let page = site.page(*index);
            let front = &page.article.front;
            Some((front.updated.or(front.date)?, page))
        })
        .collect();
    dated.sort_by(|(one, a), (two, b)| two.cmp(one).then_with(|| a.url.cmp(&b.url)));
    let entries = dated.into_iter().take(MOST).map(|(day, page)| Entry {
        title: page.title.clone(),
        address: page.url.clone(),
        day: day.to_string(),
        summary: page.article.front.description.clone().unwrap_or_default(),
    });
    let (base_url, language, author) = (&config.base_url, &config.language, &config.title);
    let entries = entries.collect();
    Feed { base_url, language, author, title, of, address, entries }.xml()
}
