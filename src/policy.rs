//! What a site makes of findings: levels it sets, and rules it silences at a place with a reason.
//! The findings themselves are left to `rules`, their form to `report`.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Edit, Fix, Label, Level};
use crate::parse::{Config, Ignore, nearest};
use crate::rules::{self, Rule};
use crate::site::Site;
use crate::source::SitePath;

/// Rules about what factum makes of a site, or about style that another tool has its own idea of.
const OF_OWN_SITES: [&str; 10] = [
    "code-unclear",
    "diagram-undrawable",
    "duplicate-url",
    "front-matter-invalid",
    "heading-skipped",
    "image-without-alt",
    "maths-unreadable",
    "nothing-checked",
    "orphan-page",
    "reference-undefined",
];

/// The levels in force: those of the rules, of the site, of a folder, and of the command line,
/// each before the one that it is named after.
pub struct Policy<'a> {
    config: &'a Config,
    overrides: &'a [(String, Level)],
}

impl<'a> Policy<'a> {
    /// Levels from the settings and from the command line, whose last word on a rule counts.
    pub fn new(config: &'a Config, overrides: &'a [(String, Level)]) -> Policy<'a> {
        Policy { config, overrides }
    }

    /// Whether a rule can have anything to say anywhere.
    pub fn wants(&self, rule: &Rule) -> bool {
        let set = self.config.named_rules().filter(|level| level.rule == rule.name);
        let mut levels = set.map(|level| level.level);
        match self.overridden(rule.name) {
            Some(level) => level > Level::Off,
            None => {
                (rule.level > Level::Off && !self.rests(rule.name))
                    || levels.any(|level| level > Level::Off)
            }
        }
    }

    fn overridden(&self, rule: &str) -> Option<Level> {
        self.overrides.iter().rev().find(|(name, _)| name == rule).map(|(_, level)| *level)
    }

    /// The level of a rule in a file.
    pub fn level(&self, rule: &str, path: &SitePath, usual: Level) -> Level {
        if let Some(level) = self.overridden(rule) {
            return level;
        }
        // Folders are sorted by depth: the last that fits is the innermost.
        let inside = self.config.directories.iter().rev().filter(|directory| {
            path == &directory.folder || path.below(directory.folder.as_str()).is_some()
        });
        let mut named = inside.map(|directory| &directory.levels).chain([&self.config.levels]);
        named
            .find_map(|levels| levels.iter().rev().find(|level| level.rule == rule))
            .map_or(if self.rests(rule) { Level::Off } else { usual }, |level| level.level)
    }

    /// Whether a rule is off unless somebody asks for it, since the tree was made for another tool:
    /// it is about how factum's own sites are made.
    fn rests(&self, rule: &str) -> bool {
        self.config.adopt.is_some() && OF_OWN_SITES.contains(&rule)
    }

    /// Applies levels and ignores, adds what is wrong with those, and sorts by place.
    pub fn apply(&self, site: &Site, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut ignores = Ignores::of(site);
        let mut kept: Vec<Diagnostic> =
            findings.into_iter().filter(|finding| !ignores.silence(finding)).collect();
        kept.extend(ignores.unused());
        kept.extend(unknown_rules(site));
        kept.extend(nothing_checked(site));
        for finding in &mut kept {
            finding.level = self.level(finding.rule, &finding.primary.path, finding.level);
        }
        kept.retain(|finding| finding.level > Level::Off);
        sort(&mut kept);
        // One definition that many links refer to is one thing to mend.
        kept.dedup_by(|again, first| {
            (again.rule, &again.primary, &again.message)
                == (first.rule, &first.primary, &first.message)
        });
        kept
    }
}

/// Puts findings in the order of their places.
pub fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by(|a, b| {
        let key = |finding: &Diagnostic| {
            let span = &finding.primary.span;
            (finding.primary.path.clone(), span.start, span.end, finding.rule)
        };
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
}

/// The comments that silence rules, and which of them did.
struct Ignores<'s> {
    by_path: BTreeMap<&'s SitePath, Vec<(&'s Ignore, bool)>>,
}

impl<'s> Ignores<'s> {
    fn of(site: &'s Site) -> Ignores<'s> {
        let mut by_path = BTreeMap::new();
        for page in site.pages_with(|among| among.ignores).map(|page| site.page(page)) {
            let valid: Vec<(&Ignore, bool)> = page
                .article
                .ignores
                .iter()
                // Without a reason, or past its day, a comment silences nothing; rules say so.
                .filter(|ignore| ignore.because.is_some() && holds(ignore, site.today))
                .map(|ignore| (ignore, false))
                .collect();
            if !valid.is_empty() {
                by_path.insert(&page.article.path, valid);
            }
        }
        Ignores { by_path }
    }

    fn silence(&mut self, finding: &Diagnostic) -> bool {
        let Some(ignores) = self.by_path.get_mut(&finding.primary.path) else { return false };
        let at = &finding.primary.span;
        let mut silenced = false;
        for (ignore, used) in ignores {
            let over = ignore.span.start <= at.start && at.start < ignore.span.end;
            if over && ignore.rule == finding.rule {
                *used = true;
                silenced = true;
            }
        }
        silenced
    }

    fn unused(&self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (path, ignores) in &self.by_path {
            for (ignore, _) in ignores.iter().filter(|(_, used)| !used) {
                let message = if rules::by_name(&ignore.rule).is_none() {
                    let names = rules::ALL.iter().map(|rule| rule.name);
                    let near = nearest(&ignore.rule, names);
                    let near =
                        near.map(|near| format!("; perhaps {near} is meant")).unwrap_or_default();
                    format!("the comment silences {}, which is no rule{near}", ignore.rule)
                } else {
                    format!("the comment silences {}, which has nothing to say here", ignore.rule)
                };
                let edit = Edit {
                    path: (*path).clone(),
                    span: ignore.comment.clone(),
                    text: String::new(),
                };
                let fix = Fix {
                    title: "take the comment away".to_string(),
                    edits: vec![edit],
                    sure: true,
                };
                let primary = Label::new(path, ignore.comment.clone(), "");
                findings.extend(finding("unused-ignore", primary, message, Some(fix)));
            }
        }
        findings
    }
}

fn holds(ignore: &Ignore, today: jiff::civil::Date) -> bool {
    match &ignore.until {
        None => true,
        Some(until) => until.parse::<jiff::civil::Date>().is_ok_and(|until| today <= until),
    }
}

/// A finding that is made here rather than by a rule's own check.
fn finding(rule: &str, primary: Label, message: String, fix: Option<Fix>) -> Option<Diagnostic> {
    let rule = rules::by_name(rule)?;
    let (rule, level) = (rule.name, rule.level);
    Some(Diagnostic { rule, level, message, primary, related: Vec::new(), help: None, fix })
}

/// Rules that the settings name and that there are not.
fn unknown_rules(site: &Site) -> Vec<Diagnostic> {
    let Some(path) = &site.config_path else { return Vec::new() };
    let unknown = site.config.named_rules().filter(|level| rules::by_name(&level.rule).is_none());
    unknown
        .filter_map(|level| {
            let near = nearest(&level.rule, rules::ALL.iter().map(|rule| rule.name));
            let near = near.map(|near| format!("; perhaps {near} is meant")).unwrap_or_default();
            let message = format!("the settings name {}, which is no rule{near}", level.rule);
            finding("unknown-key", Label::new(path, level.span.clone(), ""), message, None)
        })
        .collect()
}

/// A run that looked at no page, though the site has some, has not passed.
fn nothing_checked(site: &Site) -> Option<Diagnostic> {
    let article = site.texts.keys().find(|path| path.below("content").is_some())?;
    if site.pages.iter().any(|page| page.written) {
        return None;
    }
    let message = "nothing was checked: every page of the site is a draft".to_string();
    finding("nothing-checked", Label::new(article, 0..0, ""), message, None)
}
