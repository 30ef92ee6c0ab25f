//! Images without alternative text. Images that are not there are left to `image-broken`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "image-without-alt",
    level: Level::Warning,
    summary: "an image without alternative text",
    page: include_str!("image_without_alt.md"),
    check: Check::Page(check),
};

fn check(_: &Site, page: &Page, _: usize, findings: &mut Findings) {
    for image in page.article.images.iter().filter(|image| image.alt.trim().is_empty()) {
        findings
            .add(
                Label::new(&page.article.path, image.span.clone(), ""),
                "the image has no alternative text",
            )
            .help("say between the brackets what it tells");
    }
}
