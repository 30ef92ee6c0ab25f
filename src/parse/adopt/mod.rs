//! Trees that were made for other tools: which tool, where its pages lie, what their addresses and
//! ids are. One file a tool reads that tool's settings; how links resolve is left to `site`.

mod astro;
mod docusaurus;
mod hugo;
mod ignored;
mod jekyll;
mod learn;
mod manner;
mod mdbook;
mod mkdocs;
mod syntax;
mod vitepress;
mod zola;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use ignored::{Ignored, is_ignore_file};
pub use manner::{Manner, Names};
pub(super) use syntax::{Extras, prepare};

use super::anchors::Anchors;
use super::dialect::Dialect;
use crate::source::SitePath;
use crate::value::Node;

/// A tool that makes sites of Markdown, or a host that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tool {
    /// A folder of Markdown as GitHub shows it.
    Plain,
    /// mdBook.
    MdBook,
    /// MkDocs, with Material or without.
    MkDocs,
    /// Zola.
    Zola,
    /// Hugo.
    Hugo,
    /// Docusaurus.
    Docusaurus,
    /// Astro, with Starlight or without.
    Astro,
    /// VitePress and VuePress.
    Vitepress,
    /// Jekyll.
    Jekyll,
    /// DocFX, and with it learn.microsoft.com.
    Learn,
}

impl Tool {
    /// Every tool with the name that settings have for it and the one that people have.
    pub const NAMES: [(Tool, &'static str, &'static str); 10] = [
        (Tool::Plain, "github", "GitHub"),
        (Tool::MdBook, "mdbook", "mdBook"),
        (Tool::MkDocs, "mkdocs", "MkDocs"),
        (Tool::Zola, "zola", "Zola"),
        (Tool::Hugo, "hugo", "Hugo"),
        (Tool::Docusaurus, "docusaurus", "Docusaurus"),
        (Tool::Astro, "astro", "Astro"),
        (Tool::Vitepress, "vitepress", "VitePress"),
        (Tool::Jekyll, "jekyll", "Jekyll"),
        (Tool::Learn, "docfx", "DocFX"),
    ];

    /// What people call it.
    pub fn name(self) -> &'static str {
        Tool::NAMES.iter().find(|(tool, ..)| *tool == self).map_or("", |(.., name)| name)
    }

    /// What settings call it.
    pub fn key(self) -> &'static str {
        Tool::NAMES.iter().find(|(tool, ..)| *tool == self).map_or("", |(_, key, _)| key)
    }

    /// The tool of a name in settings.
    pub fn named(key: &str) -> Option<Tool> {
        Tool::NAMES.iter().find(|(_, known, _)| *known == key).map(|(tool, ..)| *tool)
    }
}

/// A folder of pages and where the tool puts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// The folder, from the root of the tree; empty for the root itself.
    pub folder: String,
    /// What the addresses of its pages begin with, without slashes at the ends.
    pub route: String,
}

/// One site of a tool within a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Whose rules hold.
    pub tool: Tool,
    /// Its settings; nothing for what no settings speak of.
    pub config: Option<SitePath>,
    /// The folder of the whole site.
    pub base: String,
    /// Where its pages lie.
    pub mounts: Vec<Mount>,
    /// Folders whose files stand at the root of the published site.
    pub statics: Vec<String>,
    /// How ids of headings are made.
    pub anchors: Anchors,
    /// Addresses that lead to a page that is elsewhere, without slashes at the ends. While settings are
    /// read a `*` at the end is anything; afterwards what ends so stands in `moved_below`.
    redirects: Vec<String>,
    /// What the addresses begin with that all lead elsewhere.
    moved_below: Vec<String>,
    /// What its published address has in front, without slashes at the ends.
    pub prefix: String,
    /// Paths of pages that the settings name, whether somebody wrote them or a program will.
    pub named: Vec<String>,
    /// The folder of the language that pages are shown in where nobody has translated them, below
    /// the folder of pages; empty for that folder itself. Nothing where such pages are not shown.
    pub untranslated: Option<String>,
    /// Whether programs that are part of the site make links or ids: what does not resolve may.
    pub programs: bool,
}

impl Zone {
    fn new(tool: Tool, config: Option<&SitePath>, base: &str, anchors: Anchors) -> Zone {
        Zone {
            tool,
            config: config.cloned(),
            base: base.to_string(),
            mounts: Vec::new(),
            statics: Vec::new(),
            anchors,
            redirects: Vec::new(),
            moved_below: Vec::new(),
            prefix: String::new(),
            named: Vec::new(),
            untranslated: None,
            programs: false,
        }
    }

    fn mount(mut self, folder: impl Into<String>, route: impl Into<String>) -> Zone {
        self.mounts.push(Mount { folder: folder.into(), route: route.into() });
        self
    }

    /// Whether an address, without slashes at the ends, leads to a page that is elsewhere now.
    pub fn moved(&self, address: &str) -> bool {
        let address = self.comparable(address);
        let known = self.redirects.binary_search_by(|known| known.as_str().cmp(&address));
        known.is_ok() || self.moved_below.iter().any(|start| address.starts_with(start))
    }

    /// Puts the addresses that lead elsewhere into the order in which they are looked up.
    fn sort_redirects(&mut self) {
        let (below, whole): (Vec<String>, Vec<String>) =
            std::mem::take(&mut self.redirects).into_iter().partition(|it| it.ends_with('*'));
        let start = |it: String| it.trim_end_matches('*').trim_end_matches('/').to_string();
        self.moved_below = below.into_iter().map(start).collect();
        self.redirects = whole.iter().map(|it| self.comparable(it).into_owned()).collect();
        self.redirects.sort();
        self.redirects.dedup();
    }

    /// An address as it is compared with others.
    fn comparable<'a>(&self, address: &'a str) -> Cow<'a, str> {
        let address = address.strip_suffix(".html").unwrap_or(address);
        match self.tool.manner().any_case_of_paths {
            true => Cow::Owned(address.to_lowercase()),
            false => Cow::Borrowed(address),
        }
    }

    /// The rest of a path below one of the mounts, and that mount: the deepest.
    pub fn holds<'z, 'p>(&'z self, path: &'p str) -> Option<(&'z Mount, &'p str)> {
        let fits =
            self.mounts.iter().filter_map(|mount| Some((mount, below(path, &mount.folder)?)));
        fits.max_by_key(|(mount, _)| mount.folder.len())
    }
}

/// A tree that was made for other tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// Its sites; the last is the tree itself, as GitHub shows it.
    pub zones: Vec<Zone>,
    /// What its repository leaves out, and programs make.
    pub ignored: Ignored,
}

impl Adopted {
    /// The site that a file belongs to, by index: that whose pages lie deepest around it.
    pub fn zone_of(&self, path: &SitePath) -> usize {
        let depth =
            |zone: &Zone| zone.holds(path.as_str()).map(|(mount, _)| mount.folder.len() + 1);
        let depths = self.zones.iter().enumerate().filter_map(|(i, zone)| Some((depth(zone)?, i)));
        // Of two that lie in one folder the first: the last of all is GitHub.
        let deepest = depths.max_by_key(|(depth, index)| (*depth, usize::MAX - index));
        deepest.map_or(self.zones.len() - 1, |(_, index)| index)
    }

    /// How a file is read.
    pub fn dialect(&self, path: &SitePath) -> Dialect {
        let zone = &self.zones[self.zone_of(path)];
        let anchors = zone.anchors;
        // The tool makes the pages.
        Dialect { anchors, unseen: true, tool: Some(zone.tool), ..Dialect::default() }
    }
}

/// What a tree offers to those who look for settings in it.
pub struct Tree<'t> {
    /// Every file.
    pub files: &'t [SitePath],
    /// The text of one that [`is_settings`] or [`is_ignore_file`] names.
    pub texts: &'t dyn Fn(&SitePath) -> Option<String>,
}

impl Tree<'_> {
    fn read(&self, folder: &str, name: &str) -> Option<String> {
        (self.texts)(&SitePath::new(&join(folder, name))?)
    }

    /// A file of settings as a tree of values.
    fn data(&self, path: &SitePath) -> Option<Node> {
        super::data(path, &(self.texts)(path)?).ok()
    }

    fn has(&self, path: &str) -> bool {
        SitePath::new(path).is_some_and(|path| self.files.binary_search(&path).is_ok())
    }

    /// Whether a folder holds a page somewhere.
    fn has_pages(&self, folder: &str) -> bool {
        let start = self.files.partition_point(|file| file.as_str() < folder);
        let inside =
            self.files[start..].iter().skip_while(|file| below(file.as_str(), folder).is_none());
        let mut inside = inside.take_while(|file| file.as_str().starts_with(folder));
        inside.any(|file| below(file.as_str(), folder).is_some() && is_page(file))
    }

    /// The folders right below a folder.
    fn folders(&self, folder: &str) -> Vec<String> {
        let mut found: Vec<String> = self
            .files
            .iter()
            .filter_map(|file| below(file.as_str(), folder)?.split_once('/'))
            .map(|(name, _)| name.to_string())
            .collect();
        found.dedup();
        found
    }
}

/// Whether a file is a page of some tool.
pub fn is_page(path: &SitePath) -> bool {
    matches!(path.extension(), "md" | "mdx" | "markdown")
}

/// Whether a file may say how a tool lays out a site.
pub fn is_settings(path: &SitePath) -> bool {
    let name = path.name();
    let stem = name.split('.').next().unwrap_or_default();
    matches!(stem, "mkdocs" | "docusaurus" | "astro" | "hugo" | "config" | "zola" | "_config")
        && matches!(
            path.extension(),
            "toml" | "yml" | "yaml" | "json" | "js" | "ts" | "mjs" | "cjs" | "mts"
        )
        || matches!(name, "book.toml" | "docfx.json" | "_redirects" | "versions.json")
        || name.starts_with(".openpublishing.")
}

/// Finds the sites of a tree; `tool` is what somebody said that it is made for.
pub fn detect(tree: &Tree<'_>, tool: Option<Tool>) -> Adopted {
    let mut zones = Vec::new();
    for path in tree.files.iter().filter(|path| is_settings(path)) {
        let read = [
            mdbook::read,
            mkdocs::read,
            zola::read,
            hugo::read,
            docusaurus::read,
            astro::read,
            vitepress::read,
            jekyll::read,
            learn::read,
        ];
        let found: Option<Zone> = read.iter().find_map(|read| read(tree, path));
        let wanted = |zone: &Zone| tool.is_none_or(|tool| tool == zone.tool);
        let fresh = |zone: &Zone| {
            !zones.iter().any(|known: &Zone| known.tool == zone.tool && known.mounts == zone.mounts)
        };
        zones.extend(found.filter(|zone| wanted(zone) && fresh(zone)));
    }
    for zone in &mut zones {
        for statics in std::iter::once(&zone.base).chain(&zone.statics).cloned().collect::<Vec<_>>()
        {
            let listed = tree.read(&statics, "_redirects").unwrap_or_default();
            let sources = listed.lines().filter_map(|line| line.split_whitespace().next());
            let sources = sources.filter(|source| source.starts_with('/'));
            zone.redirects.extend(sources.map(|source| source.trim_matches('/').to_string()));
        }
        zone.sort_redirects();
    }
    let mut rest = Zone::new(Tool::Plain, None, "", Anchors::Github).mount("", "");
    rest.programs = tree.files.iter().any(is_of_another_tool);
    zones.push(rest);
    Adopted { zones, ignored: Ignored::read(tree) }
}

/// Whether a file shows that a tool makes a site of the tree whose rules are not known here.
fn is_of_another_tool(path: &SitePath) -> bool {
    const STEMS: [&str; 8] =
        ["gatsby-config", "next", "nuxt", "antora", "eleventy", "svelte", "quartz", "gitbook"];
    let name = path.name();
    let stem = name.split('.').next().unwrap_or_default();
    name == "conf.py"
        || STEMS.contains(&stem) && matches!(path.extension(), "js" | "ts" | "mjs" | "yml" | "mts")
}

/// The rest of a path below a folder, where the empty folder holds everything.
pub fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// Two parts of a path as one; `..` in the second climbs.
pub fn join(folder: &str, name: &str) -> String {
    SitePath::new(&format!("{folder}/{name}")).map(|path| path.to_string()).unwrap_or_default()
}

/// The path of an address without its host, and without slashes at the ends.
fn path_of(url: &str) -> String {
    let rest =
        url.split_once("://").map_or(url, |(_, rest)| rest.split_once('/').map_or("", |(_, p)| p));
    rest.trim_matches('/').to_string()
}

/// A text at a path of keys.
fn text_at<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n str> {
    keys.iter().try_fold(node, |node, key| node.get(key))?.text()
}

/// The keys in JavaScript that are addresses from the root: `"/old/": …`.
fn rooted_keys(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(['"', '\'']).filter_map(|(at, quote)| {
        let rest = text[at + 1..].strip_prefix('/').map(|_| &text[at + 1..])?;
        let (key, after) = rest.split_once(quote)?;
        (!key.contains('\n') && after.trim_start().starts_with(':')).then_some(key)
    })
}

/// Every quoted text that follows a key in JavaScript, alone or in a list.
fn listed_after<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let mut found: Vec<&str> = quoted_after(text, key).into_values().collect();
    for (at, _) in text.match_indices(key) {
        let list = text[at + key.len()..].trim_start_matches(['"', '\'']).trim_start();
        let list = list.strip_prefix(':').and_then(|list| list.trim_start().strip_prefix('['));
        let Some((list, _)) = list.and_then(|list| list.split_once(']')) else { continue };
        found.extend(list.split(['"', '\'', '`']).skip(1).step_by(2));
    }
    found
}

/// Every quoted text that follows a key in JavaScript, with its offset.
fn quoted_after<'t>(text: &'t str, key: &str) -> BTreeMap<usize, &'t str> {
    let mut found = BTreeMap::new();
    for (at, _) in text.match_indices(key) {
        let rest = text[at + key.len()..].trim_start_matches(['"', '\'']).trim_start();
        let Some(rest) = rest.strip_prefix(':') else { continue };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else {
            continue;
        };
        if let Some(value) = rest[1..].split(quote).next() {
            found.insert(at, value);
        }
    }
    found
}
