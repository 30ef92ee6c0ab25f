//! Facts that no page and no other fact relies on. Sources are left to `unused-source`.

use rustc_hash::FxHashSet;

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "unused-fact",
    level: Level::Note,
    summary: "a fact that no page relies on",
    page: include_str!("unused_fact.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    let mut used: FxHashSet<(&str, &str)> = FxHashSet::default();
    for (_, fact) in site.facts() {
        for statement in &fact.raw.statements {
            let Some(from) = statement.value.computed_from() else { continue };
            let id = from.it.split('[').next().unwrap_or_default();
            // The first name is a property beside this one, or else a subject.
            let mut names = id.split('.');
            let first = names.next().unwrap_or_default();
            used.insert((&fact.subject, first));
            used.extend(names.next().map(|property| (first, property)));
        }
    }
    for (subject, fact) in site.facts() {
        let duties = !fact.raw.must_accompany.is_empty() || !fact.raw.prohibited.is_empty();
        let (of, property) = (fact.subject.as_str(), fact.raw.name.it.as_str());
        let claimed = || site.resting.on(of, property).next().is_some();
        if !duties && !used.contains(&(of, property)) && !claimed() {
            let label = Label::new(&subject.path, fact.raw.name.span.clone(), "");
            findings
                .add(label, format!("no page relies on {}", fact.id()))
                .help(format!("link the words that state it: [words](fact:{})", fact.id()));
        }
    }
}
