//! Statements that another one makes superfluous. Statements that contradict each other are left to
//! `sources-conflict`.

use super::routes::live;
use super::*;
use crate::site::Statement;

pub(super) static RULE: Rule = Rule {
    name: "scope-overlap",
    level: Level::Warning,
    summary: "a statement that another one makes superfluous",
    page: include_str!("scope_overlap.md"),
    check: Check::Subject(check),
};

fn check(_: &Site, subject: &Subject, findings: &mut Findings) {
    for fact in subject.facts.values() {
        let live: Vec<_> = live(fact).collect();
        for &(inner, value) in &live {
            let statement = &fact.statements[inner];
            let outer = live.iter().find(|&&(outer, other)| {
                let wider = &fact.statements[outer];
                // Of two that say exactly the same, the later one is superfluous.
                let same = wider.scope == statement.scope;
                outer != inner
                    && other == value
                    && covers(wider, statement)
                    && (!same || outer < inner)
            });
            if let Some(&(outer, _)) = outer {
                let message = format!(
                    "this statement of {} adds nothing: another says the same, wherever this one holds",
                    fact.id()
                );
                let wider =
                    Label::new(&subject.path, fact.statements[outer].span.clone(), "the other");
                let label = Label::new(&subject.path, statement.span.clone(), "");
                findings.add(label, message).relate(wider);
            }
        }
    }
}

/// Whether one statement holds wherever the other does, with the same weight and on the same word.
fn covers(wider: &Statement, narrower: &Statement) -> bool {
    let cited = |statement: &Statement| -> Vec<(String, Option<String>)> {
        let each = statement.sources.iter().map(|cited| &cited.citation);
        each.map(|citation| (citation.id.it.clone(), citation.at.clone())).collect()
    };
    let known = cited(wider);
    wider.rank == narrower.rank
        && wider.scope.contains(&narrower.scope)
        && cited(narrower).iter().all(|citation| known.contains(citation))
}
