//! The program from end to end: its verbs, its flags, its streams and its exit status.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The program in a folder, deaf to the environment of the tests.
fn factum(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    command.current_dir(folder).env("SOURCE_DATE_EPOCH", "1795305600");
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// A run: its exit status, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    finish(factum(folder).args(arguments).output().expect("factum runs"))
}

fn finish(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit status"), text(output.stdout), text(output.stderr))
}

/// A folder with the site that `init` makes.
fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (code, out, err) = run(folder.path(), &["init"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    folder
}

/// A site in which one claim says more than its fact.
fn wrong() -> TempDir {
    let folder = site();
    edit(folder.path(), "content/chess.md", "[up to two", "[up to four");
    folder
}

fn edit(folder: &Path, path: &str, from: &str, to: &str) {
    let path = folder.join(path);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{from} is not in {}", path.display());
    fs::write(path, text.replace(from, to)).expect("written");
}

/// Every file below a folder with its bytes.
fn snapshot(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.map(|entry| entry.expect("an entry")).filter(|e| e.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy();
            (name.into_owned(), fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn a_new_site_builds_without_a_finding() {
    let folder = site();
    let (code, out, err) = run(folder.path(), &["build", "--strict", "-v"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    let receipt = "3 claims: 3 hold, 0 contradicted, 0 unjudged · 2 pages, 3 facts · \
                   0 errors, 0 warnings · wrote public/ (";
    assert!(err.starts_with(receipt), "{err}");
    assert!(folder.path().join("public/index.html").is_file());
    assert!(folder.path().join("public/chess/index.html").is_file());
}

#[test]
fn init_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("facts")).expect("a folder");
    fs::write(folder.path().join("facts/sources.yaml"), "mine").expect("a file");
    let (code, _, err) = run(folder.path(), &["init"]);
    assert_eq!(code, 2);
    assert!(err.starts_with("factum: ") && err.contains("sources.yaml is already there"), "{err}");
    assert_eq!(snapshot(folder.path()).len(), 1);
    let (code, _, err) = run(folder.path(), &["init", "docs/new"]);
    assert_eq!(code, 0, "{err}");
    assert!(folder.path().join("docs/new/factum.toml").is_file());
}

#[test]
fn a_wrong_claim_fails_the_run_and_writes_nothing() {
    let folder = site();
    run(folder.path(), &["build"]);
    let before = snapshot(&folder.path().join("public"));
    edit(folder.path(), "content/chess.md", "[up to two", "[up to four");
    let (code, out, err) = run(folder.path(), &["build"]);
    assert_eq!((code, out.as_str()), (1, ""), "{err}");
    assert!(err.contains("error[claim-says-more]"), "{err}");
    assert!(err.contains("content/chess.md:11:"), "{err}");
    assert!(err.contains("facts/chess.yaml:9:"), "{err}");
    assert!(err.contains("1 contradicted") && err.contains("1 error"), "{err}");
    assert!(err.ends_with(" · nothing written\n"), "{err}");
    assert_eq!(before, snapshot(&folder.path().join("public")));
    let (code, _, err) = run(folder.path(), &["build", "--keep-going"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains(" · wrote public/ ("), "{err}");
    assert_ne!(before, snapshot(&folder.path().join("public")));
}

#[test]
fn a_second_build_changes_nothing() {
    let folder = site();
    let public = folder.path().join("public");
    assert_eq!(run(folder.path(), &["build"]).0, 0);
    let first = snapshot(&public);
    let (code, _, err) = run(folder.path(), &["build"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains(", 0 changed)"), "{err}");
    assert_eq!(first, snapshot(&public));
    let other = folder.path().join("other");
    let (code, _, err) = run(folder.path(), &["build", "-o", "other/"]);
    assert!(code == 0 && err.contains("wrote other/ ("), "{err}");
    assert_eq!(first, snapshot(&other), "a fresh build has the same bytes");
}

#[test]
fn an_output_folder_of_others_is_refused() {
    let folder = site();
    fs::create_dir(folder.path().join("public")).expect("a folder");
    fs::write(folder.path().join("public/mine.txt"), "mine").expect("a file");
    let (code, out, err) = run(folder.path(), &["build"]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.contains("was not made by factum"), "{err}");
    assert_eq!(snapshot(&folder.path().join("public")).len(), 1);
    for place in [".", "content", "facts", ".."] {
        assert_eq!(run(folder.path(), &["build", "-o", place]).0, 2, "{place}");
    }
}

#[test]
fn the_site_is_found_from_within() {
    let folder = site();
    let (code, _, err) = run(&folder.path().join("content"), &["check"]);
    assert_eq!(code, 0, "{err}");
    let (code, _, err) = run(&folder.path().join("content"), &["build", "-o", "../out"]);
    assert_eq!(code, 0, "{err}");
    assert!(folder.path().join("out/index.html").is_file(), "-o starts where the user is");

    // A repository ends the search, so that nothing above the test's own folder is found.
    let nowhere = folder.path().join("a repository");
    fs::create_dir_all(nowhere.join(".git")).expect("a folder");
    let (code, out, err) = run(&nowhere, &["check"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("factum: no factum.toml in "), "{err}");
    assert!(err.contains("factum init"), "{err}");
    let root = folder.path().to_str().expect("a path");
    assert_eq!(run(&nowhere, &["-r", root, "check"]).0, 0);
    assert_eq!(run(&nowhere, &["check", "--root", root]).0, 0);
    assert_eq!(run(&nowhere, &["check", "--root", "gone"]).0, 2);
}

#[test]
fn other_settings_are_read_on_request() {
    let folder = site();
    fs::create_dir(folder.path().join(".git")).expect("the search ends here");
    fs::rename(folder.path().join("factum.toml"), folder.path().join("other.toml")).expect("moved");
    assert_eq!(run(folder.path(), &["check"]).0, 2);
    let (code, _, err) = run(&folder.path().join("content"), &["check", "-c", "other.toml"]);
    assert_eq!(code, 0, "{err}");
    edit(folder.path(), "other.toml", "title", "titel");
    let (code, _, err) = run(folder.path(), &["check", "-c", "other.toml"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("other.toml:3:1"), "{err}");
    assert_eq!(run(folder.path(), &["check", "-c", "../other.toml"]).0, 2);
}

#[test]
fn settings_that_cannot_be_read_are_a_failure() {
    let folder = wrong();
    fs::write(folder.path().join("factum.toml"), "title = [").expect("written");
    for verb in ["check", "build"] {
        let (code, _, err) = run(folder.path(), &[verb]);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains("factum.toml:1:") && err.contains("\nfactum: "), "{err}");
        assert!(!err.contains("claims:"), "{err}");
    }
    assert!(!folder.path().join("public").exists());
}

#[test]
fn arguments_that_mean_nothing_are_refused() {
    let folder = site();
    let wrong: [&[&str]; 9] = [
        &[],
        &["frobnicate"],
        &["check", "--frobnicate"],
        &["check", "--output-dir", "x"],
        &["-o", "x", "check"],
        &["init", "--strict"],
        &["check", "--today", "2026-02-30"],
        &["check", "--deny", "no-such-rule"],
        &["check", "-q", "-v"],
    ];
    for arguments in wrong {
        let (code, out, err) = run(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
        assert!(!err.is_empty(), "{arguments:?}");
    }
    let (_, _, err) = run(folder.path(), &["check", "--deny", "claim-say-more"]);
    assert!(err.contains("claim-says-more"), "{err}");
}

#[test]
fn help_and_version_are_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [&["--help"][..], &["help", "check"], &["check", "-h"], &["--version"]] {
        let (code, out, err) = run(folder.path(), arguments);
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        assert!(!out.is_empty());
    }
    let (_, out, _) = run(folder.path(), &["check", "--help"]);
    assert!(out.contains("--strict") && !out.contains("--keep-going"), "{out}");
}

#[test]
fn levels_are_set_on_either_side_of_the_verb() {
    let folder = wrong();
    edit(folder.path(), "content/chess.md", "[64 squares]", "[many squares]");
    let levels = |arguments: &[&str]| {
        let (_, _, err) = run(folder.path(), arguments);
        ["error[claim-says-more]", "error[claim-unjudged]", "warning[claim-unjudged]"]
            .map(|words| err.contains(words))
    };
    assert_eq!(levels(&["check"]), [true, false, true]);
    assert_eq!(levels(&["check", "--deny", "claim-unjudged"]), [true, true, false]);
    assert_eq!(levels(&["check", "--allow=claim-unjudged,claim-says-more"]), [false; 3]);
    let both = ["--allow", "claim-says-more", "check", "--deny", "claim-unjudged"];
    assert_eq!(levels(&both), [false, true, false]);
    let both = ["--allow", "claim-says-more", "check", "--allow", "claim-unjudged"];
    assert_eq!(levels(&both), [false; 3]);
    let last = ["--deny", "claim-unjudged", "check", "--warn", "claim-unjudged"];
    assert_eq!(levels(&last), [true, false, true]);
}

#[test]
fn strict_runs_fail_on_warnings() {
    let folder = site();
    edit(folder.path(), "content/chess.md", "[64 squares]", "[many squares]");
    let (code, _, err) = run(folder.path(), &["build"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("1 unjudged") && err.contains("1 warning"), "{err}");
    let (code, _, err) = run(folder.path(), &["--strict", "build", "-o", "strict"]);
    assert_eq!(code, 1, "{err}");
    assert!(!folder.path().join("strict").exists());
}

#[test]
fn quiet_runs_say_what_fails_them_and_no_more() {
    let folder = site();
    assert_eq!(run(folder.path(), &["build", "-q"]), (0, String::new(), String::new()));
    edit(folder.path(), "content/chess.md", "[64 squares]", "[many squares]");
    assert_eq!(run(folder.path(), &["check", "-q"]).2, "");
    let (_, _, err) = run(folder.path(), &["check", "-q", "--strict"]);
    assert!(err.contains("warning[claim-unjudged]") && !err.contains("3 claims"), "{err}");
    edit(folder.path(), "factum.toml", "\"warning\"", "\"note\"");
    let (_, _, err) = run(folder.path(), &["check"]);
    assert!(err.starts_with("content/chess.md:6:"), "{err}");
    assert!(err.contains(": note[claim-unjudged]: "), "{err}");
    let (_, _, err) = run(folder.path(), &["check", "-v"]);
    assert!(err.starts_with("note[claim-unjudged]: ") && err.contains("6 | A chess"), "{err}");
}

#[test]
fn json_has_the_promised_shape() {
    let folder = wrong();
    let (code, out, err) = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let result: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(keys(&result), ["factum", "summary", "claims", "findings"]);
    assert_eq!(result["factum"], env!("CARGO_PKG_VERSION"));
    let counts = "claims holds contradicted stale disputed unjudged errors warnings pages facts";
    let counts: Vec<&str> = counts.split(' ').collect();
    assert_eq!(keys(&result["summary"]), counts);
    assert_eq!(
        counts.iter().map(|key| result["summary"][key].as_u64().unwrap_or(99)).collect::<Vec<_>>(),
        [3, 2, 1, 0, 0, 0, 1, 0, 2, 3]
    );
    let claim = &result["claims"][2];
    #[rustfmt::skip]
    assert_eq!(keys(claim), [
        "path", "line", "column", "end_line", "end_column", "text", "fact", "scope", "verdict",
        "reads_as", "expected", "reason",
    ]);
    assert_eq!(claim["text"], "up to four squares");
    assert_eq!(claim["fact"], "chess.first-pawn-move");
    assert_eq!(claim["verdict"], "says-more");
    assert_eq!((&claim["line"], &claim["column"]), (&11.into(), &38.into()));
    assert_eq!((&claim["end_line"], &claim["end_column"]), (&11.into(), &86.into()));
    let finding = &result["findings"][0];
    #[rustfmt::skip]
    assert_eq!(keys(finding), [
        "rule", "level", "message", "path", "line", "column", "end_line", "end_column", "related",
        "fix", "fingerprint",
    ]);
    assert_eq!((&finding["rule"], &finding["level"]), (&"claim-says-more".into(), &"error".into()));
    assert_eq!(keys(&finding["related"][0]), ["path", "line", "column", "message"]);
    assert_eq!(finding["related"][0]["path"], "facts/chess.yaml");
    assert_eq!(keys(&finding["fix"]), ["title", "edits"]);
    let change = &finding["fix"]["edits"][0];
    assert_eq!(keys(change), ["path", "start", "end", "text"]);
    let page = fs::read_to_string(folder.path().join("content/chess.md")).expect("a page");
    let at = |key: &str| change[key].as_u64().expect("an offset") as usize;
    assert!("up to four squares".contains(&page[at("start")..at("end")]), "{change}");

    let again = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!(again.1, out, "two runs give the same bytes");
}

#[test]
fn fingerprints_do_not_know_lines() {
    let folder = wrong();
    let prints = || {
        let (_, out, _) = run(folder.path(), &["check", "--format", "json"]);
        let result: Value = serde_json::from_str(&out).expect("JSON");
        let findings = result["findings"].as_array().expect("a list").clone();
        findings.iter().map(|f| f["fingerprint"].clone()).collect::<Vec<_>>()
    };
    let before = prints();
    let again = "\nAgain: [up to four squares](fact:chess.first-pawn-move).\n\n## Pawns";
    edit(folder.path(), "content/chess.md", "\n## Pawns", again);
    let after = prints();
    assert_eq!((before.len(), after.len()), (1, 2));
    assert!(after.contains(&before[0]) && after[0] != after[1], "{before:?} {after:?}");
}

#[test]
fn the_day_can_be_set() {
    let folder = site();
    let reviewed = "value: 64, checked: 2026-01-01, review: { every: 12 months }";
    edit(folder.path(), "facts/chess.yaml", "value: 64", reviewed);
    let stale = |arguments: &[&str]| run(folder.path(), arguments).2.contains("[claim-stale]");
    assert!(!stale(&["check", "--today", "2026-06-01"]));
    assert!(stale(&["--today=2027-06-01", "check"]));
    assert!(!stale(&["check"]), "the environment says 2026-11-22");
    let mut late = factum(folder.path());
    let (_, _, err) =
        finish(late.arg("check").env("SOURCE_DATE_EPOCH", "1900000000").output().expect("runs"));
    assert!(err.contains("[claim-stale]"), "{err}");
    let mut odd = factum(folder.path());
    let (code, _, err) =
        finish(odd.arg("check").env("SOURCE_DATE_EPOCH", "soon").output().expect("runs"));
    assert!(code == 2 && err.contains("SOURCE_DATE_EPOCH=soon"), "{err}");
}

#[test]
fn colours_are_for_terminals_or_on_request() {
    let folder = wrong();
    assert!(!run(folder.path(), &["check"]).2.contains('\u{1b}'));
    assert!(run(folder.path(), &["check", "--color", "always"]).2.contains('\u{1b}'));
    let with = |name: &str, arguments: &[&str]| {
        let mut command = factum(folder.path());
        finish(command.args(arguments).env(name, "1").output().expect("runs")).2.contains('\u{1b}')
    };
    assert!(!with("NO_COLOR", &["check"]));
    assert!(with("CLICOLOR_FORCE", &["check"]));
    assert!(!with("CLICOLOR_FORCE", &["check", "--color", "never"]));
}

#[test]
fn rules_are_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, out, _) = run(folder.path(), &["explain"]);
    assert_eq!(code, 0);
    let line = out.lines().find(|line| line.starts_with("claim-says-more ")).expect("the rule");
    assert!(line.contains(" error "), "{line}");
    let (code, out, _) = run(folder.path(), &["explain", "claim-says-more"]);
    assert!(code == 0 && out.contains("claim-says-more"), "{out}");
    let (code, out, err) = run(folder.path(), &["explain", "claim-say-more"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("did you mean claim-says-more?"), "{err}");
}

#[test]
fn facts_are_looked_up() {
    let folder = site();
    let (code, out, err) = run(folder.path(), &["facts"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("chess.squares ") && out.lines().count() == 3, "{out}");
    assert_eq!(out, run(folder.path(), &["facts", "list"]).1);
    let (_, out, _) = run(folder.path(), &["facts", "show", "chess.first-pawn-move"]);
    assert!(out.contains("≤ 2") && out.contains("FIDE Laws of Chess"), "{out}");
    assert!(out.contains("1 claim rests on it"), "{out}");
    let (_, out, _) = run(folder.path(), &["facts", "uses", "chess"]);
    assert!(out.starts_with("content/chess.md:6:"), "{out}");
    let (code, _, err) = run(folder.path(), &["facts", "show", "chess.square"]);
    assert!(code == 2 && err.contains("did you mean chess.squares?"), "{err}");

    let (_, out, _) = run(folder.path(), &["facts", "show", "chess", "--format", "json"]);
    let result: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(result["facts"][0]["id"], "chess.squares");
    assert_eq!(result["facts"][0]["statements"][0]["sources"][0]["id"], "fide-laws");
    let (_, out, _) = run(folder.path(), &["--format=json", "facts", "uses", "chess.pieces"]);
    let result: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(keys(&result["uses"][0])[5..], ["fact", "text", "verdict"]);
}

#[test]
fn every_shell_gets_its_completions() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, out, err) = run(folder.path(), &["completions", shell]);
        assert_eq!((code, err.as_str()), (0, ""), "{shell}");
        assert!(out.contains("keep-going") && out.contains("explain"), "{shell}");
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let folder = site();
    let mut command = factum(folder.path());
    let mut child = command
        .args(["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    let (code, _, err) = finish(child.wait_with_output().expect("ends"));
    assert_eq!((code, err.as_str()), (0, ""));
}

#[test]
fn text_that_is_no_text_is_a_finding() {
    let folder = site();
    fs::write(folder.path().join("content/latin.md"), b"caf\xe9 [two](fact:chess.squares)\n")
        .expect("written");
    fs::write(folder.path().join("facts/latin.yaml"), b"name: caf\xe9\n").expect("written");
    fs::write(folder.path().join("content/empty.md"), b"").expect("written");
    let (code, _, err) = run(folder.path(), &["check"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("content/latin.md") && err.contains("facts/latin.yaml"), "{err}");
    assert_eq!(run(folder.path(), &["check", "--format", "json"]).0, 1);
}

#[test]
fn a_file_of_the_theme_is_ejected_once_and_found_to_lag_behind() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    std::fs::write(root.join("factum.toml"), "").expect("written");
    let factum = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_factum"));
        let output = command.current_dir(root).args(arguments).output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (status, shown, _) = factum(&["theme", "show", "404.html"]);
    assert_eq!(status, Some(0));
    assert_eq!(factum(&["theme", "eject", "404.html"]).0, Some(0));
    let own = root.join("templates/404.html");
    let text = std::fs::read_to_string(&own).expect("it is there");
    assert!(text.starts_with("{# factum theme: 404.html ") && text.ends_with(&shown), "{text}");
    let (status, _, said) = factum(&["theme", "eject", "404.html"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(factum(&["theme"]).1.contains("404.html  own\n"));
    let (head, rest) = text.split_once(" -#}").expect("the mark");
    let older = format!("{} -#}}{rest}", &head[..head.len() - 4]);
    std::fs::write(&own, older).expect("written");
    assert!(factum(&["theme", "list"]).1.contains("404.html  own, lags behind\n"));
    assert!(factum(&["build"]).2.contains("template-outdated"));
    assert_eq!(factum(&["theme", "mark", "404.html"]).0, Some(0));
    assert_eq!(std::fs::read_to_string(&own).expect("it is there"), text);
    let (status, _, said) = factum(&["theme", "show", "pgae.html"]);
    assert_eq!(status, Some(2));
    assert!(said.contains("did you mean page.html?"), "{said}");
}
