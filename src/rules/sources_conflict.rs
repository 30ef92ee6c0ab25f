//! Statements that contradict each other while nobody has decided between them. Decisions that lack
//! something are left to `resolution-incomplete`, pages that rest on them to `disputed-not-shown`.

use super::*;
use std::collections::BTreeSet;

use crate::site::{Fact, Statement};

pub(super) static RULE: Rule = Rule {
    name: "sources-conflict",
    level: Level::Error,
    summary: "sources that contradict each other, with no decision",
    page: include_str!("sources_conflict.md"),
    check: Check::Subject(check),
};

fn check(site: &Site, subject: &Subject, findings: &mut Findings) {
    for fact in subject.facts.values() {
        // A decision that is not complete is one finding already.
        if fact.raw.resolution.is_some() && fact.decision.is_none() {
            continue;
        }
        let open = || fact.conflicts.iter().filter(|conflict| !conflict.settled);
        let Some(first) = open().next() else { continue };
        let (left, right) = (&fact.statements[first.left], &fact.statements[first.right]);
        let message = format!(
            "{} is {}, but {}, and nobody has decided between them",
            fact.id(),
            whole(site, fact, right),
            whole(site, fact, left),
        );
        let (path, span) = &right.value_at;
        let finding = findings.add(Label::new(path, span.clone(), ""), message);
        let both = open().flat_map(|conflict| [conflict.left, conflict.right]);
        let others: BTreeSet<usize> = both.filter(|&index| index != first.right).collect();
        for index in others {
            let (path, span) = &fact.statements[index].value_at;
            finding.relate(Label::new(path, span.clone(), "this says something else"));
        }
        let weight = site.weightier(left, right).map_or_else(String::new, |it| {
            format!("; {} is {}, which has more authority than {}", it.source, it.kind, it.other)
        });
        finding
            .help(format!("narrow their scopes, or record a decision under `resolution`{weight}"));
    }
}

/// `2 (vsphere 4.0), on the word of Admin guide`.
fn whole(site: &Site, fact: &Fact, statement: &Statement) -> String {
    let value = wording::value(site, fact, statement);
    value + &wording::in_scope(&statement.scope) + &wording::on_the_word(site, statement)
}
