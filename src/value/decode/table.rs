//! Decodes tables: rows of cells, one of which names the row.
//! Selecting from tables is left to `select`.

use indexmap::IndexMap;

use super::{Decoded, Decoding, keys, problem, wrong};
use crate::value::{Kind, Node, Problem, ProblemKind, Property, Row, Table, Value};

impl Decoding<'_> {
    pub(super) fn table(&self, node: &Node) -> Decoded {
        let rows = node.get("rows").unwrap_or(node);
        let rows = rows.list().ok_or_else(|| wrong(rows, "a list of rows"))?;
        let columns = &self.property.columns;
        let Some(key) = self.property.key.clone().or_else(|| columns.keys().next().cloned()) else {
            return Err(problem(&node.span, ProblemKind::MissingKey { key: "key".to_string() }));
        };
        let mut problems = Vec::new();
        let mut read: Vec<Row> = Vec::with_capacity(rows.len());
        for node in rows {
            match self.row(node, &key) {
                Ok(row) if read.iter().any(|earlier| earlier.id == row.id) => {
                    problems.extend(problem(&node.span, ProblemKind::Repeated { text: row.id }));
                }
                Ok(row) => read.push(row),
                Err(more) => problems.extend(more),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let complete = self.property.complete;
        Ok(Value::Table(Table { key, columns: columns.clone(), rows: read, complete }))
    }

    fn row(&self, node: &Node, key: &str) -> Result<Row, Vec<Problem>> {
        let entries = node.map().ok_or_else(|| wrong(node, "a row, which is a map"))?;
        let known: Vec<&str> =
            self.property.columns.keys().map(String::as_str).chain([key]).collect();
        let mut problems = keys(entries, &known);
        let mut cells = IndexMap::new();
        let mut name = None;
        let plain = Property { kind: Kind::Entity, ..Property::default() };
        for entry in entries {
            let column = match self.property.columns.get(&entry.key) {
                Some(column) => column,
                None if entry.key == key => &plain,
                None => continue,
            };
            let decoding = Decoding { property: column, ..*self };
            let own_key = entry.key == key && column.kind == Kind::Entity;
            let cell = match (own_key, entry.value.text()) {
                // The key may name what is an entity through this very row.
                (true, Some(id)) if self.names.exact(id).is_none() && !self.names.contains(id) => {
                    Ok(Value::Entity(id.to_string()))
                }
                _ => decoding.value(&entry.value),
            };
            if entry.key == key {
                name = entry.value.get("name").and_then(Node::text).map(str::to_string);
            }
            match cell {
                Ok(cell) => {
                    cells.insert(entry.key.clone(), cell);
                }
                Err(more) => problems.extend(more),
            }
        }
        let id = match cells.get(key) {
            Some(Value::Entity(id) | Value::Enum(id) | Value::Text(id)) => Some(id.clone()),
            Some(Value::Version(set)) => Some(set.notation()),
            Some(_) => node.get(key).and_then(Node::text).map(str::to_string),
            None => None,
        };
        match id {
            Some(id) if problems.is_empty() => {
                let known = self.names.name(&id).map(str::to_string);
                let name = name.or(known).unwrap_or_else(|| id.clone());
                Ok(Row { id, name, cells, span: node.span.clone() })
            }
            None if problems.is_empty() => {
                Err(problem(&node.span, ProblemKind::MissingKey { key: key.to_string() }))
            }
            _ => Err(problems),
        }
    }
}
