//! Judging a list of items against a set or a table: extra, missing, repeated, out of order.
//! Finding the items in an article is left to the caller.

use super::{Context, NameRelation, Unread, Value};

/// How a list must cover its fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cover {
    /// Every item of the fact, and no other.
    #[default]
    Exact,
    /// Only items of the fact, not necessarily all.
    Subset,
    /// All items of the fact, and perhaps others.
    Superset,
}

/// What is asked of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListOptions {
    /// How it must cover the fact.
    pub cover: Cover,
    /// Whether it must keep the fact's order.
    pub ordered: bool,
}

/// What a list says.
#[derive(Clone, Debug, PartialEq)]
pub struct ListJudgement {
    /// One verdict an item, in order.
    pub items: Vec<ItemVerdict>,
    /// The names of the fact's items that the list lacks, where it must have them.
    pub missing: Vec<String>,
}

/// What is to be said of one item of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemVerdict {
    /// It is the fact's item with this id.
    Holds {
        /// The id.
        id: String,
    },
    /// The fact, which is complete, has no such item.
    Extra,
    /// An earlier item was the same.
    Repeated {
        /// The position of the earlier one.
        first: usize,
    },
    /// It stands elsewhere in the fact's order.
    OutOfOrder {
        /// The id.
        id: String,
    },
    /// It names something narrower than the fact's item.
    SaysMore {
        /// The id.
        id: String,
    },
    /// It names something wider than the fact's item.
    SaysLess {
        /// The id.
        id: String,
    },
    /// It was not understood, or the fact leaves it open.
    Unjudged {
        /// Why.
        reason: String,
    },
}

/// Which item of a fact words stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemReading {
    /// The id of the item.
    pub id: String,
    /// How the words stand to it.
    pub relation: NameRelation,
}

/// Judges the items of a list against a set or a table.
pub fn judge_list(
    items: &[&str],
    fact: &Value,
    cx: &Context<'_>,
    options: &ListOptions,
) -> ListJudgement {
    let _ = (fact, cx, options);
    let unjudged = ItemVerdict::Unjudged { reason: "not read yet".to_string() };
    ListJudgement { items: vec![unjudged; items.len()], missing: Vec::new() }
}

/// Reads one item of a list, or the key cell of a table's row.
pub fn read_item(text: &str, fact: &Value, cx: &Context<'_>) -> Result<ItemReading, Unread> {
    let _ = (fact, cx);
    Err(Unread { reason: format!("cannot read “{text}”") })
}
