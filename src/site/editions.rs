//! The editions of pages: a page whose scope spans several versions of a product is one page for each
//! of them, judged by the facts of that version.
//! What its readers are told of the others is left to `render`.

use super::facts::{FactProblem, FactProblemKind};
use super::pages::{Page, PageKind};
use super::scope::{Extent, Scope, ScopeProblem};
use crate::parse::{Config, Dimension, nearest};
use crate::source::SitePath;

/// A version that pages are shown for.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// The version as the settings write it.
    pub name: String,
    /// The scope that it is.
    pub scope: Scope,
}

/// The versions of the site, oldest first; what is wrong with the settings of them is a problem.
pub(super) fn editions(
    config: &Config,
    config_path: Option<&SitePath>,
    dimensions: &[Dimension],
    problems: &mut Vec<FactProblem>,
) -> Vec<Edition> {
    let Some(versions) = &config.versions else { return Vec::new() };
    let mut note = |span: &crate::source::Span, problem| {
        if let Some(path) = config_path {
            let kind = FactProblemKind::Scope(problem);
            problems.push(FactProblem { path: path.clone(), span: span.clone(), kind });
        }
    };
    let name = &versions.scope.it;
    let Some(dimension) = dimensions.iter().find(|it| it.name.it == *name && it.versions) else {
        let known = dimensions.iter().filter(|it| it.versions).map(|it| it.name.it.as_str());
        let near = nearest(name, known).map(str::to_string);
        note(&versions.scope.span, ScopeProblem::UnknownDimension(name.clone(), near));
        return Vec::new();
    };
    let shown = if versions.shown.is_empty() { &dimension.known } else { &versions.shown };
    let mut editions: Vec<Edition> = Vec::new();
    for version in shown {
        match Scope::from_text(&format!("{name}={}", version.it), dimensions) {
            Ok(_) if editions.iter().any(|edition| edition.name == version.it) => {}
            Ok(scope) => editions.push(Edition { name: version.it.clone(), scope }),
            Err(problem) => note(&version.span, problem),
        }
    }
    editions
}

/// Makes a page for each version that its scope spans. The newest has the page's own address, the
/// others have the version before it. Pages that say nothing of the product stay as they are.
pub(super) fn multiply(
    pages: Vec<Page>,
    editions: &[Edition],
    config: &Config,
    dimensions: &[Dimension],
) -> Vec<Page> {
    let Some(versions) = config.versions.as_ref().filter(|_| !editions.is_empty()) else {
        return pages;
    };
    let mut all: Vec<Page> = Vec::with_capacity(pages.len());
    for page in pages {
        let written = page.article.front.scope.as_ref().filter(|_| page.kind == PageKind::Article);
        let scope = written.and_then(|node| Scope::from_node(node, dimensions).ok());
        let spans = |scope: &Scope| scope.0.contains_key(&versions.scope.it);
        let Some(scope) = scope.filter(spans) else {
            all.push(page);
            continue;
        };
        let held = editions.iter().enumerate().rev();
        let held: Vec<usize> = held
            .filter(|(_, edition)| {
                let own: Option<&Extent> = edition.scope.0.get(&versions.scope.it);
                own.zip(scope.0.get(&versions.scope.it)).is_some_and(|(own, it)| it.contains(own))
            })
            .map(|(index, _)| index)
            .collect();
        let first = all.len();
        if held.is_empty() {
            all.push(page);
            continue;
        }
        let group: Vec<usize> = (first..first + held.len()).collect();
        for (place, edition) in held.iter().enumerate() {
            let mut copy = page.clone();
            copy.edition = Some(*edition);
            copy.editions = group.clone();
            if place > 0 {
                let name = &editions[*edition].name;
                copy.url = before(&copy.url, name, &copy.language, config);
                copy.aliases = Vec::new();
            }
            all.push(copy);
        }
    }
    all
}

/// `/guide/` of an older version is `/4.0/guide/`, and `/de/guide/` is `/de/4.0/guide/`.
fn before(url: &str, version: &str, language: &str, config: &Config) -> String {
    let prefix = format!("/{language}/");
    match url.strip_prefix(&prefix).filter(|_| language != config.language) {
        Some(rest) => format!("{prefix}{version}/{rest}"),
        None => format!("/{version}{url}"),
    }
}
