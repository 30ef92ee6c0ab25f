//! What a fact can be, and what words say: kinds of value, readers of words, and the comparison of both.
//! Knows nothing of files, of Markdown, or of any other room of the house.

mod alter;
mod compare;
mod date;
mod decode;
mod fix;
mod hash;
mod judge;
mod list;
mod names;
mod node;
mod number;
mod order;
mod phrase;
mod problem;
mod property;
mod quantity;
mod ranges;
mod read;
mod select;
mod set;
mod sum;
#[cfg(test)]
mod tests;
mod unit;
mod version;
mod vocabulary;

use indexmap::IndexMap;

pub use date::DateSet;
pub use judge::{Context, Judgement, Mode, ModeProblem, Verdict, judge, notation_in};
pub use list::{
    Cover, ItemReading, ItemVerdict, ListJudgement, ListOptions, judge_list, read_item,
};
pub use names::{Collision, Entity, NameRelation, Names};
pub use node::{Entry, Form, Node, Span};
pub use order::Comparison;
pub use problem::{Problem, ProblemKind};
pub use property::{Kind, Property, Role};
pub use quantity::Quantity;
pub use read::{Reading, Unread, Words, read};
pub use select::{Aggregate, Filter, SelectProblem, Selector};
pub use set::{Join, Set};
pub use version::{VersionProblem, VersionSet};
pub use vocabulary::{Statuses, UnitNames, Vocabulary};

/// What a fact says. Two values are equal where they mean the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// There is none.
    None,
    /// Nobody knows.
    Unknown,
    /// Amounts.
    Quantity(Quantity),
    /// Versions.
    Version(VersionSet),
    /// A status, by its name in the vocabulary.
    Status(String),
    /// Yes or no.
    Boolean(bool),
    /// Days.
    Date(DateSet),
    /// One of the declared values.
    Enum(String),
    /// An entity, by its id.
    Entity(String),
    /// Several values.
    Set(Set),
    /// Words that people judge.
    Text(String),
    /// An address.
    Url(String),
    /// Rows with columns.
    Table(Table),
}

/// The rows of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The column that names the rows.
    pub key: String,
    /// What each column declares.
    pub columns: IndexMap<String, Property>,
    /// The rows, in the order they were written.
    pub rows: Vec<Row>,
    /// Whether there are no further rows in the world.
    pub complete: bool,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The id of what the row is about.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its cells, by column.
    pub cells: IndexMap<String, Value>,
    /// Where the row stands.
    pub span: Span,
}

impl Table {
    /// The rows as a set of entities.
    fn as_set(&self) -> Set {
        let items = self.rows.iter().map(|row| Value::Entity(row.id.clone())).collect();
        Set { join: Join::Plain, items, complete: self.complete }
    }
}

impl Value {
    /// Of a single amount: it and all above it.
    pub(crate) fn or_more(&self) -> Option<Value> {
        match self {
            Value::Quantity(quantity) => quantity.or_more().map(Value::Quantity),
            _ => None,
        }
    }

    /// Reads a node as a value of a property. Returns every problem, not only the first.
    pub fn from_node(
        node: &Node,
        property: &Property,
        words: &Words,
        names: &Names,
    ) -> Result<Value, Vec<Problem>> {
        decode::Decoding { property, words, names }.value(node)
    }

    /// The value in a short notation for people: `≤ 2 devices`.
    pub fn notation(&self, cx: &Context<'_>) -> String {
        phrase::notation(self, cx)
    }

    /// The value in words that an author would write, which read back as the value.
    pub fn phrase(&self, cx: &Context<'_>) -> String {
        phrase::phrase(self, cx)
    }

    /// What the value might come to be by a small change, for somebody who wants to know who would
    /// notice; nothing for words that people judge, and the same each time.
    pub fn alterations(&self, cx: &Context<'_>) -> Vec<Value> {
        alter::alterations(self, cx)
    }

    /// The ids of a set of entities or enumerated values, or of a table's rows.
    pub fn items(&self) -> Option<Vec<&str>> {
        match self {
            Value::Table(table) => Some(table.rows.iter().map(|row| row.id.as_str()).collect()),
            Value::Set(set) => set
                .items
                .iter()
                .map(|item| match item {
                    Value::Entity(id) | Value::Enum(id) => Some(id.as_str()),
                    _ => None,
                })
                .collect(),
            _ => None,
        }
    }

    /// The value that a selector derives from this one, with the property that it then has.
    pub fn select(
        &self,
        property: &Property,
        selector: &Selector,
        words: &Words,
        names: &Names,
    ) -> Result<(Value, Property), SelectProblem> {
        select::select(self, property, selector, words, names)
    }
}
