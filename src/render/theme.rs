//! The theme: the built-in templates and the site's own, compiled once, and their errors as
//! findings. What templates are given is left to the pages.

use std::collections::{BTreeMap, BTreeSet};

use tera::{ComponentInfo, Context, ErrorKind, Tera};

use super::ejected;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::parse::Article;
use crate::site::Site;
use crate::source::{SitePath, Span};

/// The templates of the built-in theme, compiled into the binary.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("theme/404.html", include_str!("../../templates/404.html")),
    ("theme/alternates.html", include_str!("../../templates/alternates.html")),
    ("theme/base.html", include_str!("../../templates/base.html")),
    ("theme/components.html", include_str!("../../templates/components.html")),
    ("theme/conflicts.html", include_str!("../../templates/conflicts.html")),
    ("theme/corrections.html", include_str!("../../templates/corrections.html")),
    ("theme/crumbs.html", include_str!("../../templates/crumbs.html")),
    ("theme/editions.html", include_str!("../../templates/editions.html")),
    ("theme/facts.html", include_str!("../../templates/facts.html")),
    ("theme/languages.html", include_str!("../../templates/languages.html")),
    ("theme/moved.html", include_str!("../../templates/moved.html")),
    ("theme/moved_parts.html", include_str!("../../templates/moved_parts.html")),
    ("theme/open_graph.html", include_str!("../../templates/open_graph.html")),
    ("theme/page.html", include_str!("../../templates/page.html")),
    ("theme/review.html", include_str!("../../templates/review.html")),
    ("theme/search.html", include_str!("../../templates/search.html")),
    ("theme/section.html", include_str!("../../templates/section.html")),
    ("theme/source.html", include_str!("../../templates/source.html")),
    ("theme/sources.html", include_str!("../../templates/sources.html")),
    ("theme/subject.html", include_str!("../../templates/subject.html")),
    ("theme/tag.html", include_str!("../../templates/tag.html")),
    ("theme/tags.html", include_str!("../../templates/tags.html")),
    ("theme/tree.html", include_str!("../../templates/tree.html")),
];

/// The files of the built-in theme that are no templates and are published as they are.
pub(super) const FILES: &[(&str, &str)] = &[
    ("style.css", include_str!("../../templates/style.css")),
    ("script.js", include_str!("../../templates/script.js")),
    ("search.js", include_str!("../../templates/search.js")),
    ("icon.svg", include_str!("../../templates/icon.svg")),
];

/// The one of them that a site without a search has no use for.
const SEARCH: &str = "search.js";

/// Compiled templates.
pub(super) struct Theme<'s> {
    tera: Tera,
    pub(super) site: &'s Site,
    /// The site's own templates, by the name that other templates use.
    own: BTreeMap<&'s str, &'s SitePath>,
    /// Those of them that could not be compiled.
    broken: BTreeSet<&'s str>,
}

impl<'s> Theme<'s> {
    /// Compiles the theme. A template of the site that cannot be compiled is a finding, and the
    /// built-in one of its name serves instead. `shared` is known to every template.
    pub(super) fn new(site: &'s Site, shared: Context) -> (Theme<'s>, Vec<Diagnostic>) {
        let own = site.texts.keys().filter_map(|path| Some((path.below("templates")?, path)));
        let is_file = |name: &str| FILES.iter().any(|(file, _)| *file == name);
        let own = own.filter(|(name, _)| !is_file(name)).collect();
        let mut theme = Theme { tera: Tera::new(), site, own, broken: BTreeSet::new() };
        let mut findings = ejected::findings(site);
        loop {
            let Err(error) = theme.compile() else { break };
            let found = theme.findings(&error, None);
            let bad: Vec<&str> = theme
                .own
                .iter()
                .filter(|(_, path)| found.iter().any(|finding| finding.primary.path == ***path))
                .map(|(name, _)| *name)
                .collect();
            findings.extend(found);
            if bad.is_empty() {
                // The error names no template of the site: none can be kept.
                let left = std::mem::take(&mut theme.own);
                if left.is_empty() {
                    break;
                }
                theme.broken.extend(left.into_keys());
                continue;
            }
            for name in bad {
                theme.own.remove(name);
                theme.broken.insert(name);
            }
        }
        theme.tera.global_context().extend(shared);
        (theme, findings)
    }

    fn compile(&mut self) -> Result<(), tera::Error> {
        let mut tera = Tera::new();
        tera.set_fallback_prefixes(["theme/"])?;
        let own = self
            .own
            .iter()
            .filter_map(|(name, path)| Some((*name, self.site.texts.get(*path)?.as_str())));
        tera.add_raw_templates(BUILT_IN.iter().copied().chain(own))?;
        self.tera = tera;
        Ok(())
    }

    /// Whether there is a template of this name.
    pub(super) fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// Whether the site has a template of this name that cannot be used, which is said already.
    pub(super) fn is_broken(&self, template: &str) -> bool {
        self.broken.contains(template)
    }

    /// Whether a template of the site's own may look at a variable.
    pub(super) fn may_use(&self, variable: &str) -> bool {
        // Tera can show all variables at once.
        let names = [variable, "__tera_context"];
        let texts = self.own.values().filter_map(|path| self.site.texts.get(*path));
        texts.into_iter().any(|text| names.iter().any(|name| text.as_str().contains(name)))
    }

    /// Renders a template for the page of an article, if it is one.
    ///
    /// # Errors
    /// The finding, where the template fails.
    pub(super) fn render(
        &self,
        template: &str,
        context: &Context,
        article: Option<&Article>,
    ) -> Result<String, Box<Diagnostic>> {
        self.tera.render(template, context).map_err(|error| {
            let mut findings = self.findings(&error, article);
            Box::new(match findings.pop() {
                Some(finding) if findings.is_empty() => finding,
                _ => self.finding(error.to_string(), self.fallback(article), article),
            })
        })
    }

    /// What a component takes.
    pub(super) fn component(&self, name: &str) -> Option<ComponentInfo> {
        self.tera.get_component_definition(name)
    }

    /// The names of all components, in order.
    pub(super) fn components(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.tera.get_component_names().collect();
        names.sort_unstable();
        names
    }

    /// Renders a component that an article calls at `span`.
    ///
    /// # Errors
    /// The finding, where the template fails.
    pub(super) fn render_component(
        &self,
        name: &str,
        given: &Context,
        implicit: &Context,
        held: Option<&str>,
        article: &Article,
        span: &Span,
    ) -> Result<String, Box<Diagnostic>> {
        let rendered = self.tera.render_component_with_implicits(name, given, implicit, held, true);
        rendered.map_err(|error| {
            let mut findings = self.findings(&error, Some(article));
            let mut finding = match findings.pop() {
                Some(finding) if findings.is_empty() => finding,
                _ => self.finding(error.to_string(), (article.path.clone(), span.clone()), None),
            };
            if finding.primary.path == article.path {
                finding.primary.span = span.clone();
            }
            Box::new(finding)
        })
    }

    /// The files of the theme that are no templates, the site's own where it has them: each with the
    /// name in the theme, the name that it is published under, and its text. A name changes with the
    /// text, so that no reader sees an old one.
    pub(super) fn files(&self) -> Vec<(&'static str, String, &'s str)> {
        let published = |(name, text): &(&'static str, &'static str)| {
            let own = SitePath::new(&format!("templates/{name}"));
            let own = own.and_then(|path| self.site.texts.get(&path));
            let text: &'s str = own.map_or(*text, |text| text.as_str());
            let mark = &blake3::hash(text.as_bytes()).to_hex()[..8];
            let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
            (*name, format!("{stem}.{mark}.{extension}"), text)
        };
        let search = self.site.config.search;
        FILES.iter().filter(|(name, _)| search || *name != SEARCH).map(published).collect()
    }

    /// What an error of the template engine says, each at its place.
    fn findings(&self, error: &tera::Error, article: Option<&Article>) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                let place = self.place(report.filename(), span.start_line, span.start_col);
                let place = place.unwrap_or_else(|| self.fallback(article));
                vec![self.finding(report.message().to_string(), place, article)]
            }
            ErrorKind::CircularExtend { tpl: name, .. }
            | ErrorKind::CircularInclude { tpl: name, .. }
            | ErrorKind::MissingParent { current: name, .. } => {
                let place = self.place(name, 1, 0).unwrap_or_else(|| self.fallback(article));
                vec![self.finding(error.to_string(), place, article)]
            }
            _ => {
                let text = error.to_string();
                let reports = reports(&text);
                let known = reports.iter().filter_map(|(message, name, line, column)| {
                    let place = self.place(name, *line, *column)?;
                    Some(self.finding((*message).to_string(), place, article))
                });
                let known: Vec<_> = known.collect();
                match known.is_empty() {
                    true => vec![self.finding(text, self.fallback(article), article)],
                    false => known,
                }
            }
        }
    }

    /// A place in one of the site's templates: lines from 1, columns from 0.
    fn place(&self, name: &str, line: usize, column: usize) -> Option<(SitePath, Span)> {
        let path = *self.own.get(name)?;
        let text = self.site.texts.get(path)?;
        let line = text.line(line).unwrap_or(0..0);
        let before = text.slice(&line).chars().take(column).map(char::len_utf8).sum::<usize>();
        Some((path.clone(), line.start + before..line.end.max(line.start + before)))
    }

    /// Where an error stands that names no template of the site.
    fn fallback(&self, article: Option<&Article>) -> (SitePath, Span) {
        let first = self.own.values().next().map(|path| (*path).clone());
        let path = article.map(|article| article.path.clone()).or(first);
        let path = path.or_else(|| SitePath::new("factum.toml"));
        (path.expect("the name of the settings file is a path"), 0..0)
    }

    fn finding(
        &self,
        message: String,
        (path, span): (SitePath, Span),
        article: Option<&Article>,
    ) -> Diagnostic {
        let mut related = Vec::new();
        if let Some(article) = article.filter(|article| article.path != path) {
            related.push(Label::new(&article.path, 0..0, "while this page is rendered"));
        }
        let message = message.trim().trim_end_matches('.');
        Diagnostic {
            rule: "template-error",
            level: Level::Error,
            message: format!("the template cannot be used: {}", lower_first(message)),
            primary: Label::new(&path, span, ""),
            related,
            help: None,
            fix: None,
        }
    }
}

/// The problems in a text that reports several: message, template, line and column.
fn reports(text: &str) -> Vec<(&str, &str, usize, usize)> {
    let mut reports = Vec::new();
    let mut message = "";
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("error: ") {
            message = rest;
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next().and_then(|number| number.parse::<usize>().ok());
            let line = parts.next().and_then(|number| number.parse().ok());
            if let (Some(column), Some(line), Some(name)) = (column, line, parts.next()) {
                reports.push((message, name, line, column.saturating_sub(1)));
            }
        }
    }
    reports
}

fn lower_first(message: &str) -> String {
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
