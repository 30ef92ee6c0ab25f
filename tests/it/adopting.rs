//! Trees made for other tools, from end to end: found where they are, told in one line, and given
//! settings. How their links resolve is left to the cases in `tests/cases/adoption`.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A book with one link that leads nowhere.
fn book() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [
        (".git/HEAD", "ref: refs/heads/main\n"),
        ("book.toml", "[book]\ntitle = \"A book\"\n"),
        ("src/SUMMARY.md", "- [One](one.md)\n- [Two](deep/two.md)\n"),
        ("src/one.md", "# One\n\n[Two](deep/two.html#two), [three](three.md)\n"),
        ("src/deep/two.md", "# Two\n"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    folder
}

fn factum(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    let output = command.current_dir(folder).args(arguments).output().expect("a run");
    let text = String::from_utf8(output.stderr).expect("UTF-8");
    (output.status.code().expect("a status"), text)
}

#[test]
fn a_tree_is_checked_in_place_from_wherever_one_stands_in_it() {
    let book = book();
    for below in ["", "src", "src/deep"] {
        let (code, err) = factum(&book.path().join(below), &["check"]);
        assert_eq!(code, 1, "{err}");
        assert!(err.starts_with("assumed: mdBook by book.toml (3 pages)\n"), "{err}");
        assert!(err.contains("src/one.md:3:35"), "{err}");
        assert!(err.contains("1 error"), "{err}");
    }
    assert!(!book.path().join("factum.toml").exists());
}

#[test]
fn a_tree_above_the_repository_is_somebody_elses() {
    let book = book();
    let inner = book.path().join("inner");
    fs::create_dir_all(inner.join(".git")).expect("a folder");
    fs::write(inner.join("page.md"), "# Page\n").expect("written");
    let (code, err) = factum(&inner, &["check"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("no factum.toml in "), "{err}");
}

#[test]
fn settings_for_a_tree_say_what_was_found() {
    let book = book();
    let (code, err) = factum(book.path(), &["init", "--from", "."]);
    assert_eq!(code, 0, "{err}");
    assert!(err.starts_with("assumed: mdBook by book.toml (3 pages)\nwrote "), "{err}");
    let settings = fs::read_to_string(book.path().join("factum.toml")).expect("settings");
    assert!(settings.ends_with("[adopt]\ntool = \"mdbook\"\n"), "{settings}");
    // They say the same as the tree does, and are not written over.
    let (code, err) = factum(book.path(), &["check"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("src/one.md:3:35"), "{err}");
    let (code, err) = factum(book.path(), &["init", "--from", "."]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("factum.toml is already there; nothing was written"), "{err}");
    // What the tool publishes factum does not build, nor promise.
    for arguments in [&["build"][..], &["addresses", "update"]] {
        let (code, err) = factum(book.path(), arguments);
        assert_eq!(code, 2, "{arguments:?}: {err}");
    }
}

#[test]
fn a_folder_of_pages_is_taken_for_what_github_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("README.md"), "# A\n\n[A](#A), [b](#b)\n").expect("written");
    let (code, err) = factum(folder.path(), &["init", "--from", "."]);
    assert_eq!(code, 0, "{err}");
    let settings = fs::read_to_string(folder.path().join("factum.toml")).expect("settings");
    assert!(settings.contains("tool = \"github\""), "{settings}");
    let (code, err) = factum(folder.path(), &["check"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("warning[link-case]") && err.contains("1 error, 1 warning"), "{err}");
    let empty = tempfile::tempdir().expect("a folder");
    let (code, err) = factum(empty.path(), &["init", "--from", "."]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("no page is in ."), "{err}");
}
