//! Links in the site's own templates that lead nowhere. Which addresses stand in a template is left to
//! `parse`, those of the pages to `linking`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Page;
use super::links::Broken;
use super::targets::Targets;
use crate::parse::template_addresses;
use crate::source::{SitePath, Span, Text, below};
use crate::theme;

/// A link of a template that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateLink {
    /// The template.
    pub path: SitePath,
    /// Where in it the address stands.
    pub span: Span,
    /// The address, from the root of the site.
    pub to: String,
    /// Why it leads nowhere.
    pub broken: Broken,
}

/// The links of all templates that lead nowhere. `base` is the path below which the site is published,
/// without a final slash: what a template writes from the root of the host is meant from there.
pub(super) fn broken(
    texts: &BTreeMap<SitePath, Arc<Text>>,
    pages: &[Page],
    targets: &Targets<'_>,
    base: &str,
) -> Vec<TemplateLink> {
    let Some(home) = pages.iter().position(|page| page.url == "/") else { return Vec::new() };
    let templates = below(texts, theme::FOLDER);
    let mut templates = templates.filter(|(path, _)| path.extension() == "html").peekable();
    // Most sites have none, and need not be looked through for their home.
    if templates.peek().is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (path, text) in templates {
        for address in template_addresses(text.as_str()) {
            let below = match address.from_site {
                true => Some(address.to.as_str()),
                // Outside of the site the host is somebody else's.
                false => address.to.strip_prefix(base).filter(|rest| rest.starts_with('/')),
            };
            let Some(to) = below else { continue };
            if let Err(broken) = targets.resolve(home, to) {
                let (path, to) = (path.clone(), to.to_string());
                found.push(TemplateLink { path, span: address.span, to, broken });
            }
        }
    }
    found
}
