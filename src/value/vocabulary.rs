//! What a site adds to a language's words: statuses, units, phrases.
//! The words of the language itself are left to `read::words`.

use indexmap::IndexMap;
use serde::Deserialize;

/// What `vocabulary.yaml` says about the words of a subject.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Vocabulary {
    /// The statuses, where they differ from the usual ones.
    pub statuses: Statuses,
    /// Units by symbol, with further names.
    pub units: IndexMap<String, UnitNames>,
    /// Phrases for `true` and `false`.
    #[serde(deserialize_with = "super::property::phrases")]
    pub booleans: IndexMap<String, Vec<String>>,
}

/// The ladder of statuses and those beside it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default)]
pub struct Statuses {
    /// From the least to the most that may be relied upon.
    pub ladder: Vec<String>,
    /// Those that contradict every rung.
    pub beside: Vec<String>,
    /// What people say for each.
    #[serde(deserialize_with = "super::property::phrases")]
    pub phrases: IndexMap<String, Vec<String>>,
}

impl Default for Statuses {
    fn default() -> Statuses {
        let own = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
        Statuses {
            ladder: own(&["works", "experimental", "supported", "certified"]),
            beside: own(&["unsupported", "deprecated", "removed"]),
            phrases: IndexMap::new(),
        }
    }
}

/// Further names of a unit.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct UnitNames {
    /// What people write for it.
    pub names: Vec<String>,
}
