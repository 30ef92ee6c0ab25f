//! The templates of a site at work: what they are given in common, the files of the theme that are no
//! templates, and what goes wrong while a page is rendered. Compiling them is left to `theme`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Kwargs, State, Tera};

use super::picture::marked;
use super::urls::encode;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::parse::{Article, mark, nearest};
use crate::site::Site;
use crate::source::{SitePath, Span};
use crate::theme::{ASSET, FILES, Templates};

/// The one of the theme's files that a site without a search has no use for.
const SEARCH: &str = "search.js";

/// Templates, ready to render pages.
pub(super) struct Theme<'s> {
    tera: Tera,
    pub(super) templates: &'s Templates,
    pub(super) site: &'s Site,
}

impl<'s> Theme<'s> {
    /// Makes the templates of a site ready. `shared` is known to every template.
    pub(super) fn new(site: &'s Site, shared: Context) -> Theme<'s> {
        let templates = site.templates();
        let mut tera = templates.tera().clone();
        tera.global_context().extend(shared);
        tera.register_function(ASSET, address(site));
        Theme { tera, templates, site }
    }

    /// Whether a template of the site's own may look at a variable.
    pub(super) fn may_use(&self, variable: &str) -> bool {
        self.templates.may_use(variable, &self.site.texts)
    }

    /// Renders a template behind what `out` holds, for the page of an article, if it is one.
    ///
    /// # Errors
    /// The finding, where the template fails.
    pub(super) fn render(
        &self,
        template: &str,
        context: &Context,
        article: Option<&Article>,
        out: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        self.tera.render_to(template, context, out).map_err(|error| {
            let place = article.map(|article| (article.path.clone(), 0..0));
            Box::new(self.finding(&error, place, article))
        })
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
            let place = Some((article.path.clone(), span.clone()));
            Box::new(self.finding(&error, place, Some(article)))
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
            (*name, marked(name, &mark(text.as_bytes())), text)
        };
        let search = self.site.config.search;
        FILES.iter().filter(|(name, _)| search || *name != SEARCH).map(published).collect()
    }

    /// What an error says: where it stands in a template, or else at `place`, or in the first template of
    /// the site.
    fn finding(
        &self,
        error: &tera::Error,
        place: Option<(SitePath, Span)>,
        article: Option<&Article>,
    ) -> Diagnostic {
        let mut flaws = self.templates.flaws_of(error, &self.site.texts);
        let (message, at) = match (flaws.pop(), flaws.is_empty()) {
            (Some(flaw), true) => (flaw.message, flaw.place),
            _ => (error.to_string(), None),
        };
        let first = || Some((self.templates.first()?.clone(), 0..0));
        let settings = || Some((self.site.config_path.clone()?, 0..0));
        let (path, span) = at.or(place).or_else(first).or_else(settings).unwrap_or_else(|| {
            (SitePath::new("templates").expect("the name of a folder is a path"), 0..0)
        });
        let mut related = Vec::new();
        if let Some(article) = article.filter(|article| article.path != path) {
            related.push(Label::new(&article.path, 0..0, "while this page is rendered"));
        }
        Diagnostic {
            rule: "template-error",
            level: Level::Error,
            message: format!("the template cannot be used: {message}"),
            primary: Label::new(&path, span, ""),
            related,
            help: None,
            fix: None,
        }
    }
}

/// The function that tells templates where a file of `static/` is, by a name that changes with its bytes.
fn address(
    site: &Site,
) -> impl Fn(Kwargs, &State) -> tera::TeraResult<String> + Sync + Send + 'static {
    let published = site.marks.iter().filter_map(|(path, mark)| {
        let name = path.below("static")?;
        Some((name.to_string(), marked(name, mark)))
    });
    let published: Arc<BTreeMap<String, String>> = Arc::new(published.collect());
    move |given, state| {
        let path: String = given.must_get("path")?;
        let name = path.trim_start_matches('/');
        let Some(published) = published.get(name) else {
            let near = nearest(name, published.keys().map(String::as_str));
            let near =
                near.map(|near| format!("; perhaps \"{near}\" is meant")).unwrap_or_default();
            return Err(tera::Error::message(format!("there is no file static/{name}{near}")));
        };
        let root: Option<String> = given.get("root")?.or(state.get("root")?);
        let root = root.ok_or_else(|| {
            tera::Error::message(
                "a component does not know where it is: give it root, and write \
                                  asset(path=\"…\", root=root)",
            )
        })?;
        Ok(format!("{root}{}", encode(published)))
    }
}
