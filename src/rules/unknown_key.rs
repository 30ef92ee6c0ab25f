//! Keys that nothing reads, and properties that nothing declares. Words in the place of a value
//! are left to `unknown-word`.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::parse::ProblemKind as Written;
use crate::site::FactProblemKind as Stated;
use crate::value::ProblemKind as Valued;

pub(super) static RULE: Rule = Rule {
    name: "unknown-key",
    level: Level::Error,
    summary: "a key that nothing reads",
    page: include_str!("unknown_key.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let (message, near) = match wrong {
            Wrong::Text(Written::UnknownKey { key, near })
            | Wrong::Value(Valued::UnknownKey { key, near }) => {
                (format!("nothing reads the key \"{key}\" here"), near)
            }
            Wrong::Fact(Stated::UndeclaredProperty { property, kind: Some(kind), near }) => (
                format!(
                    "the type \"{kind}\" declares no property \"{property}\", and no `type` stands beside its value"
                ),
                near,
            ),
            Wrong::Fact(Stated::UndeclaredProperty { property, kind: None, near }) => (
                format!(
                    "nothing declares the property \"{property}\": no `type` stands beside its value"
                ),
                near,
            ),
            Wrong::Fact(Stated::TaxonomyUnknown(name, near)) => {
                (format!("the settings have no taxonomy \"{name}\" under `[taxonomies]`"), near)
            }
            _ => continue,
        };
        findings.add(Label::new(path, span.clone(), ""), message).near(near);
    }
}
