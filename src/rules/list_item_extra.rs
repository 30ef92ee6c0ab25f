//! Items of a list, and rows of a table, that the complete fact does not have. Items of an open set
//! are left to `claim-unjudged` and `row-unknown`.

use super::*;
use crate::parse::shorten;

pub(super) static RULE: Rule = Rule {
    name: "list-item-extra",
    level: Level::Error,
    summary: "an item that the complete fact does not have",
    page: include_str!("list_item_extra.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    let path = &page.article.path;
    for item in routes::items(site, page, index, &RULE) {
        let message = format!(
            "\"{}\" is listed, but {}, which is complete, does not have it",
            shorten(&item.cell.words),
            item.bound.fact.id
        );
        // A list that would be empty is for its author to take away.
        let others = item.cells.len() > 1;
        findings
            .add(Label::new(path, item.cell.span.clone(), ""), message)
            .relate(wording::stands_here(site, item.bound))
            .fix(list_edits::remove(site, path, item.cell).filter(|_| others));
    }
}
