//! The navigation that the settings set, each entry with what it leads to.
//! Leaves how it is shown to `render`.

use super::links::{Broken, Target};
use super::targets::Targets;
use crate::parse::RawEntry;
use crate::source::Span;

/// An entry of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavEntry {
    /// Its own words.
    pub title: Option<String>,
    /// What it leads to; nothing for a heading over others, and for what leads nowhere.
    pub target: Option<Target>,
    /// What the settings put below it; nothing where they leave that to the page.
    pub entries: Option<Vec<NavEntry>>,
}

/// An entry that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavBroken {
    /// What it should lead to, as written.
    pub to: String,
    /// Where that stands in the settings.
    pub span: Span,
    /// Why it does not.
    pub broken: Broken,
}

/// Resolves entries as links of the home page, by index.
pub(super) fn resolve(
    raw: &[RawEntry],
    home: usize,
    targets: &Targets<'_>,
    broken: &mut Vec<NavBroken>,
) -> Vec<NavEntry> {
    let mut entries = Vec::with_capacity(raw.len());
    for entry in raw {
        let target = entry.page.as_ref().and_then(|to| {
            let found = targets.resolve(home, &to.it);
            found
                .map_err(|why| {
                    let (to, span) = (to.it.clone(), to.span.clone());
                    broken.push(NavBroken { to, span, broken: why });
                })
                .ok()
        });
        let below = entry.pages.as_ref();
        let below = below.map(|below| resolve(below, home, targets, broken));
        entries.push(NavEntry { title: entry.title.clone(), target, entries: below });
    }
    entries
}
