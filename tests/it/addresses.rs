//! `factum addresses`: what it lists, what it records, and that nothing promised is forgotten unasked.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "# Guide\n\n## Install\n";
    for (path, text) in [("factum.toml", "title = \"T\"\n"), ("content/guide.md", page)] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    folder
}

fn factum(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    let output = command.current_dir(folder).args(arguments).output().expect("a run");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn update(folder: &TempDir, arguments: &[&str]) -> String {
    let all = [&["addresses", "update"], arguments].concat();
    let (code, out, err) = factum(folder.path(), &all);
    assert_eq!(code, 0, "{err}");
    out + &err
}

fn recorded(folder: &TempDir) -> Vec<String> {
    let text = fs::read_to_string(folder.path().join("factum.addresses")).expect("the list");
    text.lines().filter(|line| line.starts_with('/')).map(str::to_string).collect()
}

fn rewrite(folder: &TempDir, page: &str) {
    fs::write(folder.path().join("content/guide.md"), page).expect("written");
}

#[test]
fn nothing_is_checked_and_nothing_is_written_unasked() {
    let folder = site();
    let (code, out, err) = factum(folder.path(), &["addresses"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("new /guide/\nnew /guide/#guide\nnew /guide/#install\n"), "{out}");
    let said = update(&folder, &["--dry-run"]);
    assert!(said.contains("+/guide/#install\n"), "{said}");
    assert!(said.ends_with("would record 12 new addresses\n"), "{said}");
    assert!(!folder.path().join("factum.addresses").exists());
}

#[test]
fn an_update_adds_and_never_takes_away() {
    let folder = site();
    assert_eq!(update(&folder, &[]), "recorded 12 new addresses\n");
    let before = recorded(&folder);
    assert!(before.is_sorted(), "{before:?}");
    assert!(before.contains(&"/guide/#install".to_string()), "{before:?}");
    let (code, _, err) = factum(folder.path(), &["check"]);
    assert_eq!(code, 0, "{err}");
    rewrite(&folder, "# Guide\n\n## Set up\n");
    assert_eq!(update(&folder, &[]), "recorded 1 new address, kept 1 lost address\n");
    let (code, _, err) = factum(folder.path(), &["check"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("factum.addresses:11:1"), "{err}");
    assert!(err.contains("content/guide.md no longer has /guide/#install"), "{err}");
    assert_eq!(update(&folder, &[]), "recorded 0 new addresses, kept 1 lost address\n");
}

#[test]
fn only_what_is_lost_is_given_up_and_a_page_goes_with_its_anchors() {
    let folder = site();
    update(&folder, &[]);
    for (address, reason) in
        [("/guide/", "is not lost, and stays recorded"), ("/gone/", "is not recorded")]
    {
        let (code, _, err) = factum(folder.path(), &["addresses", "update", "--forget", address]);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains(reason), "{err}");
    }
    fs::remove_file(folder.path().join("content/guide.md")).expect("removed");
    fs::write(folder.path().join("content/other.md"), "# Other\n").expect("written");
    let (_, out, _) = factum(folder.path(), &["addresses"]);
    assert!(out.contains("lost /guide/\nlost /guide/#guide\nlost /guide/#install\n"), "{out}");
    let said = update(&folder, &["--forget", "/guide/"]);
    assert_eq!(said, "recorded 2 new addresses, forgot 3\n");
    assert!(!recorded(&folder).iter().any(|line| line.starts_with("/guide/")));
    let (code, _, err) = factum(folder.path(), &["check"]);
    assert_eq!(code, 0, "{err}");
}

#[test]
fn a_list_that_a_merge_has_left_in_pieces_is_not_overwritten() {
    let folder = site();
    update(&folder, &[]);
    let path = folder.path().join("factum.addresses");
    let text = fs::read_to_string(&path).expect("the list");
    fs::write(&path, format!("{text}<<<<<<< ours\r\n/a/\n=======\n")).expect("written");
    let (code, _, err) = factum(folder.path(), &["addresses", "update", "--forget-lost"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("factum.addresses cannot be used as it is"), "{err}");
    // A merge that keeps the lines of both sides leaves them out of order, and some twice.
    fs::write(&path, format!("{text}/guide/#guide\n/a/\n")).expect("written");
    assert_eq!(update(&folder, &["--forget-lost"]), "recorded 0 new addresses, forgot 1\n");
    assert_eq!(fs::read_to_string(&path).expect("the list"), text);
}

#[test]
fn the_list_is_also_data() {
    let folder = site();
    update(&folder, &[]);
    rewrite(&folder, "# Guide\n\n## Set up\n");
    let (_, out, _) = factum(folder.path(), &["addresses", "list", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let state = |address: &str| {
        let all = json["addresses"].as_array().expect("a list");
        let found = all.iter().find(|it| it["address"] == address).expect(address);
        found["state"].as_str().expect("a word").to_string()
    };
    assert_eq!(state("/guide/"), "recorded");
    assert_eq!(state("/guide/#install"), "lost");
    assert_eq!(state("/guide/#set-up"), "new");
}
