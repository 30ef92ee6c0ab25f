//! The tree beside a page, as HTML and as templates of a site's own are given it. Pages of one folder have
//! nearly the same tree, so it is made once for all of them and each changes its own entry. What is in a
//! tree is left to `nav`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};

use tera::{Context, Value};

use super::nav::{self, Item};
use super::theme::Theme;
use super::urls::{self, Here};
use crate::diagnostic::Diagnostic;
use crate::site::{Page, Site};

/// The template of a tree: what it makes of some entries stands between what it makes of those before
/// and behind them.
const TEMPLATE: &str = "tree.html";

/// The variable that a template finds the entries in.
const ENTRIES: &str = "nav";

/// The trees that were made.
pub(super) struct Trees {
    known: RwLock<HashMap<Key, Arc<Shared>>>,
    /// Whether a template of the site's own asks for the entries.
    entries: bool,
}

/// A tree for a page.
#[derive(Default)]
pub(super) struct Tree {
    /// What the template made of it; empty where it has no entries.
    pub(super) html: String,
    /// Its entries, where somebody asks for them.
    pub(super) nav: Option<Value>,
}

/// What trees have in common: the section that their pages lie in, the folder of their addresses, and
/// the version that they are made for.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    section: usize,
    folder: String,
    edition: Option<usize>,
}

/// A tree for any page of a section, with none of them marked.
struct Shared {
    items: Vec<(usize, Item)>,
    values: Vec<Value>,
    html: String,
    /// The entries of the pages that share it, by page: which it is, and where it stands in `html`.
    places: HashMap<usize, (usize, Range<usize>)>,
}

/// A name that no page has: the folder that trees are made from is beside all of its pages.
const NOWHERE: &str = "\u{0}/";

impl Trees {
    /// No trees yet.
    pub(super) fn new(theme: &Theme<'_>) -> Trees {
        Trees { known: RwLock::default(), entries: theme.may_use(ENTRIES) }
    }

    /// A tree of these entries.
    ///
    /// # Errors
    /// The finding, where the template fails.
    pub(super) fn of(&self, theme: &Theme<'_>, items: &[Item]) -> Result<Tree, Box<Diagnostic>> {
        let values: Vec<Value> = items.iter().map(Value::from_serializable).collect();
        let html = if values.is_empty() { String::new() } else { html(theme, values.clone())? };
        Ok(Tree { html, nav: self.entries.then(|| Value::from(values)) })
    }

    /// The tree below the home page around a page, by its index.
    ///
    /// # Errors
    /// The finding, where the template fails.
    pub(super) fn around(
        &self,
        theme: &Theme<'_>,
        here: Here<'_>,
        home: usize,
        page: Option<usize>,
    ) -> Result<Tree, Box<Diagnostic>> {
        let site = theme.site;
        if let Some(index) = page
            && let Some(key) = key(site, index)
        {
            let shared = match self.known(&key) {
                Some(shared) => shared,
                None => self.share(theme, key, home, index)?,
            };
            return self.own(theme, &shared, site.page(index));
        }
        self.of(theme, &nav::tree(site, here, home, page))
    }

    /// Makes the tree that the pages of a folder share.
    fn share(
        &self,
        theme: &Theme<'_>,
        key: Key,
        home: usize,
        index: usize,
    ) -> Result<Arc<Shared>, Box<Diagnostic>> {
        let from = format!("{}{NOWHERE}", key.folder);
        let items = nav::unmarked(theme.site, Here::At(&from), home, index);
        let values: Vec<Value> =
            items.iter().map(|(_, item)| Value::from_serializable(item)).collect();
        // Those of the pages that share it are rendered one by one, all between them together.
        let own = |at: usize| {
            items.get(at).is_some_and(|(of, _)| theme.site.page(*of).parent == Some(key.section))
        };
        let (mut whole, mut places) = (String::new(), HashMap::new());
        let mut at = 0;
        while at < items.len() {
            let others = values[at..].iter().enumerate().take_while(|(next, _)| !own(at + next));
            let end = at + others.count().max(1);
            let start = whole.len();
            whole.push_str(&html(theme, values[at..end].to_vec())?);
            if own(at) {
                places.insert(items[at].0, (at, start..whole.len()));
            }
            at = end;
        }
        let shared = Arc::new(Shared { items, values, html: whole, places });
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        Ok(known.entry(key).or_insert(shared).clone())
    }

    /// A shared tree with the entry of a page marked.
    fn own(
        &self,
        theme: &Theme<'_>,
        shared: &Shared,
        page: &Page,
    ) -> Result<Tree, Box<Diagnostic>> {
        let newest = page.editions.first();
        let mut tree = Tree { html: String::with_capacity(shared.html.len() + 64), nav: None };
        let mut values = if self.entries { shared.values.clone() } else { Vec::new() };
        let mut done = 0;
        if let Some((at, place)) = newest.and_then(|newest| shared.places.get(newest)) {
            let marked = shared.items[*at].1.marked(Here::At(&page.url).href(&page.url));
            let value = Value::from_serializable(&marked);
            if let Some(unmarked) = values.get_mut(*at) {
                *unmarked = value.clone();
            }
            tree.html.push_str(&shared.html[..place.start]);
            tree.html.push_str(&html(theme, vec![value])?);
            done = place.end;
        }
        tree.html.push_str(&shared.html[done..]);
        tree.nav = self.entries.then(|| Value::from(values));
        Ok(tree)
    }

    fn known(&self, key: &Key) -> Option<Arc<Shared>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }
}

/// What a page shares its tree by; nothing for one that has its own, such as the front of a section and
/// any of more siblings than are shown.
fn key(site: &Site, index: usize) -> Option<Key> {
    let page = site.page(index);
    let section = page.parent.filter(|_| page.children.is_empty())?;
    if nav::is_cut(site.page(section)) {
        return None;
    }
    let folder = urls::folder(&page.url)?.to_string();
    Some(Key { section, folder, edition: page.edition })
}

/// What the template makes of some entries.
fn html(theme: &Theme<'_>, entries: Vec<Value>) -> Result<String, Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert_value(ENTRIES, Value::from(entries));
    let mut html = Vec::new();
    theme.render(TEMPLATE, &context, None, &mut html)?;
    // Templates are text, and so is what they are given.
    Ok(String::from_utf8(html).unwrap_or_default())
}
