//! Images without alternative text. Images that are not there are left to `image-broken`.

use super::*;
use crate::parse::ImageForm;

pub(super) static RULE: Rule = Rule {
    name: "image-without-alt",
    level: Level::Warning,
    summary: "an image without alternative text",
    page: include_str!("image_without_alt.md"),
    check: Check::Page(check),
};

fn check(_: &Site, page: &Page, _: usize, findings: &mut Findings) {
    for image in &page.article.images {
        let help = match image.form {
            ImageForm::Markdown if image.alt.trim().is_empty() => {
                "say between the brackets what it tells"
            }
            // An empty one in HTML says that the image only decorates.
            ImageForm::Tag(_) if image.form.attribute("alt").is_none() => {
                "say in `alt` what it tells, or `alt=\"\"` if it only decorates"
            }
            _ => continue,
        };
        let place = Label::new(&page.article.path, image.span.clone(), "");
        findings.add(place, "the image has no alternative text").help(help);
    }
}
