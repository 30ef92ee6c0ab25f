//! Facts that rest on each other in long rows, and in circles as long: they end, and soon.
//! Leaves what short ones come to to the cases.

use std::fmt::Write as _;

use factum::engine::{Engine, Options, Snapshot};
use factum::source::Memory;

/// More than a stack would hold, if every fact stood on the one before it.
const ROW: usize = 20_000;

fn snapshot(facts: &str) -> Snapshot {
    let mut memory = Memory::new();
    memory.insert("facts/row.yaml", format!("name: Row\nfacts:\n{facts}"));
    memory.insert("content/_index.md", "# Row\n\n[2](fact:row.p0)\n");
    let options = Options::at(jiff::civil::date(2027, 1, 1));
    Engine::new().snapshot(&memory, &options).expect("a site")
}

fn row(last: &str) -> String {
    let mut facts = String::new();
    for at in 0..ROW - 1 {
        let _ = writeln!(facts, "  p{at}: {{ same-as: p{} }}", at + 1);
    }
    let _ = writeln!(facts, "  p{}: {{ {last} }}", ROW - 1);
    facts
}

#[test]
fn a_long_row_of_mirrors_ends() {
    let snapshot = snapshot(&row("type: quantity, value: 2"));
    assert_eq!(
        snapshot.site.claims.iter().next().map(|it| it.judgement.verdict.as_str()),
        Some("holds")
    );
}

#[test]
fn a_long_circle_is_one_finding() {
    let snapshot = snapshot(&row("same-as: p0"));
    let circles = snapshot.findings.iter().filter(|finding| finding.rule == "computed-cycle");
    assert_eq!(circles.count(), 1);
}
