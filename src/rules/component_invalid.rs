//! Calls of components that no template has or that give what it does not take, which show when a page
//! is rendered, and comments that begin or end none.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "component-invalid",
    level: Level::Error,
    summary: "a call of a component that templates do not have, or that is not whole",
    page: include_str!("component_invalid.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, _: usize, findings: &mut Findings) {
    for span in &page.article.loose {
        let text = site.texts.get(&page.article.path).map_or("", |text| text.slice(span));
        let ends = text.contains("/component");
        let (message, help) = match ends {
            true => ("this ends no component", "take it away, or begin a component before it"),
            false => (
                "the component is never ended",
                "write <!-- /component --> in the same block, or / before --> if it holds nothing",
            ),
        };
        findings.add(Label::new(&page.article.path, span.clone(), ""), message).help(help);
    }
}
