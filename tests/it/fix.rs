//! `factum fix`: what it writes, what it only proposes, and that it leaves the rest as it was.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const FACTS: &str = "\
name: VM
facts:
  slots: { type: quantity, unit: slot, role: limit, value: { max: 2 } }
  memory: { type: quantity, unit: GiB, role: requirement, value: { min: 4 GiB } }
  version: { type: version, role: requirement, value: \">=4.1\" }
  hot-add: { type: status, value: unsupported }
";

/// A site with one page.
fn site(page: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in
        [("factum.toml", "title = \"T\"\n"), ("facts/vm.yaml", FACTS), ("content/page.md", page)]
    {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    folder
}

fn fix(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    let output = command.current_dir(folder).arg("fix").args(arguments).output().expect("a run");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn page(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("content/page.md")).expect("the page")
}

/// What `fix` makes of a line.
fn fixed(line: &str) -> String {
    let folder = site(&format!("# Page\n\n{line}\n"));
    fix(folder.path(), &[]);
    page(&folder).strip_prefix("# Page\n\n").expect("the heading").trim_end().to_string()
}

#[test]
fn words_keep_the_style_of_their_author() {
    for (wrong, right) in [
        ("[up to four](fact:vm.slots)", "[up to two](fact:vm.slots)"),
        ("[Up to 4](fact:vm.slots)", "[Up to 2](fact:vm.slots)"),
        ("[no more than four slots](fact:vm.slots)", "[no more than two slots](fact:vm.slots)"),
        ("[*up to four*](fact:vm.slots)", "[*up to two*](fact:vm.slots)"),
        ("[**up to** four](fact:vm.slots)", "[up to two](fact:vm.slots)"),
        ("[__up to 4__](fact:vm.slots)", "[__up to 2__](fact:vm.slots)"),
        ("[two](fact:vm.slots)", "[up to two](fact:vm.slots)"),
        ("[4.0 or later](fact:vm.version)", "[4.1 or later](fact:vm.version)"),
        ("[4.1](fact:vm.version)", "[4.1 or later](fact:vm.version)"),
        ("[2 GiB or more](fact:vm.memory)", "[4 GiB or more](fact:vm.memory)"),
    ] {
        assert_eq!(fixed(wrong), right, "from {wrong}");
    }
}

#[test]
fn bytes_outside_the_edits_stay() {
    let folder = site("# Ä 🦀\r\n\r\nIt has  [up to four](fact:vm.slots)\tslots.  \r\nEnd");
    fix(folder.path(), &[]);
    assert_eq!(page(&folder), "# Ä 🦀\r\n\r\nIt has  [up to two](fact:vm.slots)\tslots.  \r\nEnd");
}

#[test]
fn what_turns_a_sentence_around_is_only_proposed() {
    let line = "Hot add [is supported](fact:vm.hot-add) here.";
    assert_eq!(fixed(line), line);
}

#[test]
fn a_quotation_is_only_proposed() {
    let line = "> A machine has [up to four](fact:vm.slots) slots.";
    assert_eq!(fixed(line), line);
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = site("# Page\n\n[two](fact:vm.slots), [up to six](fact:vm.slots).\n");
    let (code, _, err) = fix(folder.path(), &[]);
    assert_eq!(code, 0, "{err}");
    assert!(err.ends_with(" · made 2 changes in 1 file\n"), "{err}");
    let once = page(&folder);
    let (code, _, err) = fix(folder.path(), &[]);
    assert_eq!((code, page(&folder)), (0, once), "{err}");
    assert!(err.ends_with(" · nothing to change\n"), "{err}");
}

#[test]
fn a_dry_run_prints_a_diff_and_writes_nothing() {
    let text = "# Page\n\nIt has [up to four](fact:vm.slots).\n";
    let folder = site(text);
    let (_, out, err) = fix(folder.path(), &["--dry-run"]);
    assert!(out.contains("-It has [up to four](fact:vm.slots).\n+It has [up to two]"), "{out}");
    assert!(err.ends_with(" · would make 1 change in 1 file\n"), "{err}");
    assert_eq!(page(&folder), text);
}
