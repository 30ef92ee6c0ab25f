//! Deriving a value from a table or a set: filtering rows, taking a column, counting, the least and the most.
//! How a selector is spelt in a link is left to whoever parses links, adding up to `sum`.

use super::decode::nearest;
use super::number::Number;
use super::quantity::Quantity;
use super::ranges::{End, Ranges};
use super::set::Join;
use super::sum::sum;
use super::{Kind, Names, Property, Row, Set, Table, Value, Words};

/// Which part of a value is meant: `devices[support=supported].count`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selector {
    /// Which rows.
    pub filters: Vec<Filter>,
    /// Which column of them.
    pub column: Option<String>,
    /// What of them all.
    pub aggregate: Option<Aggregate>,
}

impl Selector {
    /// The selector as it is meant for a property: a column that is named like an aggregate is a
    /// column where nothing else is named.
    pub fn meant_for(mut self, property: &Property) -> Selector {
        let named = self.aggregate.map(Aggregate::as_str);
        if self.column.is_none()
            && let Some(name) = named.filter(|name| property.columns.contains_key(*name))
        {
            self.column = Some(name.to_string());
            self.aggregate = None;
        }
        self
    }
}

impl Aggregate {
    /// As it is written behind a dot.
    pub fn as_str(self) -> &'static str {
        match self {
            Aggregate::Count => "count",
            Aggregate::Min => "min",
            Aggregate::Max => "max",
            Aggregate::Sum => "sum",
        }
    }
}

/// A condition on rows: `support=supported`, `kind!=storage`.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// The column.
    pub key: String,
    /// Whether the cell must differ.
    pub negated: bool,
    /// The values, one of which the cell must have.
    pub values: Vec<String>,
}

/// What is derived from all rows together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aggregate {
    /// How many there are.
    Count,
    /// The least value of the column.
    Min,
    /// The greatest value of the column.
    Max,
    /// All amounts of the column together.
    Sum,
}

/// Why a selector does not fit a value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SelectProblem {
    /// The value has no rows to select from.
    NotATable,
    /// There is no such column.
    UnknownColumn {
        /// The column as written.
        column: String,
        /// The nearest column.
        near: Option<String>,
    },
    /// The column has no such value.
    UnknownValue {
        /// The column.
        column: String,
        /// The value as written.
        value: String,
        /// The nearest value.
        near: Option<String>,
    },
    /// The aggregate needs values that can be ordered, in one unit, at least one of them.
    NotOrdered {
        /// The column.
        column: String,
    },
    /// A sum needs one amount in each cell, all of one measure.
    NotSummed {
        /// The column.
        column: String,
    },
}

/// Derives the value that a selector means.
pub(super) fn select(
    value: &Value,
    property: &Property,
    selector: &Selector,
    words: &Words,
    names: &Names,
) -> Result<(Value, Property), SelectProblem> {
    let table = match value {
        Value::Table(table) => table,
        Value::Set(set) if selector.filters.is_empty() && selector.column.is_none() => {
            return match selector.aggregate {
                None => Ok((value.clone(), property.clone())),
                Some(Aggregate::Count) => Ok(count(set.items.len(), property, Vec::new())),
                Some(Aggregate::Sum) => {
                    sum(set.items.iter().map(Some), property, named(property), words)
                }
                Some(how) => ordered(&set.items, how, property, named(property)),
            };
        }
        _ => return Err(SelectProblem::NotATable),
    };
    let mut rows: Vec<&Row> = table.rows.iter().collect();
    let mut phrases = Vec::new();
    for filter in &selector.filters {
        let (column, wanted) = wanted(table, filter, words, names)?;
        rows.retain(|row| {
            let cell = row.cells.get(&filter.key);
            let found = cell.is_some_and(|cell| wanted.iter().any(|value| matches(cell, value)));
            found != filter.negated
        });
        if !filter.negated {
            phrases.extend(said(column, filter, words));
        }
    }
    if let Some(name) = &selector.column {
        let column = table.columns.get(name).ok_or_else(|| unknown_column(table, name))?;
        let cells: Vec<Value> =
            rows.iter().filter_map(|row| row.cells.get(name)).cloned().collect();
        return match selector.aggregate {
            Some(Aggregate::Count) => Ok(count(cells.len(), property, phrases)),
            Some(Aggregate::Sum) => {
                sum(rows.iter().map(|row| row.cells.get(name)), column, name, words)
            }
            Some(how) => ordered(&cells, how, column, name),
            None => {
                let mut items: Vec<Value> = Vec::new();
                for cell in cells {
                    if !items.contains(&cell) {
                        items.push(cell);
                    }
                }
                let kind = Property {
                    kind: Kind::Set,
                    of: Some(column.kind),
                    complete: table.complete,
                    ..column.clone()
                };
                Ok((Value::Set(Set { join: Join::Plain, items, complete: table.complete }), kind))
            }
        };
    }
    match selector.aggregate {
        Some(Aggregate::Count) => Ok(count(rows.len(), property, phrases)),
        Some(Aggregate::Sum) => {
            let key = table.columns.get(&table.key).unwrap_or(property);
            sum(rows.iter().map(|row| row.cells.get(&table.key)), key, &table.key, words)
        }
        Some(how) => {
            let key = table.columns.get(&table.key).unwrap_or(property);
            let cells: Vec<Value> =
                rows.iter().filter_map(|row| row.cells.get(&table.key)).cloned().collect();
            ordered(&cells, how, key, &table.key)
        }
        None => {
            let rows = rows.into_iter().cloned().collect();
            let mut property = property.clone();
            property.aliases.extend(phrases);
            Ok((Value::Table(Table { rows, ..table.clone() }), property))
        }
    }
}

/// What a set is called in a problem.
fn named(property: &Property) -> &str {
    property.label.as_deref().unwrap_or("set")
}

fn unknown_column(table: &Table, name: &str) -> SelectProblem {
    let near = nearest(name, table.columns.keys().map(String::as_str));
    SelectProblem::UnknownColumn { column: name.to_string(), near }
}

/// The values that a filter wants.
fn wanted<'t>(
    table: &'t Table,
    filter: &Filter,
    words: &Words,
    names: &Names,
) -> Result<(&'t Property, Vec<Value>), SelectProblem> {
    let column =
        table.columns.get(&filter.key).ok_or_else(|| unknown_column(table, &filter.key))?;
    let mut wanted = Vec::with_capacity(filter.values.len());
    for text in &filter.values {
        let form = super::Form::Text { text: text.clone(), quoted: true };
        let row = table.rows.iter().find(|row| filter.key == table.key && row.id == *text);
        let kind =
            if column.kind == Kind::Set { column.of.unwrap_or_default() } else { column.kind };
        let value = match row {
            Some(row) => row.cells.get(&filter.key).cloned(),
            None => {
                let property = Property { kind, ..column.clone() };
                Value::from_node(&super::Node { span: 0..0, form }, &property, words, names).ok()
            }
        };
        let Some(value) = value else {
            let known = words
                .statuses
                .ladder
                .iter()
                .chain(&words.statuses.beside)
                .filter(|_| column.kind == Kind::Status);
            let near = nearest(text, column.values.keys().chain(known).map(String::as_str));
            return Err(SelectProblem::UnknownValue {
                column: filter.key.clone(),
                value: text.clone(),
                near,
            });
        };
        wanted.push(value);
    }
    Ok((column, wanted))
}

fn matches(cell: &Value, wanted: &Value) -> bool {
    match cell {
        Value::Set(set) => set.items.contains(wanted),
        cell => cell == wanted,
    }
}

/// What may be said for a filter beside a count: “two supported network adapters”.
fn said(column: &Property, filter: &Filter, words: &Words) -> Vec<String> {
    let mut said = Vec::new();
    for value in &filter.values {
        said.push(value.clone());
        said.extend(column.values.get(value).into_iter().flatten().cloned());
        said.extend(column.phrases.get(value).into_iter().flatten().cloned());
        let word = words.language.status_words.iter().find(|(status, _)| status == value);
        said.extend(word.map(|(_, word)| (*word).to_string()));
    }
    said
}

/// A count, with the property that lets the rows' names stand beside it.
fn count(rows: usize, of: &Property, phrases: Vec<String>) -> (Value, Property) {
    let number = Number::whole(i64::try_from(rows).unwrap_or(i64::MAX));
    let amounts = Ranges::between(End::With(number), End::With(number));
    let unit = super::unit::Unit::thing(of.key.as_deref().or(of.unit.as_deref()).unwrap_or("item"));
    let mut aliases: Vec<String> = of.aliases.clone();
    aliases.extend(of.key.clone());
    aliases.extend(
        of.key.as_ref().and_then(|key| of.columns.get(key)).and_then(|column| column.label.clone()),
    );
    aliases.extend(phrases);
    let property = Property {
        kind: Kind::Quantity,
        role: Some(super::Role::Measure),
        unit: Some(unit.name.to_string()),
        label: of.label.clone(),
        aliases,
        ..Property::default()
    };
    (Value::Quantity(Quantity::new(&amounts, Some(unit))), property)
}

/// The least or the greatest of some values.
fn ordered(
    values: &[Value],
    how: Aggregate,
    column: &Property,
    name: &str,
) -> Result<(Value, Property), SelectProblem> {
    let not_ordered = || SelectProblem::NotOrdered { column: name.to_string() };
    let least = how == Aggregate::Min;
    let mut best: Option<&Value> = None;
    for value in values {
        let better = match (value, best) {
            (Value::Quantity(_) | Value::Version(_) | Value::Date(_), None) => true,
            (Value::Quantity(one), Some(Value::Quantity(two))) => {
                let (one, two) = (one.amounts.single(), two.amounts.single());
                one.ok_or_else(not_ordered)? < two.ok_or_else(not_ordered)?
            }
            (Value::Version(one), Some(Value::Version(two))) => {
                let (one, two) = (one.ranges.single(), two.ranges.single());
                one.ok_or_else(not_ordered)? < two.ok_or_else(not_ordered)?
            }
            (Value::Date(one), Some(Value::Date(two))) => one.first() < two.first(),
            _ => return Err(not_ordered()),
        };
        if best.is_none() || better == least {
            best = Some(value);
        }
    }
    let kind = match best {
        Some(Value::Quantity(_)) => Kind::Quantity,
        Some(Value::Version(_)) => Kind::Version,
        _ => Kind::Date,
    };
    let best = best.cloned().ok_or_else(not_ordered)?;
    Ok((best, Property { kind, of: None, ..column.clone() }))
}
