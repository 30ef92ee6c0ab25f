//! The languages of pages: which file is written in which, and which pages say the same.
//! What they are called is left to `parse`, the way from one to the other to `render`.

use std::collections::BTreeMap;

use super::pages::{Page, PageKind};
use crate::parse::Config;
use crate::source::SitePath;

/// The name of a Markdown file, taken apart: `guide.de.md` is the guide in German.
pub(super) struct FileName<'p> {
    /// The name without its language and its extension.
    pub(super) stem: &'p str,
    /// The language, the site's own where the name says nothing.
    pub(super) language: &'p str,
}

impl<'p> FileName<'p> {
    /// Takes the name of a file apart. A part that is no language of the site belongs to the name.
    pub(super) fn of(path: &'p SitePath, config: &'p Config) -> FileName<'p> {
        let whole = path.stem();
        let marked = whole.rsplit_once('.').filter(|(stem, code)| {
            !stem.is_empty() && config.language_codes().any(|known| known == *code)
        });
        match marked {
            Some((stem, language)) => FileName { stem, language },
            None => FileName { stem: whole, language: &config.language },
        }
    }

    /// Whether the name of a page's file says its language.
    pub(super) fn is_marked(page: &Page) -> bool {
        page.article.path.stem().rsplit_once('.').is_some_and(|(_, code)| code == page.language)
    }

    /// The name of a section's front page in the same language.
    pub(super) fn front(&self, config: &Config) -> String {
        match self.language == config.language {
            true => "_index.md".to_string(),
            false => format!("_index.{}.md", self.language),
        }
    }

    /// The first part of the addresses of its language; nothing for the site's own.
    pub(super) fn prefix(&self, config: &Config) -> &'p str {
        if self.language == config.language { "" } else { self.language }
    }
}

/// Tells each page in which languages it is written, the site's own first, and gives the front
/// pages that nobody wrote the titles of those that somebody did.
pub(super) fn join(pages: &mut [Page], config: &Config) {
    let codes: Vec<&str> = config.language_codes().collect();
    if codes.len() == 1 {
        for (index, page) in pages.iter_mut().enumerate() {
            page.translations = vec![index];
        }
        return;
    }
    let rank = |page: &Page| codes.iter().position(|code| *code == page.language);
    let mut same: BTreeMap<(String, String, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        let path = &page.article.path;
        let stem = FileName::of(path, config).stem;
        same.entry((path.folder().to_string(), stem.to_string(), page.edition))
            .or_default()
            .push(index);
    }
    for mut group in same.into_values() {
        group.sort_by_key(|index| rank(&pages[*index]));
        let title = group.iter().map(|index| &pages[*index]).find(|page| page.written);
        let title = title.map(|page| page.title.clone());
        for index in &group {
            let page = &mut pages[*index];
            page.translations = group.clone();
            let home = page.article.path.folder() == "content";
            if let (false, false, PageKind::Section, Some(title)) =
                (page.written, home, page.kind, &title)
            {
                page.title = title.clone();
            }
        }
    }
}
