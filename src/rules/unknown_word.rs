//! Words that have to be one of a known few: statuses, entities, scopes, types, kinds of sources, modes.
//! Keys are left to `unknown-key`, ids of facts to `unknown-fact`.

use super::routes::{Wrong, unbound, wrongs};
use super::*;
use crate::parse::nearest;
use crate::site::{ConditionProblem, FactProblemKind as Stated, ScopeProblem, Unbound};
use crate::value::ProblemKind as Valued;

pub(super) static RULE: Rule = Rule {
    name: "unknown-word",
    level: Level::Error,
    summary: "a word that is none of a known few",
    page: include_str!("unknown_word.md"),
    check: Check::Site(check),
};

const MODES: &str = "the modes are `=`, `weaker`, `~5%`, `as of 2009-08` and `myth: why`";

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let label = Label::new(path, span.clone(), "");
        match wrong {
            Wrong::Value(Valued::UnknownWord { what, word, near }) => {
                findings.add(label, format!("no {what} is called \"{word}\"")).near(near);
            }
            Wrong::Value(Valued::AmbiguousName { name }) => {
                let message = format!("more than one thing is called \"{name}\"");
                findings.add(label, message).help("write the id of the one that is meant");
            }
            Wrong::Fact(Stated::UnknownType(name, near)) => {
                findings.add(label, format!("no type is called \"{name}\"")).near(near);
            }
            Wrong::Fact(Stated::SourceKindUnknown(name, near)) => {
                findings.add(label, format!("no kind of source is called \"{name}\"")).near(near);
            }
            Wrong::Fact(Stated::Condition(ConditionProblem::UnknownProperty(name, near))) => {
                findings.add(label, format!("the type declares no property \"{name}\"")).near(near);
            }
            Wrong::Fact(Stated::Scope(problem)) => scope(label, problem, findings),
            _ => {}
        }
    }
    for index in site.pages_with(|among| among.unbound) {
        let page = site.page(index);
        for (claim, problem) in unbound(site, index, &RULE) {
            match problem {
                Unbound::Scope(problem) => {
                    let label = Label::new(&page.article.path, claim.to_span.clone(), "");
                    scope(label, problem, findings);
                }
                Unbound::Mode(title) => {
                    let near = nearest(title, ["weaker"].into_iter()).map(str::to_string);
                    let message = format!("no way to judge words is called \"{title}\"");
                    findings.add(wording::place_of(page, claim), message).help(MODES).near(&near);
                }
                Unbound::UnknownFact { .. } | Unbound::Malformed(_) => {}
            }
        }
    }
}

fn scope(label: Label, problem: &ScopeProblem, findings: &mut Findings) {
    match problem {
        ScopeProblem::UnknownDimension(name, near) => {
            findings.add(label, format!("no dimension of scope is called \"{name}\"")).near(near);
        }
        ScopeProblem::UnknownValue { dimension, value, near } => {
            let message = format!("the vocabulary knows no {dimension} \"{value}\"");
            findings.add(label, message).near(near);
        }
        ScopeProblem::NoDimensions => {}
    }
}
