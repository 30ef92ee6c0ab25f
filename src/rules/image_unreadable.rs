//! Images whose files are none, or are larger than what copies are made of. Images that are not there
//! are left to `image-broken`.

use super::*;
use crate::parse::Picture;
use crate::site::{Link, Origin, Target};
use crate::source::SitePath;

pub(super) static RULE: Rule = Rule {
    name: "image-unreadable",
    level: Level::Warning,
    summary: "an image whose file cannot be read as one",
    page: include_str!("image_unreadable.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, measured) in &site.pictures {
        let message = match measured {
            Err(why) => format!("{path} is shown here, but {why}"),
            Ok(Picture { size: Some((width, height)), .. })
                if !site.config.images.widths.is_empty()
                    && u64::from(*width) * u64::from(*height) > Picture::MOST_PIXELS =>
            {
                let most = Picture::MOST_PIXELS / 1_000_000;
                format!(
                    "{path} has {width} × {height} pixels, and of more than {most} million no \
                     smaller copies are made"
                )
            }
            Ok(_) => continue,
        };
        findings.add(shown_at(site, path), message).help("save the image again");
    }
}

/// The finding that a picture turned out to be damaged when copies of it were made.
pub fn damaged(site: &Site, path: &SitePath, why: &str) -> Diagnostic {
    let mut findings = Findings { rule: RULE.name, level: RULE.level, list: Vec::new() };
    let message = format!("{path} is shown here, but {why}; its copies are as large as itself");
    findings.add(shown_at(site, path), message).help("save the image again").clone()
}

/// Where a picture is shown first.
fn shown_at(site: &Site, path: &SitePath) -> Label {
    let shows = |link: &&Link| {
        let asset = match &link.target {
            Ok(Target::Asset { address, .. }) => site.asset(address),
            _ => None,
        };
        matches!(link.origin, Origin::Image(_)) && asset == Some(path)
    };
    match site.links.iter().find(shows) {
        Some(link) => {
            let article = &site.page(link.page).article;
            Label::new(&article.path, link.to_span.clone(), "")
        }
        None => Label::new(path, 0..0, ""),
    }
}
