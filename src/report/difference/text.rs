//! The difference for people: facts, then claims, then pages and owners.

use super::{Compared, change, place, said, verdicts, words};
use crate::diff::{Change, FactChange, StatementChange, Touched};
use crate::report::count;
use crate::report::json::fact_of;

/// The difference as lines; a line that says so where there is none.
pub fn text(it: &Compared<'_>) -> String {
    let difference = &it.difference;
    let mut text = String::new();
    for fact in &difference.facts {
        push_fact(&mut text, fact);
    }
    for flip in &difference.flips {
        text.push_str(&format!(
            "{}: “{}” {} ({})\n",
            place(it.after, &flip.after),
            words(it.after, &flip.after),
            verdicts(flip),
            fact_of(flip.after.claim),
        ));
        let judgement = &flip.after.claim.judgement;
        if !judgement.expected.is_empty() {
            text.push_str(&format!("  the fact says: {}\n", judgement.expected));
        }
        text.push_str(&format!("  {}\n", judgement.reason));
        if let Some(finding) = flip.after.finding {
            text.push_str(&format!("  {}[{}]\n", finding.level.as_str(), finding.rule));
        }
    }
    for new in it.wrong() {
        text.push_str(&format!(
            "{}: “{}” is new and {} ({})\n",
            place(it.after, new),
            words(it.after, new),
            new.claim.judgement.verdict.as_str(),
            fact_of(new.claim),
        ));
    }
    for Touched { path, owner, claims, flips } in &difference.pages {
        let owner = owner.as_ref().map(|owner| format!(", {owner}")).unwrap_or_default();
        let flips = match flips {
            0 => String::new(),
            1 => ", 1 flips".to_string(),
            many => format!(", {many} flip"),
        };
        let claims = count(*claims, "claim");
        text.push_str(&format!("touched: {path} ({claims} on changed facts{flips}{owner})\n"));
    }
    if !difference.owners.is_empty() {
        text.push_str(&format!("owners: {}\n", difference.owners.join(", ")));
    }
    text.push_str(&format!("{}\n", it.receipt()));
    // What a revision holds was perhaps written by others: it must not take command of a terminal.
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

fn push_fact(text: &mut String, fact: &FactChange) {
    let what = match fact.change {
        Change::Changed => String::new(),
        other => format!(" {}", other.as_str()),
    };
    text.push_str(&format!("{}{what}\n", fact.id));
    for statement in &fact.statements {
        push_statement(text, statement);
    }
    for field in &fact.fields {
        text.push_str(&format!("  {}: {}\n", field.name, change(field)));
    }
}

fn push_statement(text: &mut String, statement: &StatementChange) {
    let scope = match statement.scope.is_empty() {
        true => String::new(),
        false => format!(" ({})", statement.scope),
    };
    if statement.change != Change::Changed {
        let what = statement.change.as_str();
        text.push_str(&format!("  {what}{scope}: {}\n", said(statement)));
        return;
    }
    for field in &statement.fields {
        text.push_str(&format!("  {}{scope}: {}\n", field.name, change(field)));
    }
}
