//! Sets of values: plain lists, all of which are meant, and alternatives.
//! How sets are spelt is left to `read::items`, how they compare to `compare`.

use super::Value;

/// How the items of a set belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Join {
    /// They are enumerated: “and” and “or” are alike.
    Plain,
    /// All of them are needed.
    All,
    /// One of them suffices.
    Any,
}

/// A set of values.
#[derive(Clone, Debug)]
pub struct Set {
    /// How the items belong together.
    pub join: Join,
    /// The items, in the order they were written.
    pub items: Vec<Value>,
    /// Whether there are no others in the world.
    pub complete: bool,
}

impl PartialEq for Set {
    /// Equality of meaning: the order does not matter, nor how one item alone is joined.
    fn eq(&self, other: &Set) -> bool {
        let alone = self.items.len() == 1 && other.items.len() == 1;
        (alone || self.join == other.join)
            && self.complete == other.complete
            && self.items.iter().all(|item| other.items.contains(item))
            && other.items.iter().all(|item| self.items.contains(item))
    }
}
