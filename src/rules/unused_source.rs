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
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for subject in site.subjects.values() {
        cited.extend(subject.raw.source.iter().map(|citation| citation.id.it.as_str()));
        let statements = subject.facts.values().flat_map(|fact| &fact.statements);
        cited.extend(
            statements
                .flat_map(|statement| &statement.sources)
                .map(|cited| cited.citation.id.it.as_str()),
        );
    }
    for (id, source) in site.sources.iter() {
        if !cited.contains(id.as_str()) {
            let label = Label::new(&source.path, source.raw.id.span.clone(), "");
            findings.add(label, format!("nothing cites the source \"{id}\""));
        }
    }
}
