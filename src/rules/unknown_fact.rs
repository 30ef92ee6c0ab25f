//! Claims and computations on facts that are not there, and destinations that cannot be read. Words
//! of a scope or a title are left to `unknown-word`.

use super::routes::{Wrong, unbound, wrongs};
use super::*;
use crate::site::{FactProblemKind as Stated, Unbound};

pub(super) static RULE: Rule = Rule {
    name: "unknown-fact",
    level: Level::Error,
    summary: "a fact that is not there",
    page: include_str!("unknown_fact.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let (message, near) = match wrong {
            Wrong::Fact(Stated::ComputedUnknown(id, near)) => {
                (format!("this is computed from \"{id}\", and no fact is called that"), near)
            }
            Wrong::Fact(Stated::AccompanyUnknown(id, near)) => {
                (format!("this has to accompany \"{id}\", and no fact is called that"), near)
            }
            Wrong::Fact(Stated::AboutUnknown(id, near)) => {
                (format!("the page is about \"{id}\", and no subject is called that"), near)
            }
            _ => continue,
        };
        findings.add(Label::new(path, span.clone(), ""), message).near(near);
    }
    for index in site.pages_with(|among| among.unbound) {
        let page = site.page(index);
        for (claim, unbound) in unbound(site, index, &RULE) {
            let label = Label::new(&page.article.path, claim.to_span.clone(), "");
            match unbound {
                Unbound::UnknownFact { id, near } => {
                    findings.add(label, format!("no fact is called \"{id}\"")).near(near);
                }
                Unbound::Malformed(why) => {
                    let message = format!("\"{}\" cannot be read as a fact: {why}", claim.to);
                    findings.add(label, message);
                }
                Unbound::Mode(_) | Unbound::Scope(_) => {}
            }
        }
    }
}
