//! The pages of taxonomies: for each the list of its terms, and for each term the articles that have it.

use serde::Serialize;

use super::Link;
use super::nav;
use super::shell::{Head, Shell, called};
use crate::diagnostic::Diagnostic;
use crate::site::Taxonomy;

/// A term in the list of all.
#[derive(Serialize)]
struct TermShown<'s> {
    name: &'s str,
    href: String,
    /// How many pages have it.
    count: usize,
}

/// An article with a term.
#[derive(Serialize)]
struct Tagged {
    title: String,
    href: String,
    description: Option<String>,
    language: Option<String>,
}

/// Makes the list of the terms of a taxonomy.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn index(shell: &Shell<'_>, taxonomy: &Taxonomy) -> Result<Vec<u8>, Box<Diagnostic>> {
    let here = shell.here(Some(&taxonomy.url));
    let words = shell.words(&shell.site.config.language);
    let mut context = shell.context(&Head {
        title: words.get(called(taxonomy)),
        description: words.get("tags.lead"),
        url: Some(&taxonomy.url),
        language: &shell.site.config.language,
        page: None,
        area: "tags",
    })?;
    let terms = taxonomy.terms.values().map(|term| TermShown {
        name: &term.name,
        href: here.href(&term.url),
        count: term.pages.len(),
    });
    context.insert("taxonomy", &taxonomy.name);
    context.insert("tags", &terms.collect::<Vec<_>>());
    shell.render("tags.html", &context, None)
}

/// Makes the page of a term, by its slug.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn make(
    shell: &Shell<'_>,
    taxonomy: &Taxonomy,
    slug: &str,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = shell.site;
    let term = &taxonomy.terms[slug];
    let here = shell.here(Some(&term.url));
    let words = shell.words(&shell.site.config.language);
    let mut context = shell.context(&Head {
        title: &term.name,
        description: &words.fill(
            "tags.description",
            &[("title", words.get(called(taxonomy))), ("name", term.name.as_str())],
        ),
        url: Some(&term.url),
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
    context.insert("taxonomy", &taxonomy.name);
    context.insert("tag", &term.name);
    context.insert("tagged", &term.pages.iter().map(tagged).collect::<Vec<_>>());
    let feed = site.feeds.iter().find(|feed| feed.of == term.url);
    context.insert("feed", &feed.map(|feed| here.href(&feed.address)));
    shell.render("tag.html", &context, None)
}
