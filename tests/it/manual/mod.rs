//! What the manual says of factum is compared with factum: the tables of `facts/manual` with the
//! code and with the program's own words. Values that are read from files need no test.
//!
//! `UPDATE=1 cargo test manual` rewrites the tables of rules.

mod commands;
mod keys;
mod paths;
mod readme;
mod report;
mod rules;
mod site;
mod templates;
mod values;
mod verdicts;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use factum::parse::{FactContent, FactFile, RawValue};
use factum::source::SitePath;
use factum::value::Node;

/// A row of a table: its cells by column, in the order they are written.
type Row = Vec<(String, String)>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The value of one of the manual's facts, as it is written.
fn written(subject: &str, fact: &str) -> Node {
    let name = format!("facts/manual/{subject}.yaml");
    let path = SitePath::new(&name).expect("a path below the root");
    let file = FactFile::parse(&path, &read(&name));
    assert!(file.problems.is_empty(), "{name}: {:#?}", file.problems);
    let FactContent::Subject(found) = file.content else { panic!("{name} holds no subject") };
    let found = found.facts.into_iter().find(|known| known.name.it == fact);
    let fact = found.unwrap_or_else(|| panic!("{name} has no fact {fact}"));
    match fact.statements.into_iter().next().map(|statement| statement.value) {
        Some(RawValue::Written(node)) => node,
        other => panic!("{name} writes no value: {other:?}"),
    }
}

/// The rows of a table.
fn table(subject: &str, fact: &str) -> Vec<Row> {
    let node = written(subject, fact);
    let rows = node.list().or_else(|| node.get("rows")?.list()).expect("rows");
    let cells = |row: &Node| -> Row {
        let entries = row.map().expect("a row is a map").iter();
        let text = |node: &Node| node.text().expect("a cell of text").to_string();
        entries.map(|entry| (entry.key.clone(), text(&entry.value))).collect()
    };
    rows.iter().map(cells).collect()
}

/// The key column of a table, or the items of a set, in the order they are written.
fn names(subject: &str, fact: &str) -> Vec<String> {
    let node = written(subject, fact);
    match node.list().and_then(|items| items.first()?.text()) {
        Some(_) => {
            let items = node.list().unwrap_or_default().iter();
            items.filter_map(Node::text).map(str::to_string).collect()
        }
        None => table(subject, fact).into_iter().map(|row| row[0].1.clone()).collect(),
    }
}

/// A cell; empty where the row has none in that column.
fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    row.iter().find(|(name, _)| name == column).map_or("", |(_, text)| text)
}

/// Compares names regardless of their order, and says what to mend.
fn same(of: &str, told: impl IntoIterator<Item = String>, real: impl IntoIterator<Item = String>) {
    let (told, real): (BTreeSet<_>, BTreeSet<_>) =
        (told.into_iter().collect(), real.into_iter().collect());
    let missing: Vec<_> = real.difference(&told).collect();
    let extra: Vec<_> = told.difference(&real).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "{of}: the manual does not tell of {missing:?}, and tells of {extra:?}, which is not there"
    );
}

/// What the program prints, on either stream.
fn factum(folder: &Path, arguments: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    command.current_dir(folder).args(arguments);
    command.env("NO_COLOR", "1").env("COLUMNS", "80").env("SOURCE_DATE_EPOCH", "1795305600");
    let output = command.output().expect("the binary was built for this test");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}
