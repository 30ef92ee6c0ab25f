//! The keys of the report in JSON, compared with a real one.

use serde_json::Value;

use super::{factum, names, same};

#[test]
fn the_keys_of_the_report_are_those_of_a_real_one() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    factum(folder.path(), &["init"]);
    let article = folder.path().join("content/chess.md");
    let text = std::fs::read_to_string(&article).expect("the article of init");
    std::fs::write(&article, format!("{text}\n[A broken link](no-such-page.md).\n"))
        .expect("written");
    let (report, _) = factum(folder.path(), &["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let keys = |value: &Value| -> Vec<String> {
        let map = value.as_object().unwrap_or_else(|| panic!("no map: {value}"));
        map.keys().cloned().collect()
    };
    same("the document", names("report", "document"), keys(&report));
    same("the summary", names("report", "summary"), keys(&report["summary"]));
    same("a claim", names("report", "claim"), keys(&report["claims"][0]));
    same("a finding", names("report", "finding"), keys(&report["findings"][0]));
}

#[test]
fn the_keys_of_the_guards_are_those_of_a_real_one() {
    let (report, _) = factum(&super::root(), &["mutate", "--format", "json"]);
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let keys = report.as_object().expect("a map").keys().cloned();
    same("guards", names("guards", "document"), keys);
}

#[test]
fn the_keys_of_the_difference_are_those_of_a_real_one() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    factum(folder.path(), &["init"]);
    let author = ["-c", "user.name=Author", "-c", "user.email=author@example.org"];
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "First"]] {
        let mut git = std::process::Command::new("git");
        git.current_dir(folder.path()).args(author).args(arguments);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE");
        assert!(git.status().expect("this test needs git").success(), "{arguments:?}");
    }
    let (report, _) = factum(folder.path(), &["diff", "HEAD", "--format", "json"]);
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let keys = report.as_object().expect("a map").keys().cloned();
    same("the difference", names("difference", "document"), keys);
}
