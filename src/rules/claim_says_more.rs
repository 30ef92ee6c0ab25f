//! Words that go beyond their fact. Words that stay short of it are left to `claim-says-less`.

use super::routes::{items, judged};
use super::*;
use crate::parse::shorten;
use crate::value::ItemVerdict;

pub(super) static RULE: Rule = Rule {
    name: "claim-says-more",
    level: Level::Error,
    summary: "words that go beyond their fact",
    page: include_str!("claim_says_more.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let message =
            format!("{}, but {}", wording::says(claim), wording::fact_says(site, claim, bound));
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .fix(wording::rewrite(site, page, claim));
    }
    for item in items(site, page, index, &RULE) {
        let ItemVerdict::SaysMore { id } = item.verdict else { continue };
        let name = site.names.name(id).unwrap_or(id);
        let message = format!(
            "\"{}\" is narrower than \"{name}\", which {} has",
            shorten(&item.cell.words),
            item.bound.fact.id
        );
        findings
            .add(Label::new(&page.article.path, item.cell.span.clone(), ""), message)
            .relate(wording::stands_here(site, item.bound));
    }
}
