//! Addresses that moved: `[redirects]` of `factum.toml`, an old address and where it leads now.
//! Leaves to `site` what stands at either of them.

use super::At;
use super::fields::{text, wrong_type};
use super::problem::{Problem, ProblemKind};
use crate::value::Node;

/// An old address as written, and where it leads.
#[derive(Clone, Debug, PartialEq)]
pub struct RawRedirect {
    /// The old address, from the site's root, perhaps with `#` and an anchor behind it.
    pub from: At<String>,
    /// What it leads to: what could be the destination of a link.
    pub to: At<String>,
}

/// Reads `[redirects]`: a text for each old address.
pub(super) fn read(node: &Node, problems: &mut Vec<Problem>) -> Vec<RawRedirect> {
    let Some(entries) = node.map() else {
        problems.push(wrong_type(node, "a table of old addresses and where they lead"));
        return Vec::new();
    };
    let mut redirects = Vec::new();
    for entry in entries {
        if !is_address(&entry.key) {
            let kind = ProblemKind::WrongType {
                expected: "an address from the site's root, such as /guides/old/".to_string(),
                found: format!("\"{}\"", entry.key),
            };
            problems.push(Problem { span: entry.key_span.clone(), kind });
            continue;
        }
        let from = At { it: entry.key.clone(), span: entry.key_span.clone() };
        redirects.extend(text(&entry.value, problems).map(|to| RawRedirect { from, to }));
    }
    redirects
}

/// Whether a text is an address from the root that does not climb, and names something.
fn is_address(text: &str) -> bool {
    let path = text.split_once('#').map_or(text, |(path, _)| path);
    text.len() > 1
        && path.starts_with('/')
        && !path.split('/').any(|name| matches!(name, "." | ".."))
        && !path.contains(['\\', '?'])
}
