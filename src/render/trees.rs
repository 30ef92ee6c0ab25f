//! The tree beside a page, as templates are given it. Pages of one folder have nearly the same tree, so
//! it is made once for all of them and each changes its own entry. What is in a tree is left to `nav`.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use tera::Value;

use super::nav::{self, Item};
use super::urls::Here;
use crate::site::{Page, Site};

/// The trees that were made.
#[derive(Default)]
pub(super) struct Trees {
    known: RwLock<HashMap<Key, Arc<Tree>>>,
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
struct Tree {
    items: Vec<(usize, Item)>,
    values: Vec<Value>,
}

/// A name that no page has: the folder that trees are made from is beside all of its pages.
const NOWHERE: &str = "\u{0}/";

impl Trees {
    /// The tree below the home page around a page, by its index.
    pub(super) fn around(
        &self,
        site: &Site,
        here: Here<'_>,
        home: usize,
        page: Option<usize>,
    ) -> Value {
        let shared = page.and_then(|index| self.shared(site, home, index, site.page(index)));
        shared.unwrap_or_else(|| {
            let items = nav::tree(site, here, home, page);
            Value::from(items.iter().map(Value::from_serializable).collect::<Vec<Value>>())
        })
    }

    /// The tree of a page that shares it with its siblings; nothing for one that has its own, such as
    /// the front of a section and any of more siblings than are shown.
    fn shared(&self, site: &Site, home: usize, index: usize, page: &Page) -> Option<Value> {
        let section = page.parent.filter(|_| page.children.is_empty())?;
        if nav::is_cut(site.page(section)) {
            return None;
        }
        let folder = page.url.trim_end_matches('/').rsplit_once('/')?.0.to_string() + "/";
        let key = Key { section, folder, edition: page.edition };
        let tree = self.known(&key).unwrap_or_else(|| {
            let from = format!("{}{NOWHERE}", key.folder);
            let items = nav::unmarked(site, Here::At(&from), home, index);
            let values = items.iter().map(|(_, item)| Value::from_serializable(item)).collect();
            let tree = Arc::new(Tree { items, values });
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            known.entry(key).or_insert(tree).clone()
        });
        let mut values = tree.values.clone();
        let own = page.editions.first();
        for ((page_of, item), value) in tree.items.iter().zip(&mut values) {
            if Some(page_of) == own {
                *value =
                    Value::from_serializable(&item.marked(Here::At(&page.url).href(&page.url)));
            }
        }
        Some(Value::from(values))
    }

    fn known(&self, key: &Key) -> Option<Arc<Tree>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }
}
