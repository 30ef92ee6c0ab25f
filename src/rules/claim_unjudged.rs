//! Claims that were neither found true nor found false. Those without a scope that they need are
//! left to `scope-unresolved`, rows of tables to `row-unknown`.

use super::routes::{items, judged};
use super::*;
use crate::parse::shorten;
use crate::value::ItemVerdict;

pub(super) static RULE: Rule = Rule {
    name: "claim-unjudged",
    level: Level::Note,
    summary: "words that were neither found true nor found false",
    page: include_str!("claim_unjudged.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let message =
            format!("{}, which was not judged: {}", wording::says(claim), claim.judgement.reason);
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound));
    }
    for item in items(site, page, index, &RULE) {
        let ItemVerdict::Unjudged { reason } = item.verdict else { continue };
        let words = shorten(&item.cell.words);
        let message = format!("the list names \"{words}\", which was not judged: {reason}");
        findings
            .add(Label::new(&page.article.path, item.cell.span.clone(), ""), message)
            .relate(wording::stands_here(site, item.bound));
    }
}
