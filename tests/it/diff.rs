//! Revisions compared from end to end, in repositories made for the test, and facts that nobody
//! guards. What a change of single values is, is left to the tests of `value`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A site in a folder of a repository.
struct Repository {
    folder: TempDir,
    site: PathBuf,
}

impl Repository {
    /// A repository whose site lies below a folder, with the site that `init` makes.
    fn new(below: &str) -> Repository {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let site = folder.path().join(below);
        fs::create_dir_all(&site).expect("a folder");
        let it = Repository { folder, site };
        it.git(&["init", "--quiet", "--initial-branch=main"]);
        assert_eq!(it.factum(&["init"]).0, 0);
        it
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(self.folder.path(), arguments)
    }

    fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", message]);
        self.git(&["rev-parse", "HEAD"]).trim().to_string()
    }

    fn factum(&self, arguments: &[&str]) -> (i32, String, String) {
        factum(&self.site, arguments)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.site.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.site.join(path)).expect("a file");
        assert!(text.contains(from), "{from} is not in {path}");
        self.write(path, &text.replace(from, to));
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let (_, out, err) = self.factum(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{err}"))
    }
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    crate::git::git(folder, "2026-01-02T03:04:05Z", arguments)
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    command.current_dir(folder).args(arguments);
    command.env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1795305600");
    command
}

fn finish(mut command: Command) -> (i32, String, String) {
    let output = command.output().expect("factum runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit status"), text(output.stdout), text(output.stderr))
}

fn factum(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    finish(program(folder, arguments))
}

/// The words of a claim; those of the insertion are its fact's, and change with it.
fn words(text: &str) -> String {
    let inserted = text.is_empty() || text.starts_with("up to 4") || text.starts_with("up to 3");
    if inserted { "(inserted)".to_string() } else { text.to_string() }
}

/// The verdicts of a full check, by page, fact, words and occurrence.
fn verdicts(report: &Value) -> BTreeMap<(String, String, String, usize), String> {
    let text = |claim: &Value, key: &str| claim[key].as_str().expect("text").to_string();
    let mut seen: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for claim in report["claims"].as_array().expect("claims") {
        let key = (text(claim, "path"), text(claim, "fact"), words(&text(claim, "text")));
        let nth = seen.entry(key.clone()).or_default();
        all.insert((key.0, key.1, key.2, *nth), text(claim, "verdict"));
        *nth += 1;
    }
    all
}

const SUBJECT: &str = "\
name: Printer
owner: print-team
facts:
  trays: { type: quantity, unit: tray, role: limit, value: { max: 4 } }
  duplex: { type: boolean, value: true }
  papers:
    type: table
    key: paper
    columns: { paper: { type: text }, feeds: { type: boolean } }
    complete: true
    rows:
      - { paper: plain, feeds: true }
      - { paper: card, feeds: false }
  formats: { type: set, of: enum, values: [A3, A4, A5], value: [A4, A5], complete: true }
";

const PAGE: &str = "\
---
title: Printer
owner: writers
---

It has [up to four trays](fact:printer.trays), which are [up to four](fact:printer.trays), never
[up to five](fact:printer.trays \"myth: said in old tests\") and now <fact:printer.trays>.

Printing on both sides: [yes](fact:printer.duplex).

| [Paper](fact:printer.papers) | [Feeds](fact:printer.papers.feeds) |
|---|---|
| plain | yes |
| card | no |

Formats: [A4 and A5](fact:printer.formats).
";

#[test]
fn a_difference_lists_the_claims_that_two_checks_find_changed() {
    let it = Repository::new("docs/ü site");
    it.write("facts/printer.yaml", SUBJECT);
    it.write("content/a page\u{e9}.md", PAGE);
    let mut states = vec![(it.commit("first"), it.json(&["check"]))];
    let mut state = |message: &str| {
        states.push((it.commit(message), it.json(&["check"])));
    };
    it.edit("facts/printer.yaml", "max: 4", "max: 3");
    it.edit("content/a page\u{e9}.md", "It has", "Some words.\n\nMore of them.\n\nIt has");
    state("fewer trays, moved lines");
    it.edit("facts/printer.yaml", "value: true", "value: false");
    it.edit("facts/printer.yaml", "feeds: false", "feeds: true");
    state("other sides, another cell");
    it.edit("facts/printer.yaml", "      - { paper: plain, feeds: true }\n", "");
    it.edit("facts/printer.yaml", "[A4, A5]", "[A3, A4, A5]");
    state("no plain paper, a format more");
    fs::remove_file(it.site.join("facts/printer.yaml")).expect("removed");
    state("no facts at all");
    for (from, old) in &states {
        for (to, new) in &states {
            let (old, new) = (verdicts(old), verdicts(new));
            let changed = new.iter().filter_map(|(key, verdict)| {
                let before = old.get(key).filter(|before| *before != verdict)?;
                Some((key.0.clone(), key.2.clone(), before.clone(), verdict.clone()))
            });
            let mut expected: Vec<_> = changed.collect();
            let found = it.json(&["diff", from, to]);
            let text = |value: &Value| value.as_str().expect("text").to_string();
            let flips = found["flips"].as_array().expect("flips").iter().map(|flip| {
                let verdict = |side: &str| text(&flip[side]["verdict"]);
                let words = words(flip["text"].as_str().expect("text"));
                (text(&flip["path"]), words, verdict("before"), verdict("after"))
            });
            let mut flips: Vec<_> = flips.collect();
            flips.sort();
            expected.sort();
            assert_eq!(flips, expected, "from {from} to {to}");
            let fails = found["flips"].as_array().expect("flips");
            let fails = fails.iter().any(|flip| flip["after"]["level"] == "error");
            assert_eq!(it.factum(&["diff", from, to]).0, i32::from(fails), "{from} {to}");
        }
    }
    // Nothing of the work tree was touched.
    assert_eq!(it.git(&["status", "--porcelain"]), "");
    let found = it.json(&["diff", &states[0].0, &states[1].0]);
    assert_eq!(found["facts"][0]["id"], "printer.trays");
    assert_eq!(found["facts"].as_array().expect("facts").len(), 1);
    let field = &found["facts"][0]["statements"][0]["fields"][0];
    assert_eq!((&field["name"], &field["after"]), (&"value".into(), &"≤ 3 trays".into()));
    assert_eq!(found["owners"], serde_json::json!(["print-team", "writers"]));
    assert_eq!(found["pages"][0]["path"], "content/a page\u{e9}.md");
}

#[test]
fn the_work_tree_is_compared_with_its_last_commit() {
    let it = Repository::new(".");
    it.commit("first");
    let (code, out, err) = it.factum(&["diff", "HEAD"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("0 facts changed, 0 claims flip"), "{out}");
    it.edit("facts/chess.yaml", "max: 2", "max: 1");
    let (code, out, err) = it.factum(&["diff", "HEAD"]);
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    assert!(out.contains("chess.first-pawn-move\n  value: ≤ 2 squares → ≤ 1 square"), "{out}");
    assert!(out.contains("holds → says-more") && out.contains("content/chess.md:11:"), "{out}");
    assert!(out.ends_with("1 page touched, from HEAD to the work tree\n"), "{out}");
    assert_eq!(it.factum(&["diff", "HEAD", "--allow", "claim-says-more"]).0, 0);
    let (code, out, _) = it.factum(&["diff", "HEAD", "--format", "markdown"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("## Facts and claims\n"), "{out}");
    assert!(
        out.contains("| up to two squares | holds → says-more (error claim-says-more) |"),
        "{out}"
    );
    let (code, _, err) = it.factum(&["check", "--format", "markdown"]);
    assert!(code == 2 && err.contains("means nothing to `factum check`"), "{err}");
    assert_eq!(it.git(&["status", "--porcelain"]), " M facts/chess.yaml\n");
}

#[test]
fn what_cannot_be_compared_says_what_to_do() {
    let it = Repository::new("site");
    let fails = |arguments: &[&str], words: &str| {
        let (code, out, err) = it.factum(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(words), "{arguments:?}: {err}");
    };
    fails(&["diff", "HEAD"], "there is no revision HEAD");
    let moved = it.site.with_file_name("elsewhere");
    fs::rename(&it.site, &moved).expect("moved");
    it.commit("elsewhere");
    fs::rename(&moved, &it.site).expect("moved");
    fails(&["diff", "HEAD"], "the site's folder site is not in HEAD");
    it.commit("first");
    fails(&["diff", "nothing"], "`git fetch` brings new ones");
    fails(&["diff", "HEAD~1..HEAD"], "with a space between them");
    fails(&["diff", "--", "--output=x"], "is no revision");
    fails(&["diff", "-x"], "unexpected argument");
    let mut command = program(&it.site, &["diff", "HEAD"]);
    command.env("PATH", "");
    let (code, _, err) = finish(command);
    assert!(code == 2 && err.contains("there is no program git"), "{err}");

    it.commit("second");
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", it.folder.path().display());
    git(clone.path(), &["clone", "--quiet", "--depth=1", &from, "c"]);
    let (code, _, err) = factum(&clone.path().join("c/site"), &["diff", "HEAD~1"]);
    assert!(code == 2 && err.contains("`git fetch --unshallow`"), "{err}");

    let alone = tempfile::tempdir().expect("a folder");
    factum(alone.path(), &["init"]);
    let mut command = program(alone.path(), &["diff", "HEAD"]);
    command.env("GIT_CEILING_DIRECTORIES", alone.path());
    let (code, _, err) = finish(command);
    assert!(code == 2 && err.contains("in no git repository"), "{err}");
}

#[cfg(unix)]
#[test]
fn links_and_odd_names_are_read_as_they_are_on_disk() {
    let it = Repository::new("site");
    it.write("notes/two\nlines.md", "# Note\n\n[64](fact:chess.squares)\n");
    it.write("content/ -odd\u{fc} name.md", "# Odd\n\n[64](fact:chess.squares)\n");
    let link = |to: &str, path: &str| {
        std::os::unix::fs::symlink(to, it.site.join(path)).expect("a link");
    };
    link("../notes", "content/notes");
    link("chess.md", "content/again.md");
    link("../../outside.md", "content/outside.md");
    it.commit("links");
    let difference = it.json(&["diff", "HEAD"]);
    assert_eq!(difference["before"]["summary"], difference["after"]["summary"]);
    assert_eq!(difference["added"], serde_json::json!([]));
    assert_eq!(difference["removed"], serde_json::json!([]));
    let claims = difference["after"]["summary"]["claims"].as_u64().expect("a number");
    assert_eq!(claims, it.json(&["check"])["summary"]["claims"].as_u64().expect("a number"));
}

#[test]
fn a_fact_that_no_claim_would_miss_is_listed() {
    let it = Repository::new(".");
    it.write("facts/printer.yaml", SUBJECT);
    it.write("content/printer.md", PAGE);
    let (code, out, err) = it.factum(&["mutate", "--strict"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    it.edit("content/printer.md", "[yes](fact:printer.duplex)", "<fact:printer.duplex>");
    it.edit("content/printer.md", "Formats: [A4 and A5](fact:printer.formats).\n", "");
    let (code, out, _) = it.factum(&["mutate"]);
    assert_eq!(code, 0);
    assert!(out.contains("printer: 2 of 4 guarded\n"), "{out}");
    assert!(out.contains("printer.duplex: yes, 1 claim rests on it and would not notice"), "{out}");
    assert!(out.contains("printer.formats: A4, A5, no claim rests on it"), "{out}");
    assert_eq!(it.factum(&["mutate", "--strict"]).0, 1);
    let guards = it.json(&["mutate"]);
    let subjects = guards["subjects"].as_array().expect("subjects");
    let printer = subjects.iter().find(|of| of["subject"] == "printer").expect("the printer");
    assert_eq!((&printer["guarded"], &printer["total"]), (&2.into(), &4.into()));
    assert_eq!(printer["unguarded"][1]["fact"], "printer.formats");
}

#[test]
fn a_count_guards_what_it_counts() {
    let it = Repository::new(".");
    it.write("facts/printer.yaml", "name: Printer\nfacts:\n  formats: { type: set, of: enum, values: [A3, A4], value: [A3, A4], complete: true }\n  many: { type: quantity, count: formats }\n");
    it.write("content/printer.md", "# Printer\n\nIt knows [two](fact:printer.many) formats.\n");
    let guards = it.json(&["mutate"]);
    let subjects = guards["subjects"].as_array().expect("subjects");
    let printer = subjects.iter().find(|of| of["subject"] == "printer").expect("the printer");
    assert_eq!(printer["unguarded"], serde_json::json!([]));
    assert_eq!(printer["total"], 1);
}
