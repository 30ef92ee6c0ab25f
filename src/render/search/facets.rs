//! What a query may be narrowed to: parts of the site, tags, and what claims were found to be.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::section::Belongs;

/// The choices, and for each run of sections of one page which of them it has.
#[derive(Serialize)]
pub(super) struct Facets<'s> {
    parts: Vec<&'s str>,
    tags: Vec<&'s str>,
    statuses: Vec<&'s str>,
    /// For each page: how many sections it has, its part, its status, and its tags, by their places
    /// in the lists above; -1 where it has none.
    pages: Vec<(usize, i64, i64, Vec<i64>)>,
}

impl<'s> Facets<'s> {
    /// The facets of sections, which stand page by page, each with what it belongs to.
    pub(super) fn of(sections: &'s [Arc<Belongs>]) -> Facets<'s> {
        let all = |words: BTreeSet<&'s str>| -> Vec<&'s str> {
            words.into_iter().filter(|word| !word.is_empty()).collect()
        };
        let parts = all(sections.iter().map(|it| it.part.as_str()).collect());
        let statuses = all(sections.iter().map(|it| it.status.as_str()).collect());
        let tags = sections.iter().flat_map(|it| it.tags.iter().map(String::as_str));
        let tags = all(tags.collect());
        let place = |list: &[&str], word: &str| {
            list.binary_search(&word).ok().and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)
        };
        let pages = sections
            .chunk_by(Arc::ptr_eq)
            .map(|run| {
                let of = &run[0];
                let own = of.tags.iter().map(|tag| place(&tags, tag)).collect();
                (run.len(), place(&parts, &of.part), place(&statuses, &of.status), own)
            })
            .collect();
        Facets { parts, tags, statuses, pages }
    }
}
