//! What every page has: the theme, the site's name, the way around. What is on one kind of page is
//! left to the file of that kind.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use serde::Serialize;
use tera::{Context, Value};

use super::Link;
use super::Memory;
use super::common::Common;
use super::conflicts;
use super::elsewhere;
use super::extra;
use super::feeds;
use super::listed;
use super::mentions::Mentions;
use super::moved::{self, ByAddress, Former};
use super::nav;
use super::source::Citing;
use super::subject;
use super::theme::Theme;
use super::trees::{Tree, Trees};
use super::urls::{self, Here};
use super::value_html::Setting;
use crate::diagnostic::Diagnostic;
use crate::parse::{Article, Language, Sorting};
use crate::site::{Site, Taxonomy};
use crate::theme::Words;
use crate::timings::{Kind, Timings};

/// The address of the list of subjects.
pub(super) const FACTS: &str = "/facts/";

/// The address of the list of sources.
pub(super) const SOURCES: &str = "/sources/";

/// The address of the list of conflicts.
pub(super) const CONFLICTS: &str = "/conflicts/";

/// The address of the list of corrections.
pub(super) const CORRECTIONS: &str = "/corrections/";

/// The address of the feed of corrections.
pub(super) const FEED: &str = "/corrections/atom.xml";

/// The address of the page for reviewers.
pub(super) const REVIEW: &str = "/review/";

/// What is made when a page first needs it: whoever asks for one page waits for no more than that.
type Later<'s, T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + 's>>;

/// The most bytes around the text of an article that room is kept for.
const MOST_AROUND: usize = 1 << 16;

/// For a site whose times nobody wants to know.
static UNTIMED: Timings = Timings::off();

/// Everything that pages share.
pub(super) struct Shell<'s> {
    pub(super) site: &'s Site,
    /// What rules found.
    pub(super) findings: &'s [Diagnostic],
    pub(super) theme: Theme<'s>,
    /// The trees that pages share.
    trees: Trees,
    /// The other parts that they share.
    common: Common,
    /// The home page of each language.
    homes: Vec<(String, Option<usize>)>,
    /// How long templates take.
    pub(super) timings: &'s Timings,
    /// Code that was coloured before.
    pub(super) memory: Arc<Memory>,
    pub(super) mentions: Later<'s, Arc<Mentions>>,
    pub(super) citing: Later<'s, Citing<'s>>,
    /// Articles by the subjects that they are about.
    pub(super) about: Later<'s, BTreeMap<&'s str, Vec<usize>>>,
    /// The pages about the site as a whole: titles, or the names of words for them, with addresses.
    records: Vec<(&'s str, &'s str)>,
    /// Redirects, for the pages at the addresses that they lead away from.
    pub(super) moved: ByAddress<'s>,
    /// Addresses that nothing stands at any more.
    pub(super) former: Vec<Former<'s>>,
    /// The files of the theme that are no templates: name, published name, text.
    pub(super) files: Vec<(&'static str, String, &'s str)>,
    /// How many bytes pages had at most around the text of an article, up to [`MOST_AROUND`], so that there
    /// is room for the next one at once.
    around: AtomicUsize,
}

/// The site as templates know it.
#[derive(Serialize)]
struct SiteShown<'s> {
    title: &'s str,
    description: &'s str,
    base_url: &'s str,
    language: &'s str,
    extra: serde_json::Value,
}

/// What a page says of itself to its shell.
pub(super) struct Head<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// One sentence about it; may be empty.
    pub(super) description: &'a str,
    /// Its address; `None` for a page that is shown at any address.
    pub(super) url: Option<&'a str>,
    /// Its language.
    pub(super) language: &'a str,
    /// Its index, if it is an article.
    pub(super) page: Option<usize>,
    /// What it belongs to of the pages that factum makes: `facts`, `review` and the like, or nothing.
    pub(super) area: &'static str,
}

impl<'s> Shell<'s> {
    /// Prepares what pages share.
    pub(super) fn new(
        site: &'s Site,
        findings: &'s [Diagnostic],
        memory: Arc<Memory>,
    ) -> Shell<'s> {
        let mut shared = Context::new();
        let own = site.config.language_named(&site.config.language);
        shared.insert("site", &shown(site, own));
        let theme = Theme::new(site, shared);
        let codes = site.config.language_codes().map(str::to_string);
        let homes = codes.map(|code| (code.clone(), nav::home(site, &code))).collect();
        let names = memory.clone();
        Shell {
            site,
            findings,
            trees: Trees::new(&theme),
            common: Common::new(&theme),
            homes,
            timings: &UNTIMED,
            memory,
            mentions: LazyLock::new(Box::new(move || names.mentions(site))),
            citing: LazyLock::new(Box::new(|| Citing::new(site))),
            about: LazyLock::new(Box::new(|| subject::about(site))),
            records: records(site, findings),
            moved: moved::by_address(site),
            former: moved::former(site),
            files: theme.files(),
            theme,
            around: AtomicUsize::new(0),
        }
    }

    /// The place of a page.
    pub(super) fn here<'a>(&'a self, url: Option<&'a str>) -> Here<'a> {
        match url {
            Some(url) => Here::At(url),
            None => Here::Anywhere(urls::base_path(&self.site.config.base_url)),
        }
    }

    /// The words of a language.
    pub(super) fn words(&self, language: &str) -> &Words {
        self.site.templates().words().of(language)
    }

    /// What values on a page are shown with.
    pub(super) fn setting<'a>(
        &'a self,
        here: Here<'a>,
        language: &'a str,
        filler: &'a [String],
    ) -> Setting<'a> {
        Setting { site: self.site, here, language, words: self.words(language), filler }
    }

    /// What the templates of every page are given.
    ///
    /// # Errors
    /// The finding, where the template of the tree fails.
    pub(super) fn context(&self, head: &Head<'_>) -> Result<Context, Box<Diagnostic>> {
        let here = self.here(head.url);
        let mut context = Context::new();
        let crumbs = match head.page {
            Some(page) => nav::crumbs(self.site, here, page),
            None => self.crumbs(here, head),
        };
        // Nobody else can reach an address on the author's own machine.
        let base = &self.site.config.base_url;
        let known = !base.is_empty() && !base.starts_with("http://localhost");
        // Those who search are led to the newest edition of a page.
        let newest = head.page.and_then(|page| self.site.page(page).editions.first());
        let address = newest.map(|page| self.site.page(*page).url.as_str()).or(head.url);
        let canonical =
            address.filter(|_| known).map(|url| format!("{base}{}", Here::Anywhere("").href(url)));
        context.insert("title", head.title);
        context.insert("description", head.description);
        context.insert("language", head.language);
        context.insert("direction", direction(head.language));
        context.insert("area", head.area);
        let at_home = head.page.is_some_and(|page| self.site.page(page).parent.is_none());
        context.insert("home", &at_home);
        context.insert("root", &here.root());
        context.insert("policy", &self.site.config.content_security_policy);
        let file = |name: &str| self.published(here, name);
        context.insert("style", &file("style.css"));
        context.insert("script", &file("script.js"));
        context.insert("search_script", &file("search.js"));
        context.insert("icon", &file("icon.svg"));
        context.insert("canonical", &canonical);
        let home = self.home(head.language);
        let tree = match listed::tree(self.site, here, head.language, head.page) {
            Some(items) => self.trees.of(&self.theme, &items)?,
            None => match home {
                Some(home) => self.trees.around(&self.theme, here, home, head.page)?,
                None => Tree::default(),
            },
        };
        context.insert_value("tree", Value::safe_string(&tree.html));
        if let Some(nav) = tree.nav {
            context.insert_value("nav", nav);
        }
        let start = home.map_or_else(|| here.root(), |home| here.href(&self.site.page(home).url));
        context.insert("start", &start);
        let translations = elsewhere::translations(self.site, here, head.page, head.language);
        context.insert("translations", &translations);
        let edition = head.page.and_then(|page| elsewhere::edition(self.site, here, page));
        context.insert("edition", &edition);
        if let Some(own) = self.site.config.language_named(head.language) {
            context.insert("site", &shown(self.site, Some(own)));
        }
        let shelf = self.shelf(here, head);
        context.insert("shelf", &shelf);
        context.insert("crumbs", &crumbs);
        let words = self.words(head.language);
        context.insert_value("words", words.value());
        let record = |(title, address): &(&str, &str)| Link {
            title: words.get(title).to_string(),
            href: here.href(address),
        };
        let records: Vec<Link> = self.records.iter().map(record).collect();
        context.insert("records", &records);
        context.insert("feeds", &feeds::of_page(self.site, here, head.page));
        // Links to other languages lead from each page to others.
        if translations.is_empty() {
            let page = (at_home, !tree.html.is_empty() || !shelf.is_empty());
            if let Some(common) = self.common.of(&self.theme, head, page, &context)? {
                context.insert_value("common", common);
            }
        }
        Ok(context)
    }

    /// The home page of a language, by its index.
    fn home(&self, language: &str) -> Option<usize> {
        let known = self.homes.iter().find(|(own, _)| own == language);
        known.map_or_else(|| nav::home(self.site, language), |(_, home)| *home)
    }

    /// What leads to a file of the theme that is no template.
    pub(super) fn published(&self, here: Here<'_>, name: &str) -> String {
        let file = self.files.iter().find(|(own, ..)| *own == name);
        file.map(|(_, published, _)| here.href(&format!("/{published}"))).unwrap_or_default()
    }

    /// The pages of the same kind as a page that factum makes.
    fn shelf(&self, here: Here<'_>, head: &Head<'_>) -> Vec<nav::Item> {
        let subjects = self.site.subjects.values();
        let sources = self.site.sources.values();
        match head.area {
            "facts" => {
                let pages = subjects.map(|it| (it.raw.name.it.as_str(), it.url.as_str()));
                nav::shelf(here, head.url, pages)
            }
            "sources" => {
                let pages = sources.map(|it| (it.raw.title.as_str(), it.url.as_str()));
                nav::shelf(here, head.url, pages)
            }
            _ => Vec::new(),
        }
    }

    /// The way to a page that factum makes: home, then the list it stands in.
    fn crumbs(&self, here: Here<'_>, head: &Head<'_>) -> Vec<Link> {
        let home = self.home(head.language);
        let home = home.map(|home| nav::link(self.site, here, home));
        let mut crumbs: Vec<Link> = home.into_iter().collect();
        let (title, address) = match head.area {
            "facts" => ("site.facts", FACTS),
            "sources" => ("site.sources", SOURCES),
            "tags" => {
                let of = |it: &&Taxonomy| head.url.is_some_and(|url| url.starts_with(&it.url));
                let Some(taxonomy) = self.site.taxonomies.iter().find(of) else { return crumbs };
                (called(taxonomy), taxonomy.url.as_str())
            }
            _ => return crumbs,
        };
        if head.url != Some(address) {
            let title = self.words(head.language).get(title).to_string();
            crumbs.push(Link { title, href: here.href(address) });
        }
        crumbs
    }

    /// Renders a page, for an article if it is one.
    ///
    /// # Errors
    /// The finding, where the template fails.
    pub(super) fn render(
        &self,
        template: &str,
        context: &Context,
        article: Option<&Article>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let own = article.map(|article| article.html.len());
        let room = own.map_or(0, |own| own + self.around.load(Ordering::Relaxed));
        let mut html = Vec::with_capacity(room);
        let render = || self.theme.render(template, context, article, &mut html);
        self.timings.work(Kind::Template, template, render)?;
        // One article that thousands link to is no measure for the others.
        let around = own.map(|own| html.len().saturating_sub(own)).filter(|it| *it <= MOST_AROUND);
        self.around.fetch_max(around.unwrap_or(0), Ordering::Relaxed);
        Ok(html)
    }

    /// The page for addresses that lead nowhere. It is shown at any address, so its links start at
    /// the root of the host.
    ///
    /// # Errors
    /// The finding, where the template fails.
    pub(super) fn not_found(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let context = self.context(&Head {
            title: self.words(&self.site.config.language).get("missing.title"),
            description: "",
            url: None,
            language: &self.site.config.language,
            page: None,
            area: "",
        })?;
        self.render("404.html", &context, None)
    }
}

/// The site as it is shown in a language, of which it may have been said what it is called there.
fn shown<'s>(site: &'s Site, language: Option<&'s Language>) -> SiteShown<'s> {
    let config = &site.config;
    let title = language.and_then(|language| language.title.as_ref());
    let description = language.and_then(|language| language.description.as_ref());
    SiteShown {
        title: title.unwrap_or(&config.title),
        description: description.unwrap_or(&config.description),
        base_url: &config.base_url,
        language: &config.language,
        extra: config.extra.as_ref().map(extra::json).unwrap_or_default(),
    }
}

/// The pages about the site as a whole that have something to say; that for reviewers always has.
fn records<'s>(site: &'s Site, findings: &[Diagnostic]) -> Vec<(&'s str, &'s str)> {
    let (mut conflicting, mut corrected) = (conflicts::any_found(findings), false);
    for (_, fact) in site.facts() {
        conflicting = conflicting || conflicts::is_one(fact);
        corrected = corrected || fact.statements.iter().any(|it| it.correction().is_some());
        if conflicting && corrected {
            break;
        }
    }
    let mut records = Vec::new();
    records.extend(conflicting.then_some(("site.conflicts", CONFLICTS)));
    records.extend(corrected.then_some(("site.corrections", CORRECTIONS)));
    records.extend(site.taxonomies.iter().map(|it| (called(it), it.url.as_str())));
    records.push(("site.review", REVIEW));
    records
}

/// What a taxonomy is called: its title, or the name of the word where it has none of its own.
pub(super) fn called(taxonomy: &Taxonomy) -> &str {
    let own = Sorting::tags();
    let is_own = taxonomy.name == own.name && taxonomy.title == own.title;
    if is_own { "site.tags" } else { &taxonomy.title }
}

/// The direction in which a language is written.
pub(super) fn direction(language: &str) -> &'static str {
    let code = language.split(['-', '_']).next().unwrap_or(language);
    match code {
        "ar" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}
