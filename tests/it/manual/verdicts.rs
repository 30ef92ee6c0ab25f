//! The examples on the manual's page of verdicts: each row is judged as it says.

use std::fmt::Write as _;

use factum::engine::{Engine, Options};
use factum::source::Memory;

use super::read;

/// What the manual calls a fact, and the fact.
const FACTS: [(&str, &str); 5] = [
    ("a limit of at most 2", "{ type: quantity, unit: device, role: limit, value: { max: 2 } }"),
    (
        "a requirement of at least 4 GiB",
        "{ type: quantity, unit: GiB, role: requirement, value: { min: 4 GiB } }",
    ),
    ("experimental support", "{ type: status, value: experimental }"),
    ("released in August 2009", "{ type: date, value: 2009-08 }"),
    ("released on 3 August 2009", "{ type: date, value: 2009-08-03 }"),
];

#[test]
fn the_examples_are_judged_as_the_manual_says() {
    let page = read("content/manual/verdicts.md");
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`').into()).collect()
    };
    let tables = page.lines().scan(false, |inside, line| {
        *inside = line.starts_with('|') && (*inside || line.starts_with("| The fact"));
        Some((*inside, line))
    });
    let rows: Vec<Vec<String>> = tables
        .filter(|(inside, line)| *inside && !line.starts_with("| The") && !line.starts_with("|-"))
        .map(|(_, line)| cells(line))
        .collect();
    assert!(rows.len() >= 9, "the examples were not found");

    let mut facts = "name: Example\nfacts:\n".to_string();
    for (index, (_, fact)) in FACTS.iter().enumerate() {
        let _ = writeln!(facts, "  f{index}: {fact}");
    }
    let mut article = "# Examples\n\n".to_string();
    for row in &rows {
        let index = FACTS.iter().position(|(name, _)| *name == row[0]);
        let index = index.unwrap_or_else(|| panic!("no fact for {:?}", row[0]));
        let _ = writeln!(article, "- [{}](fact:example.f{index})", row[1]);
    }
    let mut door = Memory::new();
    assert!(door.insert("facts/example.yaml", facts) && door.insert("content/page.md", article));
    let options = Options::at(jiff::civil::date(2026, 11, 22));
    let snapshot = Engine::new().snapshot(&door, &options).expect("a site");
    let found = snapshot.site.claims.iter().map(|claim| claim.judgement.verdict.as_str());
    let told: Vec<&str> = rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(told, found.collect::<Vec<_>>());
}
