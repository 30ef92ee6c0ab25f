//! TOML text to the same tree of [`Node`]s that YAML gives, with byte spans.
//! What keys mean is left to the readers of single files.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, ProblemKind};
use crate::value::{Entry, Form, Node};

/// Tables and arrays inside each other; the parser itself stops later.
const DEEPEST: usize = 64;

/// Reads a TOML document; what is wrong with it is a problem, and the rest is still there.
///
/// `offset` is added to every span: where in its file the text begins.
pub(super) fn read(text: &str, offset: usize) -> (Node, Vec<Problem>) {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let offset = offset + mark;
    let (table, errors) = DeTable::parse_recoverable(&text[mark..]);
    let mut problems: Vec<Problem> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let span = span.start + offset..span.end + offset;
            // The parser's message may be of several lines; the first says what is wrong.
            let words = error.message().lines().next().unwrap_or("cannot be read").to_string();
            Problem { span, kind: ProblemKind::Syntax(words) }
        })
        .collect();
    problems.sort_by_key(|problem| problem.span.start);
    problems.dedup_by_key(|problem| problem.span.start);
    let node = Node {
        span: offset..offset + text.len() - mark,
        form: table_form(table.get_ref(), offset, 0),
    };
    (node, problems)
}

fn table_form(table: &DeTable<'_>, offset: usize, depth: usize) -> Form {
    if depth > DEEPEST {
        return Form::Map(Vec::new());
    }
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: shift(key.span(), offset),
            value: node(value, offset, depth),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Form::Map(entries)
}

fn node(value: &Spanned<DeValue<'_>>, offset: usize, depth: usize) -> Node {
    let text = |text: String, quoted| Form::Text { text, quoted };
    let form = match value.get_ref() {
        DeValue::String(string) => text(string.to_string(), true),
        DeValue::Integer(integer) => text(integer.to_string(), false),
        DeValue::Float(float) => text(float.as_str().to_string(), false),
        DeValue::Boolean(boolean) => text(boolean.to_string(), false),
        DeValue::Datetime(datetime) => text(datetime.to_string(), false),
        DeValue::Array(array) if depth < DEEPEST => {
            Form::List(array.iter().map(|item| node(item, offset, depth + 1)).collect())
        }
        DeValue::Array(_) => Form::List(Vec::new()),
        DeValue::Table(table) => table_form(table, offset, depth + 1),
    };
    Node { span: shift(value.span(), offset), form }
}

fn shift(span: std::ops::Range<usize>, offset: usize) -> std::ops::Range<usize> {
    span.start + offset..span.end + offset
}
