//! The whole site from what was parsed, in the order in which one thing needs another:
//! facts, pages, links, claims. What a build leaves for the next one is here too, in [`Before`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use jiff::civil::Date;
use rayon::prelude::*;

use super::binding::Judging;
use super::knowledge::{self, Change, Knowledge};
use super::layout::{self, Layout};
use super::linking::{self, Named};
use super::links::{Link, Target};
use super::{
    Claim, Duplicate, FactProblem, FactProblemKind, Page, PerPage, Shared, Site, Subject,
    collisions, editions, feeds, made, promises, taxonomies, template_links, withheld,
};
use crate::parse::{Lock, Parsed, Promises, nearest};
use crate::source::SitePath;

/// What a build leaves for the next one, which takes over what is the same.
#[derive(Default)]
pub struct Before(Option<Built>);

/// What was built, with what it was built from.
struct Built {
    given: knowledge::Given,
    knowledge: Knowledge,
    layout: Layout,
    lock: Lock,
    named: Named,
    links: Vec<Arc<[Link]>>,
    backlinks: Arc<Vec<Vec<usize>>>,
    judged: Vec<Judged>,
}

/// The claims of a page, and what is wrong with their scopes.
type Judged = (Arc<[Claim]>, Arc<[FactProblem]>);

/// Resolves and judges everything. `today` is the clock; drafts, and pages whose day has not come or
/// has passed, are left out unless asked for.
/// `before` is what the build before left, and shows only in how long this one takes.
pub fn build(parsed: Parsed, today: Date, drafts: bool, before: &mut Before) -> Site {
    let earlier = before.0.take();
    let earlier = earlier.as_ref();
    let given = knowledge::Given::of(&parsed, today);
    let known = earlier.map(|it| (&it.given, &it.knowledge));
    let (knowledge, change) = knowledge::know(&parsed, &given, known);
    let mut problems = knowledge.problems.clone();
    let dimensions = knowledge.vocabulary.scopes.as_slice();
    let path = parsed.config_path.as_ref();
    let editions = editions::editions(&parsed.config, path, dimensions, &mut problems);
    let (config, adopted) = (&parsed.config, parsed.adopted.as_ref());
    // Whether a draft is published is the matter of the tool that the tree was made for.
    let day = (!drafts && adopted.is_none()).then_some(today);
    let (articles, withheld) = withheld::part(&parsed.articles, day);
    let from = layout::Given { articles: &articles, adopted, config, editions, dimensions };
    let (layout, changed) = Layout::new(from, earlier.map(|it| &it.layout));
    let pages = &layout.pages;
    // What pages had before, where they are the pages that they were.
    let earlier = earlier.zip(changed.as_ref());

    let subjects = &*knowledge.subjects;
    let taxonomies = taxonomies::taxonomies(pages, config, &mut problems);
    let feeds = feeds::feeds(pages, &taxonomies, config, &parsed.changes.days);
    let made = made::pages(subjects, &knowledge.sources, &taxonomies, &feeds, config);
    let mut duplicates = layout.duplicates.clone();
    duplicates.extend(knowledge.duplicates.iter().cloned());
    // Nothing stands before a page that factum makes: such a page is named as both of the two.
    duplicates.extend(pages.iter().filter(|page| made.contains_key(&page.url)).map(|page| {
        let place = (page.article.path.clone(), 0..0);
        Duplicate { what: Shared::Url, id: page.url.clone(), first: place.clone(), again: place }
    }));
    if adopted.is_none() {
        duplicates.extend(collisions::collisions(pages, &made, &parsed.assets));
    }
    check_about(pages, subjects, &mut problems);
    let named = linking::named(&parsed, pages, subjects, made, withheld);
    let resolved = earlier.map(|(built, changed)| {
        let (pages, named, links) = (&built.layout.pages, &built.named, &built.links);
        (linking::Before { pages, named, links }, changed)
    });
    let resolved = resolved.as_ref().map(|(before, changed)| (before, *changed));
    let links = linking::resolve(pages, &named, resolved);
    let backlinks = match earlier {
        Some((built, _)) if same_targets(&built.links, &links) => built.backlinks.clone(),
        _ => Arc::new(backlinks(pages, &links)),
    };
    let judging = Judging {
        pages,
        editions: &layout.editions,
        subjects,
        files: &knowledge.files,
        vocabulary: &knowledge.vocabulary,
        words: &knowledge.words[&config.language],
        languages: &knowledge.words,
        names: &knowledge.names,
        lock: &parsed.lock,
        today,
    };
    let judged = judged(&judging, &change, earlier);
    for (page, (_, found)) in judged.iter().enumerate() {
        // What is wrong with an article is wrong once, for however many versions it is made.
        if pages[page].editions.first() == Some(&page) {
            problems.extend(found.iter().cloned());
        }
    }
    let claims = judged.iter().map(|(claims, _)| claims.clone()).collect();
    let promises = parsed.promises.as_ref().filter(|_| parsed.adopted.is_none());
    let kept = promises.map(|promises| promises::keep(promises, pages, &named));
    let base = super::destination::path_of(&config.base_url);
    let template_links = match parsed.adopted {
        None => template_links::broken(&parsed.texts, pages, &named, base),
        Some(_) => Vec::new(),
    };
    let site = Site {
        kept,
        template_links,
        problems: file_problems(&parsed),
        words: knowledge.words.clone(),
        pages: layout.pages.clone(),
        editions: layout.editions.clone(),
        taxonomies,
        feeds,
        changes: parsed.changes,
        changes_unknown: parsed.changes_unknown,
        subjects: knowledge.subjects.clone(),
        sources: knowledge.sources.clone(),
        vocabulary: knowledge.vocabulary.clone(),
        names: knowledge.names.clone(),
        duplicates,
        claims: PerPage::new(claims),
        links: PerPage::new(links.clone()),
        nav: named.nav.clone(),
        nav_broken: named.nav_broken.clone(),
        behind: named.behind.clone(),
        redirects: named.redirects.clone(),
        fact_problems: problems,
        backlinks: backlinks.clone(),
        external: None,
        today,
        config: parsed.config,
        config_path: parsed.config_path,
        lock: parsed.lock.clone(),
        adopted: parsed.adopted,
        texts: parsed.texts,
        expanded: parsed.expanded,
        assets: parsed.assets,
        pictures: BTreeMap::new(),
        drawings: BTreeMap::new(),
        marks: BTreeMap::new(),
        templates: OnceLock::new(),
        unreadable: parsed.unreadable,
    };
    let lock = parsed.lock;
    let built = Built { given, knowledge, layout, lock, named, links, backlinks, judged };
    before.0 = Some(built);
    site
}

/// The claims of every page. Those of a page are what they were where its text is, and every fact
/// that they rest on.
fn judged(
    judging: &Judging<'_>,
    change: &Change,
    earlier: Option<(&Built, &BTreeSet<usize>)>,
) -> Vec<Judged> {
    let earlier = earlier.filter(|(built, _)| built.lock == *judging.lock);
    let kept = |page: usize| {
        let (built, _) = earlier.filter(|(_, changed)| !changed.contains(&page))?;
        let judged = built.judged.get(page)?;
        let rests = |claim: &Claim, on: &BTreeSet<String>| match &claim.bound {
            Ok(bound) => on.contains(&bound.fact.subject),
            Err(_) => true,
        };
        let same = match change {
            Change::Nothing => true,
            Change::Subjects(others) => !judged.0.iter().any(|claim| rests(claim, others)),
            Change::Everything => false,
        };
        same.then(|| judged.clone())
    };
    let anew = |page: usize| {
        let mut problems = Vec::new();
        let claims = judging.page(page, &mut problems);
        (claims.into(), problems.into())
    };
    (0..judging.pages.len())
        .into_par_iter()
        .map(|page| kept(page).unwrap_or_else(|| anew(page)))
        .collect()
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
    if let Some(path) = Promises::path() {
        let problems = parsed.promises.iter().flat_map(|promises| &promises.problems);
        all.extend(problems.map(|problem| (path.clone(), problem.clone())));
    }
    if let Some(path) = Lock::path() {
        all.extend(parsed.lock_problems.iter().map(|problem| (path.clone(), problem.clone())));
    }
    all
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

/// Whether links lead to the pages that they led to.
fn same_targets(before: &[Arc<[Link]>], now: &[Arc<[Link]>]) -> bool {
    let same = |(before, now): (&Arc<[Link]>, &Arc<[Link]>)| {
        let targets = |links: &Arc<[Link]>| -> Vec<_> {
            links.iter().map(|link| link.target.clone()).collect()
        };
        Arc::ptr_eq(before, now) || targets(before) == targets(now)
    };
    before.len() == now.len() && before.iter().zip(now).all(same)
}

/// For each page, the pages that link to it, each once.
fn backlinks(pages: &[Page], links: &[Arc<[Link]>]) -> Vec<Vec<usize>> {
    let mut backlinks = vec![Vec::new(); pages.len()];
    for link in links.iter().flat_map(|links| links.iter()) {
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
