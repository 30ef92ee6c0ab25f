//! Scopes: for which products, versions and editions something is true.

use std::collections::BTreeMap;

use crate::value::VersionSet;

/// A set of worlds: for each dimension named, the values in it. A dimension that is not named is
/// not restricted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope(pub BTreeMap<String, Extent>);

/// The values of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub enum Extent {
    /// Versions.
    Versions(VersionSet),
    /// Words such as editions, sorted.
    Choices(Vec<String>),
}

/// What is wrong with a scope as written.
#[derive(Clone, Debug, PartialEq)]
pub enum ScopeProblem {
    /// No dimension of that name; the nearest one.
    UnknownDimension(String, Option<String>),
    /// A value that the dimension does not know; the nearest one.
    UnknownValue {
        /// The dimension.
        dimension: String,
        /// The value as written.
        value: String,
        /// The nearest that is known.
        near: Option<String>,
    },
    /// A value without a dimension where the vocabulary declares none.
    NoDimensions,
}
