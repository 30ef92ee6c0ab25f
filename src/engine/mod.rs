//! Sources in, snapshot out: the one path on which every command walks.
//!
//! What it keeps from run to run is here and nowhere else: parsed files with their texts, and
//! what a site has in common with the one before. Without it the result is the same, only later.

mod adopting;
mod drawings;
mod includes;
mod marks;
mod parsed;
mod pictures;
mod snapshots;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Level};
use crate::parse::adopt::{self, Adopted};
use crate::parse::{
    self, Adoption, Article, Config, Dialect, FactContent, FactFile, Linking, Lock, Parsed,
    Promises, RawValue, Transcript,
};
use crate::policy::Policy;
use crate::rules;
use crate::site::{self, Site};
use crate::source::{Changes, Door, Known, SitePath, Sources, Use, Why, below};
use crate::timings::Timings;
use jiff::civil::Date;
use parsed::Remembered;

/// Everything about a site, and everything that is wrong with it.
pub struct Snapshot {
    /// The site.
    pub site: Site,
    /// The findings, at the levels in force, in the order of their places.
    pub findings: Vec<Diagnostic>,
}

/// What a run is asked for beside the site itself.
#[derive(Clone, Debug)]
pub struct Options {
    /// The one clock for everything that expires.
    pub today: Date,
    /// Levels from the command line; the last word on a rule counts.
    pub levels: Vec<(String, Level)>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// The output folder, instead of the site's own.
    pub output_dir: Option<String>,
    /// The address of the home page, instead of the site's own.
    pub base_url: Option<String>,
    /// The settings, from the site's root.
    pub config: Option<SitePath>,
    /// Whether a tree without settings is taken for what another tool made of it.
    pub adopt: bool,
    /// Whether pages will be looked at: without, articles have no HTML, and all else is the same.
    pub pages: bool,
}

impl Options {
    /// The usual ones, on a day.
    pub fn at(today: Date) -> Options {
        Options {
            today,
            levels: Vec::new(),
            drafts: false,
            output_dir: None,
            base_url: None,
            config: SitePath::new("factum.toml"),
            adopt: false,
            pages: true,
        }
    }
}

/// Turns sources into snapshots, and remembers what it parsed.
#[derive(Default)]
pub struct Engine {
    texts: Known,
    /// What says which files are read as text: the settings, and other tools that the tree is made for.
    asked: Option<(Option<SitePath>, Option<Adoption>)>,
    /// How the articles are read that are remembered.
    manner: Option<(Option<Adopted>, Dialect)>,
    articles: Remembered<Article>,
    facts: Remembered<FactFile>,
    snapshots: HashMap<(Key, bool), Arc<Transcript>>,
    pictures: pictures::Known,
    marks: marks::Known,
    changes: Changes,
    built: site::Before,
    checked: rules::Before,
}

/// A file by its path and the hash of its content.
type Key = (SitePath, blake3::Hash);

impl Engine {
    /// An engine that remembers nothing yet.
    pub fn new() -> Engine {
        Engine::default()
    }

    /// Reads, parses, resolves, judges and checks a site.
    ///
    /// # Errors
    /// When the site cannot be listed at all; what is wrong with single files is a finding.
    pub fn snapshot(&mut self, door: &dyn Door, options: &Options) -> anyhow::Result<Snapshot> {
        self.timed(door, options, &Timings::off())
    }

    /// The same, with a note of how long each stage takes.
    ///
    /// # Errors
    /// As for [`Engine::snapshot`].
    pub fn timed(
        &mut self,
        door: &dyn Door,
        options: &Options,
        timings: &Timings,
    ) -> anyhow::Result<Snapshot> {
        let site = self.timed_site(door, options, timings)?;
        Ok(timings.stage("check", || self.check(site, options)))
    }

    /// Reads, parses, resolves and judges a site, for somebody who has to add to it before it is
    /// checked.
    ///
    /// # Errors
    /// When the site cannot be listed at all.
    pub fn site(&mut self, door: &dyn Door, options: &Options) -> anyhow::Result<Site> {
        self.timed_site(door, options, &Timings::off())
    }

    fn timed_site(
        &mut self,
        door: &dyn Door,
        options: &Options,
        timings: &Timings,
    ) -> anyhow::Result<Site> {
        let adoption = adoption(door, options);
        let read = || self.read(door, options, adoption.as_ref());
        let sources = timings.stage("read", read)?;
        let mut sources = sources;
        let stamps = std::mem::take(&mut sources.stamps);
        let parsed = timings.stage("parse", || self.parse(sources, adoption, door, options));
        let mut site = timings.stage("resolve", || {
            site::build(parsed, options.today, options.drafts, &mut self.built)
        });
        // What another tool publishes, it measures.
        if site.adopted.is_none() {
            let (pictures, marks) = (&mut self.pictures, &mut self.marks);
            timings.stage("measure pictures", || {
                // Names of files are for those who will look at pages.
                let named = options.pages && site.config.images.marks();
                site.pictures = pictures::measure(door, &site, named, &stamps, pictures);
                site.drawings = drawings::ids(door, &site);
                if options.pages {
                    site.marks = marks::marks(door, &site, &stamps, marks);
                }
            });
        }
        Ok(site)
    }

    /// Whether a site's files are still those that the last snapshot was taken of. Data that facts are
    /// derived from and files that are included are not among them: who watches these takes a new one.
    ///
    /// # Errors
    /// When the site cannot be listed at all.
    pub fn is_current(&mut self, door: &dyn Door, options: &Options) -> anyhow::Result<bool> {
        let before = self.texts.clone();
        self.read(door, options, adoption(door, options).as_ref())?;
        Ok(self.texts.same(&before))
    }

    fn read(
        &mut self,
        door: &dyn Door,
        options: &Options,
        adoption: Option<&Adoption>,
    ) -> anyhow::Result<Sources> {
        let asked = Some((options.config.clone(), adoption.cloned()));
        if self.asked != asked {
            (self.texts, self.asked) = (Known::default(), asked);
        }
        match adoption {
            None => {
                let wanted = |path: &SitePath| purpose(path, options);
                Sources::load(door, wanted, includes::glance, &mut self.texts)
            }
            Some(adoption) => adopting::load(door, adoption, options, &mut self.texts),
        }
    }

    /// Checks a site.
    pub fn check(&mut self, mut site: Site, options: &Options) -> Snapshot {
        let policy = Policy::new(&site.config, &options.levels);
        let findings = rules::check(&site, |rule| policy.wants(rule), &mut self.checked);
        let findings = policy.apply(&site, findings);
        let findings = includes::settle(&mut site, findings);
        Snapshot { site, findings }
    }

    fn parse(
        &mut self,
        mut sources: Sources,
        adoption: Option<Adoption>,
        door: &dyn Door,
        options: &Options,
    ) -> Parsed {
        // Settings under another name are not among the files that a door lists.
        if let Some(path) =
            options.config.as_ref().filter(|path| !sources.texts.contains_key(*path))
            && let Ok(text) = Sources::read(door, path.clone())
        {
            sources.texts.insert(path.clone(), Arc::new(text));
        }
        let expanded = includes::expand(door, &mut sources);
        let within = |folder| below(&sources.texts, folder).map(|(_, text)| text);
        let is_facts = |path: &SitePath| ["yaml", "yml"].contains(&path.extension());
        let facts = self.facts.parse(within("facts"), is_facts, FactFile::parse);
        let mut parsed = Parsed { facts, ..Parsed::default() };
        if let Some((path, text)) =
            options.config.as_ref().and_then(|path| sources.texts.get_key_value(path))
        {
            (parsed.config, parsed.config_problems) = Config::parse(text.as_str());
            parsed.config_path = Some(path.clone());
        }
        parsed.config.adopt.clone_from(&adoption);
        parsed.adopted = adoption.map(|adoption| adopting::detect(&sources, &adoption));
        let Linking { anchors, wikilinks } = parsed.config.links;
        let (safe, unseen) = (parsed.config.safe, !options.pages);
        // Who looks at the words of pages: a search, caveats, and sentences that were accepted.
        let nameless = parsed.facts.is_empty();
        let wordless = nameless && (unseen || !parsed.config.search);
        let dialect = Dialect { anchors, wikilinks, safe, unseen, wordless, nameless, tool: None };
        let manner = (parsed.adopted.clone(), dialect);
        if self.manner.as_ref() != Some(&manner) {
            self.articles.clear();
            self.manner = Some(manner);
        }
        parsed.articles = match &parsed.adopted {
            None => {
                let read = |path: &SitePath, text: &str| Article::read(path, text, &dialect);
                let is_article = |path: &SitePath| path.extension() == "md";
                self.articles.parse(within("content"), is_article, read)
            }
            Some(adopted) => {
                let of = |path: &SitePath| Dialect { wordless, nameless, ..adopted.dialect(path) };
                let read = |path: &SitePath, text: &str| Article::read(path, text, &of(path));
                self.articles.parse(sources.texts.values(), adopt::is_page, read)
            }
        };
        if let Some(text) = Lock::path().and_then(|path| sources.texts.get(&path)) {
            (parsed.lock, parsed.lock_problems) = Lock::parse(text.as_str());
        }
        if parsed.config.last_change.is_some() {
            match door.changes(&self.changes) {
                Ok(changes) => self.changes.clone_from(&changes),
                Err(why) => parsed.changes_unknown = Some(why),
            }
            parsed.changes = self.changes.clone();
        }
        let promises = Promises::path().and_then(|path| sources.texts.get(&path));
        parsed.promises = promises.map(|text| Promises::parse(text.as_str()));
        if let Some(folder) = &options.output_dir {
            parsed.config.output_dir = folder.clone();
        }
        if let Some(url) = &options.base_url {
            parsed.config.base_url = url.trim_end_matches('/').to_string();
        }
        parsed.expanded = expanded;
        parsed.texts = sources.texts;
        parsed.assets = sources.assets;
        parsed.unreadable = sources.unreadable;
        derive(door, &mut parsed);
        parsed.snapshots = self.snapshots(door, &parsed.facts);
        parsed
    }
}

/// What the run or the settings say of other tools that the tree was made for.
fn adoption(door: &dyn Door, options: &Options) -> Option<Adoption> {
    let read = |path: &SitePath| Sources::read(door, path.clone()).ok();
    match options.config.as_ref().and_then(read) {
        Some(text) => Config::parse(text.as_str()).0.adopt,
        None => options.adopt.then(Adoption::default),
    }
}

/// What a site does with a file, by its place.
fn purpose(path: &SitePath, options: &Options) -> Use {
    let hidden = path.as_str().split('/').any(|name| name.starts_with('.'));
    if options.config.as_ref() == Some(path)
        || [Lock::NAME, Promises::NAME].contains(&path.as_str())
    {
        return Use::Text;
    }
    if hidden {
        return Use::Ignore;
    }
    match (path.as_str().split('/').next().unwrap_or_default(), path.extension()) {
        ("content", "md") | ("facts", "yaml" | "yml") => Use::Text,
        ("templates", "html" | "xml" | "txt" | "css" | "js" | "svg" | "md" | "toml") => Use::Text,
        ("content" | "static", _) => Use::Asset,
        _ => Use::Ignore,
    }
}

/// Reads the data files that facts are derived from.
fn derive(door: &dyn Door, parsed: &mut Parsed) {
    let mut wanted = BTreeSet::new();
    for file in &parsed.facts {
        let FactContent::Subject(subject) = &file.content else { continue };
        for statement in subject.facts.iter().flat_map(|fact| &fact.statements) {
            if let RawValue::From { file, .. } = &statement.value {
                wanted.extend(SitePath::new(&file.it));
            }
        }
    }
    let mut derived = BTreeMap::new();
    for path in wanted {
        let node = match Sources::read(door, path.clone()) {
            Ok(text) => {
                let node = parse::data(&path, text.as_str());
                parsed.texts.entry(path.clone()).or_insert_with(|| Arc::new(text));
                node
            }
            Err(unreadable) => Err(match unreadable.why {
                Why::NotUtf8(_) => "it is not UTF-8".to_string(),
                Why::Escapes => "it leads out of the site's root".to_string(),
                Why::TooLarge(_) => "it is too large".to_string(),
                Why::System(words) => words,
            }),
        };
        derived.insert(path, node);
    }
    parsed.derived = derived;
}
