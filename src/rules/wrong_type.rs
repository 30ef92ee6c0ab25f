//! Values of another shape than belongs where they stand. Values of the right shape with nothing in
//! them, or of words that nobody declared, are left to other rules.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::parse::ProblemKind as Written;
use crate::site::{ConditionProblem, FactProblemKind, Lacking};
use crate::value::{Kind, ProblemKind as Valued};

pub(super) static RULE: Rule = Rule {
    name: "wrong-type",
    level: Level::Error,
    summary: "a value of another shape than belongs there",
    page: include_str!("wrong_type.md"),
    check: Check::Site(check),
};

const CONDITIONS: &str = "a condition is `property`, `not property`, or a property, one of = != < <= > >=, and a value or another property; `and` joins several";

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let message = match wrong {
            Wrong::Text(Written::WrongType { expected, found })
            | Wrong::Value(Valued::WrongType { expected, found }) => {
                format!("{expected} belongs here, not {found}")
            }
            Wrong::Text(Written::MissingKey(key)) | Wrong::Value(Valued::MissingKey { key }) => {
                format!("the key \"{key}\" belongs here and is not there")
            }
            Wrong::Value(Valued::OtherUnit { unit, expected }) => {
                format!("\"{unit}\" is no measure of what is counted in \"{expected}\"")
            }
            Wrong::Fact(FactProblemKind::ComputedUnfit { from, lacking }) => unfit(from, lacking),
            Wrong::Fact(FactProblemKind::Condition(problem)) => {
                let finding = findings.add(Label::new(path, span.clone(), ""), condition(problem));
                if matches!(problem, ConditionProblem::Unreadable(_)) {
                    finding.help(CONDITIONS);
                }
                continue;
            }
            _ => continue,
        };
        findings.add(Label::new(path, span.clone(), ""), message);
    }
}

fn unfit(from: &str, lacking: &Lacking) -> String {
    match lacking {
        Lacking::Items => format!("\"{from}\" has no items that could be counted"),
        Lacking::Amounts => {
            format!("\"{from}\" has no amounts of one measure that could be added up")
        }
        Lacking::Unit(unit) => format!("the sum of \"{from}\" is not in the unit \"{unit}\""),
        Lacking::Order => format!("the values of \"{from}\" have no order"),
        Lacking::Rows => format!("\"{from}\" has no rows to choose from"),
    }
}

fn condition(problem: &ConditionProblem) -> String {
    match problem {
        ConditionProblem::Unreadable(part) => {
            format!("\"{}\" cannot be read as a condition", crate::parse::shorten(part))
        }
        ConditionProblem::NotCompared(operand, Kind::Table) => {
            format!("\"{operand}\" is a table, and only its columns can be compared")
        }
        ConditionProblem::NotCompared(operand, kind) => {
            let kind = kind.as_str();
            format!("\"{operand}\" is of the type {kind}, which has no order: only = and != apply")
        }
        ConditionProblem::NotComparable(one, two) => {
            format!("\"{two}\" is nothing that \"{one}\" could be compared with")
        }
        ConditionProblem::SecondTable(first, second) => {
            format!("the rule goes through the rows of \"{first}\", and not of \"{second}\" too")
        }
        ConditionProblem::UnknownProperty(name, _) => {
            format!("the type declares no property \"{name}\"")
        }
    }
}
