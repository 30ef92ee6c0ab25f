//! Rows of a table that match none of their fact's. Rows that a complete fact cannot have are left to
//! `list-item-extra`.

use super::*;
use crate::parse::shorten;
use crate::value::ItemVerdict;

pub(super) static RULE: Rule = Rule {
    name: "row-unknown",
    level: Level::Warning,
    summary: "a row of a table that matches none of its fact",
    page: include_str!("row_unknown.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for item in routes::items(site, page, index, &RULE) {
        let ItemVerdict::Unjudged { reason } = item.verdict else { continue };
        let message = format!(
            "the row \"{}\" matches none of {}, so nothing in it is checked: {reason}",
            shorten(&item.cell.words),
            item.bound.fact.id
        );
        findings
            .add(Label::new(&page.article.path, item.cell.span.clone(), ""), message)
            .relate(wording::stands_here(site, item.bound));
    }
}
