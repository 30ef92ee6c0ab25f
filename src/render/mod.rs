//! The site as files in memory: every article, the pages of facts and sources, and what stands
//! beside them. Writing them is left to `write`; words about errors of content to `rules`.

mod article;
mod atom;
mod body;
mod chart;
mod claim;
mod code;
mod common;
mod components;
mod conflicts;
mod corrections;
mod data;
mod decision;
mod elsewhere;
mod escape;
mod every;
mod extra;
mod feeds;
mod jobs;
mod json_ld;
mod listed;
mod llms;
mod markup;
mod mentions;
mod moved;
mod nav;
mod picture;
mod plan;
mod problem_report;
mod relied;
mod review;
mod said;
mod search;
mod shell;
mod sitemap;
mod smaller;
mod source;
mod statement;
mod subject;
mod taxonomies;
mod theme;
mod trees;
mod twin;
mod urls;
mod value_html;
mod verdict;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::source::SitePath;
pub use code::Memory;
pub use every::Beside;
pub use plan::{File, Renderer};
pub use smaller::{Smaller, smaller};

/// The files of a rendered site, by their paths below the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// What was made: `vsphere/pvscsi/index.html` with its bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is copied as it is: `vsphere/adapter.png` from `content/vsphere/adapter.png`.
    pub copies: BTreeMap<String, SitePath>,
    /// Smaller copies of pictures: `vsphere/adapter.1f8a90c2.480w.png`.
    pub smaller: BTreeMap<String, Smaller>,
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

/// Renders a whole site. The same site gives the same bytes. `found` is what rules found, for the
/// page of those who review it.
pub fn render(site: &Site, found: &[Diagnostic]) -> Rendered {
    Renderer::new(site, found).all()
}

/// As [`render`], with what is remembered of earlier runs: the same bytes, only sooner.
pub fn render_with(site: &Site, found: &[Diagnostic], memory: Arc<Memory>) -> Rendered {
    Renderer::remembering(site, found, memory).all()
}
