//! References that nothing on the page defines. Where a defined one leads is left to `link-broken`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "reference-undefined",
    level: Level::Error,
    summary: "a reference that nothing on the page defines",
    page: include_str!("reference_undefined.md"),
    check: Check::Page(check),
};

fn check(_: &Site, page: &Page, _: usize, findings: &mut Findings) {
    for undefined in &page.article.undefined {
        let message = format!("nothing defines the reference \"{}\"", undefined.label);
        findings
            .add(Label::new(&page.article.path, undefined.span.clone(), ""), message)
            .help(format!("define it: [{}]: destination", undefined.label));
    }
}
