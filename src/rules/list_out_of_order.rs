//! Items of an ordered list that stand elsewhere in their fact. Items that are missing or too many
//! are left to their own rules.

use super::*;
use crate::parse::shorten;

pub(super) static RULE: Rule = Rule {
    name: "list-out-of-order",
    level: Level::Error,
    summary: "an ordered list in another order than its fact",
    page: include_str!("list_out_of_order.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    let mut last = None;
    for item in routes::items(site, page, index, &RULE) {
        // One finding a list: the items behind the first that is misplaced are misplaced with it.
        if last.replace(item.claim.span.clone()) == Some(item.claim.span.clone()) {
            continue;
        }
        let message = format!(
            "\"{}\" stands elsewhere in {}, whose order the list is to keep",
            shorten(&item.cell.words),
            item.bound.fact.id
        );
        findings
            .add(Label::new(&page.article.path, item.cell.span.clone(), ""), message)
            .relate(wording::stands_here(site, item.bound));
    }
}
