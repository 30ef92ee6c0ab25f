//! The addresses of what factum makes beside pages that somebody wrote: pages about facts, sources and
//! terms, feeds and data. How they are made is left to `render`.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::{Feed, Page, Source, Subjects, Taxonomy};
use crate::parse::Config;

/// Addresses with the ids at each of them.
pub(super) type Made = BTreeMap<String, BTreeSet<String>>;

/// The pages that factum makes with the ids in them, its feeds and its data: what a site promises to
/// those who link to it.
pub(super) fn pages(
    subjects: &Subjects,
    sources: &IndexMap<String, Source>,
    taxonomies: &[Taxonomy],
    feeds: &[Feed],
    config: &Config,
) -> Made {
    const ALWAYS: [&str; 8] = [
        "/facts/",
        "/sources/",
        "/conflicts/",
        "/corrections/",
        "/review/",
        "/facts.json",
        "/claims.json",
        "/llms.txt",
    ];
    let mut made: Made = ALWAYS.iter().map(|it| (it.to_string(), BTreeSet::new())).collect();
    let mut add = |address: &str| drop(made.insert(address.to_string(), BTreeSet::new()));
    if !config.base_url.is_empty() && dated_corrections(subjects) {
        add("/corrections/atom.xml");
    }
    for taxonomy in taxonomies {
        add(&taxonomy.url);
        taxonomy.terms.values().for_each(|term| add(&term.url));
    }
    feeds.iter().for_each(|feed| add(&feed.address));
    sources.values().for_each(|source| add(&source.url));
    for subject in subjects.values() {
        made.insert(subject.url.clone(), subject.facts.keys().cloned().collect());
    }
    made
}

/// The other files that factum makes: a page may link to them, and nobody else is thought to. Files of
/// the theme are not among them, since their names change with their bytes.
pub(super) fn files(pages: &[Page], config: &Config) -> BTreeSet<String> {
    let mut files = vec!["/404.html", "/robots.txt"];
    files.extend(["/schemas/facts.schema.json", "/schemas/claims.schema.json"]);
    if !config.base_url.is_empty() {
        files.push("/sitemap.xml");
    }
    let twins =
        pages.iter().filter(|page| page.written).map(|page| format!("{}index.md", page.url));
    files.into_iter().map(str::to_string).chain(twins).collect()
}

/// Whether a correction says on which day it was made.
pub(super) fn dated_corrections(subjects: &Subjects) -> bool {
    let mut statements =
        subjects.values().flat_map(|it| it.facts.values()).flat_map(|fact| &fact.statements);
    statements.any(|statement| statement.correction().is_some_and(|it| it.on.is_some()))
}
