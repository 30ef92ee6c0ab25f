//! Addresses on the web that are not there. Places in pages that are there are among them; redirects
//! are left to `external-redirected`, and what nobody could tell to `external-unchecked`.

use super::*;
use crate::site::{Answer, Trouble};

pub(super) static RULE: Rule = Rule {
    name: "external-broken",
    level: Level::Error,
    summary: "a link to the web that leads nowhere",
    page: include_str!("external_broken.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (named, outcome) in routes::external(site) {
        let Answer::Broken(trouble) = &outcome.answer else { continue };
        let what = match trouble {
            Trouble::NoAddress => "is no address".to_string(),
            Trouble::Status(status) => format!("answers with {}", wording::status(*status)),
            Trouble::NoHost => "names a host that nobody knows".to_string(),
            Trouble::Unreachable(why) => format!("cannot be reached: {why}"),
            Trouble::Untrusted(why) => format!("cannot show that it is who it says: {why}"),
            Trouble::Timeout => "takes too long to answer".to_string(),
            Trouble::Cut => "ends its answer in the middle".to_string(),
            Trouble::Circle => "redirects in a circle".to_string(),
            Trouble::TooManyRedirects(most) => format!("redirects more than {most} times"),
            Trouble::NoDestination => "redirects without saying where to".to_string(),
            Trouble::NoAnchor(id) => format!("is there, but has nothing with the id \"{id}\""),
        };
        let earlier = wording::earlier(outcome);
        let message = format!("\"{}\" {what}{earlier}", named.to);
        findings.add(Label::new(named.path, named.span.clone(), ""), message);
    }
}
