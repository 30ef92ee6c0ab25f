//! What was parsed of texts, kept for the next time: a text that is the same is not parsed again.

use std::sync::Arc;

use rayon::prelude::*;

use crate::source::{SitePath, Text};

/// Texts with what was parsed of them, in the order of their paths.
pub(super) struct Remembered<T>(Vec<Pair<T>>);

/// A text with what was parsed of it.
type Pair<T> = (Arc<Text>, Arc<T>);

impl<T> Default for Remembered<T> {
    fn default() -> Remembered<T> {
        Remembered(Vec::new())
    }
}

impl<T: Send + Sync> Remembered<T> {
    /// Parses texts, which stand in the order of their paths, or remembers how they were parsed; forgets
    /// those that are no longer there.
    pub(super) fn parse(
        &mut self,
        texts: Vec<Arc<Text>>,
        parse: impl Fn(&SitePath, &str) -> T + Sync,
    ) -> Vec<Arc<T>> {
        let mut known = self.known();
        let texts: Vec<_> =
            texts.into_iter().map(|text| (known(text.path()).cloned(), text)).collect();
        drop(known);
        let parsed = |(known, text): (Option<Pair<T>>, Arc<Text>)| {
            let same = known.filter(|(known, _)| Arc::ptr_eq(known, &text) || *known == text);
            let parsed = same.map(|(_, parsed)| parsed);
            let parsed = parsed.unwrap_or_else(|| Arc::new(parse(text.path(), text.as_str())));
            (text, parsed)
        };
        self.0 = texts.into_par_iter().map(parsed).collect();
        self.0.iter().map(|(_, parsed)| parsed.clone()).collect()
    }

    /// Those of some texts, which stand in the order of their paths, that were not parsed as they are.
    pub(super) fn others<'t>(
        &self,
        texts: impl Iterator<Item = &'t Arc<Text>>,
    ) -> Vec<&'t Arc<Text>> {
        let mut known = self.known();
        let mut is_known = |text: &&Arc<Text>| {
            known(text.path()).is_some_and(|(known, _)| Arc::ptr_eq(known, text))
        };
        texts.filter(|text| !is_known(text)).collect()
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Answers for path after path, in their order, what is known of it.
    fn known<'k>(&'k self) -> impl FnMut(&SitePath) -> Option<&'k Pair<T>> {
        let mut at = 0;
        move |path: &SitePath| {
            let rest = self.0.get(at..)?;
            at += rest.iter().take_while(|(text, _)| text.path() < path).count();
            self.0.get(at).filter(|(text, _)| text.path() == path)
        }
    }
}
