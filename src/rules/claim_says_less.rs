//! Words that stay short of their fact, unless they say that they do. Words that go beyond it are
//! left to `claim-says-more`.

use super::routes::{items, judged};
use super::*;
use crate::parse::shorten;
use crate::value::ItemVerdict;

pub(super) static RULE: Rule = Rule {
    name: "claim-says-less",
    level: Level::Warning,
    summary: "words that stay short of their fact",
    page: include_str!("claim_says_less.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let message = format!(
            "{}, which is true, but {}",
            wording::says(claim),
            wording::fact_says(site, claim, bound)
        );
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .help("say what the fact says, or title the link \"weaker\"")
            .fix(wording::rewrite(site, page, claim));
    }
    for item in items(site, page, index, &RULE) {
        let ItemVerdict::SaysLess { id } = item.verdict else { continue };
        let name = site.names.name(id).unwrap_or(id);
        let message = format!(
            "\"{}\" is wider than \"{name}\", which {} has",
            shorten(&item.cell.words),
            item.bound.fact.id
        );
        findings
            .add(Label::new(&page.article.path, item.cell.span.clone(), ""), message)
            .relate(wording::stands_here(site, item.bound));
    }
}
