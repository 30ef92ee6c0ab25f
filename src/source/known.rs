//! What was read of a site, kept for the next time it is read: a file that its door says is the same is
//! not read again, and one that turns out to hold the same stays the same text.

use std::sync::Arc;

use super::{SitePath, Stamp, Text, Unreadable};

/// The files of a site as they were read last, in the order of their paths.
#[derive(Clone, Default)]
pub struct Known {
    pub(super) texts: Vec<(Option<Stamp>, Arc<Text>)>,
    pub(super) assets: Vec<(SitePath, Option<Stamp>)>,
    pub(super) unreadable: Vec<Unreadable>,
}

impl Known {
    /// Whether the same was read another time: the very texts, and the same files beside them.
    pub fn same(&self, other: &Known) -> bool {
        self.texts.len() == other.texts.len()
            && self.texts.iter().zip(&other.texts).all(|((_, one), (_, two))| Arc::ptr_eq(one, two))
            && self.assets == other.assets
            && self.unreadable == other.unreadable
    }

    /// Answers for path after path, in their order, what was known of its text.
    pub(super) fn texts<'k>(
        &'k self,
    ) -> impl FnMut(&SitePath) -> Option<&'k (Option<Stamp>, Arc<Text>)> {
        let mut at = 0;
        move |path: &SitePath| {
            let rest = self.texts.get(at..)?;
            at += rest.iter().take_while(|(_, text)| text.path() < path).count();
            self.texts.get(at).filter(|(_, text)| text.path() == path)
        }
    }
}
