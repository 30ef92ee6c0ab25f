//! What can be found: the sections of articles, facts, and sources, each with its words.

use std::sync::Arc;

use serde::Serialize;

use crate::parse::{Article, FrontMatter, TAGS};
use crate::render::shell::Shell;
use crate::render::urls::Here;
use crate::render::verdict::{gravest, shown};
use crate::site::{Claim, Fact, Page, PageKind, Site, terms};
use crate::theme::Words;
use crate::value::Mode;

/// How many characters of a section are shown with a hit.
const BEGINNING: usize = 200;

/// Something that can be found.
pub(super) struct Section {
    /// The title of its page.
    pub(super) title: String,
    /// Its heading; empty at the head of a page.
    pub(super) heading: String,
    /// Where it is, from the root of the site.
    url: String,
    /// Other words that it is known by.
    pub(super) names: String,
    /// Its text.
    pub(super) text: String,
    /// The page or subject that it belongs to, the same for all of its sections.
    pub(super) of: Arc<Belongs>,
}

/// What a query may be narrowed to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Belongs {
    /// The part of the site, by its title.
    pub(super) part: String,
    /// The tags of its page.
    pub(super) tags: Vec<String>,
    /// What the claims of its page were found to be, the gravest of it; empty without claims.
    pub(super) status: String,
}

/// A section as it is shown: title, heading, address, beginning.
#[derive(Serialize)]
pub(super) struct Shown<'s>(&'s str, &'s str, &'s str, String);

impl Section {
    /// What is shown of it.
    pub(super) fn shown(&self) -> Shown<'_> {
        let mut beginning: String = self.text.chars().take(BEGINNING).collect();
        if beginning.len() < self.text.len() {
            let end = beginning.rfind(' ').unwrap_or(beginning.len());
            beginning.truncate(end);
            beginning.push('…');
        }
        Shown(&self.title, &self.heading, &self.url, beginning)
    }
}

/// What sections are made of, in their order: pages by their indexes, and behind them what belongs
/// to no page.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// A page.
    Page(usize),
    /// Facts and sources.
    Facts,
}

/// Everything that can be found in a language, in the order of pages. Facts and sources are found in
/// the language of the site.
pub(super) fn parts(site: &Site, language: &str) -> Vec<Part> {
    let found = |index: &usize| {
        let page = site.page(*index);
        page.article.front.in_search_index
            && page.language == language
            && page.editions.first() == Some(index)
            && (page.written || page.kind == PageKind::Section)
    };
    let pages = (0..site.pages.len()).filter(found).map(Part::Page);
    pages.chain((language == site.config.language).then_some(Part::Facts)).collect()
}

/// The sections of some parts, in the order of places in them.
pub(super) fn sections(shell: &Shell<'_>, parts: &[Part]) -> Vec<Section> {
    let mut all = Vec::new();
    for part in parts {
        match part {
            Part::Page(index) => of_page(shell, *index, &mut all),
            Part::Facts => {
                of_facts(shell, &mut all);
                of_sources(shell, &mut all);
            }
        }
    }
    all
}

fn of_page(shell: &Shell<'_>, index: usize, all: &mut Vec<Section>) {
    let (site, page) = (shell.site, shell.site.page(index));
    let article = &page.article;
    let of = Arc::new(Belongs {
        part: part(site, page),
        tags: terms(&article.front, TAGS).map(str::to_string).collect(),
        status: status(shell.words(&page.language), site.claims_of(index).iter()),
    });
    let section = |heading: &str, id: Option<&str>, text: String, names: String| Section {
        title: page.title.clone(),
        heading: heading.to_string(),
        url: Here::At("/").to(&page.url, id),
        names,
        text,
        of: of.clone(),
    };
    let first = article.headings.iter().find(|heading| heading.level > 1);
    let start = first.map_or(usize::MAX, |heading| heading.span.start);
    let mut head = article.front.description.clone().unwrap_or_default();
    let own = text(article, 0, start);
    if !head.is_empty() && !own.is_empty() {
        head.push(' ');
    }
    all.push(section("", None, head + &own, sorted_by(&article.front)));
    let headings: Vec<_> = article.headings.iter().filter(|heading| heading.level > 1).collect();
    for (at, heading) in headings.iter().enumerate() {
        let end = headings.get(at + 1).map_or(usize::MAX, |next| next.span.start);
        let words = text(article, heading.span.end, end);
        all.push(section(&heading.text, Some(&heading.id), words, String::new()));
    }
}

/// The words that a page is sorted by.
fn sorted_by(front: &FrontMatter) -> String {
    let others = front.taxonomies.iter().flat_map(|it| &it.terms);
    front.tags.iter().chain(others).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The text of an article from one place to another, without headings of the first level.
fn text(article: &Article, from: usize, to: usize) -> String {
    let title = article.headings.iter().find(|heading| heading.level == 1);
    let inside = |at: usize| {
        (from..to).contains(&at) && !title.is_some_and(|title| title.span.contains(&at))
    };
    let blocks = article.blocks.iter().filter(|block| inside(block.span.start));
    blocks.map(|block| article.words(block).trim()).collect::<Vec<_>>().join(" ")
}

/// The title of the part of the site that a page lies in: the section below the home page.
fn part(site: &Site, page: &Page) -> String {
    let mut part = String::new();
    let mut at = page.parent;
    let mut own = (page.kind == PageKind::Section && page.parent.is_some()).then_some(page);
    for _ in 0..site.pages.len() {
        let Some(above) = at else { break };
        let above = site.page(above);
        if above.parent.is_some() {
            own = Some(above);
        }
        at = above.parent;
    }
    if let Some(own) = own {
        part.clone_from(&own.title);
    }
    part
}

fn of_facts(shell: &Shell<'_>, all: &mut Vec<Section>) {
    let site = shell.site;
    let words = shell.words(&site.config.language);
    for subject in site.subjects.values() {
        let names = |fact: &Fact| {
            let aliases = subject.raw.aliases.iter().map(|alias| alias.it.as_str());
            let own = fact.property.aliases.iter().map(String::as_str);
            aliases.chain(own).collect::<Vec<_>>().join(" ")
        };
        for fact in subject.facts.values() {
            let context = site.context(&site.config.language, &fact.property, &subject.filler);
            let values = fact.statements.iter().filter_map(|statement| {
                let value = statement.value.as_ref()?.notation(&context);
                let scope = statement.scope.to_string();
                Some(if scope.is_empty() { value } else { format!("{value} ({scope})") })
            });
            let mut text = values.collect::<Vec<_>>().join("; ");
            if let Some(note) = &fact.raw.note {
                text = format!("{text}. {note}");
            }
            let claims = shell.site.claims_on(&subject.raw.id.it, &fact.raw.name.it);
            all.push(Section {
                title: subject.raw.name.it.clone(),
                heading: fact.label(),
                url: Here::At("/").to(&subject.url, Some(&fact.raw.name.it)),
                names: names(fact),
                text,
                of: Arc::new(Belongs {
                    part: words.get("site.facts").to_string(),
                    tags: Vec::new(),
                    status: status(words, claims),
                }),
            });
        }
    }
}

fn of_sources(shell: &Shell<'_>, all: &mut Vec<Section>) {
    let site = shell.site;
    let part = shell.words(&site.config.language).get("site.sources").to_string();
    let of = Arc::new(Belongs { part, ..Belongs::default() });
    for source in site.sources.values() {
        let raw = &source.raw;
        let said = [&raw.publisher, &raw.author, &raw.published, &raw.note];
        let text = said.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
        all.push(Section {
            title: raw.title.clone(),
            heading: String::new(),
            url: Here::At("/").to(&source.url, None),
            names: String::new(),
            text,
            of: of.clone(),
        });
    }
}

/// The gravest verdict on some claims, as readers see it; nothing without claims.
fn status<'c>(words: &Words, claims: impl Iterator<Item = &'c Claim>) -> String {
    let gravest = gravest(claims.map(|claim| claim.judgement.verdict));
    gravest.map(|verdict| shown(words, verdict, &Mode::Exact).words).unwrap_or_default()
}
