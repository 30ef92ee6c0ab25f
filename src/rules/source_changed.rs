//! Sources that are up, but no longer say what is quoted from them. Snapshots of sources are left to
//! `quote-not-found`.

use std::collections::BTreeSet;

use super::*;
use crate::parse::shorten;
use crate::site::{Echo, Quoted};

pub(super) static RULE: Rule = Rule {
    name: "source-changed",
    level: Level::Warning,
    summary: "a source whose page on the web does not say what is quoted from it",
    page: include_str!("source_changed.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    let Some(external) = &site.external else { return };
    let mut told = BTreeSet::new();
    for (subject, fact) in site.facts() {
        for cited in fact.statements.iter().flat_map(|statement| &statement.sources) {
            let Some(quote) = &cited.citation.quote else { continue };
            let source = site.sources.get(&cited.citation.id.it);
            let Some((source, url)) = source.and_then(|it| Some((it, it.raw.url.as_ref()?))) else {
                continue;
            };
            let echo = external.echoes.get(&(url.it.clone(), quote.it.clone()));
            let Some(Echo::Differs(nearest)) = echo else { continue };
            if !told.insert((&subject.path, quote.span.start)) {
                continue;
            }
            let words = shorten(&quote.it);
            let (url, file) = (&url.it, source.raw.file.as_ref().map(|file| &file.it));
            let says = match (&cited.quoted, file) {
                (Quoted::Found, Some(file)) => {
                    format!("{url} is up, but no longer says \"{words}\", as {file} does")
                }
                _ => format!("{url} is up, but does not say \"{words}\""),
            };
            let nearest = nearest.as_ref().map(|nearest| format!("; nearest is \"{nearest}\""));
            let message = format!("{says}{}", nearest.unwrap_or_default());
            findings
                .add(Label::new(&subject.path, quote.span.clone(), ""), message)
                .relate(Label::new(&source.path, source.raw.id.span.clone(), "the source"))
                .help("read the page; then change the fact, or cite what still says so");
        }
    }
}
