//! Addresses on the web of which nobody can tell whether they are there. Those that the settings skip
//! are none: their reason stands there.

use super::*;
use crate::site::{Answer, Refusal, Unchecked};

pub(super) static RULE: Rule = Rule {
    name: "external-unchecked",
    level: Level::Note,
    summary: "a link to the web that was not asked for",
    page: include_str!("external_unchecked.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (named, outcome) in routes::external(site) {
        let Answer::Unchecked(why) = &outcome.answer else { continue };
        let why = match why {
            Unchecked::Skipped(_) => continue,
            Unchecked::Refused { address, why } => {
                let what = match why {
                    Refusal::Scheme => "neither http nor https",
                    Refusal::Loopback => "this machine",
                    Refusal::Private => "a private network",
                    Refusal::LinkLocal => "the network at hand",
                    Refusal::Shared => "a network behind a provider",
                    Refusal::Special => "no address of a public host",
                };
                let redirect = if address.trim_end_matches('/') == named.to.trim_end_matches('/') {
                    "it".to_string()
                } else {
                    format!("\"{address}\", to which it leads,")
                };
                format!("{redirect} is {what}")
            }
            Unchecked::Wait(_) => "the server asks for a long pause".to_string(),
            Unchecked::Busy => "the server says that it has enough of requests".to_string(),
            Unchecked::Offline => "nothing is known of it from earlier runs".to_string(),
            Unchecked::NoVariable(name) => {
                format!("the variable {name}, which a header needs, has no value that can be sent")
            }
            Unchecked::Unencrypted => {
                "its header with a secret is sent over https alone".to_string()
            }
            Unchecked::Large => "the page is too large to be read to its end".to_string(),
            Unchecked::Excluded => "it is of a kind that lychee leaves out".to_string(),
        };
        let message = format!("\"{}\" was not checked: {why}", named.to);
        findings.add(Label::new(named.path, named.span.clone(), ""), message);
    }
}
