//! What was read of a site, kept for the next time it is read: a file that its door says is the same is
//! not read again, and one that turns out to hold the same stays the same text.

use std::sync::Arc;

use super::{SitePath, Stamp, Text, Unreadable};

/// The files of a site as they were read last, in the order of their paths.
#[derive(Clone, Default)]
pub struct Known {
    pub(super) texts: Vec<KnownText>,
    pub(super) assets: Vec<(SitePath, Option<Stamp>)>,
    pub(super) unreadable: Vec<Unreadable>,
}

/// A text with what told it from another when it was read. The path beside it spares a look at the text.
#[derive(Clone)]
pub(super) struct KnownText {
    pub(super) path: SitePath,
    pub(super) stamp: Option<Stamp>,
    pub(super) text: Arc<Text>,
}

impl Known {
    /// Whether the same was read another time: the very texts, and the same files beside them.
    pub fn same(&self, other: &Known) -> bool {
        let mut texts = self.texts.iter().zip(&other.texts);
        self.texts.len() == other.texts.len()
            && texts.all(|(one, two)| Arc::ptr_eq(&one.text, &two.text))
            && self.assets == other.assets
            && self.unreadable == other.unreadable
    }
}
