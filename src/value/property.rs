//! What a property declares about its values: kind, role, unit, names.
//! The values themselves, and where a declaration was found, are left to others.

use super::read::Parts;
use indexmap::IndexMap;
use serde::{Deserialize, Deserializer};

/// A property's declaration, decoded from a map of YAML or JSON.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Property {
    /// What kind of value it has.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What kind of item a set has.
    pub of: Option<Kind>,
    /// The role as declared; see [`Property::role`].
    pub role: Option<Role>,
    /// The unit of a quantity: a measure, or a counted thing in the singular.
    pub unit: Option<String>,
    /// What people call the property.
    pub label: Option<String>,
    /// Other things that people call it.
    #[serde(deserialize_with = "one_or_many")]
    pub aliases: Vec<String>,
    /// The values of an enumeration, each with the phrases that say it.
    #[serde(deserialize_with = "choices")]
    pub values: IndexMap<String, Vec<String>>,
    /// Further phrases for a value: a status, `true` or `false`, a value of an enumeration.
    #[serde(deserialize_with = "phrases")]
    pub phrases: IndexMap<String, Vec<String>>,
    /// The column that names the rows of a table.
    pub key: Option<String>,
    /// The columns of a table.
    pub columns: IndexMap<String, Property>,
    /// Whether a set or table lists everything there is.
    pub complete: bool,
    /// What readers make of its names.
    #[serde(skip)]
    pub(crate) parts: Parts,
}

impl Property {
    /// The keys that a declaration may have.
    pub const KEYS: &[&str] = &[
        "type", "of", "role", "unit", "label", "aliases", "values", "phrases", "key", "columns",
        "complete",
    ];

    /// The role, or the usual one of the kind where none is declared.
    pub fn role(&self) -> Role {
        self.role.unwrap_or(match self.kind {
            Kind::Status => Role::Support,
            Kind::Set => Role::Requirement,
            Kind::Table => Role::Support,
            Kind::Text => Role::Caveat,
            _ => Role::Measure,
        })
    }
}

/// The kinds of value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Numbers, with or without a unit.
    Quantity,
    /// Versions, ordered segment by segment.
    Version,
    /// A rung of the ladder of statuses, or a status beside it.
    Status,
    /// Yes or no.
    Boolean,
    /// Days, months, years, and what lies before or after.
    Date,
    /// One of a few declared words.
    Enum,
    /// A subject or a row, by name.
    Entity,
    /// Several values of another kind.
    Set,
    /// Rows with columns.
    Table,
    /// Words that people judge.
    #[default]
    Text,
    /// An address.
    Url,
}

impl Kind {
    /// The name as it is written in a declaration.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Quantity => "quantity",
            Kind::Version => "version",
            Kind::Status => "status",
            Kind::Boolean => "boolean",
            Kind::Date => "date",
            Kind::Enum => "enum",
            Kind::Entity => "entity",
            Kind::Set => "set",
            Kind::Table => "table",
            Kind::Text => "text",
            Kind::Url => "url",
        }
    }
}

/// Which direction of error does harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// What may not be exceeded.
    Limit,
    /// What must be there.
    Requirement,
    /// What holds until somebody changes it.
    Default,
    /// What is so.
    Measure,
    /// What may be relied upon.
    Support,
    /// What must be said beside it.
    Caveat,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
    Nothing(()),
}

impl OneOrMany {
    fn into_vec(self) -> Vec<String> {
        match self {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
            OneOrMany::Nothing(()) => Vec::new(),
        }
    }
}

fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    OneOrMany::deserialize(from).map(OneOrMany::into_vec)
}

pub(super) fn phrases<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<IndexMap<String, Vec<String>>, D::Error> {
    let map = IndexMap::<String, OneOrMany>::deserialize(from)?;
    Ok(map.into_iter().map(|(value, said)| (value, said.into_vec())).collect())
}

fn choices<'de, D: Deserializer<'de>>(from: D) -> Result<IndexMap<String, Vec<String>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Choices {
        List(Vec<String>),
        Map(IndexMap<String, OneOrMany>),
    }
    Ok(match Choices::deserialize(from)? {
        Choices::List(list) => list.into_iter().map(|value| (value, Vec::new())).collect(),
        Choices::Map(map) => {
            map.into_iter().map(|(value, said)| (value, said.into_vec())).collect()
        }
    })
}
