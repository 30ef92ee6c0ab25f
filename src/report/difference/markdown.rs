//! The difference as Markdown for a pull request: tables that a reviewer reads.

use super::{Compared, change, place, said, verdicts, words};
use crate::diff::{Change, FactChange};
use crate::report::json::fact_of;

/// The difference as a part of a page, whose headings begin at the second level.
pub fn markdown(it: &Compared<'_>) -> String {
    let difference = &it.difference;
    let mut text = format!("## Facts and claims\n\n{}.\n", escape(&it.receipt()));
    if !difference.flips.is_empty() {
        text.push_str("\n### Claims whose verdict flips\n\n");
        text.push_str(
            "| Claim | Verdict | The fact says | Fact | Where |\n|---|---|---|---|---|\n",
        );
        for flip in &difference.flips {
            let mark = match flip.after.finding {
                Some(finding) => format!(" ({} {})", finding.level.as_str(), finding.rule),
                None => String::new(),
            };
            row(
                &mut text,
                [
                    escape(&words(it.after, &flip.after)),
                    format!("{}{}", verdicts(flip), escape(&mark)),
                    escape(&flip.after.claim.judgement.expected),
                    code(fact_of(flip.after.claim)),
                    code(&place(it.after, &flip.after)),
                ],
            );
        }
    }
    let wrong: Vec<_> = it.wrong().collect();
    if !wrong.is_empty() {
        text.push_str("\n### New claims that do not hold\n\n");
        text.push_str("| Claim | Verdict | Fact | Where |\n|---|---|---|---|\n");
        for new in wrong {
            row(
                &mut text,
                [
                    escape(&words(it.after, new)),
                    new.claim.judgement.verdict.as_str().to_string(),
                    code(fact_of(new.claim)),
                    code(&place(it.after, new)),
                ],
            );
        }
    }
    if !difference.facts.is_empty() {
        text.push_str("\n### Facts\n\n");
        text.push_str("| Fact | Scope | What | Change |\n|---|---|---|---|\n");
        difference.facts.iter().for_each(|fact| push_fact(&mut text, fact));
    }
    if !difference.pages.is_empty() {
        text.push_str("\n### Pages\n\n");
        text.push_str("| Page | Owner | Claims on changed facts | Flips |\n|---|---|---|---|\n");
        for page in &difference.pages {
            row(
                &mut text,
                [
                    code(page.path.as_str()),
                    escape(page.owner.as_deref().unwrap_or_default()),
                    page.claims.to_string(),
                    page.flips.to_string(),
                ],
            );
        }
    }
    if !difference.owners.is_empty() {
        text.push_str(&format!("\nOwners: {}.\n", escape(&difference.owners.join(", "))));
    }
    text
}

fn push_fact(text: &mut String, fact: &FactChange) {
    for statement in &fact.statements {
        if statement.change != Change::Changed {
            let (scope, what) = (escape(&statement.scope), statement.change.as_str());
            row(text, [code(&fact.id), scope, what.to_string(), escape(&said(statement))]);
            continue;
        }
        for field in &statement.fields {
            let (scope, what) = (escape(&statement.scope), escape(&field.name));
            row(text, [code(&fact.id), scope, what, escape(&change(field))]);
        }
    }
    for field in &fact.fields {
        let what = escape(&field.name);
        row(text, [code(&fact.id), String::new(), what, escape(&change(field))]);
    }
    if fact.statements.is_empty() && fact.fields.is_empty() {
        let what = fact.change.as_str().to_string();
        row(text, [code(&fact.id), String::new(), what, String::new()]);
    }
}

fn row<const N: usize>(text: &mut String, cells: [String; N]) {
    text.push_str(&format!("| {} |\n", cells.join(" | ")));
}

/// Text that a cell shows as it is: no mark-up, no mention of anybody, one line.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // A mention would call somebody who has nothing to do with it.
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A name as code, in one line of a table.
fn code(text: &str) -> String {
    let plain = |c: char| !c.is_control() && c != '`' && c != '|';
    match text.chars().all(plain) && !text.is_empty() {
        true => format!("`{text}`"),
        false => escape(text),
    }
}
