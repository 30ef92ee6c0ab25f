//! `factum explain`: a rule's page, or every rule in a line.

use anyhow::bail;

use super::Outcome;
use super::print::Printer;
use crate::parse::nearest;
use crate::rules::{self, Rule};

/// Prints the page of a rule; without one, all rules with level and summary.
///
/// # Errors
/// When there is no such rule; the nearest one is named.
pub(super) fn run(name: Option<&str>, printer: &mut Printer) -> anyhow::Result<Outcome> {
    let text = match name {
        None => list(),
        Some(name) => match rules::by_name(name) {
            Some(rule) => format!("{}\n", rule.page.trim_end()),
            None => bail!("{}", unknown(name)),
        },
    };
    printer.answer(&text)?;
    Ok(Outcome::Clean)
}

/// What to say of a name that no rule has.
pub(super) fn unknown(name: &str) -> String {
    let names = rules::ALL.iter().map(|rule| rule.name);
    match nearest(name, names) {
        Some(near) => format!("there is no rule {name}; did you mean {near}?"),
        None => format!("there is no rule {name}; `factum explain` lists them"),
    }
}

fn list() -> String {
    let width = rules::ALL.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for Rule { name, level, summary, .. } in rules::ALL {
        text.push_str(&format!("{name:width$}  {:7}  {summary}\n", level.as_str()));
    }
    text
}
