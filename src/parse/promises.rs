//! `factum.addresses`: the addresses that a site has promised to those who link to it, as text and as
//! data. Leaves whether the site keeps them to `site`.

use std::collections::BTreeSet;

use super::facts::At;
use super::problem::{Problem, ProblemKind};
use crate::source::SitePath;

/// What stands at the head of the file.
const HEAD: &str = "\
# Every address and anchor that this site has published, one a line.
# `factum addresses update` adds new ones; `factum check` reports those that are lost.
";

/// The promised addresses of a site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Promises {
    /// The addresses in the order in which they are written: `/guide/`, `/guide/#install`.
    pub addresses: Vec<At<String>>,
    /// The lines that hold something else.
    pub problems: Vec<Problem>,
}

impl Promises {
    /// The file's name, at the site's root.
    pub const NAME: &'static str = "factum.addresses";

    /// The file's path.
    pub fn path() -> Option<SitePath> {
        SitePath::new(Promises::NAME)
    }

    /// Reads the file's text. Any order will do, and a line may stand there twice, as merges leave
    /// them; lines that begin with `#` are remarks.
    pub fn parse(text: &str) -> Promises {
        let mut promises = Promises::default();
        let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
        for line in text[at..].split_inclusive('\n') {
            let start = at + (line.len() - line.trim_start().len());
            let it = line.trim();
            at += line.len();
            let span = start..start + it.len();
            if it.is_empty() || it.starts_with('#') {
                continue;
            }
            if it.starts_with('/') {
                promises.addresses.push(At { it: it.to_string(), span });
                continue;
            }
            let kind = ProblemKind::WrongType {
                expected: "an address from the site's root, such as /guide/#install".to_string(),
                found: format!("\"{}\"", super::shorten(it)),
            };
            promises.problems.push(Problem { span, kind });
        }
        promises
    }

    /// The file's text: sorted, so that two people's new addresses meet on different lines.
    pub fn write(addresses: &BTreeSet<String>) -> String {
        let lines = addresses.iter().flat_map(|address| [address.as_str(), "\n"]);
        std::iter::once(HEAD).chain(lines).collect()
    }
}
