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
    /// Parses those texts that fit, or remembers how they were parsed; forgets those that are no longer
    /// there. Texts stand in the order of their paths, and what fitted once fits as long as it is kept.
    pub(super) fn parse<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t Arc<Text>>,
        fits: impl Fn(&SitePath) -> bool,
        parse: impl Fn(&SitePath, &str) -> T + Sync,
    ) -> Vec<Arc<T>> {
        let mut known = std::mem::take(&mut self.0).into_iter().peekable();
        let mut pairs: Vec<Option<Pair<T>>> = Vec::with_capacity(known.len());
        let mut others: Vec<&Arc<Text>> = Vec::new();
        for text in texts {
            // Nearly all are what they were, which shows without a look at them.
            if let Some(same) = known.next_if(|(known, _)| Arc::ptr_eq(known, text)) {
                pairs.push(Some(same));
                continue;
            }
            if !fits(text.path()) {
                continue;
            }
            while known.next_if(|(known, _)| known.path() < text.path()).is_some() {}
            let same = known.next_if(|(known, _)| known.path() == text.path());
            let same = same.filter(|(known, _)| Arc::ptr_eq(known, text) || known == text);
            let same = same.map(|(_, parsed)| (text.clone(), parsed));
            others.extend(same.is_none().then_some(text));
            pairs.push(same);
        }
        let parsed = |text: &Arc<Text>| (text.clone(), Arc::new(parse(text.path(), text.as_str())));
        let new: Vec<Pair<T>> = others.into_par_iter().map(parsed).collect();
        let mut new = new.into_iter();
        self.0 = pairs.into_iter().filter_map(|pair| pair.or_else(|| new.next())).collect();
        self.0.iter().map(|(_, parsed)| parsed.clone()).collect()
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
