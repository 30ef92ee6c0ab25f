//! The whole site from what was parsed, in the order in which one thing needs another:
//! facts, pages, links, claims. What a build leaves for the next one is here too, in [`Before`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::arranged::{Arranged, Compiled};
use super::binding::Judging;
use super::knowledge::{self, Change, Knowledge};
use super::layout::{self, Layout, Moved};
use super::linking::{self, Named, Stock};
use super::links::{Link, Target};
use super::made::Made;
use super::subjects::Subjects;
use super::targets::Targets;
use super::{
    Among, Claim, Duplicate, FactProblem, FactProblemKind, Page, PerPage, Resting, Shared, Site,
    collisions, editions, made, promises, template_links, withheld,
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
    arranged: Arranged,
    /// The texts that were there.
    paths: Arc<Vec<SitePath>>,
    stock: Stock,
    /// Whether a correction says on which day it was made.
    corrected: bool,
    /// The pages, by index, at addresses of pages that factum makes.
    clashing: Arc<Vec<usize>>,
    lock: Lock,
    named: Named,
    links: PerPage<Link>,
    backlinks: Arc<Vec<Vec<usize>>>,
    judged: Judged,
    sorted: Sorted,
    templates: Compiled,
}

/// The claims of pages, and what is wrong with their scopes, by the index of the page.
#[derive(Clone)]
struct Judged {
    claims: PerPage<Claim>,
    found: BTreeMap<usize, Arc<[FactProblem]>>,
}

/// What is found of claims and links in passing.
#[derive(Clone)]
struct Sorted {
    among: Vec<Among>,
    resting: Arc<Resting>,
}

/// Resolves and judges everything. `today` is the clock; drafts, and pages whose day has not come or
/// has passed, are left out unless asked for.
/// `before` is what the build before left, and shows only in how long this one takes.
pub fn build(parsed: Parsed, today: Date, drafts: bool, before: &mut Before) -> Site {
    let mut earlier = before.0.take();
    let templates = earlier.as_mut().map(|built| std::mem::take(&mut built.templates));
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
    let from = layout::Given { articles, adopted, config, editions, dimensions };
    let (layout, moved) = Layout::new(from, earlier.map(|it| &it.layout));
    let pages = &layout.pages;
    // What pages had before, where they are the pages that they were.
    let changed = moved.changed();
    let still = earlier.filter(|_| matches!(moved, Moved::No(_)));
    let earlier = earlier.zip(changed);

    let subjects = &*knowledge.subjects;
    let arranged = match still.filter(|it| it.arranged.days == parsed.changes.days) {
        Some(built) => built.arranged.clone(),
        None => Arranged::new(pages, config, &parsed.changes.days),
    };
    problems.extend(arranged.problems.iter().cloned());
    let same_paths = |built: &&Built| parsed.texts.keys().eq(built.paths.iter());
    let paths = match still.filter(same_paths) {
        Some(built) => built.paths.clone(),
        None => Arc::new(parsed.texts.keys().cloned().collect()),
    };
    let corrected = match still.filter(|_| change == Change::Nothing) {
        Some(built) => built.corrected,
        None => made::dated_corrections(subjects),
    };
    let stock = stock(&knowledge, (&change, corrected), &arranged, &layout, &paths, still);
    let made = stock.made.clone();
    let clashing = match still.filter(|built| Arc::ptr_eq(&built.stock.made, &made)) {
        Some(built) => built.clashing.clone(),
        None => Arc::new(clashing(pages, &made)),
    };
    let mut duplicates = layout.duplicates.clone();
    duplicates.extend(knowledge.duplicates.iter().cloned());
    // Nothing stands before a page that factum makes: such a page is named as both of the two.
    duplicates.extend(clashing.iter().map(|page| &pages[*page]).map(|page| {
        let place = (page.article.path.clone(), 0..0);
        Duplicate { what: Shared::Url, id: page.url.clone(), first: place.clone(), again: place }
    }));
    if adopted.is_none() {
        duplicates.extend(collisions::collisions(pages, &made, &parsed.assets));
    }
    check_about(pages, subjects, &mut problems);
    let places = &*layout.places;
    let named = linking::named(&parsed, pages, places, stock.clone(), withheld);
    let resolved = earlier.map(|(built, changed)| {
        let (pages, named, links) = (&built.layout.pages, &built.named, &built.links);
        let (among, backlinks) = (&built.sorted.among, &built.backlinks);
        (linking::Before { pages, named, links, among, backlinks }, changed)
    });
    let resolved = resolved.as_ref().map(|(before, changed)| (before, *changed));
    let links = linking::resolve(pages, places, &named, resolved);
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
    let backlinks = || match earlier {
        Some((built, _)) if same_targets(&built.links, &links) => built.backlinks.clone(),
        _ => Arc::new(backlinks(pages, links.shares())),
    };
    let (judged, backlinks) = rayon::join(|| judged(&judging, &change, earlier), backlinks);
    for (page, found) in &judged.found {
        // What is wrong with an article is wrong once, for however many versions it is made.
        if pages[*page].editions.first() == Some(page) {
            problems.extend(found.iter().cloned());
        }
    }
    let sorted = sorted(pages, &judged, &links, earlier.map(|(built, _)| built));
    let promises = parsed.promises.as_ref().filter(|_| parsed.adopted.is_none());
    let targets = Targets::new(pages, places, &named);
    let kept = promises.map(|promises| promises::keep(promises, pages, &named, &targets));
    let base = super::destination::path_of(&config.base_url);
    let template_links = match parsed.adopted {
        None => template_links::broken(&parsed.texts, pages, &targets, base),
        Some(_) => Vec::new(),
    };
    let templates = Compiled::of(&parsed.texts, templates);
    let site = Site {
        kept,
        template_links,
        problems: file_problems(&parsed),
        words: knowledge.words.clone(),
        pages: layout.pages.clone(),
        editions: layout.editions.clone(),
        taxonomies: arranged.taxonomies.clone(),
        feeds: arranged.feeds.clone(),
        changes: parsed.changes,
        changes_unknown: parsed.changes_unknown,
        subjects: knowledge.subjects.clone(),
        sources: knowledge.sources.clone(),
        vocabulary: knowledge.vocabulary.clone(),
        names: knowledge.names.clone(),
        needed: knowledge.needed.clone(),
        duplicates,
        claims: judged.claims.clone(),
        links: links.clone(),
        among: sorted.among.clone(),
        resting: sorted.resting.clone(),
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
        templates: templates.compiled.clone(),
        unreadable: parsed.unreadable,
    };
    let lock = parsed.lock;
    let built = Built {
        given,
        knowledge,
        layout,
        arranged,
        paths,
        stock,
        corrected,
        clashing,
        lock,
        named,
        links,
        backlinks,
        judged,
        sorted,
        templates,
    };
    before.0 = Some(built);
    site
}

/// What links can name that rests on names and facts alone. `still` is the build before, where no page has
/// moved since nor says another thing of itself.
fn stock(
    knowledge: &Knowledge,
    (change, corrected): (&Change, bool),
    arranged: &Arranged,
    layout: &Layout,
    paths: &Arc<Vec<SitePath>>,
    still: Option<&Built>,
) -> Stock {
    let subjects = &*knowledge.subjects;
    let same = |built: &&Built| {
        let knows = match change {
            Change::Nothing => true,
            // Subjects and facts of the same names have the same pages.
            Change::Subjects(_) => corrected == built.corrected,
            Change::Everything => false,
        };
        let before = &built.arranged;
        knows && arranged.taxonomies == before.taxonomies && arranged.feeds == before.feeds
    };
    let hidden = match still.filter(|built| Arc::ptr_eq(&built.paths, paths)) {
        Some(built) => built.stock.hidden.clone(),
        None => Arc::new(linking::hidden(paths, &layout.places)),
    };
    if let Some(built) = still.filter(same) {
        return Stock { hidden, ..built.stock.clone() };
    }
    let Arranged { taxonomies, feeds, .. } = arranged;
    let made = made::pages(subjects, &knowledge.sources, taxonomies, feeds, &layout.config);
    let fact_files = subjects.values().map(|s| (s.path.clone(), s.url.clone())).collect();
    Stock { made: Arc::new(made), fact_files: Arc::new(fact_files), hidden }
}

/// The claims of every page. Those of a page are what they were where its text is, and every fact
/// that they rest on.
fn judged(
    judging: &Judging<'_>,
    change: &Change,
    earlier: Option<(&Built, &BTreeSet<usize>)>,
) -> Judged {
    let anew = |page: usize| -> (Arc<[Claim]>, Vec<FactProblem>) {
        let mut problems = Vec::new();
        let claims = judging.page(page, &mut problems);
        (claims.into(), problems)
    };
    let wrong = |(page, problems): (usize, Vec<FactProblem>)| {
        (!problems.is_empty()).then(|| (page, problems.into()))
    };
    let same = earlier.filter(|(built, _)| built.lock == *judging.lock);
    let Some((built, changed)) = same.filter(|_| *change != Change::Everything) else {
        let pages = (0..judging.pages.len()).into_par_iter();
        let (claims, found): (Vec<_>, Vec<_>) = pages.map(anew).unzip();
        let found = found.into_iter().enumerate().filter_map(wrong).collect();
        return Judged { claims: PerPage::new(claims), found };
    };
    let mut pages = changed.clone();
    if let Change::Subjects(subjects) = change {
        let resting = &built.sorted.resting;
        pages.extend(subjects.iter().flat_map(|subject| resting.on_subject(subject)));
        // What was bound to nothing may be bound to a fact now.
        let unbound = |(_, among): &(usize, &Among)| among.unbound;
        pages.extend(built.sorted.among.iter().enumerate().filter(unbound).map(|(page, _)| page));
    }
    let pages: Vec<usize> = pages.into_iter().collect();
    let (claims, problems): (Vec<_>, Vec<_>) = pages.par_iter().map(|page| anew(*page)).unzip();
    let mut found = built.judged.found.clone();
    pages.iter().for_each(|page| drop(found.remove(page)));
    found.extend(pages.iter().copied().zip(problems).filter_map(wrong));
    let claims = pages.into_iter().zip(claims).collect();
    Judged { claims: built.judged.claims.with(claims), found }
}

/// Sorts claims and links. `earlier` has them of the same pages, most of which have what they had.
fn sorted(
    pages: &[Page],
    judged: &Judged,
    links: &PerPage<Link>,
    earlier: Option<&Built>,
) -> Sorted {
    let claims = &judged.claims;
    let Some(built) = earlier else {
        let pages = pages.par_iter().zip(claims.shares()).zip(links.shares());
        let (among, resting) = rayon::join(
            || pages.map(|((page, claims), links)| Among::of(page, claims, links)).collect(),
            || Resting::new(claims.shares().iter().map(|claims| &**claims)),
        );
        return Sorted { among, resting: Arc::new(resting) };
    };
    let mut sorted = built.sorted.clone();
    let before = &built.judged.claims;
    for page in claims.others(before) {
        Arc::make_mut(&mut sorted.resting).renew(page, before.of(page), claims.of(page));
    }
    for page in claims.others(before).chain(links.others(&built.links)) {
        sorted.among[page] = Among::of(&pages[page], claims.of(page), links.of(page));
    }
    sorted
}

/// The pages, by index, at addresses of pages that factum makes.
fn clashing(pages: &[Page], made: &Made) -> Vec<usize> {
    let pages = pages.iter().enumerate();
    pages.filter(|(_, page)| made.contains_key(&page.url)).map(|(index, _)| index).collect()
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
fn check_about(pages: &[Page], subjects: &Subjects, problems: &mut Vec<FactProblem>) {
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
fn same_targets(before: &PerPage<Link>, now: &PerPage<Link>) -> bool {
    let targets = |links: &PerPage<Link>, page: usize| -> Vec<_> {
        links.of(page).iter().map(|link| link.target.clone()).collect()
    };
    now.others(before).all(|page| targets(before, page) == targets(now, page))
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
