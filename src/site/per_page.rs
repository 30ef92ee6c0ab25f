//! What pages have of something, page by page. A page's share is one piece, so that a site that is
//! built again takes over those of the pages that nothing happened to.

use std::sync::Arc;

/// Things of pages, in the order of pages and of places in them.
pub struct PerPage<T> {
    pages: Arc<Vec<Arc<[T]>>>,
    len: usize,
}

impl<T> Clone for PerPage<T> {
    fn clone(&self) -> PerPage<T> {
        PerPage { pages: self.pages.clone(), len: self.len }
    }
}

/// Goes through the things of all pages.
pub type Iter<'s, T> = std::iter::FlatMap<
    std::slice::Iter<'s, Arc<[T]>>,
    std::slice::Iter<'s, T>,
    fn(&'s Arc<[T]>) -> std::slice::Iter<'s, T>,
>;

impl<T> PerPage<T> {
    /// Takes the share of each page, in the order of pages.
    pub(super) fn new(pages: Vec<Arc<[T]>>) -> PerPage<T> {
        let len = pages.iter().map(|page| page.len()).sum();
        PerPage { pages: Arc::new(pages), len }
    }

    /// The same with other shares of some pages, by index.
    pub(super) fn with(&self, others: Vec<(usize, Arc<[T]>)>) -> PerPage<T> {
        if others.is_empty() {
            return self.clone();
        }
        let mut pages = Vec::clone(&self.pages);
        for (page, share) in others {
            pages[page] = share;
        }
        PerPage::new(pages)
    }

    /// The pages, by index, that have another share here than there, where both are of as many pages.
    pub(super) fn others<'p>(&'p self, before: &'p PerPage<T>) -> impl Iterator<Item = usize> + 'p {
        // Most often all shares are kept together.
        let pages = if Arc::ptr_eq(&self.pages, &before.pages) { 0 } else { self.pages.len() };
        (0..pages).filter(|page| !Arc::ptr_eq(&self.pages[*page], &before.pages[*page]))
    }

    /// The shares of all pages, as they are kept.
    pub(super) fn shares(&self) -> &[Arc<[T]>] {
        &self.pages
    }

    /// All things.
    pub fn iter(&self) -> Iter<'_, T> {
        self.pages.iter().flat_map(|page| page.iter())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Those of one page, by its index.
    pub fn of(&self, page: usize) -> &[T] {
        self.pages.get(page).map_or(&[], |page| &**page)
    }

    /// The share of one page, by its index, as it is kept.
    pub fn share(&self, page: usize) -> Option<&Arc<[T]>> {
        self.pages.get(page)
    }
}

impl<'s, T> IntoIterator for &'s PerPage<T> {
    type Item = &'s T;
    type IntoIter = Iter<'s, T>;

    fn into_iter(self) -> Iter<'s, T> {
        self.iter()
    }
}
