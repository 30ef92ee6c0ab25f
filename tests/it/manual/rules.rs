//! The rules and their levels: the fact file, and the table on the manual's page, which shows more
//! than its claims check.

use std::fmt::Write as _;

use factum::diagnostic::Level;
use factum::rules::ALL;

use super::{cell, read, root, same, table};

const FACTS: &str = "facts/manual/rules.yaml";
const PAGE: &str = "content/manual/rules.md";

#[test]
fn the_tables_of_rules_are_the_rules() {
    let mut rows = String::new();
    let mut lines = String::new();
    for rule in ALL {
        let (name, level, summary) = (rule.name, rule.level.as_str(), rule.summary);
        let quoted = summary.replace('\\', "\\\\").replace('"', "\\\"");
        let _ = writeln!(rows, "      - {{ rule: {name}, level: {level}, summary: \"{quoted}\" }}");
        let _ = writeln!(lines, "| `{name}` | {level} | {summary} |");
    }
    compare(FACTS, "    rows:\n", &rows);
    compare(PAGE, "|---|---|---|\n", &lines);
}

/// Compares what follows a mark, to the end of the file, and rewrites it when asked to.
fn compare(path: &str, mark: &str, expected: &str) {
    let text = read(path);
    let (head, tail) = text.split_once(mark).unwrap_or_else(|| panic!("{path} lacks {mark:?}"));
    if tail == expected {
        return;
    }
    if std::env::var("UPDATE").is_ok_and(|value| value == "1") {
        std::fs::write(root().join(path), format!("{head}{mark}{expected}")).expect("written");
        return;
    }
    panic!("{path} does not list the rules as they are; UPDATE=1 cargo test manual rewrites it");
}

#[test]
fn every_verdict_has_the_rule_and_the_level_that_it_is_reported_with() {
    use factum::value::Verdict;
    let all = [
        Verdict::Holds,
        Verdict::Contradicted,
        Verdict::SaysMore,
        Verdict::SaysLess,
        Verdict::BoundDropped,
        Verdict::OutOfScope,
        Verdict::Disputed,
        Verdict::Stale,
        Verdict::Unjudged,
    ];
    let rows = table("verdicts", "all");
    let told = rows.iter().map(|row| cell(row, "verdict").to_string());
    same("verdicts", told, all.iter().map(|verdict| verdict.as_str().to_string()));
    for row in &rows {
        let (verdict, name) = (cell(row, "verdict"), cell(row, "rule"));
        if name.is_empty() {
            assert_eq!(verdict, "holds");
            continue;
        }
        let rule = factum::rules::by_name(name).unwrap_or_else(|| panic!("{name} is no rule"));
        assert_eq!(Some(rule.level), Level::from_name(cell(row, "level")), "{name}");
        if verdict != "disputed" {
            assert_eq!(name, format!("claim-{verdict}"));
        }
    }
}

#[test]
fn the_levels_are_those_that_settings_can_name() {
    let levels = [Level::Error, Level::Warning, Level::Note, Level::Off];
    let real = levels.iter().map(|level| level.as_str().to_string());
    same("levels", super::names("settings", "levels"), real);
}
