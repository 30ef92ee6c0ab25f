//! Data files of the repository that facts are derived from: TOML, JSON, YAML and CSV as one tree.
//! Leaves the place in it, and what stands there, to `site`.

use super::{toml, yaml};
use crate::source::SitePath;
use crate::value::{Entry, Form, Node};

/// Reads a data file by its extension.
///
/// # Errors
/// A sentence: why nothing can be derived from the file.
pub fn data(path: &SitePath, text: &str) -> Result<Node, String> {
    let problem = |problems: Vec<super::Problem>| {
        problems.into_iter().find_map(|problem| match problem.kind {
            super::ProblemKind::Syntax(words) => Some(words),
            _ => None,
        })
    };
    match path.extension() {
        "toml" => {
            let (node, problems) = toml::read(text, 0);
            problem(problems).map_or(Ok(node), Err)
        }
        "yaml" | "yml" | "json" => {
            let (node, problems) = yaml::read(text, 0);
            match (node, problem(problems)) {
                (_, Some(words)) => Err(words),
                (Some(node), None) => Ok(node),
                (None, None) => Err("it is empty".to_string()),
            }
        }
        "csv" => table(text),
        other => {
            Err(format!("facts are derived from TOML, JSON, YAML and CSV, not from \"{other}\""))
        }
    }
}

/// A table as a map of rows by their first cell, each a map of cells by column.
fn table(text: &str) -> Result<Node, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let columns = reader.headers().map_err(|error| error.to_string())?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let start = record.position().map_or(0, |at| at.byte() as usize).min(text.len());
        let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        let cells = columns
            .iter()
            .zip(record.iter())
            .map(|(column, cell)| Entry {
                key: column.trim().to_string(),
                key_span: 0..0,
                value: Node::plain(cell.trim(), start..end),
            })
            .collect();
        rows.push(Entry {
            key: record.get(0).unwrap_or_default().trim().to_string(),
            key_span: start..end,
            value: Node { span: start..end, form: Form::Map(cells) },
        });
    }
    Ok(Node { span: 0..text.len(), form: Form::Map(rows) })
}

/// Follows keys joined by dots, and positions in lists counted from 0, to a place in a tree. A key
/// may itself hold dots: the longest that fits is taken.
pub fn follow<'n>(node: &'n Node, at: &str) -> Option<&'n Node> {
    if at.is_empty() {
        return Some(node);
    }
    if let Some(items) = node.list() {
        let (first, rest) = at.split_once('.').unwrap_or((at, ""));
        return follow(items.get(first.parse::<usize>().ok()?)?, rest);
    }
    let fits = |entry: &&Entry| {
        at.strip_prefix(entry.key.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let mut entries: Vec<&Entry> = node.map()?.iter().filter(fits).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.key.len()));
    entries.into_iter().find_map(|entry| {
        let rest = &at[entry.key.len()..];
        follow(&entry.value, rest.strip_prefix('.').unwrap_or(rest))
    })
}
