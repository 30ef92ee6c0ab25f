//! `factum accept` on a terminal: one claim after another is shown, opened, skipped or accepted.
//! What it does where there is no terminal is left to `accept`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use tempfile::TempDir;

use super::terminal::on_a_terminal;

const FACTS: &str = "\
name: VM
facts:
  advice: { type: text, value: Unmount the disk before you remove it. }
  warning: { type: text, value: A snapshot is no backup. }
";

const PAGE: &str = "\
# Guide

First [unmount the disk](fact:vm.advice).

[Snapshots do not replace backups](fact:vm.warning).
";

fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let editor = "#!/bin/sh\nprintf '%s\\n' \"$@\" > opened\n";
    for (path, text) in [
        ("factum.toml", "title = \"T\"\n"),
        ("facts/vm.yaml", FACTS),
        ("content/guide.md", PAGE),
        ("vi", editor),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    let runs = fs::Permissions::from_mode(0o755);
    fs::set_permissions(folder.path().join("vi"), runs).expect("permissions");
    folder
}

/// Runs `factum accept` on a terminal of its own with lines typed into it: its status, and all that
/// the terminal showed.
fn walk(folder: &TempDir, typed: &str) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    command.env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1795305600");
    command.env_remove("VISUAL").env("EDITOR", folder.path().join("vi"));
    command.current_dir(folder.path()).args(["accept", "--by", "Ada"]);
    on_a_terminal(command, typed)
}

#[test]
fn each_claim_is_opened_skipped_or_accepted() {
    let folder = site();
    let (code, shown) = walk(&folder, "what\no\ns\na\n");
    assert_eq!(code, 1, "{shown}");
    assert!(shown.contains("a accept · o open in an editor · s skip · q quit, 1 more:"), "{shown}");
    assert!(shown.ends_with("accepted 1 claim, 1 left\n"), "{shown}");
    let opened = fs::read_to_string(folder.path().join("opened")).expect("the editor ran");
    let (line, path) = opened.split_once('\n').expect("a line and a path");
    assert_eq!(line, "+3");
    assert!(path.trim_end().ends_with("content/guide.md"), "{path}");
    let lock = fs::read_to_string(folder.path().join("factum.lock")).expect("the lock");
    assert!(lock.contains("vm.warning") && !lock.contains("vm.advice"), "{lock}");
    assert!(lock.contains("Ada"), "{lock}");

    let (code, shown) = walk(&folder, "a\n");
    assert_eq!(code, 0, "{shown}");
    assert!(shown.ends_with("accepted 1 claim, 0 left\n"), "{shown}");
}

#[test]
fn quitting_keeps_what_was_accepted() {
    let folder = site();
    let (code, shown) = walk(&folder, "a\nq\n");
    assert_eq!(code, 1, "{shown}");
    let lock = fs::read_to_string(folder.path().join("factum.lock")).expect("the lock");
    assert!(lock.contains("vm.advice") && !lock.contains("vm.warning"), "{lock}");
}
