//! Diagrams that cannot be drawn. What they may hold is left to `parse`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "diagram-undrawable",
    level: Level::Error,
    summary: "a diagram that cannot be drawn",
    page: include_str!("diagram_undrawable.md"),
    check: Check::Page(check),
};

fn check(_: &Site, page: &Page, _: usize, findings: &mut Findings) {
    for code in &page.article.code {
        if let Some(Err((span, why))) = &code.diagram {
            let message = format!("the diagram cannot be drawn: {why}");
            findings.add(Label::new(&page.article.path, span.clone(), ""), message);
        }
    }
}
