//! Calls of components that no template has or that give what it does not take, and comments that begin or
//! end none.

use super::*;
use crate::site::Page;
use crate::theme::Miscall;

pub(super) static RULE: Rule = Rule {
    name: "component-invalid",
    level: Level::Error,
    summary: "a call of a component that templates do not have, or that is not whole",
    page: include_str!("component_invalid.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, _: usize, findings: &mut Findings) {
    loose(site, page, findings);
    // Components of another tool are that tool's matter.
    if site.adopted.is_none() {
        miscalled(site, page, findings);
    }
}

fn loose(site: &Site, page: &Page, findings: &mut Findings) {
    for span in &page.article.loose {
        let text = site.text_of(&page.article.path).map_or("", |text| text.slice(span));
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

fn miscalled(site: &Site, page: &Page, findings: &mut Findings) {
    for component in &page.article.components {
        let Err((span, wrong)) = site.templates().given(component) else { continue };
        let name = &component.name;
        let (message, near) = match wrong {
            Miscall::Unknown(near) => (format!("no template has a component \"{name}\""), near),
            Miscall::Twice(key) => (format!("\"{key}\" is given twice"), None),
            Miscall::NotTaken(key, near) => {
                (format!("the component \"{name}\" takes no \"{key}\""), near)
            }
            Miscall::WrongType(key, expected) => {
                (format!("\"{key}\" of the component \"{name}\" is {expected}"), None)
            }
            Miscall::Missing(key) => (format!("the component \"{name}\" needs \"{key}\""), None),
        };
        findings.add(Label::new(&page.article.path, span, ""), message).near(&near);
    }
}
