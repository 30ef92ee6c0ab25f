//! Templates: the built-in theme and the site's own, compiled together, and what is wrong with them as data.
//! What templates are given is left to `render`, and words about their problems to `rules`.

mod addressed;
mod call;
mod ejected;
mod flaw;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{ComponentInfo, Tera};

use crate::source::{SitePath, Text, below};
pub use addressed::{Addressed, addressed};
pub use call::Miscall;
pub use ejected::{built_in, ejected, files, marked, outdated};
pub use flaw::Flaw;
use flaw::Own;
pub use words::{Dictionary, Words};

/// The templates of the built-in theme, compiled into the binary.
pub(crate) const BUILT_IN: &[(&str, &str)] = &[
    ("theme/404.html", include_str!("../../templates/404.html")),
    ("theme/alternates.html", include_str!("../../templates/alternates.html")),
    ("theme/base.html", include_str!("../../templates/base.html")),
    ("theme/components.html", include_str!("../../templates/components.html")),
    ("theme/conflicts.html", include_str!("../../templates/conflicts.html")),
    ("theme/corrections.html", include_str!("../../templates/corrections.html")),
    ("theme/crumbs.html", include_str!("../../templates/crumbs.html")),
    ("theme/editions.html", include_str!("../../templates/editions.html")),
    ("theme/facts.html", include_str!("../../templates/facts.html")),
    ("theme/files.html", include_str!("../../templates/files.html")),
    ("theme/languages.html", include_str!("../../templates/languages.html")),
    ("theme/moved.html", include_str!("../../templates/moved.html")),
    ("theme/moved_parts.html", include_str!("../../templates/moved_parts.html")),
    ("theme/open_graph.html", include_str!("../../templates/open_graph.html")),
    ("theme/page.html", include_str!("../../templates/page.html")),
    ("theme/records.html", include_str!("../../templates/records.html")),
    ("theme/review.html", include_str!("../../templates/review.html")),
    ("theme/search.html", include_str!("../../templates/search.html")),
    ("theme/section.html", include_str!("../../templates/section.html")),
    ("theme/source.html", include_str!("../../templates/source.html")),
    ("theme/sources.html", include_str!("../../templates/sources.html")),
    ("theme/subject.html", include_str!("../../templates/subject.html")),
    ("theme/tag.html", include_str!("../../templates/tag.html")),
    ("theme/tags.html", include_str!("../../templates/tags.html")),
    ("theme/top.html", include_str!("../../templates/top.html")),
    ("theme/tree.html", include_str!("../../templates/tree.html")),
];

/// The files of the built-in theme that are no templates and are published as they are.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("style.css", include_str!("../../templates/style.css")),
    ("script.js", include_str!("../../templates/script.js")),
    ("search.js", include_str!("../../templates/search.js")),
    ("icon.svg", include_str!("../../templates/icon.svg")),
];

/// The folder of a site's own templates.
pub(crate) const FOLDER: &str = "templates";

/// The function that gives templates the address of a file in `static/`.
pub const ASSET: &str = "asset";

/// Compiled templates.
pub struct Templates {
    tera: Tera,
    /// The site's own, by the name that other templates use.
    own: BTreeMap<String, SitePath>,
    /// Those of them that cannot be used.
    broken: BTreeSet<String>,
    flaws: Vec<Flaw>,
    words: Dictionary,
}

/// The name of a template of the site, by its path; nothing for other files.
pub fn name(path: &SitePath) -> Option<&str> {
    let own = path.below(FOLDER).filter(|name| words::code(name).is_none())?;
    (!FILES.iter().any(|(file, _)| *file == own)).then_some(own)
}

impl Templates {
    /// Compiles the theme with the templates among some texts. In the place of one that cannot be compiled
    /// the built-in one of its name serves.
    pub fn compile(texts: &BTreeMap<SitePath, Arc<Text>>) -> Templates {
        let paths = below(texts, FOLDER).map(|(path, _)| path);
        let own = paths.filter_map(|path| Some((name(path)?.to_string(), path.clone())));
        let (own, mut broken, mut flaws) = (own.collect(), BTreeSet::new(), Vec::new());
        let mut used: BTreeMap<String, SitePath> = own;
        let all = used.clone();
        let tera = loop {
            let error = match together(&used, texts) {
                Ok(tera) => break tera,
                Err(error) => error,
            };
            let found = Own { paths: &all, texts }.flaws(&error);
            let stands = |path: &SitePath| {
                found.iter().any(|flaw| flaw.place.as_ref().is_some_and(|(at, _)| at == path))
            };
            let bad: Vec<String> = used
                .iter()
                .filter(|(_, path)| stands(path))
                .map(|(name, _)| name.clone())
                .collect();
            flaws.extend(found);
            if bad.is_empty() {
                // The error names no template of the site: none can be kept.
                if used.is_empty() {
                    break Tera::new();
                }
                broken.extend(std::mem::take(&mut used).into_keys());
            }
            for name in bad {
                used.remove(&name);
                broken.insert(name);
            }
        };
        Templates { tera, own: used, broken, flaws, words: Dictionary::new(texts) }
    }

    /// The templates, for whoever renders them.
    pub fn tera(&self) -> &Tera {
        &self.tera
    }

    /// The words of the theme in every language.
    pub fn words(&self) -> &Dictionary {
        &self.words
    }

    /// What is wrong with templates as such, in the order in which it was found.
    pub fn flaws(&self) -> &[Flaw] {
        &self.flaws
    }

    /// What an error while a template is rendered says.
    pub fn flaws_of(
        &self,
        error: &tera::Error,
        texts: &BTreeMap<SitePath, Arc<Text>>,
    ) -> Vec<Flaw> {
        Own { paths: &self.own, texts }.flaws(error)
    }

    /// The first of the site's own templates that can be used.
    pub fn first(&self) -> Option<&SitePath> {
        self.own.values().next()
    }

    /// Whether there is a template of this name.
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// Whether a template of this name is one of the site's own.
    pub fn is_own(&self, template: &str) -> bool {
        self.own.contains_key(template)
    }

    /// Whether the site has a template of this name that cannot be used, which is said already.
    pub fn is_broken(&self, template: &str) -> bool {
        self.broken.contains(template)
    }

    /// Whether a template of the site's own may look at a variable.
    pub fn may_use(&self, variable: &str, texts: &BTreeMap<SitePath, Arc<Text>>) -> bool {
        // Tera can show all variables at once.
        let names = [variable, "__tera_context"];
        let mut texts = self.own.values().filter_map(|path| texts.get(path));
        texts.any(|text| names.iter().any(|name| text.as_str().contains(name)))
    }

    /// What a component takes.
    pub fn component(&self, name: &str) -> Option<ComponentInfo> {
        self.tera.get_component_definition(name)
    }

    /// The names of all components, in order.
    pub fn components(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.tera.get_component_names().collect();
        names.sort_unstable();
        names
    }
}

fn together(
    own: &BTreeMap<String, SitePath>,
    texts: &BTreeMap<SitePath, Arc<Text>>,
) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes(["theme/"])?;
    tera.register_filter("fill", words::fill);
    // Who compiles only wants to know that it is there; who renders puts the real one in its place.
    tera.register_function(ASSET, |_: tera::Kwargs, _: &tera::State| String::new());
    let own =
        own.iter().filter_map(|(name, path)| Some((name.as_str(), texts.get(path)?.as_str())));
    tera.add_raw_templates(BUILT_IN.iter().copied().chain(own))?;
    Ok(tera)
}
