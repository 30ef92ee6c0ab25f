//! Which files a site has, and what makes each of them, for whoever asks for one. What is in a file is
//! left to the file of its kind, and to make all of them to `every`.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::jobs::Jobs;
use super::picture::{self, Published};
use super::shell::{self, Shell};
use super::smaller::Smaller;
use super::{
    Memory, article, conflicts, corrections, data, feeds, llms, moved, review, search, sitemap,
    source, subject, taxonomies, twin, urls,
};
use crate::diagnostic::Diagnostic;
use crate::site::{Site, Taxonomy};
use crate::source::{Shard, SitePath};
use crate::timings::Timings;

/// A site that is ready to be rendered.
pub struct Renderer<'s> {
    pub(super) shell: Shell<'s>,
    /// The files that are made one by one, once somebody wants all of them.
    jobs: OnceLock<Jobs<'s>>,
    /// The files of [`SETS`] that were asked for.
    sets: [OnceLock<Made>; SETS.len()],
    /// What is published of pictures beside themselves.
    pictures: OnceLock<BTreeMap<String, Published>>,
    /// The part of the site that is made, where it is not all.
    pub(super) shard: Option<Shard>,
}

/// A file of a site, for whoever asks for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// It was made.
    Made(Vec<u8>),
    /// It is this one, as it is.
    Copied(SitePath),
    /// It is a smaller copy of a picture.
    Smaller(Smaller),
    /// Its template failed.
    Failed(Box<Diagnostic>),
}

/// Files that were made together.
pub(super) type Made = Vec<(String, Vec<u8>)>;

/// One file to be made.
#[derive(Clone, Copy)]
pub(super) enum Job<'s> {
    /// A page of [`Site::pages`], by its index.
    Article(usize),
    /// A subject's page, by the subject's id.
    Subject(&'s str),
    /// A source's page, by the source's id.
    Source(&'s str),
    /// The list of subjects.
    Facts,
    /// The list of sources.
    Sources,
    /// The list of conflicts.
    Conflicts,
    /// The list of corrections.
    Corrections,
    /// The list of the terms of a taxonomy.
    Terms(&'s Taxonomy),
    /// The page of a term, by its slug.
    Term(&'s Taxonomy, &'s str),
    /// The page for reviewers.
    Review,
    /// The page for addresses that lead nowhere.
    NotFound,
    /// The twin of a page, by its index.
    Twin(usize),
    /// The page at an address that nothing stands at any more, by its index.
    Former(usize),
}

/// Files that are made together.
#[derive(Clone, Copy)]
pub(super) enum Set {
    CorrectionsFeed,
    Search,
    Data,
    Robots,
    Theme,
    Feeds,
    Llms,
}

/// All sets: of two files with one name that of the earlier set counts.
pub(super) const SETS: [Set; 7] =
    [Set::CorrectionsFeed, Set::Search, Set::Data, Set::Robots, Set::Theme, Set::Feeds, Set::Llms];

/// How many of [`SETS`] go before pages.
pub(super) const BEFORE_PAGES: usize = 5;

impl<'s> Renderer<'s> {
    /// Prepares what pages share. `found` is what rules found, for the page of those who review it.
    pub fn new(site: &'s Site, found: &'s [Diagnostic]) -> Renderer<'s> {
        Renderer::remembering(site, found, Arc::default())
    }

    /// The same, with what is remembered of earlier runs.
    pub fn remembering(
        site: &'s Site,
        found: &'s [Diagnostic],
        memory: Arc<Memory>,
    ) -> Renderer<'s> {
        let shell = Shell::new(site, found, memory);
        let (jobs, pictures) = (OnceLock::new(), OnceLock::new());
        let sets = Default::default();
        Renderer { shell, jobs, sets, pictures, shard: None }
    }

    /// The same, for a part of the site where one is named: of all files those that are in it.
    pub fn part(mut self, shard: Option<Shard>) -> Renderer<'s> {
        self.shard = shard;
        self
    }

    /// The same, with a note of how long its parts take.
    pub fn timed(mut self, timings: &'s Timings) -> Renderer<'s> {
        self.shell.timings = timings;
        self
    }

    /// Makes one file, by its path below the output folder; the same that [`Renderer::all`] makes.
    /// `None` where the site has no such file.
    pub fn file(&self, name: &str) -> Option<File> {
        let asset = |folder: &str| {
            let path = SitePath::new(&format!("{folder}/{name}"))?;
            let whole = path.below(folder) == Some(name);
            (whole && self.shell.site.assets.contains_key(&path)).then_some(File::Copied(path))
        };
        asset("static")
            .or_else(|| self.of_set(0..BEFORE_PAGES, name))
            .or_else(|| self.of_job(name))
            .or_else(|| self.of_set(BEFORE_PAGES..SETS.len(), name))
            .or_else(|| asset("content"))
            .or_else(|| self.picture(name))
            .or_else(|| self.failed(name))
    }

    /// What is published of pictures beside themselves.
    pub(super) fn pictures(&self) -> &BTreeMap<String, Published> {
        self.pictures.get_or_init(|| picture::published(self.shell.site))
    }

    fn picture(&self, name: &str) -> Option<File> {
        Some(match self.pictures().get(name)? {
            Published::Copied(path) => File::Copied(path.clone()),
            Published::Smaller(smaller) => File::Smaller(smaller.clone()),
        })
    }

    fn of_set(&self, which: std::ops::Range<usize>, name: &str) -> Option<File> {
        let mut sets = SETS[which.clone()].iter().zip(&self.sets[which]);
        sets.find_map(|(set, made)| {
            if !set.may_hold(name) {
                return None;
            }
            let made = made.get_or_init(|| set.make(&self.shell, &|_| true));
            let (_, bytes) = made.iter().find(|(own, _)| own == name)?;
            Some(File::Made(bytes.clone()))
        })
    }

    /// The files that are made one by one, with their names.
    pub(super) fn jobs(&self) -> &Jobs<'s> {
        self.jobs.get_or_init(|| {
            let jobs: Vec<Job<'_>> = jobs(&self.shell).collect();
            Jobs::new(jobs.into_par_iter().map(|job| (job.file(&self.shell), job)).collect())
        })
    }

    /// What makes a file. Whoever asks for one does not wait for the names of all.
    fn named(&self, name: &str) -> impl Iterator<Item = Job<'s>> {
        jobs(&self.shell).filter(move |job| job.is_file(&self.shell, name))
    }

    fn of_job(&self, name: &str) -> Option<File> {
        self.named(name).find_map(|job| job.make(&self.shell).ok().flatten()).map(File::Made)
    }

    /// Why there is no file of a name that should be there.
    fn failed(&self, name: &str) -> Option<File> {
        self.named(name).find_map(|job| job.make(&self.shell).err()).map(File::Failed)
    }
}

/// Every file that is made by itself; a page and its twin, which need the same, one after the other.
fn jobs<'s>(shell: &Shell<'s>) -> impl Iterator<Item = Job<'s>> {
    let site = shell.site;
    (0..site.pages.len())
        .flat_map(|page| [Job::Article(page), Job::Twin(page)])
        .chain(site.subjects.keys().map(|id| Job::Subject(id)))
        .chain(site.sources.keys().map(|id| Job::Source(id)))
        .chain([Job::Facts, Job::Sources, Job::Conflicts, Job::Corrections, Job::Review])
        .chain(site.taxonomies.iter().flat_map(|taxonomy| {
            let terms = taxonomy.terms.keys().map(|slug| Job::Term(taxonomy, slug));
            std::iter::once(Job::Terms(taxonomy)).chain(terms)
        }))
        .chain([Job::NotFound])
        .chain((0..shell.former.len()).map(Job::Former))
}

impl Job<'_> {
    /// The address of what is made, or for a twin that of its page.
    fn address<'a>(&'a self, shell: &'a Shell<'_>) -> &'a str {
        let site = shell.site;
        match self {
            Job::Article(index) | Job::Twin(index) => &site.page(*index).url,
            Job::Subject(id) => &site.subjects[*id].url,
            Job::Source(id) => &site.sources[*id].url,
            Job::Facts => shell::FACTS,
            Job::Sources => shell::SOURCES,
            Job::Conflicts => shell::CONFLICTS,
            Job::Corrections => shell::CORRECTIONS,
            Job::Terms(taxonomy) => &taxonomy.url,
            Job::Term(taxonomy, slug) => &taxonomy.terms[*slug].url,
            Job::Review => shell::REVIEW,
            Job::NotFound => "/404.html",
            Job::Former(at) => shell.former[*at].address,
        }
    }

    /// Its path below the output folder.
    fn file(self, shell: &Shell<'_>) -> String {
        match self {
            Job::Twin(index) => name(&twin::address(shell.site.page(index))),
            _ => urls::file(self.address(shell)),
        }
    }

    /// Whether this is its path, which costs less than to make the path.
    fn is_file(self, shell: &Shell<'_>, path: &str) -> bool {
        match self {
            Job::Twin(index) => {
                twin::may_be(path) && path == name(&twin::address(shell.site.page(index)))
            }
            _ => urls::is_file(self.address(shell), path),
        }
    }

    /// Makes the file; nothing where there is no need of it.
    pub(super) fn make(self, shell: &Shell<'_>) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
        let page = match self {
            Job::Article(index) => article::make(shell, index),
            Job::Subject(id) => subject::make(shell, id),
            Job::Source(id) => source::make(shell, id),
            Job::Facts => subject::index(shell),
            Job::Sources => source::index(shell),
            Job::Conflicts => conflicts::make(shell),
            Job::Corrections => corrections::make(shell),
            Job::Terms(taxonomy) => taxonomies::index(shell, taxonomy),
            Job::Term(taxonomy, slug) => taxonomies::make(shell, taxonomy, slug),
            Job::Review => review::make(shell),
            Job::NotFound => shell.not_found(),
            Job::Former(at) => moved::make(shell, &shell.former[at]),
            Job::Twin(index) => {
                let page = shell.site.page(index);
                let setting = shell.setting(shell.here(Some(&page.url)), &page.language, &[]);
                return Ok(twin::make(&setting, index).map(String::into_bytes));
            }
        };
        page.map(Some)
    }
}

impl Set {
    /// What it is called where times are told.
    pub(super) fn title(self) -> &'static str {
        match self {
            Set::CorrectionsFeed => "feed of corrections",
            Set::Search => "search index",
            Set::Data => "facts and claims for machines",
            Set::Robots => "site map",
            Set::Theme => "files of the theme",
            Set::Feeds => "feeds",
            Set::Llms => "llms.txt",
        }
    }

    /// Whether a file of this name may be among them; what it says costs less than to make them.
    fn may_hold(self, name: &str) -> bool {
        match self {
            Set::CorrectionsFeed | Set::Feeds => name.ends_with("atom.xml"),
            Set::Search => name.starts_with("search/") && name.ends_with(".js"),
            Set::Data => name.ends_with(".json"),
            Set::Robots => matches!(name, "robots.txt" | "sitemap.xml"),
            Set::Theme => true,
            Set::Llms => name == "llms.txt",
        }
    }

    pub(super) fn make(self, shell: &Shell<'_>, wanted: &dyn Fn(&str) -> bool) -> Made {
        let site = shell.site;
        match self {
            Set::CorrectionsFeed => {
                corrections::feed(shell).map(|xml| (name(shell::FEED), xml)).into_iter().collect()
            }
            Set::Search => search::files(shell, wanted),
            Set::Data if !data::NAMES.iter().any(|name| wanted(name)) => Vec::new(),
            Set::Data => data::files(shell),
            Set::Robots => sitemap::files(site),
            Set::Theme => {
                let files = shell.files.iter();
                files.map(|(_, name, text)| (name.clone(), text.as_bytes().to_vec())).collect()
            }
            Set::Feeds => {
                let feeds = feeds::files(site).into_iter();
                feeds.map(|(address, xml)| (name(&address), xml.into_bytes())).collect()
            }
            Set::Llms => vec![("llms.txt".to_string(), llms::text(site).into_bytes())],
        }
    }
}

/// The file of an address that names one.
fn name(address: &str) -> String {
    address.trim_start_matches('/').to_string()
}
