//! Redirects: addresses that something used to have, each with where it leads now.
//! Leaves to `render` how a reader is led on.

use std::collections::BTreeMap;

use super::links::{Broken, Target};
use super::targets::Targets;
use crate::parse::RawRedirect;
use crate::source::Span;

/// A redirect of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, with a slash at both ends.
    pub from: String,
    /// The anchor in it that is led on; nothing where the whole page is.
    pub anchor: Option<String>,
    /// Where the old address stands in the settings.
    pub from_span: Span,
    /// Where it leads, as written.
    pub to: String,
    /// Where that stands.
    pub to_span: Span,
    /// What that names, or why nobody is led there.
    pub target: Result<Target, Misled>,
}

/// Why a redirect leads nobody anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misled {
    /// It leads nowhere.
    Broken(Broken),
    /// There is a page at the old address, by index, or `None` for one that factum makes.
    Taken(Option<usize>),
    /// The page at the old address, by index, has the anchor still.
    AnchorKept(usize),
}

/// What has moved, by address and anchor.
pub(super) type Moved = BTreeMap<(String, Option<String>), Target>;

/// Resolves redirects as links of the home page, by index.
pub(super) fn resolve(raw: &[RawRedirect], home: usize, targets: &Targets<'_>) -> Vec<Redirect> {
    raw.iter().map(|raw| redirect(raw, home, targets)).collect()
}

fn redirect(raw: &RawRedirect, home: usize, targets: &Targets<'_>) -> Redirect {
    let (path, anchor) = match raw.from.it.split_once('#') {
        Some((path, anchor)) if !anchor.is_empty() => {
            (path, Some(super::destination::decode(anchor).into_owned()))
        }
        Some((path, _)) => (path, None),
        None => (raw.from.it.as_str(), None),
    };
    let from = address(&super::destination::decode(path));
    let target = match (targets.standing(&from), &anchor) {
        (Some(Some(page)), Some(anchor)) if targets.has_anchor(page, &from, anchor) => {
            Err(Misled::AnchorKept(page))
        }
        (Some(page), None) => Err(Misled::Taken(page)),
        (Some(None), Some(_)) => Err(Misled::Taken(None)),
        _ => targets.resolve(home, &raw.to.it).map_err(Misled::Broken),
    };
    Redirect {
        from,
        anchor,
        from_span: raw.from.span.clone(),
        to: raw.to.it.clone(),
        to_span: raw.to.span.clone(),
        target,
    }
}

/// An address with a slash at both ends, as pages have them.
fn address(path: &str) -> String {
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    let whole = names.join("/");
    match whole.strip_suffix("index.html").unwrap_or(&whole).trim_end_matches('/') {
        "" => "/".to_string(),
        path => format!("/{path}/"),
    }
}

/// The redirects that lead somewhere, for links to what they stand for.
pub(super) fn moved(redirects: &[Redirect]) -> Moved {
    let leading = redirects.iter().filter_map(|it| {
        let target = it.target.as_ref().ok()?;
        Some(((it.from.clone(), it.anchor.clone()), target.clone()))
    });
    leading.collect()
}
