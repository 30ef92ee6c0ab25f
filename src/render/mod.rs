//! The site as files in memory: every article, the pages of facts and sources, and what stands
//! beside them. Writing them is left to `write`; words about errors of content to `rules`.

mod article;
mod atom;
mod body;
mod chart;
mod claim;
mod conflicts;
mod corrections;
mod data;
mod decision;
mod elsewhere;
mod escape;
mod extra;
mod json_ld;
mod llms;
mod mentions;
mod moved;
mod nav;
mod problem_report;
mod relied;
mod review;
mod said;
mod search;
mod shell;
mod sitemap;
mod source;
mod statement;
mod subject;
mod tags;
mod theme;
mod twin;
mod urls;
mod value_html;
mod verdict;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::source::SitePath;
use shell::Shell;

/// The files of a rendered site, by their paths below the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// What was made: `vsphere/pvscsi/index.html` with its bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is copied as it is: `vsphere/adapter.png` from `content/vsphere/adapter.png`.
    pub copies: BTreeMap<String, SitePath>,
}

/// A rendered site, and what went wrong with its templates.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The files. A page whose template failed is not among them.
    pub output: Output,
    /// Findings of the rule `template-error`.
    pub findings: Vec<Diagnostic>,
}

/// A link for a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Link {
    /// Its words.
    title: String,
    /// Its address, relative to the page.
    href: String,
}

/// One page to be made.
#[derive(Clone, Copy)]
enum Job<'s> {
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
    /// The list of tags.
    Tags,
    /// A tag's page, by its slug.
    Tag(&'s str),
    /// The page for reviewers.
    Review,
    /// The page for addresses that lead nowhere.
    NotFound,
}

/// Renders a whole site. The same site gives the same bytes. `found` is what rules found, for the
/// page of those who review it.
pub fn render(site: &Site, found: &[Diagnostic]) -> Rendered {
    let (shell, mut findings) = Shell::new(site, found);
    let articles = (0..site.pages.len()).map(Job::Article);
    let subjects = site.subjects.keys().map(|id| Job::Subject(id));
    let sources = site.sources.keys().map(|id| Job::Source(id));
    let jobs: Vec<Job<'_>> = articles
        .chain(subjects)
        .chain(sources)
        .chain([Job::Facts, Job::Sources, Job::Conflicts, Job::Corrections, Job::Review])
        .chain((!site.tags.is_empty()).then_some(Job::Tags))
        .chain(site.tags.keys().map(|slug| Job::Tag(slug)))
        .chain([Job::NotFound])
        .collect();
    let pages: Vec<_> = jobs.into_par_iter().map(|job| make(&shell, job)).collect();

    let mut output = Output::default();
    for page in pages {
        match page {
            Ok((address, html)) => {
                // Of two pages with one address the first stays; the clash is a finding already.
                output.files.entry(urls::file(&address)).or_insert(html.into_bytes());
            }
            Err(finding) => {
                if !findings.iter().any(|known| same(known, &finding)) {
                    findings.push(*finding);
                }
            }
        }
    }
    for (address, html) in moved::pages(site) {
        output.files.entry(urls::file(&address)).or_insert(html.into_bytes());
    }
    let theme = shell.files.iter();
    output.files.extend(theme.map(|(_, name, text)| (name.clone(), text.as_bytes().to_vec())));
    output.files.extend(sitemap::files(site));
    output.files.extend(data::files(&shell));
    output.files.extend(search::files(&shell));
    let twins = (0..site.pages.len()).into_par_iter().filter_map(|index| {
        let page = site.page(index);
        let setting = shell.setting(shell.here(Some(&page.url)), &page.language, &[]);
        Some((twin::address(page), twin::make(&setting, index)?))
    });
    let texts = twins.collect::<Vec<_>>().into_iter().chain(tags::feeds(site));
    for (address, text) in texts.chain([("/llms.txt".to_string(), llms::text(site))]) {
        let file = address.trim_start_matches('/').to_string();
        output.files.entry(file).or_insert(text.into_bytes());
    }
    let feed = corrections::feed(&shell);
    output.files.extend(feed.map(|xml| (shell::FEED.trim_start_matches('/').to_string(), xml)));
    copy_assets(site, &mut output);
    Rendered { output, findings }
}

/// Names the files that are copied. What lies in `static/` goes before what is made, and what is
/// made before what lies beside an article.
fn copy_assets(site: &Site, output: &mut Output) {
    for path in site.assets.keys() {
        if let Some(below) = path.below("static") {
            output.files.remove(below);
            output.copies.insert(below.to_string(), path.clone());
        } else if let Some(below) = path.below("content")
            && !output.files.contains_key(below)
        {
            output.copies.entry(below.to_string()).or_insert_with(|| path.clone());
        }
    }
}

/// Makes a page: its address and its HTML.
fn make(shell: &Shell<'_>, job: Job<'_>) -> Result<(String, String), Box<Diagnostic>> {
    match job {
        Job::Article(index) => article::make(shell, index),
        Job::Subject(id) => subject::make(shell, id),
        Job::Source(id) => source::make(shell, id),
        Job::Facts => subject::index(shell),
        Job::Sources => source::index(shell),
        Job::Conflicts => conflicts::make(shell),
        Job::Corrections => corrections::make(shell),
        Job::Tags => tags::index(shell),
        Job::Tag(slug) => tags::make(shell, slug),
        Job::Review => review::make(shell),
        Job::NotFound => shell.not_found(),
    }
}

/// Whether two findings are one: a template that fails on every page needs to be said once.
fn same(known: &Diagnostic, new: &Diagnostic) -> bool {
    known.message == new.message && known.primary == new.primary
}
