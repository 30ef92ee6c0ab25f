//! House rules as tests: what everybody agreed to, so that nobody has to remember it.
//! Leaves the borders between rooms to `layers`, and licences to `licences`.

mod layers;
mod licences;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// No file of `src` is longer, but for these, which may only shrink.
const LONGEST: usize = 400;
const LONGER: [(&str, usize); 0] = [];

/// The headings of every rule's page, in this order.
const HEADINGS: [&str; 3] = ["## What it reports", "## Why it matters", "## How to fix it"];

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = files("src", "rs")
        .into_iter()
        .chain(files("tests", "rs"))
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "these files do not open with `//!` and a sentence: {silent:#?}");
}

#[test]
fn no_file_grows_past_a_talk() {
    let mut said = String::new();
    for (path, text) in files("src", "rs") {
        let lines = text.lines().count();
        let most = LONGER.iter().find(|(longer, _)| *longer == path).map(|(_, most)| *most);
        match most {
            None if lines > LONGEST => {
                let _ = writeln!(said, "{path} has {lines} lines: split it by concept");
            }
            Some(most) if lines > most => {
                let _ = writeln!(said, "{path} has {lines} lines and may have {most}");
            }
            Some(most) if lines < most => {
                let _ = writeln!(said, "{path} shrank to {lines} lines: write that into `LONGER`");
            }
            _ => {}
        }
    }
    for (path, _) in LONGER {
        if !root().join(path).exists() {
            let _ = writeln!(said, "{path} is gone: take it out of `LONGER`");
        }
    }
    assert!(said.is_empty(), "{said}");
}

#[test]
fn every_rule_has_its_two_files_and_its_line() {
    let mut said = String::new();
    let all: BTreeMap<String, &factum::rules::Rule> =
        factum::rules::ALL.iter().map(|rule| (rule.name.to_string(), *rule)).collect();
    if all.len() != factum::rules::ALL.len() {
        let _ = writeln!(said, "two rules in `ALL` have one name");
    }
    let name = |path: &str| {
        let stem = Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        stem.unwrap_or_default().replace('_', "-")
    };
    // A file without a rule of its own holds what several rules share.
    let code: Vec<String> = files("src/rules", "rs")
        .iter()
        .filter(|(_, text)| text.contains("static RULE: Rule"))
        .map(|(path, _)| name(path))
        .collect();
    let pages: BTreeMap<String, String> =
        files("src/rules", "md").into_iter().map(|(path, text)| (name(&path), text)).collect();
    for name in code.iter().filter(|name| !all.contains_key(*name)) {
        let _ = writeln!(said, "{name} has a file and no line in `ALL`");
    }
    for name in pages.keys().filter(|name| !all.contains_key(*name)) {
        let _ = writeln!(said, "{name} has a page and no line in `ALL`");
    }
    for (name, rule) in &all {
        if !code.contains(name) {
            let _ = writeln!(said, "{name} has no file of its own");
        }
        let Some(page) = pages.get(name) else {
            let _ = writeln!(said, "{name} has no page");
            continue;
        };
        if rule.page != page {
            let _ = writeln!(said, "{name} shows the page of another rule");
        }
        let places: Vec<Option<usize>> =
            HEADINGS.iter().map(|heading| page.lines().position(|line| line == *heading)).collect();
        if places.contains(&None) || !places.is_sorted() {
            let _ = writeln!(said, "the page of {name} lacks one of {HEADINGS:?}, in this order");
        }
        if rule.summary.is_empty() || rule.summary.ends_with('.') {
            let _ = writeln!(said, "the summary of {name} is one line without a full stop");
        }
    }
    assert!(said.is_empty(), "{said}");
}

#[test]
fn no_test_file_is_forgotten() {
    let mut said = String::new();
    for (path, _) in files("tests/it", "rs") {
        let parts: Vec<&str> = path.trim_start_matches("tests/it/").split('/').collect();
        let (owner, module) = match parts[..] {
            ["main.rs"] => continue,
            [name] => ("tests/it/main.rs".to_string(), name.trim_end_matches(".rs")),
            [folder, "mod.rs"] => ("tests/it/main.rs".to_string(), folder),
            [folder, name] => (format!("tests/it/{folder}/mod.rs"), name.trim_end_matches(".rs")),
            _ => {
                let _ = writeln!(said, "{path} lies too deep");
                continue;
            }
        };
        let text = read(&root().join(&owner)).unwrap_or_default();
        if !text.lines().any(|line| line == format!("mod {module};")) {
            let _ = writeln!(said, "{path} is named by no `mod {module};` in {owner}");
        }
    }
    assert!(said.is_empty(), "{said}");
}

#[test]
fn no_file_names_a_machine() {
    // Spelt in halves, so that this file does not name one itself.
    let homes = [concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("C:\\Us", "ers")];
    let places = [concat!("/wo", "rk/"), concat!("/tm", "p/"), concat!("/ro", "ot/")];
    let mut said = String::new();
    for path in tracked() {
        let Some(text) = read(&root().join(&path)) else { continue };
        for (number, line) in text.lines().enumerate() {
            let named = |place: &&&str| {
                line.match_indices(**place).any(|(at, _)| {
                    // Within an address or a longer path the name means something else.
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~*".contains(c))
                })
            };
            if homes.iter().chain(&places).any(|place| named(&place)) {
                let _ = writeln!(said, "{path}:{}: {}", number + 1, line.trim());
            }
        }
    }
    assert!(said.is_empty(), "these lines name places of one machine:\n{said}");
}

/// The repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file's text; `None` where it has none.
fn read(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// The files with an extension below a folder, by their paths from the repository's root, with
/// their texts.
fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name();
    let mut files = Vec::new();
    for entry in walk.into_iter().filter_map(Result::ok) {
        if entry.path().extension().is_some_and(|have| have == extension) {
            let name = entry.path().strip_prefix(root()).expect("the walk began at the root");
            let text = read(entry.path()).unwrap_or_default();
            files.push((name.display().to_string().replace('\\', "/"), text));
        }
    }
    files
}

/// The files that the repository keeps; none where there is no repository.
fn tracked() -> Vec<String> {
    let output = Command::new("git").arg("ls-files").arg("-z").current_dir(root()).output();
    let list = output.map(|output| output.stdout).unwrap_or_default();
    let names = list.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}
