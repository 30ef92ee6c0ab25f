//! Quotations that the snapshots of their sources do not hold. Snapshots that cannot be read are
//! left to `snapshot-unreadable`, what the words say to `quote-disagrees`.

use std::collections::BTreeSet;

use super::*;
use crate::parse::shorten;
use crate::site::Quoted;

pub(super) static RULE: Rule = Rule {
    name: "quote-not-found",
    level: Level::Error,
    summary: "a quotation that does not stand in the snapshot of its source",
    page: include_str!("quote_not_found.md"),
    check: Check::Subject(check),
};

fn check(site: &Site, subject: &Subject, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    let statements = subject.facts.values().flat_map(|fact| &fact.statements);
    for cited in statements.flat_map(|statement| &statement.sources) {
        let Some(quote) = &cited.citation.quote else { continue };
        let file = site.sources.get(&cited.citation.id.it).and_then(|it| it.raw.file.as_ref());
        let Some(file) = file.map(|file| &file.it) else { continue };
        let words = shorten(&quote.it);
        let message = match &cited.quoted {
            Quoted::Unverified | Quoted::Found => continue,
            Quoted::Elsewhere(page) => {
                let at = cited.citation.at.as_deref().unwrap_or_default();
                format!("\"{words}\" stands on page {page} of {file}, not on {at}")
            }
            Quoted::Apart => format!(
                "the parts of \"{words}\" stand in {file}, but far apart or in another order"
            ),
            Quoted::Missing(None) => {
                format!("\"{words}\" does not stand in {file}, nor do words like it")
            }
            Quoted::Missing(Some(nearest)) => {
                let page = nearest.page.map_or(String::new(), |page| format!(" on page {page}"));
                let nearest = &nearest.words;
                format!("\"{words}\" does not stand in {file}; nearest is \"{nearest}\"{page}")
            }
        };
        // Statements that share their subject's source share its quotation.
        if told.insert(quote.span.start) {
            findings.add(Label::new(&subject.path, quote.span.clone(), ""), message);
        }
    }
}
