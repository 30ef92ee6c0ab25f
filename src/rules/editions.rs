//! Findings on pages that are made for several versions of a product, joined: what is wrong for all
//! of them is said once, what is wrong for some says for which.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::source::SitePath;

/// A finding with the page that it was made for, by index, where it was made for one.
pub(super) type Made = (Diagnostic, Option<usize>);

/// What two findings have in common that say the same of one place.
type Same = (&'static str, SitePath, (usize, usize), (usize, usize), String);

/// Joins the findings on the pages of one article. A fix that would be wrong for another version is
/// taken away.
pub(super) fn join(site: &Site, found: Vec<Made>) -> Vec<Diagnostic> {
    let several = |page: usize| site.page(page).editions.len() > 1;
    if !found.iter().any(|(_, page)| page.is_some_and(several)) {
        return found.into_iter().map(|(finding, _)| finding).collect();
    }
    let mut joined: Vec<(Diagnostic, Vec<usize>)> = Vec::new();
    let mut known: BTreeMap<Same, usize> = BTreeMap::new();
    for (finding, page) in found {
        let Some(page) = page.filter(|page| several(*page)) else {
            joined.push((finding, Vec::new()));
            continue;
        };
        let span = finding.primary.span.clone();
        let (path, message) = (finding.primary.path.clone(), finding.message.clone());
        let fix = finding.fix.as_ref().and_then(|fix| fix.edits.first());
        let fix = fix.map_or(0..0, |edit| edit.span.clone());
        let same = (finding.rule, path, (span.start, span.end), (fix.start, fix.end), message);
        match known.get(&same) {
            Some(at) => joined[*at].1.push(page),
            None => {
                known.insert(same, joined.len());
                joined.push((finding, vec![page]));
            }
        }
    }
    joined.into_iter().map(|(finding, pages)| told(site, finding, &pages)).collect()
}

/// Says for which versions a finding was made, unless it was for all of its page.
fn told(site: &Site, mut finding: Diagnostic, pages: &[usize]) -> Diagnostic {
    let Some(first) = pages.first() else { return finding };
    if pages.len() == site.page(*first).editions.len() {
        return finding;
    }
    let mut editions: Vec<usize> =
        pages.iter().filter_map(|page| site.page(*page).edition).collect();
    editions.sort_unstable();
    editions.dedup();
    let names: Vec<&str> = editions
        .iter()
        .filter_map(|edition| Some(site.editions.get(*edition)?.name.as_str()))
        .collect();
    finding.message.push_str(&format!(", on the page for {}", names.join(" and ")));
    finding.fix = None;
    finding
}
