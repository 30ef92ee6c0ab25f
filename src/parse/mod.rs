//! Text to values with spans, one file at a time. Never fails: what cannot be read is kept as a
//! [`Problem`] and the rest is still there.
//!
//! What a link or a value means in the whole site is left to `site`; words for problems to `rules`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::{Asset, Changes, SitePath, Text, Unreadable};
use crate::value::Node;

mod actions;
mod addresses;
pub mod adopt;
mod alerts;
mod anchors;
mod apart;
mod article;
mod autolinks;
mod blocks;
mod code;
mod components;
mod config;
mod data;
mod declaration;
mod diagram;
mod dialect;
mod directive;
mod events;
mod expanded;
mod facts;
mod fence;
mod fields;
mod footnotes;
mod front_matter;
mod html;
mod ids;
mod images;
mod including;
mod languages;
mod linking;
mod links;
mod lock;
mod markdown;
mod maths;
mod navigation;
mod noting;
mod picture;
mod problem;
mod promises;
mod published;
mod raw_html;
mod redirects;
mod region;
mod reserved;
mod safe;
mod snapshot;
mod subject;
mod svg;
mod table_html;
mod taxonomies;
mod template;
mod toml;
mod versions;
mod walk;
mod web;
mod words;
mod yaml;

pub use anchors::Anchors;
pub(crate) use apart::{THREAD, apart};
pub use article::{
    Article, Block, Cell, Filling, Form, Heading, Hole, Ignore, ImageForm, RawClaim, RawImage,
    RawLink, RawList, RawTable, SectionScope, Undefined, Wants,
};
pub use components::RawComponent;
pub use config::{Config, DirectoryLevels, ExitCodes, RuleLevel};
pub use data::{data, follow};
pub use dialect::Dialect;
pub use directive::Argument;
pub use expanded::{Expanded, IncludeProblem, NotIncluded};
pub use facts::{
    At, Citation, Dimension, FactContent, FactFile, Rank, RawDispute, RawEntity, RawFact,
    RawResolution, RawRule, RawSource, RawStatement, RawSubject, RawType, RawValue, RawVocabulary,
    Replaced, Review,
};
pub use fence::{Fence, RawCode, grammar, misspelt};
pub use fields::{nearest, property_from};
pub use front_matter::FrontMatter;
pub use html::{ENTITIES, with_entities};
pub use ids::{published as published_ids, slug};
pub use images::Images;
pub use including::{Read, expand, may_include};
pub use languages::Language;
pub use linking::{Adoption, Linking};
pub use lock::{Accepted, Lock};
pub use maths::RawMaths;
pub use navigation::RawEntry;
pub use picture::{Picture, is_picture, mark};
pub use problem::{Problem, ProblemKind};
pub use promises::Promises;
pub use published::Published;
pub use redirects::RawRedirect;
pub use snapshot::{Folded, Hyphen, Transcript, html_text, sha256};
pub use taxonomies::{Sorting, TAGS, Terms};
pub use template::{RawAddress, template_addresses};
pub use versions::Versions;
pub use web::{Ages, HostHeaders, Skip, Web};
pub use words::words;

/// The first words of a text that is too long to be shown whole.
pub fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let head: String = line.chars().take(LONGEST).collect();
    format!("{}…", head.trim_end())
}

/// Everything that was read of a site, file by file.
#[derive(Clone, Default)]
pub struct Parsed {
    /// The settings.
    pub config: Config,
    /// Where they stand.
    pub config_path: Option<SitePath>,
    /// What is wrong with them.
    pub config_problems: Vec<Problem>,
    /// The tools that the tree was made for, where that is not factum.
    pub adopted: Option<adopt::Adopted>,
    /// What people have reviewed.
    pub lock: Lock,
    /// What is wrong with the file that says so.
    pub lock_problems: Vec<Problem>,
    /// The addresses that the site has promised, where it has promised any.
    pub promises: Option<Promises>,
    /// The articles, in the order of their paths.
    pub articles: Vec<Arc<Article>>,
    /// The articles that include something, with what they include; `texts` holds the same text.
    pub expanded: BTreeMap<SitePath, Expanded>,
    /// The files below `facts/`, in the order of their paths.
    pub facts: Vec<Arc<FactFile>>,
    /// Data files that facts are derived from, or why they cannot be used.
    pub derived: BTreeMap<SitePath, Result<Node, String>>,
    /// Snapshots of sources, or why they cannot be had.
    pub snapshots: BTreeMap<SitePath, Result<Arc<Transcript>, String>>,
    /// When files changed last, where the settings ask git for that.
    pub changes: Changes,
    /// Why git does not tell, if so.
    pub changes_unknown: Option<String>,
    /// All text.
    pub texts: BTreeMap<SitePath, Arc<Text>>,
    /// The names of assets.
    pub assets: BTreeMap<SitePath, Asset>,
    /// Files that could not be read.
    pub unreadable: Vec<Unreadable>,
}
