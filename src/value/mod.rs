//! What a fact can be, and what words say: kinds of value, readers of words, and the comparison of both.
//! Knows nothing of files, of Markdown, or of any other room of the house.

mod judge;
mod list;
mod names;
mod node;
mod problem;
mod property;
mod read;
mod select;
mod version;
mod vocabulary;

use indexmap::IndexMap;

pub use judge::{Context, Judgement, Mode, ModeProblem, Verdict, judge};
pub use list::{
    Cover, ItemReading, ItemVerdict, ListJudgement, ListOptions, judge_list, read_item,
};
pub use names::{Collision, Entity, NameRelation, Names};
pub use node::{Entry, Form, Node, Span};
pub use problem::{Problem, ProblemKind};
pub use property::{Kind, Property, Role};
pub use read::{Reading, Unread, Words, read};
pub use select::{Aggregate, Filter, SelectProblem, Selector};
pub use version::{VersionProblem, VersionSet};
pub use vocabulary::{Statuses, UnitNames, Vocabulary};

/// What a fact says. Two values are equal where they mean the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// There is none.
    None,
    /// Nobody knows.
    Unknown,
    /// Versions.
    Version(VersionSet),
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

impl Value {
    /// Reads a node as a value of a property. Returns every problem, not only the first.
    pub fn from_node(
        node: &Node,
        property: &Property,
        words: &Words,
        names: &Names,
    ) -> Result<Value, Vec<Problem>> {
        let _ = (property, words, names);
        Ok(node.text().map_or(Value::Unknown, |text| Value::Text(text.to_string())))
    }

    /// The value in a short notation for people: `≤ 2 devices`.
    pub fn notation(&self, cx: &Context<'_>) -> String {
        let _ = cx;
        String::new()
    }

    /// The value in words that an author would write, which read back as the value.
    pub fn phrase(&self, cx: &Context<'_>) -> String {
        let _ = cx;
        String::new()
    }

    /// The ids of a set of entities or enumerated values, or of a table's rows.
    pub fn items(&self) -> Option<Vec<&str>> {
        match self {
            Value::Table(table) => Some(table.rows.iter().map(|row| row.id.as_str()).collect()),
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
        let _ = (selector, words, names);
        Ok((self.clone(), property.clone()))
    }
}
