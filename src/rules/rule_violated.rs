//! Facts that break a rule of their subject's type together. Conditions that cannot be read are left
//! to `unknown-word` and `wrong-type`.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::parse::shorten;
use crate::site::{FactProblemKind, Operand, Violation};
use crate::value::{Kind, Property, Row, Value};

pub(super) static RULE: Rule = Rule {
    name: "rule-violated",
    level: Level::Error,
    summary: "facts that break a rule of their subject's type",
    page: include_str!("rule_violated.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Fact(FactProblemKind::RuleViolated(violation)) = wrong else { continue };
        let rule = &violation.rule;
        let values: Vec<String> =
            violation.parts.iter().map(|part| says(site, violation, part)).collect();
        let place = match row(site, violation) {
            Some(row) => format!("in the row \"{}\", ", row.name),
            None => String::new(),
        };
        let message = format!(
            "{}: {place}{}{}",
            rule.says.it.trim().trim_end_matches('.'),
            list(&values),
            wording::in_scope(&violation.scope)
        );
        let (kind, require) = (&violation.kind, &rule.require.it);
        let help = match &rule.when {
            Some(when) => format!("the type {kind} requires `{require}` where `{}`", when.it),
            None => format!("the type {kind} requires `{require}`"),
        };
        let finding = findings.add(Label::new(path, span.clone(), ""), message);
        for label in
            stated(site, violation).filter(|label| (&label.path, &label.span) != (path, span))
        {
            finding.relate(label);
        }
        let stands = format!("the rule {} stands here", rule.id.it);
        finding.relate(Label::new(&violation.rule_path, rule.require.span.clone(), stands));
        finding.help(help);
    }
}

/// `support is experimental`, or `note is not stated`.
fn says(
    site: &Site,
    violation: &Violation,
    (operand, statement): &(Operand, Option<usize>),
) -> String {
    let fact = site.fact(&violation.subject, &operand.property);
    let value = fact.zip(*statement).and_then(|(fact, at)| fact.statements.get(at)?.value.as_ref());
    let name = operand.column.as_ref().unwrap_or(&operand.property);
    let plain = Property { kind: Kind::Entity, ..Property::default() };
    let (property, value) = match (&operand.column, value, fact) {
        (Some(column), Some(Value::Table(table)), _) => {
            let row = violation.row.and_then(|row| table.rows.get(row));
            (table.columns.get(column).unwrap_or(&plain), row.and_then(|row| row.cells.get(column)))
        }
        (_, value, Some(fact)) => (&fact.property, value),
        (_, value, None) => (&plain, value),
    };
    match (value, fact, statement) {
        (Some(value), Some(fact), _) => {
            format!("{name} is {}", shorten(&wording::notation(site, fact, property, value)))
        }
        (None, Some(_), Some(_)) if operand.column.is_none() => format!("{name} is stated"),
        _ => format!("{name} is not stated"),
    }
}

fn row<'s>(site: &'s Site, violation: &Violation) -> Option<&'s Row> {
    let index = violation.row?;
    violation.parts.iter().find_map(|(operand, statement)| {
        operand.column.as_ref()?;
        let fact = site.fact(&violation.subject, &operand.property)?;
        match fact.statements.get((*statement)?)?.value.as_ref()? {
            Value::Table(table) => table.rows.get(index),
            _ => None,
        }
    })
}

/// Where the values stand that are no cells of a row.
fn stated<'s>(site: &'s Site, violation: &'s Violation) -> impl Iterator<Item = Label> + 's {
    violation.parts.iter().filter(|(operand, _)| operand.column.is_none()).filter_map(
        |(operand, statement)| {
            let fact = site.fact(&violation.subject, &operand.property)?;
            let (path, span) = &fact.statements.get((*statement)?)?.value_at;
            Some(Label::new(path, span.clone(), format!("{} stands here", operand.property)))
        },
    )
}

/// `a, b and c`.
fn list(values: &[String]) -> String {
    match values {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
