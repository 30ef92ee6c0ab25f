//! The counts that end a run: each claim is in one of them. What a claim is judged to be is left to the
//! cases.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Checks a site: the counts for machines, and what people are told.
fn check(site: &Path) -> (Value, String) {
    let run = |arguments: &[&str]| {
        let mut factum = Command::new(env!("CARGO_BIN_EXE_factum"));
        factum.args(["check", "--today", "2026-11-26", "--root"]).arg(site).args(arguments);
        let output = factum.output().expect("factum runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr))
    };
    let result: Value = serde_json::from_str(&run(&["--format", "json"]).0).expect("JSON");
    (result["summary"].clone(), run(&[]).1)
}

#[test]
fn disputed_claims_are_counted_apart() {
    let printer = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/printer");
    let (summary, told) = check(&printer);
    let count = |key: &str| summary[key].as_u64().expect("a count");
    let kinds = ["holds", "contradicted", "stale", "disputed", "unjudged"];
    assert_eq!(kinds.map(count).iter().sum::<u64>(), count("claims"));
    assert!(count("disputed") > 0 && count("contradicted") > 0, "{summary}");
    let said = ["contradicted", "disputed", "unjudged"];
    let said = said.map(|kind| format!("{} {kind}", count(kind))).join(", ");
    assert!(told.contains(&said), "{told}");
}

#[test]
fn stale_claims_are_counted_apart() {
    let site = tempfile::tempdir().expect("a folder for the test");
    let put = |path: &str, text: &str| {
        let path = site.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    };
    put("factum.toml", "title = \"T\"\n");
    put("content/_index.md", "# VM\n\nA VM has [up to two](fact:vm.slots) slots.\n");
    let slots = "{ type: quantity, unit: slot, role: limit, value: { max: 2 }, checked: 2024-01-01, review: { every: 12 months } }";
    put("facts/vm.yaml", &format!("name: VM\nfacts:\n  slots: {slots}\n"));
    let (summary, told) = check(site.path());
    assert_eq!(summary["stale"], 1, "{summary}");
    assert!(told.contains("1 claim: 0 hold, 0 contradicted, 1 stale, 0 unjudged"), "{told}");
}
