//! The versions of a product that a site has pages for: `[versions]` of `factum.toml`.
//! Leaves to `site` which pages hold for which of them.

use super::At;
use super::fields::{Fields, wrong_type};
use super::problem::Problem;
use crate::value::Node;

/// The versions that pages are shown for.
#[derive(Clone, Debug, PartialEq)]
pub struct Versions {
    /// The dimension of scope that they are values of.
    pub scope: At<String>,
    /// The versions, oldest first; those that the vocabulary knows where nothing is said.
    pub shown: Vec<At<String>>,
}

/// Reads `[versions]`; nothing where it does not say of what.
pub(super) fn read(node: &Node, problems: &mut Vec<Problem>) -> Option<Versions> {
    if node.map().is_none() {
        problems.push(wrong_type(node, "a table of scope and shown"));
        return None;
    }
    let mut fields = Fields::new(node, "a table of scope and shown", problems);
    let scope = fields.text("scope", problems);
    if scope.is_none() {
        fields.missing("scope", problems);
    }
    let shown = fields.texts("shown", problems);
    fields.finish(&[], problems);
    Some(Versions { scope: scope?, shown })
}
