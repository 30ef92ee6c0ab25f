//! The parts of a page that all pages of a folder have alike, as its header: rendered once for all of them.
//! Trees, which are nearly alike, are left to `trees`.

use std::collections::{BTreeMap, HashMap};
use std::sync::{PoisonError, RwLock};

use tera::{Context, Value};

use super::shell::Head;
use super::theme::Theme;
use super::urls;
use crate::diagnostic::Diagnostic;

/// The parts by their names in `common`, each with the template that makes it.
const PARTS: [(&str, &str); 3] =
    [("files", "files.html"), ("top", "top.html"), ("records", "records.html")];

/// What those templates include.
const INCLUDED: [&str; 1] = ["search.html"];

/// The parts that were rendered.
pub(super) struct Common {
    known: RwLock<HashMap<Key, Value>>,
    /// Whether all of their templates are built in: one of a site's own may show what pages have each for
    /// itself.
    shared: bool,
}

/// What these parts depend on.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    /// The folder of their pages' addresses.
    folder: String,
    language: String,
    area: &'static str,
    /// Whether they are for the home page.
    home: bool,
    /// Whether there is something to open by a menu.
    menu: bool,
}

impl Common {
    /// No parts yet.
    pub(super) fn new(theme: &Theme<'_>) -> Common {
        let mut templates = PARTS.iter().map(|(_, template)| template).chain(&INCLUDED);
        let shared = !templates.any(|template| theme.templates.is_own(template));
        Common { known: RwLock::default(), shared }
    }

    /// The parts for a page of which this is known, as a map of HTML; nothing where it has parts of its own,
    /// which its template makes. `menu` says whether there is something to open by a menu.
    ///
    /// # Errors
    /// The finding, where a template fails.
    pub(super) fn of(
        &self,
        theme: &Theme<'_>,
        head: &Head<'_>,
        (home, menu): (bool, bool),
        context: &Context,
    ) -> Result<Option<Value>, Box<Diagnostic>> {
        let folder = head.url.and_then(urls::folder).filter(|_| self.shared);
        let Some(folder) = folder else { return Ok(None) };
        let (folder, language) = (folder.to_string(), head.language.to_string());
        let key = Key { folder, language, area: head.area, home, menu };
        if let Some(known) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Some(known.clone()));
        }
        let mut parts = BTreeMap::new();
        for (name, template) in PARTS {
            let mut html = Vec::new();
            theme.render(template, context, None, &mut html)?;
            parts.insert(name, Value::safe_string(&String::from_utf8_lossy(&html)));
        }
        let parts = Value::from(parts);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Some(known.entry(key).or_insert(parts).clone()))
    }
}
