//! Items of a complete set or table that a list or table of a page leaves out. Items that it has too
//! much are left to `list-item-extra`.

use super::*;
use crate::site::ClaimForm;

pub(super) static RULE: Rule = Rule {
    name: "list-item-missing",
    level: Level::Error,
    summary: "an item that a list leaves out",
    page: include_str!("list_item_missing.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    let path = &page.article.path;
    for claim in site.claims_of(index) {
        let (what, at, judged) = match &claim.form {
            ClaimForm::List { list, judged } => {
                let Some(raw) = page.article.lists.get(*list) else { continue };
                ("list", &raw.comment, judged)
            }
            ClaimForm::Rows { judged, .. } => ("table", &claim.span, judged),
            ClaimForm::Prose(_) | ClaimForm::Cell { .. } => continue,
        };
        let Ok(bound) = &claim.bound else { continue };
        let cells = routes::cells(page, &claim.form);
        for name in &judged.missing {
            let message = format!("the {what} lacks \"{name}\", which {} has", bound.fact.id);
            let last = cells.last().filter(|_| what == "list");
            findings
                .add(Label::new(path, at.clone(), ""), message)
                .relate(wording::stands_here(site, bound))
                .fix(last.and_then(|last| list_edits::append(site, path, last, name)));
        }
    }
}
