//! Code that is written on a page and differs from the file that it is said to come from. Files and
//! regions that are not there are left to `include-broken`.

use super::*;
use crate::parse::NotIncluded;

pub(super) static RULE: Rule = Rule {
    name: "include-differs",
    level: Level::Error,
    summary: "code that is another than that of the file it comes from",
    page: include_str!("include_differs.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, expanded) in &site.expanded {
        for problem in &expanded.problems {
            let NotIncluded::Differs(file, right, body) = &problem.why else { continue };
            let message = format!("the code is not that of {file}");
            let title = format!("write what {file} says");
            findings
                .add(Label::new(path, problem.span.clone(), ""), message)
                .help("leave the fence empty, and the code is put there")
                .fix(wording::replace(path, body, title, right.clone()));
        }
    }
}
