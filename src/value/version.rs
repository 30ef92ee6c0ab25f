//! Versions and sets of versions, ordered segment by segment.
//! How people speak of versions is left to `read::version`.

/// A set of versions.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionSet(String);

/// Why text is no set of versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionProblem {
    /// It is not spelt like one.
    Unreadable(String),
    /// It is spelt like one that contains nothing.
    Empty(String),
}

impl VersionSet {
    /// Reads `4.1`, `>=4.1`, `>=6.5 <7.0`, `6.x`, or several after `||` or a comma.
    pub fn parse(text: &str) -> Result<VersionSet, VersionProblem> {
        Ok(VersionSet(text.to_string()))
    }

    /// Whether the two have a version in common.
    pub fn intersects(&self, other: &VersionSet) -> bool {
        self == other
    }

    /// Whether every version of the other is in this one.
    pub fn contains(&self, other: &VersionSet) -> bool {
        self == other
    }

    /// A short notation for people: `≥ 4.1`.
    pub fn notation(&self) -> String {
        self.0.clone()
    }
}
