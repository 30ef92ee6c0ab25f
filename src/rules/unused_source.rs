//! Sources that nothing cites. Citations of sources that are not there are left to `source-unknown`.

use super::*;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    name: "unused-source",
    level: Level::Note,
    summary: "a source that nothing cites",
    page: include_str!("unused_source.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    let mut uncited: BTreeSet<&str> = site.sources.keys().map(String::as_str).collect();
    for subject in site.subjects.values() {
        // Where each has been seen, nobody looks any further.
        if uncited.is_empty() {
            return;
        }
        let own = subject.raw.source.iter();
        let statements = subject.facts.values().flat_map(|fact| &fact.statements);
        let stated = statements.flat_map(|statement| &statement.sources).map(|it| &it.citation);
        for citation in own.chain(stated) {
            uncited.remove(citation.id.it.as_str());
        }
    }
    for (id, source) in site.sources.iter().filter(|(id, _)| uncited.contains(id.as_str())) {
        let label = Label::new(&source.path, source.raw.id.span.clone(), "");
        findings.add(label, format!("nothing cites the source \"{id}\""));
    }
}
