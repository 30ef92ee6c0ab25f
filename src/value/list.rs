//! Judging a list of items against a set or a table: extra, missing, repeated, out of order.
//! Finding the items in an article is left to the caller.

use super::phrase;
use super::read::items::{Item, items};
use super::read::text::Text;
use super::set::Join;
use super::{Context, Kind, NameRelation, Row, Unread, Value};

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
    /// The fact has no such item, and the list may have others beside the fact's.
    Beside,
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
    texts: &[&str],
    fact: &Value,
    cx: &Context<'_>,
    options: &ListOptions,
) -> ListJudgement {
    let Some(known) = Known::of(fact, cx) else {
        let reason = "the fact is neither a set nor a table".to_string();
        return ListJudgement {
            items: vec![ItemVerdict::Unjudged { reason }; texts.len()],
            missing: Vec::new(),
        };
    };
    let mut seen: Vec<Option<usize>> = vec![None; known.items.len()];
    let mut others: Vec<(Item, usize)> = Vec::new();
    let mut last = None;
    let mut verdicts = Vec::with_capacity(texts.len());
    for (position, text) in texts.iter().enumerate() {
        verdicts.push(match known.find(text, cx) {
            Err(unread) => ItemVerdict::Unjudged { reason: unread.reason },
            Ok(Found::Other(item)) => {
                match others.iter().find(|(other, _)| other.meanings == item.meanings) {
                    Some((_, first)) => ItemVerdict::Repeated { first: *first },
                    None => {
                        others.push((item, position));
                        match options.cover {
                            Cover::Superset => ItemVerdict::Beside,
                            _ if known.complete => ItemVerdict::Extra,
                            _ => ItemVerdict::Unjudged {
                                reason: "the fact does not say that its list is complete"
                                    .to_string(),
                            },
                        }
                    }
                }
            }
            Ok(Found::Known(at, relation)) => match seen[at] {
                Some(first) => ItemVerdict::Repeated { first },
                None => {
                    seen[at] = Some(position);
                    let id = known.items[at].id.clone();
                    let late = last.is_some_and(|last| at < last);
                    last = Some(last.map_or(at, |last: usize| last.max(at)));
                    match relation {
                        NameRelation::Narrower => ItemVerdict::SaysMore { id },
                        NameRelation::Broader => ItemVerdict::SaysLess { id },
                        NameRelation::Exact if options.ordered && late => {
                            ItemVerdict::OutOfOrder { id }
                        }
                        NameRelation::Exact => ItemVerdict::Holds { id },
                    }
                }
            },
        });
    }
    let lacks = options.cover != Cover::Subset;
    let missing = known.items.iter().zip(&seen).filter(|(_, seen)| lacks && seen.is_none());
    ListJudgement { items: verdicts, missing: missing.map(|(item, _)| item.name.clone()).collect() }
}

/// Reads one item of a list, or the key cell of a table's row, as an item of the fact.
pub fn read_item(text: &str, fact: &Value, cx: &Context<'_>) -> Result<ItemReading, Unread> {
    let unread = |reason: &str| Unread { reason: reason.to_string() };
    let known =
        Known::of(fact, cx).ok_or_else(|| unread("the fact is neither a set nor a table"))?;
    match known.find(text, cx)? {
        Found::Known(at, relation) => Ok(ItemReading { id: known.items[at].id.clone(), relation }),
        Found::Other(item) => {
            Err(Unread { reason: format!("“{}” is no item of the fact", item.text) })
        }
    }
}

/// An item of a fact.
struct KnownItem {
    id: String,
    name: String,
    value: Value,
}

/// The items of a fact.
struct Known {
    items: Vec<KnownItem>,
    of: Kind,
    complete: bool,
}

/// What an item's words stand for.
enum Found {
    Known(usize, NameRelation),
    Other(Item),
}

impl Known {
    fn of(fact: &Value, cx: &Context<'_>) -> Option<Known> {
        match fact {
            Value::Table(table) => {
                let kind = table.columns.get(&table.key).map_or(Kind::Entity, |column| column.kind);
                let item = |row: &Row| KnownItem {
                    id: row.id.clone(),
                    name: row.name.clone(),
                    value: row
                        .cells
                        .get(&table.key)
                        .cloned()
                        .unwrap_or_else(|| Value::Entity(row.id.clone())),
                };
                Some(Known {
                    items: table.rows.iter().map(item).collect(),
                    of: kind,
                    complete: table.complete,
                })
            }
            Value::Set(set) => {
                let of = cx.property.of.unwrap_or(Kind::Text);
                let item = |value: &Value| {
                    let name = phrase::phrase(value, cx);
                    let id = match value {
                        Value::Entity(id) | Value::Enum(id) => id.clone(),
                        _ => name.clone(),
                    };
                    KnownItem { id, name, value: value.clone() }
                };
                let complete = set.complete || set.join != Join::Plain;
                Some(Known { items: set.items.iter().map(item).collect(), of, complete })
            }
            _ => None,
        }
    }

    fn find(&self, text: &str, cx: &Context<'_>) -> Result<Found, Unread> {
        let own = |known: &KnownItem| {
            let text = text.trim().to_lowercase();
            known.name.to_lowercase() == text || known.id.to_lowercase() == text
        };
        if let Some(at) = self.items.iter().position(own) {
            return Ok(Found::Known(at, NameRelation::Exact));
        }
        let tokens = Text::new(text);
        let read = items(&tokens, cx, self.of)
            .map_err(|left| Unread { reason: format!("cannot read “{left}”") })?;
        let [item] = read.items.as_slice() else {
            return Err(Unread { reason: "there are several items in one".to_string() });
        };
        if read.negated || read.any {
            return Err(Unread {
                reason: format!("cannot read “{}” as one item", text.trim())
            });
        }
        let relation = |known: &KnownItem| {
            item.meanings
                .iter()
                .find(|(value, _)| *value == known.value)
                .map(|(_, relation)| *relation)
        };
        let mut matches = self
            .items
            .iter()
            .enumerate()
            .filter_map(|(at, known)| relation(known).map(|how| (at, how)));
        match (matches.next(), matches.next()) {
            (Some((at, relation)), None) => Ok(Found::Known(at, relation)),
            (Some(_), Some(_)) => Err(Unread {
                reason: format!("“{}” covers several items of the fact", item.text),
            }),
            (None, _) if matches!(self.of, Kind::Text) => {
                Err(Unread { reason: format!("“{}” is not known", item.text) })
            }
            (None, _) => Ok(Found::Other(item.clone())),
        }
    }
}
