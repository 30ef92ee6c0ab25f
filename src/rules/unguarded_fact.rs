//! Facts that claims rest on, none of which would notice if they changed.

use super::*;
use crate::site;

pub(super) static RULE: Rule = Rule {
    name: "unguarded-fact",
    level: Level::Off,
    summary: "a fact that could change without a claim that notices",
    page: include_str!("unguarded_fact.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    // A fact on which nothing rests is the matter of another rule.
    for trial in site::trials(site).iter().filter(|trial| !trial.guarded && trial.claims > 0) {
        let Some(subject) = site.subjects.get(&trial.subject) else { continue };
        let Some(fact) = subject.facts.get(&trial.property) else { continue };
        let Some(statement) = fact.statements.get(trial.statement) else { continue };
        let scope = match statement.scope.is_everything() {
            true => String::new(),
            false => format!(" for {}", statement.scope),
        };
        let message = format!("no claim would notice if {} changed{scope}", fact.id());
        findings
            .add(Label::new(&subject.path, fact.raw.name.span.clone(), ""), message)
            .help("say the value in words that are checked, rather than only inserting it");
    }
}
