//! The whole site, resolved: pages, facts, scopes, sources, links and claims, each either bound
//! to what it names or known to be bound to nothing.
//!
//! Nothing here phrases a finding (`rules`) or makes HTML (`render`).

mod accepting;
mod adopted;
mod among;
mod arranged;
mod authority;
mod binding;
mod build;
mod choosing;
mod claims;
mod collections;
mod collisions;
mod computing;
mod conditions;
mod conflicts;
mod destination;
mod editions;
mod external;
mod facts;
mod feeds;
mod gathering;
mod grids;
mod guarding;
mod judging;
mod knowledge;
mod layout;
mod linking;
mod links;
mod made;
mod mirrors;
mod moving;
mod navigation;
mod nearby;
mod needed;
mod pages;
mod per_page;
mod places;
mod promises;
mod quotes;
mod redirects;
mod reference;
mod renewing;
mod resting;
mod scope;
mod stating;
mod subjects;
mod targets;
mod taxonomies;
mod template_links;
mod testimony;
mod tongues;
mod violations;
mod wikilinks;
mod withheld;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use jiff::civil::Date;

pub use accepting::{Asked, Standing};
pub use among::Among;
pub use authority::Weightier;
pub use build::{Before, build};
pub use claims::{Bound, Claim, ClaimForm, FactRef, Unbound};
pub use conditions::{ConditionProblem, Operand};
pub use editions::Edition;
pub use external::{Answer, Echo, External, Moved, Named, Outcome, Refusal, Trouble, Unchecked};
pub use facts::{
    Cited, Conflict, Decision, Fact, FactProblem, FactProblemKind, Lacking, Statement, Subject,
};
pub use feeds::Feed;
pub use guarding::{Trial, trials};
pub use links::{Broken, Link, Origin, Target};
pub use moving::Behind;
pub use navigation::{NavBroken, NavEntry};
pub use needed::Needed;
pub use pages::{Page, PageKind, Placed};
pub use per_page::{Iter, PerPage};
pub use promises::{Kept, Lost};
pub use quotes::{Nearest, Quoted, Snapshot, find_quote};
pub use redirects::{Misled, Redirect};
pub use resting::{ByProperty, Resting};
pub use scope::{Extent, Scope, ScopeProblem};
pub use subjects::Subjects;
pub use taxonomies::{Taxonomy, Term, terms};
pub use template_links::TemplateLink;
pub use testimony::Testimony;
pub use violations::Violation;
pub use withheld::Withheld;

use crate::parse::adopt::Adopted;
use crate::parse::{Config, Expanded, Lock, Picture, RawSource, RawVocabulary};
use crate::source::{Asset, Changes, SitePath, Span, Text, Unreadable};
use crate::theme::Templates;
use crate::value::{Context, Names, Property, Words};

/// Everything about everything.
pub struct Site {
    /// The site's settings.
    pub config: Config,
    /// Where the settings stand, if the site has any.
    pub config_path: Option<SitePath>,
    /// The tools that the tree was made for, where that is not factum.
    pub adopted: Option<Adopted>,
    /// What people have reviewed.
    pub lock: Lock,
    /// Text by path, for whoever must show or edit it.
    pub texts: BTreeMap<SitePath, Arc<Text>>,
    /// The articles that include something, with what they include.
    pub expanded: BTreeMap<SitePath, Expanded>,
    /// Files that are published as they are.
    pub assets: BTreeMap<SitePath, Asset>,
    /// The ids in those of them that are drawings which a link names a place in, sorted.
    pub drawings: BTreeMap<SitePath, Vec<String>>,
    /// Those of them that are pictures on pages, measured, or why one is none.
    pub pictures: BTreeMap<SitePath, Result<Picture, String>>,
    /// What the bytes of the files are told from others by that templates address.
    pub marks: BTreeMap<SitePath, String>,
    /// The templates, once somebody asked for them.
    templates: Arc<OnceLock<Templates>>,
    /// Files that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// What is wrong with single files, in the order of their paths.
    pub problems: Vec<(SitePath, crate::parse::Problem)>,
    /// Articles and section front pages, in the order of their paths.
    pub pages: Arc<Vec<Page>>,
    /// The versions of a product that pages are made for, oldest first.
    pub editions: Vec<Edition>,
    /// What its pages are sorted by, as far as they are.
    pub taxonomies: Vec<Taxonomy>,
    /// The feeds of its articles.
    pub feeds: Vec<Feed>,
    /// When files changed last, as far as git was asked.
    pub changes: Changes,
    /// Why git does not tell, if so.
    pub changes_unknown: Option<String>,
    /// Subjects by id, in the order of their files.
    pub subjects: Arc<Subjects>,
    /// Sources by id, in the order in which they are written.
    pub sources: Arc<IndexMap<String, Source>>,
    /// The vocabulary in force.
    pub vocabulary: Arc<RawVocabulary>,
    /// The words of each language in use, by its code.
    pub words: Arc<BTreeMap<String, Words>>,
    /// Names of subjects, table rows and entities.
    pub names: Arc<Names>,
    /// The facts that others are computed from.
    pub needed: Arc<Needed>,
    /// Ids that two things share: the id, and where each stands.
    pub duplicates: Vec<Duplicate>,
    /// Every claim, in the order of pages and of positions in them.
    pub claims: PerPage<Claim>,
    /// Every link and image that is not a claim, in the same order.
    pub links: PerPage<Link>,
    /// What kinds of claims and links there are among those of each page, by its index.
    pub among: Vec<Among>,
    /// The claims from the side of the facts.
    pub resting: Arc<Resting>,
    /// The navigation that the settings set; empty where it is that of the folders.
    pub nav: Vec<NavEntry>,
    /// Its entries that lead nowhere.
    pub nav_broken: Vec<NavBroken>,
    /// Places in the settings that name what has moved.
    pub behind: Vec<Behind>,
    /// Addresses and anchors that moved, in the order of the settings.
    pub redirects: Vec<Redirect>,
    /// The links of its templates that lead nowhere.
    pub template_links: Vec<TemplateLink>,
    /// What came of the addresses that the site has promised, where it has promised any.
    pub kept: Option<Kept>,
    /// What is wrong with facts when the whole site is known.
    pub fact_problems: Vec<FactProblem>,
    /// For each page, by its index: the pages that link to it, by index, sorted.
    pub backlinks: Arc<Vec<Vec<usize>>>,
    /// What the web said, where somebody asked it.
    pub external: Option<External>,
    /// The clock.
    pub today: Date,
}

/// A source and where it stands.
#[derive(PartialEq)]
pub struct Source {
    /// As written.
    pub raw: RawSource,
    /// The file it stands in.
    pub path: SitePath,
    /// Its page's address, such as `/sources/basic-admin-guide/`.
    pub url: String,
    /// Its snapshot, where it has one.
    pub snapshot: Option<Snapshot>,
}

/// One name for two things that must differ.
#[derive(Clone)]
pub struct Duplicate {
    /// What shares it: a subject's or source's id, or a page's address.
    pub what: Shared,
    /// The id or address.
    pub id: String,
    /// Where it stands first.
    pub first: (SitePath, Span),
    /// Where it stands again.
    pub again: (SitePath, Span),
}

/// What two things share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The id of two subjects, entities or table rows.
    Subject,
    /// The id of two sources.
    Source,
    /// The name of two types, which is that of their files.
    Type,
    /// The address of two pages.
    Url,
    /// A name or alias.
    Name,
}

impl Site {
    /// The text that an article's spans are about: its file's, with what it includes.
    pub fn text_of(&self, article: &SitePath) -> Option<&Text> {
        let expanded = self.expanded.get(article).map(|it| &it.text);
        expanded.or_else(|| self.texts.get(article)).map(|text| &**text)
    }

    /// Where a span of an article stands in the files of the site.
    pub fn place_of<'s>(&'s self, article: &'s SitePath, span: &Span) -> (&'s SitePath, Span) {
        let found = self.expanded.get(article).and_then(|it| it.place(span));
        found.unwrap_or_else(|| (article, span.clone()))
    }

    /// The page at an index of [`Site::pages`].
    pub fn page(&self, index: usize) -> &Page {
        &self.pages[index]
    }

    /// The templates: those of the theme and the site's own. They are compiled when somebody asks first.
    pub fn templates(&self) -> &Templates {
        self.templates.get_or_init(|| Templates::compile(&self.texts))
    }

    /// The templates as they are kept: the same as those of the build before while their texts are.
    pub(crate) fn share_of_templates(&self) -> &Arc<OnceLock<Templates>> {
        &self.templates
    }

    /// The file that is published at an address as it is.
    pub fn asset(&self, address: &str) -> Option<&SitePath> {
        let below = address.trim_start_matches('/');
        let there = |folder: &str| {
            let path = SitePath::new(&format!("{folder}/{below}"))?;
            self.assets.get_key_value(&path).map(|(path, _)| path)
        };
        there("static").or_else(|| there("content"))
    }

    /// A fact by its subject's id and its property's name.
    pub fn fact(&self, subject: &str, property: &str) -> Option<&Fact> {
        self.subjects.get(subject)?.facts.get(property)
    }

    /// Every fact, subject by subject.
    pub fn facts(&self) -> impl Iterator<Item = (&Subject, &Fact)> {
        self.subjects.values().flat_map(|s| s.facts.values().map(move |fact| (s, fact)))
    }

    /// The claims of one page.
    pub fn claims_of(&self, page: usize) -> &[Claim] {
        self.claims.of(page)
    }

    /// The links of one page.
    pub fn links_of(&self, page: usize) -> &[Link] {
        self.links.of(page)
    }

    /// The links of one page that has some kind of them, and none of any other: that it has none shows
    /// without a look at them.
    pub fn links_with(&self, page: usize, fits: fn(&Among) -> bool) -> &[Link] {
        if self.among.get(page).is_some_and(fits) { self.links_of(page) } else { &[] }
    }

    /// The pages that have some kinds of claims, links or comments, by index.
    pub fn pages_with(&self, fits: fn(&Among) -> bool) -> impl Iterator<Item = usize> {
        self.among.iter().enumerate().filter(move |(_, among)| fits(among)).map(|(page, _)| page)
    }

    /// The claims that rest on a fact, in the order of pages and of places in them.
    pub fn claims_on<'s>(
        &'s self,
        subject: &'s str,
        property: &'s str,
    ) -> impl Iterator<Item = &'s Claim> {
        let claims = self.resting.on(subject, property).flat_map(|page| self.claims_of(page));
        claims.filter(move |claim| {
            let bound = claim.bound.as_ref();
            bound.is_ok_and(|it| it.fact.subject == subject && it.fact.property == property)
        })
    }

    /// When a page changed last after it was published, if that is known.
    pub fn updated(&self, page: &Page) -> Option<Date> {
        let (front, changed) = (&page.article.front, self.changed(page));
        front.updated.or(changed.filter(|day| front.date.is_none_or(|date| *day > date)))
    }

    /// When the text of a page changed last, or was published, if that is known.
    pub fn changed(&self, page: &Page) -> Option<Date> {
        feeds::changed(page, &self.changes.days)
    }

    /// Whether a page lies in a section, both by their indices; a section does not lie in itself.
    pub fn lies_in(&self, page: usize, section: usize) -> bool {
        feeds::lies_in(&self.pages, page, section)
    }

    /// Whether there is a feed of corrections: the site knows its address, and a correction its day.
    pub fn has_feed(&self) -> bool {
        !self.config.base_url.is_empty() && made::dated_corrections(&self.subjects)
    }

    /// What the value room has to know to read or to write a value of a property in a language.
    /// `filler` are the names of the fact's subject, [`Subject::filler`].
    pub fn context<'c>(
        &'c self,
        language: &str,
        property: &'c Property,
        filler: &'c [String],
    ) -> Context<'c> {
        Context {
            property,
            words: self.words(language),
            names: &self.names,
            filler,
            today: Some(self.today),
        }
    }

    /// The words of a language, or those of the site's own.
    pub fn words(&self, language: &str) -> &Words {
        self.words.get(language).unwrap_or_else(|| &self.words[&self.config.language])
    }
}
