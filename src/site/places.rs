//! Where pages are found: by their files and by their addresses, those of today and those of before. Kept
//! with the layout that it is made from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Page, made};
use crate::parse::Config;
use crate::source::SitePath;

/// Pages, by index, by what names them.
pub(super) struct Places {
    /// By the file; of a page that is made for several versions the newest.
    pub(super) by_path: FxHashMap<SitePath, usize>,
    /// By the address of today. The first of two pages with one address keeps it; the second is a
    /// finding of its own.
    pub(super) today: BTreeMap<String, usize>,
    /// By the addresses that they used to have.
    pub(super) former: BTreeMap<String, usize>,
    /// The files that factum makes of them.
    pub(super) files: Arc<BTreeSet<String>>,
    /// Whether they may be written in different languages.
    pub(super) in_languages: bool,
}

impl Places {
    /// Where the pages of a site are.
    pub(super) fn new(pages: &[Page], config: &Config) -> Places {
        let from_behind = || pages.iter().enumerate().rev();
        let written = from_behind().filter(|(_, page)| page.written);
        let aliases = from_behind()
            .flat_map(|(index, page)| page.aliases.iter().map(move |alias| (alias.clone(), index)));
        let by_path = || written.map(|(index, page)| (page.article.path.clone(), index)).collect();
        let today = || from_behind().map(|(index, page)| (page.url.clone(), index)).collect();
        let files = || Arc::new(made::files(pages, config));
        let (files, (by_path, today)) = rayon::join(files, || (by_path(), today()));
        let in_languages = config.language_codes().nth(1).is_some();
        Places { by_path, today, former: aliases.collect(), files, in_languages }
    }
}
