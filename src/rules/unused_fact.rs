//! Facts that no page and no other fact relies on. Sources are left to `unused-source`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "unused-fact",
    level: Level::Note,
    summary: "a fact that no page relies on",
    page: include_str!("unused_fact.md"),
    check: Check::Subject(check),
};

fn check(site: &Site, subject: &Subject, findings: &mut Findings) {
    for fact in subject.facts.values() {
        let duties = !fact.raw.must_accompany.is_empty() || !fact.raw.prohibited.is_empty();
        let (of, property) = (fact.subject.as_str(), fact.raw.name.it.as_str());
        let claimed = || site.resting.on(of, property).next().is_some();
        if !duties && !site.needed.contains(of, property) && !claimed() {
            let label = Label::new(&subject.path, fact.raw.name.span.clone(), "");
            findings
                .add(label, format!("no page relies on {}", fact.id()))
                .help(format!("link the words that state it: [words](fact:{})", fact.id()));
        }
    }
}
