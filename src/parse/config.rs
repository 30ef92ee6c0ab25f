//! The site's settings: `factum.toml`.
//! Leaves the command line, which goes before it, to `commands`.

use crate::diagnostic::Level;
use crate::source::{SitePath, Span};
use crate::value::{Entry, Form, Node};

use super::fields::{Fields, nearest, wrong_type};
use super::images::{self, Images};
use super::languages::{self, Language};
use super::linking::{self, Adoption, Linking};
use super::navigation::{self, RawEntry};
use super::problem::{Problem, ProblemKind};
use super::redirects::{self, RawRedirect};
use super::taxonomies::{self, Sorting};
use super::toml;
use super::versions::{self, Versions};
use super::web::Web;

/// What holds unless a site says otherwise, as text.
const DEFAULTS: &str = include_str!("../defaults.toml");

/// A site's settings; a key that is absent has its default.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The site's title.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Where it will be published; the address of its home page, without a final `/`.
    pub base_url: String,
    /// The language of its pages, such as `en`.
    pub language: String,
    /// What is said of languages, its own perhaps among them, in the order in which it is written.
    pub languages: Vec<Language>,
    /// The versions of a product that pages are made for.
    pub versions: Option<Versions>,
    /// The folder that a build makes, from the site's root.
    pub output_dir: String,
    /// Where readers report a problem with a claim: an address with names to fill in.
    pub report_url: Option<String>,
    /// Where the file of a page can be changed: an address with `{path}` to fill in.
    pub edit_url: Option<String>,
    /// What pages tell browsers to allow: a content security policy.
    pub content_security_policy: Option<String>,
    /// Whether raw HTML is made harmless.
    pub safe: bool,
    /// Whether code is coloured.
    pub highlight: bool,
    /// The way around that the site sets itself; that of its folders where it is empty.
    pub nav: Vec<RawEntry>,
    /// Addresses and anchors that something used to have, and where they lead now.
    pub redirects: Vec<RawRedirect>,
    /// By what pages are sorted, tags first.
    pub taxonomies: Vec<Sorting>,
    /// Where the settings ask git when pages changed last; nothing where they do not.
    pub last_change: Option<Span>,
    /// What is made of pictures.
    pub images: Images,
    /// Whether pages can be searched.
    pub search: bool,
    /// How the web is asked.
    pub web: Web,
    /// How links are written.
    pub links: Linking,
    /// That the tree was made for other tools, where it was.
    pub adopt: Option<Adoption>,
    /// Levels of rules for the whole site.
    pub levels: Vec<RuleLevel>,
    /// Levels of rules below a folder; the deepest folder wins.
    pub directories: Vec<DirectoryLevels>,
    /// Why nothing may be built from these settings: they cannot be read at all.
    pub broken: bool,
    /// What the site's own templates want to know.
    pub extra: Option<Node>,
}

/// A rule's level.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleLevel {
    /// The rule's name as written.
    pub rule: String,
    /// Where the name stands.
    pub span: Span,
    /// The level.
    pub level: Level,
}

/// Levels for what lies below a folder.
#[derive(Clone, Debug, PartialEq)]
pub struct DirectoryLevels {
    /// The folder, from the site's root.
    pub folder: SitePath,
    /// The levels.
    pub levels: Vec<RuleLevel>,
}

/// The statuses with which a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitCodes {
    /// Nothing at error level.
    pub clean: u8,
    /// Findings at error level.
    pub findings: u8,
    /// It could not run.
    pub failure: u8,
}

impl ExitCodes {
    /// The statuses that `defaults.toml` gives.
    pub fn new() -> ExitCodes {
        let (defaults, _) = toml::read(DEFAULTS, 0);
        let code = |key| {
            let text = defaults.get("exit").and_then(|exit| exit.get(key)).and_then(Node::text);
            text.and_then(|text| text.parse().ok()).unwrap_or(2)
        };
        ExitCodes { clean: code("clean"), findings: code("findings"), failure: code("failure") }
    }
}

impl Default for ExitCodes {
    fn default() -> ExitCodes {
        ExitCodes::new()
    }
}

impl Default for Config {
    fn default() -> Config {
        let (defaults, _) = toml::read(DEFAULTS, 0);
        let text = |key| {
            let text =
                defaults.get("config").and_then(|config| config.get(key)).and_then(Node::text);
            text.unwrap_or_default().to_string()
        };
        Config {
            title: text("title"),
            description: text("description"),
            base_url: text("base_url"),
            language: text("language"),
            languages: Vec::new(),
            versions: None,
            output_dir: text("output_dir"),
            report_url: None,
            edit_url: None,
            content_security_policy: None,
            safe: text("safe") == "true",
            highlight: text("highlight") == "true",
            nav: Vec::new(),
            redirects: Vec::new(),
            taxonomies: vec![Sorting::tags()],
            last_change: None,
            images: Images::default(),
            search: text("search") == "true",
            web: defaults.get("web").map(Web::of_defaults).unwrap_or_default(),
            links: Linking::default(),
            adopt: None,
            levels: Vec::new(),
            directories: Vec::new(),
            broken: false,
            extra: None,
        }
    }
}

impl Config {
    /// Every destination that the settings name: in the navigation, then in the redirects.
    pub fn destinations(&self) -> Vec<&super::At<String>> {
        let mut all = Vec::new();
        super::navigation::destinations(&self.nav, &mut all);
        all.extend(self.redirects.iter().map(|redirect| &redirect.to));
        all
    }

    /// Reads `factum.toml`. The settings are whole whatever the text says; they are `broken` when
    /// it is no TOML, since nothing should be judged by settings that nobody meant.
    pub fn parse(text: &str) -> (Config, Vec<Problem>) {
        let (node, mut problems) = toml::read(text, 0);
        let mut config = Config { broken: !problems.is_empty(), ..Config::default() };
        let problems_ = &mut problems;
        let mut fields = Fields::new(&node, "a table of settings", problems_);
        let set = |to: &mut String, from: Option<super::At<String>>| {
            if let Some(from) = from {
                *to = from.it;
            }
        };
        set(&mut config.title, fields.text("title", problems_));
        set(&mut config.description, fields.text("description", problems_));
        set(&mut config.base_url, fields.text("base_url", problems_));
        set(&mut config.language, fields.text("language", problems_));
        set(&mut config.output_dir, fields.text("output_dir", problems_));
        config.report_url = fields.text("report_url", problems_).map(|at| at.it);
        config.edit_url = fields.text("edit_url", problems_).map(|at| at.it);
        let policy = fields.text("content_security_policy", problems_);
        config.content_security_policy = policy.map(|at| policy_of(at.it));
        if let Some(safe) = fields.get("safe", "true or false", problems_) {
            config.safe = safe;
        }
        if let Some(highlight) = fields.get("highlight", "true or false", problems_) {
            config.highlight = highlight;
        }
        if let Some(search) = fields.get("search", "true or false", problems_) {
            config.search = search;
        }
        config.base_url.truncate(config.base_url.trim_end_matches('/').len());
        if let Some(languages) = fields.node("languages") {
            config.languages = languages::read(languages, problems_);
        }
        let versions = fields.node("versions");
        config.versions = versions.and_then(|node| versions::read(node, problems_));
        if let Some(nav) = fields.node("nav") {
            config.nav = navigation::read(nav, problems_);
        }
        if let Some(redirects) = fields.node("redirects") {
            config.redirects = redirects::read(redirects, problems_);
        }
        if let Some(taxonomies) = fields.node("taxonomies") {
            config.taxonomies = taxonomies::read(taxonomies, problems_);
        }
        if let Some(node) = fields.node("last_change") {
            match node.text() {
                Some("git") => config.last_change = Some(node.span.clone()),
                Some("front_matter") => {}
                _ => problems_.push(wrong_type(node, "\"git\" or \"front_matter\"")),
            }
        }
        if let Some(images) = fields.node("images") {
            config.images = images::read(images, problems_);
        }
        if let Some(web) = fields.node("web") {
            config.web.read(web, problems_);
        }
        if let Some(links) = fields.node("links") {
            config.links = linking::links(links, problems_);
        }
        config.adopt = fields.node("adopt").map(|node| linking::adoption(node, problems_));
        if let Some(rules) = fields.node("rules") {
            levels(rules, &mut config, problems_);
        }
        config.extra = fields.node("extra").cloned();
        fields.finish(&[], problems_);
        (config, problems)
    }

    /// The code of every language of the site, its own first.
    pub fn language_codes(&self) -> impl Iterator<Item = &str> {
        let own = self.language.as_str();
        let others = self.languages.iter().map(|language| language.code.as_str());
        std::iter::once(own).chain(others.filter(move |code| *code != own))
    }

    /// What is said of a language.
    pub fn language_named(&self, code: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == code)
    }

    /// Every rule that the settings name, whose names only `rules` can check.
    pub fn named_rules(&self) -> impl Iterator<Item = &RuleLevel> {
        self.levels.iter().chain(self.directories.iter().flat_map(|directory| &directory.levels))
    }
}

/// A content security policy in full: the built-in one has a name.
fn policy_of(text: String) -> String {
    if text != "strict" {
        return text;
    }
    let (defaults, _) = toml::read(DEFAULTS, 0);
    let strict = defaults.get("security").and_then(|it| it.get("strict")).and_then(Node::text);
    strict.unwrap_or_default().to_string()
}

/// `[rules]`: a level by rule, or a folder with a table of its own.
fn levels(rules: &Node, config: &mut Config, problems: &mut Vec<Problem>) {
    let Some(entries) = rules.map() else {
        problems.push(wrong_type(rules, "a table of rules and their levels"));
        return;
    };
    for entry in entries {
        let Form::Map(inner) = &entry.value.form else {
            config.levels.extend(level(entry, problems));
            continue;
        };
        let Some(folder) = SitePath::new(&entry.key) else {
            let kind = ProblemKind::WrongType {
                expected: "a folder below the site's root".to_string(),
                found: format!("\"{}\"", entry.key),
            };
            problems.push(Problem { span: entry.key_span.clone(), kind });
            continue;
        };
        let levels = inner.iter().filter_map(|entry| level(entry, problems)).collect();
        config.directories.push(DirectoryLevels { folder, levels });
    }
    config.directories.sort_by_key(|directory| directory.folder.as_str().len());
}

fn level(entry: &Entry, problems: &mut Vec<Problem>) -> Option<RuleLevel> {
    const LEVELS: [&str; 4] = ["error", "warning", "note", "off"];
    let level = entry.value.text().and_then(Level::from_name);
    if level.is_none() {
        let near = entry.value.text().and_then(|text| nearest(text, LEVELS.into_iter()));
        let near = near.map(|near| format!(", perhaps \"{near}\"")).unwrap_or_default();
        problems.push(wrong_type(&entry.value, &format!("error, warning, note or off{near}")));
    }
    Some(RuleLevel { rule: entry.key.clone(), span: entry.key_span.clone(), level: level? })
}
