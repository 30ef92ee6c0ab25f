//! The ids that a page publishes. A site asks thousands of pages for a few of theirs each, so those of one
//! page lie together. How ids are made and found is left to `ids`.

use std::cmp::Ordering;

/// The ids of a page, each once, in the order of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// All of them, one behind the other.
    text: Box<str>,
    /// Where each ends in it. The text of a page has fewer bytes than this can count.
    ends: Box<[u32]>,
}

impl Published {
    /// Takes ids in any order, and any of them more than once.
    pub(super) fn new(mut ids: Vec<String>) -> Published {
        ids.sort_unstable();
        ids.dedup();
        let mut text = String::with_capacity(ids.iter().map(String::len).sum());
        let ends = ids.iter().map(|id| {
            text.push_str(id);
            u32::try_from(text.len()).unwrap_or(u32::MAX)
        });
        let ends = ends.collect();
        Published { text: text.into(), ends }
    }

    /// Whether an id is among them.
    pub fn contains(&self, id: &str) -> bool {
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = from.midpoint(to);
            match self.at(middle).cmp(id) {
                Ordering::Less => from = middle + 1,
                Ordering::Equal => return true,
                Ordering::Greater => to = middle,
            }
        }
        false
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.ends.len()).map(|index| self.at(index))
    }

    fn at(&self, index: usize) -> &str {
        let end = |index: usize| self.ends.get(index).map_or(0, |end| *end as usize);
        let start = index.checked_sub(1).map_or(0, end);
        self.text.get(start..end(index)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Published;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_are_found_as_in_a_list(ids in prop::collection::vec("[abß]{0,3}", 0..12), other in "[abß]{0,3}") {
            let published = Published::new(ids.clone());
            let mut sorted: Vec<&str> = ids.iter().map(String::as_str).collect();
            sorted.sort_unstable();
            sorted.dedup();
            prop_assert_eq!(published.iter().collect::<Vec<_>>(), sorted);
            prop_assert!(ids.iter().all(|id| published.contains(id)));
            prop_assert_eq!(published.contains(&other), ids.contains(&other));
        }
    }
}
