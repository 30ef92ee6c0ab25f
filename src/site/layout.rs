//! Where pages are, kept from one build to the next: when a text changes and nothing else, its page
//! stays where it was. How pages are laid out is left to `pages`.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Duplicate;
use super::adopted;
use super::editions::Edition;
use super::pages::{self, Page};
use super::places::Places;
use crate::parse::adopt::Adopted;
use crate::parse::{Article, Config, Dimension};

/// Pages in their places, and what they were laid out from.
pub(super) struct Layout {
    pub(super) pages: Arc<Vec<Page>>,
    pub(super) places: Arc<Places>,
    pub(super) duplicates: Vec<Duplicate>,
    /// The versions that pages are made for.
    pub(super) editions: Vec<Edition>,
    articles: Vec<Arc<Article>>,
    adopted: Option<Adopted>,
    pub(super) config: Config,
    dimensions: Vec<Dimension>,
}

/// How pages differ from those of the build before.
pub(super) enum Moved {
    /// Each is where it was and is called what it was, and so says all of its front matter: these
    /// alone, by index, have other articles.
    No(BTreeSet<usize>),
    /// Each has the address that it had: these, by index, have other articles.
    InPlace(BTreeSet<usize>),
    /// Pages are others, or at other places.
    Yes,
}

impl Moved {
    /// The pages that have other articles, where all pages are where they were.
    pub(super) fn changed(&self) -> Option<&BTreeSet<usize>> {
        match self {
            Moved::No(changed) | Moved::InPlace(changed) => Some(changed),
            Moved::Yes => None,
        }
    }
}

/// What pages are laid out from.
pub(super) struct Given<'g> {
    pub(super) articles: Vec<Arc<Article>>,
    /// The tools that the pages were made for, where that is not factum.
    pub(super) adopted: Option<&'g Adopted>,
    pub(super) config: &'g Config,
    pub(super) editions: Vec<Edition>,
    pub(super) dimensions: &'g [Dimension],
}

impl Layout {
    /// Lays pages out, or takes over where they were; beside them, how they differ from before.
    pub(super) fn new(given: Given<'_>, before: Option<&Layout>) -> (Layout, Moved) {
        let before = before.filter(|before| {
            before.config == *given.config
                && before.adopted.as_ref() == given.adopted
                && before.editions == given.editions
                && before.dimensions == given.dimensions
        });
        if let Some(before) = before
            && let Some(changed) = same_heads(&before.articles, &given.articles)
        {
            let (pages, changed) = renew(&before.pages, &changed);
            let (places, duplicates) = (before.places.clone(), before.duplicates.clone());
            return (Layout::of(given, pages, places, duplicates), Moved::No(changed));
        }
        let held = (given.editions.as_slice(), given.dimensions);
        let articles = given.articles.clone();
        let (pages, duplicates) = match given.adopted {
            Some(adopted) => (adopted::lay_out(articles, adopted, given.config), Vec::new()),
            None => pages::lay_out(articles, given.config, held),
        };
        let changed = before.and_then(|before| same_places(&before.pages, &pages));
        let places = Arc::new(Places::new(&pages, given.config));
        let moved = changed.map_or(Moved::Yes, Moved::InPlace);
        (Layout::of(given, Arc::new(pages), places, duplicates), moved)
    }

    fn of(
        given: Given<'_>,
        pages: Arc<Vec<Page>>,
        places: Arc<Places>,
        duplicates: Vec<Duplicate>,
    ) -> Layout {
        Layout {
            pages,
            places,
            duplicates,
            editions: given.editions,
            articles: given.articles,
            adopted: given.adopted.cloned(),
            config: given.config.clone(),
            dimensions: given.dimensions.to_vec(),
        }
    }
}

/// The articles that are not the same, by where the earlier ones are kept, where all of them would be laid
/// out alike.
fn same_heads<'a>(
    before: &[Arc<Article>],
    now: &'a [Arc<Article>],
) -> Option<FxHashMap<*const Article, &'a Arc<Article>>> {
    if before.len() != now.len() {
        return None;
    }
    let title = |article: &Article| {
        article.headings.iter().find(|it| it.level == 1).map(|it| it.text.clone())
    };
    let mut changed = FxHashMap::default();
    for (before, now) in before.iter().zip(now) {
        if Arc::ptr_eq(before, now) {
            continue;
        }
        if before.path != now.path || before.front != now.front || title(before) != title(now) {
            return None;
        }
        changed.insert(Arc::as_ptr(before), now);
    }
    Some(changed)
}

/// The pages with those articles that changed, and which pages those are.
fn renew(
    before: &Arc<Vec<Page>>,
    changed: &FxHashMap<*const Article, &Arc<Article>>,
) -> (Arc<Vec<Page>>, BTreeSet<usize>) {
    if changed.is_empty() {
        return (before.clone(), BTreeSet::new());
    }
    let mut pages = Vec::clone(before);
    let mut indexes = BTreeSet::new();
    for (index, page) in pages.iter_mut().enumerate() {
        if let Some(article) = changed.get(&Arc::as_ptr(&page.article)) {
            page.article = (*article).clone();
            indexes.insert(index);
        }
    }
    (Arc::new(pages), indexes)
}

/// The pages with other articles than before, where each has the address that it had.
fn same_places(before: &[Page], now: &[Page]) -> Option<BTreeSet<usize>> {
    let place = |page: &Page| {
        (page.kind, page.edition, page.written, page.url.clone(), page.language.clone())
    };
    let same = |(one, two): (&Page, &Page)| {
        one.article.path == two.article.path
            && place(one) == place(two)
            && one.aliases == two.aliases
            && one.translations == two.translations
            && one.editions == two.editions
    };
    if before.len() != now.len() || !before.iter().zip(now).all(same) {
        return None;
    }
    let pairs = before.iter().zip(now).enumerate();
    // The front of a folder that nobody wrote is empty, and made each time.
    let other = |(_, (one, two)): &(usize, (&Page, &Page))| {
        two.written && !Arc::ptr_eq(&one.article, &two.article)
    };
    Some(pairs.filter(other).map(|(index, _)| index).collect())
}
