//! `factum accept`: what it asks, what it records, and when a review no longer counts.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const FACTS: &str = "\
name: VM
facts:
  advice: { type: text, value: Unmount the disk before you remove it. }
  warning: { type: text, value: A snapshot is no backup. }
";

const PAGE: &str = "\
# Guide

Take care. First [unmount the disk](fact:vm.advice), then wait. Be patient.

[Snapshots do not replace backups](fact:vm.warning).
";

/// A site with two claims on texts.
fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in
        [("factum.toml", "title = \"T\"\n"), ("facts/vm.yaml", FACTS), ("content/guide.md", PAGE)]
    {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    command.env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1795305600");
    let output = command.current_dir(folder).args(arguments).output().expect("a run");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn edit(folder: &TempDir, path: &str, from: &str, to: &str) {
    let path = folder.path().join(path);
    let text = fs::read_to_string(&path).expect("the file");
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).expect("written");
}

fn lock(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("factum.lock")).expect("the lock")
}

/// A site whose claims are accepted.
fn accepted() -> TempDir {
    let folder = site();
    let (code, _, err) = run(folder.path(), &["accept", "--all", "--by", "Ada"]);
    assert_eq!((code, err.as_str()), (0, "accepted 2 claims\n"));
    folder
}

/// How many claims hold, from the last line of a check.
fn holds(folder: &TempDir) -> (i32, String) {
    let (code, _, err) = run(folder.path(), &["check"]);
    let receipt = err.lines().last().expect("a receipt");
    (code, receipt.split(" · ").next().expect("counts").to_string())
}

#[test]
fn without_a_selection_and_a_terminal_it_lists() {
    let folder = site();
    let (code, out, err) = run(folder.path(), &["accept"]);
    assert_eq!((code, err.as_str()), (1, "2 claims wait for a review\n"));
    let card = "\
vm.advice: a text is judged by people, and `factum accept` records their review
  page  content/guide.md:3:18
        First [unmount the disk], then wait.
  fact  facts/vm.yaml:3:32
        Unmount the disk before you remove it.
";
    assert!(out.starts_with(card), "{out}");
    assert!(!folder.path().join("factum.lock").exists());
    let (code, out, _) = run(folder.path(), &["accept", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, document["waiting"][1]["fact"].as_str()), (1, Some("vm.warning")));
}

#[test]
fn an_accepted_claim_holds_until_its_sentence_changes() {
    let folder = accepted();
    let text = lock(&folder);
    assert_eq!(text.matches("[[review]]\npage = \"content/guide.md\"\n").count(), 2, "{text}");
    assert_eq!(text.matches("by = \"Ada\"\non = 2026-11-22\n").count(), 2, "{text}");
    assert_eq!(holds(&folder), (0, "2 claims: 2 hold, 0 contradicted, 0 unjudged".to_string()));
    // Another sentence of the paragraph, and how lines are broken, are no matter of the claim's.
    edit(&folder, "content/guide.md", "Be patient", "Have tea");
    edit(&folder, "content/guide.md", "First [unmount", "First\n[unmount");
    assert_eq!(holds(&folder).0, 0);
    edit(&folder, "content/guide.md", ", then wait", ", or do not");
    let (code, _, err) = run(folder.path(), &["check"]);
    assert_eq!(code, 1, "{err}");
    let message = "error[review-needed]: \"unmount the disk\" wants another look: the page's \
                   sentence has changed since it was accepted on 2026-11-22 by Ada";
    assert!(err.contains(message), "{err}");
    assert!(err.contains("content/guide.md:4:1") && err.contains("facts/vm.yaml:3:32"), "{err}");
    assert_eq!(run(folder.path(), &["accept"]).0, 1);
    assert_eq!(run(folder.path(), &["accept", "content/guide.md:4"]).0, 0);
    assert_eq!(holds(&folder).0, 0);
    let new = lock(&folder);
    assert_eq!((new.matches("[[review]]").count(), new.matches("Ada").count()), (2, 1), "{new}");
}

#[test]
fn a_changed_fact_wants_another_look() {
    let folder = accepted();
    edit(&folder, "facts/vm.yaml", "before you remove it", "while it is idle");
    let (code, out, _) = run(folder.path(), &["check", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let claim = &document["claims"][0];
    assert_eq!((code, claim["verdict"].as_str()), (1, Some("unjudged")));
    let reason = "the fact has changed since it was accepted on 2026-11-22 by Ada";
    assert_eq!(claim["reason"].as_str(), Some(reason));
    assert_eq!(document["claims"][1]["verdict"].as_str(), Some("holds"));
    let findings = document["findings"].as_array().expect("findings");
    let found = findings.iter().find(|finding| finding["rule"] == "review-needed");
    let related = &found.expect("one that needs a review")["related"][0];
    assert_eq!(related["path"].as_str(), Some("facts/vm.yaml"), "{document:#}");
    edit(&folder, "content/guide.md", "First", "At first");
    let (_, _, err) = run(folder.path(), &["check"]);
    assert!(err.contains("the page's sentence and the fact have changed since"), "{err}");
    let (code, _, err) = run(folder.path(), &["accept", "--fact", "vm.advice"]);
    assert_eq!((code, err.as_str()), (0, "accepted 1 claim\n"));
    assert_eq!(holds(&folder).0, 0);
}

#[test]
fn a_review_that_nothing_needs_is_told_of_and_dropped() {
    let folder = accepted();
    edit(&folder, "content/guide.md", "[unmount the disk](fact:vm.advice)", "unmount it");
    let (code, _, err) = run(folder.path(), &["check"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("note[review-unused]") && err.contains("factum.lock:4:1"), "{err}");
    let (_, out, err) = run(folder.path(), &["accept", "--all", "--dry-run"]);
    assert_eq!(err, "would accept 0 claims, 1 unused review dropped\n");
    assert!(out.contains("-fact = \"vm.advice\"") && lock(&folder).contains("vm.advice"), "{out}");
    let (_, _, err) = run(folder.path(), &["accept", "--all"]);
    assert_eq!(err, "accepted 0 claims, 1 unused review dropped\n");
    assert!(!lock(&folder).contains("vm.advice") && lock(&folder).contains("vm.warning"));
    // A draft is not looked at, which is no reason to forget what was reviewed in it.
    edit(&folder, "content/guide.md", "# Guide", "---\ntitle: Guide\ndraft: true\n---\n");
    run(folder.path(), &["accept", "--all"]);
    assert!(lock(&folder).contains("vm.warning"), "{}", lock(&folder));
}

#[test]
fn ends_of_lines_change_nothing() {
    let folder = accepted();
    for path in ["content/guide.md", "facts/vm.yaml", "factum.lock"] {
        edit(&folder, path, "\n", "\r\n");
    }
    assert_eq!(holds(&folder).0, 0);
    edit(&folder, "content/guide.md", "First", "At first");
    assert_eq!(holds(&folder).0, 1);
    assert_eq!(run(folder.path(), &["accept", "--all"]).0, 0);
    assert_eq!(holds(&folder).0, 0);
    let text = lock(&folder);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let before = text;
    assert_eq!(run(folder.path(), &["accept", "--all"]).0, 0);
    assert_eq!(before, lock(&folder));
}

#[test]
fn what_is_not_there_is_not_accepted() {
    let folder = accepted();
    let (code, _, err) = run(folder.path(), &["accept", "content/guid.md"]);
    assert!(code == 2 && err.contains("content/guid.md is no page"), "{err}");
    let (code, _, err) = run(folder.path(), &["accept", "--fact", "vm.advise"]);
    assert!(code == 2 && err.contains("did you mean vm.advice?"), "{err}");
    let before = format!("{}<<<<<<< ours\n", lock(&folder));
    fs::write(folder.path().join("factum.lock"), &before).expect("written");
    let (code, _, err) = run(folder.path(), &["accept", "--all"]);
    assert!(code == 2 && err.contains("factum.lock cannot be read"), "{err}");
    assert_eq!(before, lock(&folder));
    let (code, _, err) = run(folder.path(), &["check"]);
    assert!(code == 1 && err.contains("error[lock-invalid]"), "{err}");
}

#[test]
fn past_the_day_of_a_review_a_strict_run_fails() {
    let folder = accepted();
    let checked = "it., checked: 2026-11-01, review: { every: 12 months } }";
    edit(&folder, "facts/vm.yaml", "it. }", checked);
    edit(&folder, "content/guide.md", "(fact:vm.advice)", "(fact:vm.advice): <fact:vm.advice>");
    run(folder.path(), &["accept", "--all"]);
    let on = |day| run(folder.path(), &["check", "--strict", "-v", "--today", day]);
    let (code, _, err) = on("2027-09-01");
    assert!(code == 0 && !err.contains("[review-"), "{err}");
    let (code, _, err) = on("2027-11-01");
    let soon = "note[review-soon]: vm.advice is due for review on 2027-11-01";
    assert!(code == 0 && err.contains(soon), "{err}");
    let (code, _, err) = on("2027-11-02");
    assert!(code == 1 && err.contains("warning[review-due]"), "{err}");
    // The accepted words and the insertion.
    assert_eq!(err.matches("warning[claim-stale]").count(), 2, "{err}");
}
