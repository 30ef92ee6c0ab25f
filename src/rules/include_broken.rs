//! Includes of what cannot be included. Code that is written and differs from its file is left to
//! `include-differs`.

use super::*;
use crate::parse::{NotIncluded, nearest};

pub(super) static RULE: Rule = Rule {
    name: "include-broken",
    level: Level::Error,
    summary: "an include of a file or a region that is not to be had",
    page: include_str!("include_broken.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, expanded) in &site.expanded {
        for problem in &expanded.problems {
            let to = &problem.to;
            let message = match &problem.why {
                NotIncluded::Differs(..) => continue,
                NotIncluded::Escapes => format!("\"{to}\" leads out of the site's root"),
                NotIncluded::Unreadable(file, why) => {
                    let known = site.texts.keys().filter(|known| *known != path);
                    let near = nearest(file.as_str(), known.map(|known| known.as_str()));
                    let near = near.map(|near| format!("; perhaps {near} is meant"));
                    format!("{file} cannot be included: {why}{}", near.unwrap_or_default())
                }
                NotIncluded::NoRegion(file, name, near) => {
                    let near = near.as_ref().map(|near| format!("; perhaps \"{near}\" is meant"));
                    format!("{file} has no region \"{name}\"{}", near.unwrap_or_default())
                }
                NotIncluded::Unclosed(file, name) => {
                    format!("the region \"{name}\" of {file} has no end")
                }
                NotIncluded::Cycle(file) => format!("{file} would include itself"),
                NotIncluded::TooLarge => format!("with \"{to}\" the page would be too large"),
            };
            findings.add(Label::new(path, problem.span.clone(), ""), message);
        }
    }
}
