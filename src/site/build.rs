//! The whole site from what was parsed, in the order in which one thing needs another:
//! facts, pages, links, claims.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use jiff::civil::Date;
use rayon::prelude::*;

use super::binding::Judging;
use super::gathering::{self, Gathered};
use super::links::{Link, Origin, Target, Targets};
use super::stating::Stating;
use super::{
    Claim, Duplicate, FactProblem, FactProblemKind, Page, Shared, Site, Source, Subject, Tag,
    computing, conditions, conflicts, editions, pages, quotes, tags, testimony, violations,
};
use crate::parse::{Config, Lock, Parsed, nearest};
use crate::source::SitePath;
use crate::value::Words;

/// Resolves and judges everything. `today` is the clock; drafts are left out unless asked for.
pub fn build(parsed: Parsed, today: Date, drafts: bool) -> Site {
    let mut problems = Vec::new();
    let mut gathered = gathering::gather(parsed.facts.iter().map(|file| &**file));
    let properties = gathering::properties(&gathered, &mut problems);
    let (names, places) = gathering::names(&mut gathered, &properties);
    let languages: BTreeMap<String, Words> = parsed
        .config
        .language_codes()
        .map(|code| (code.to_string(), Words::new(code, &gathered.vocabulary.words)))
        .collect();
    // What facts say is written in the site's own language.
    let words = &languages[&parsed.config.language];
    let stating = Stating {
        vocabulary: &gathered.vocabulary,
        words,
        names: &names,
        sources: &gathered.sources,
        derived: &parsed.derived,
    };
    let mut subjects: IndexMap<String, Subject> = IndexMap::new();
    for ((id, (path, raw)), properties) in gathered.subjects.iter().zip(properties.into_values()) {
        subjects.insert(id.clone(), stating.subject(path, raw, properties, &mut problems));
    }
    let dimensions = &gathered.vocabulary.scopes;
    computing::compute(&mut subjects, words, &names, dimensions, &mut problems);
    for subject in subjects.values_mut() {
        let path = subject.path.clone();
        for fact in subject.facts.values_mut() {
            conflicts::settle(fact, &path, today, &mut problems);
        }
    }
    let rules = conditions::resolve(&gathered.types, &parsed.texts, words, &names, &mut problems);
    violations::check(&subjects, &rules, words, &mut problems);
    check_source_kinds(&gathered, &mut problems);

    let articles = parsed.articles.clone();
    let path = parsed.config_path.as_ref();
    let editions = editions::editions(&parsed.config, path, dimensions, &mut problems);
    let held = (editions.as_slice(), dimensions.as_slice());
    let (pages, page_duplicates) = pages::lay_out(articles, &parsed.config, held, drafts);
    let mut duplicates = std::mem::take(&mut gathered.duplicates);
    duplicates.extend(page_duplicates);
    for collision in names.collisions() {
        let place = |id: &String| places.get(id).cloned();
        if let [first, again, ..] = collision.ids.as_slice()
            && let (Some(first), Some(again)) = (place(first), place(again))
        {
            let id = collision.name.clone();
            duplicates.push(Duplicate { what: Shared::Name, id, first, again });
        }
    }

    let sources: IndexMap<String, Source> = gathered
        .sources
        .into_iter()
        .map(|(id, (path, raw))| {
            let url = format!("/sources/{id}/");
            let snapshot = raw.file.as_ref().map(|file| snapshot(&parsed, &file.it));
            (id, Source { raw, path, url, snapshot })
        })
        .collect();
    quotes::verify(&mut subjects, &sources);
    testimony::hear(&mut subjects, words, &names, today);
    let tags = tags::tags(&pages);
    let made = made(&subjects, &sources, &tags, &pages, &parsed.config);
    // Nothing stands before a page that factum makes: such a page is named as both of the two.
    duplicates.extend(pages.iter().filter(|page| made.contains_key(&page.url)).map(|page| {
        let place = (page.article.path.clone(), 0..0);
        Duplicate { what: Shared::Url, id: page.url.clone(), first: place.clone(), again: place }
    }));
    check_about(&pages, &subjects, &mut problems);
    let links = links(&parsed, &pages, &subjects, made);
    let backlinks = backlinks(&pages, &links);
    let files = subjects.iter().map(|(id, subject)| (subject.path.clone(), id.clone())).collect();
    let judging = Judging {
        pages: &pages,
        editions: &editions,
        subjects: &subjects,
        files: &files,
        vocabulary: &gathered.vocabulary,
        words,
        languages: &languages,
        names: &names,
        lock: &parsed.lock,
        today,
    };
    let judged: Vec<(Vec<Claim>, Vec<FactProblem>)> = (0..pages.len())
        .into_par_iter()
        .map(|page| {
            let mut problems = Vec::new();
            (judging.page(page, &mut problems), problems)
        })
        .collect();
    let mut claims = Vec::new();
    for (page, (of_page, found)) in judged.into_iter().enumerate() {
        claims.extend(of_page);
        // What is wrong with an article is wrong once, for however many versions it is made.
        if pages[page].editions.first() == Some(&page) {
            problems.extend(found);
        }
    }
    Site {
        problems: file_problems(&parsed),
        words: languages,
        config: parsed.config,
        config_path: parsed.config_path,
        lock: parsed.lock,
        texts: parsed.texts,
        assets: parsed.assets,
        unreadable: parsed.unreadable,
        pages,
        editions,
        tags,
        subjects,
        sources,
        vocabulary: gathered.vocabulary,
        names,
        duplicates,
        claims,
        links,
        fact_problems: problems,
        backlinks,
        today,
    }
}

/// The snapshot that a source names.
fn snapshot(parsed: &Parsed, file: &str) -> quotes::Snapshot {
    let outside = || Err("it leads out of the site's root".to_string());
    let Some(path) = SitePath::new(file) else { return outside() };
    parsed.snapshots.get(&path).cloned().unwrap_or_else(|| Err("no such file".to_string()))
}

/// What is wrong with single files, in the order of their paths.
fn file_problems(parsed: &Parsed) -> Vec<(SitePath, crate::parse::Problem)> {
    let mut all = Vec::new();
    for article in &parsed.articles {
        all.extend(article.problems.iter().map(|problem| (article.path.clone(), problem.clone())));
    }
    for file in &parsed.facts {
        all.extend(file.problems.iter().map(|problem| (file.path.clone(), problem.clone())));
    }
    if let Some(path) = &parsed.config_path {
        all.extend(parsed.config_problems.iter().map(|problem| (path.clone(), problem.clone())));
    }
    if let Some(path) = Lock::path() {
        all.extend(parsed.lock_problems.iter().map(|problem| (path.clone(), problem.clone())));
    }
    all
}

fn check_source_kinds(gathered: &Gathered, problems: &mut Vec<FactProblem>) {
    let kinds = &gathered.vocabulary.source_kinds;
    if kinds.is_empty() {
        return;
    }
    for (path, source) in gathered.sources.values() {
        let Some(kind) = &source.kind else { continue };
        if !kinds.iter().any(|known| known.it == kind.it) {
            let near = nearest(&kind.it, kinds.iter().map(|kind| kind.it.as_str()));
            let unknown =
                FactProblemKind::SourceKindUnknown(kind.it.clone(), near.map(str::to_string));
            let span = kind.span.clone();
            problems.push(FactProblem { path: path.clone(), span, kind: unknown });
        }
    }
}

/// Every subject that a page says it is about must be there.
fn check_about(
    pages: &[Page],
    subjects: &IndexMap<String, Subject>,
    problems: &mut Vec<FactProblem>,
) {
    for page in pages {
        for (id, span) in &page.article.front.about {
            if !subjects.contains_key(id) {
                let near = nearest(id, subjects.keys().map(String::as_str)).map(str::to_string);
                let kind = FactProblemKind::AboutUnknown(id.clone(), near);
                let path = page.article.path.clone();
                problems.push(FactProblem { path, span: span.clone(), kind });
            }
        }
    }
}

/// Whether a correction says on which day it was made.
pub(super) fn dated_corrections(subjects: &IndexMap<String, Subject>) -> bool {
    let mut statements =
        subjects.values().flat_map(|it| it.facts.values()).flat_map(|fact| &fact.statements);
    statements.any(|statement| statement.correction().is_some_and(|it| it.on.is_some()))
}

/// The addresses of the pages that factum makes, with the ids in them.
fn made(
    subjects: &IndexMap<String, Subject>,
    sources: &IndexMap<String, Source>,
    tags: &BTreeMap<String, Tag>,
    pages: &[Page],
    config: &Config,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut made: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for address in [
        "/facts/",
        "/sources/",
        "/conflicts/",
        "/corrections/",
        "/review/",
        "/facts.json",
        "/claims.json",
    ] {
        made.insert(address.to_string(), BTreeSet::new());
    }
    if !config.base_url.is_empty() && dated_corrections(subjects) {
        made.insert("/corrections/atom.xml".to_string(), BTreeSet::new());
    }
    made.insert("/llms.txt".to_string(), BTreeSet::new());
    if !tags.is_empty() {
        made.insert("/tags/".to_string(), BTreeSet::new());
    }
    for tag in tags.values() {
        made.insert(tag.url.clone(), BTreeSet::new());
    }
    let dated = |page: &Page| page.article.front.updated.or(page.article.front.date).is_some();
    if !config.base_url.is_empty() && pages.iter().any(dated) {
        made.insert("/atom.xml".to_string(), BTreeSet::new());
    }
    for subject in subjects.values() {
        made.insert(subject.url.clone(), subject.facts.keys().cloned().collect());
    }
    for source in sources.values() {
        made.insert(source.url.clone(), BTreeSet::new());
    }
    made
}

/// Resolves every link of every page.
fn links(
    parsed: &Parsed,
    pages: &[Page],
    subjects: &IndexMap<String, Subject>,
    made: BTreeMap<String, BTreeSet<String>>,
) -> Vec<Link> {
    let fact_files = subjects.values().map(|s| (s.path.clone(), s.url.clone())).collect();
    let published: BTreeSet<&SitePath> = pages.iter().map(|page| &page.article.path).collect();
    let hidden = parsed.texts.keys().filter(|path| !published.contains(path)).cloned().collect();
    let targets = Targets::new(pages, made, fact_files, &parsed.assets, hidden);
    let of_page = |page: usize| {
        let article = &pages[page].article;
        let resolve =
            |origin, span: &crate::source::Span, to_span: &crate::source::Span, to: &str| Link {
                page,
                origin,
                span: span.clone(),
                to_span: to_span.clone(),
                to: to.to_string(),
                target: targets.resolve(page, to),
            };
        let links = article.links.iter().enumerate();
        let images = article.images.iter().enumerate();
        let mut all: Vec<Link> = links
            .map(|(i, link)| resolve(Origin::Link(i), &link.span, &link.to_span, &link.to))
            .chain(images.map(|(i, image)| {
                resolve(Origin::Image(i), &image.span, &image.to_span, &image.to)
            }))
            .collect();
        all.sort_by_key(|link| (link.span.start, link.span.end));
        all
    };
    (0..pages.len())
        .into_par_iter()
        .map(of_page)
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
        .collect()
}

/// For each page, the pages that link to it, each once.
fn backlinks(pages: &[Page], links: &[Link]) -> Vec<Vec<usize>> {
    let mut backlinks = vec![Vec::new(); pages.len()];
    for link in links {
        if let Ok(Target::Page { page, .. }) = &link.target
            && *page != link.page
            && let Some(from) = pages[link.page].editions.first()
        {
            // A page for several versions links but once.
            backlinks[*page].push(*from);
        }
    }
    for list in &mut backlinks {
        list.sort_unstable();
        list.dedup();
    }
    backlinks
}
