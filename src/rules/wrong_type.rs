//! Values of another shape than belongs where they stand. Values of the right shape with nothing in
//! them, or of words that nobody declared, are left to other rules.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::parse::ProblemKind as Written;
use crate::value::ProblemKind as Valued;

pub(super) static RULE: Rule = Rule {
    name: "wrong-type",
    level: Level::Error,
    summary: "a value of another shape than belongs there",
    page: include_str!("wrong_type.md"),
    check: Check::Site(check),
};

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
            _ => continue,
        };
        findings.add(Label::new(path, span.clone(), ""), message);
    }
}
