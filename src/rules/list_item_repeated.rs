//! Items of a list, and rows of a table, that stand there twice.

use super::*;
use crate::parse::shorten;
use crate::value::ItemVerdict;

pub(super) static RULE: Rule = Rule {
    name: "list-item-repeated",
    level: Level::Warning,
    summary: "an item that is listed twice",
    page: include_str!("list_item_repeated.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    let path = &page.article.path;
    for item in routes::items(site, page, index, &RULE) {
        let ItemVerdict::Repeated { first } = item.verdict else { continue };
        let message = format!("\"{}\" is listed a second time", shorten(&item.cell.words));
        let first = item.cells.get(*first);
        findings
            .add(Label::new(path, item.cell.span.clone(), ""), message)
            .relate(first.map(|first| Label::new(path, first.span.clone(), "it stands here first")))
            .fix(list_edits::remove(site, path, item.cell));
    }
}
