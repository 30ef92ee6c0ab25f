//! Files that the documents for contributors name are there.

use super::{read, root};

#[test]
fn every_path_that_a_document_names_is_there() {
    let mut missing = Vec::new();
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        for path in paths(&read(document)) {
            if !root().join(&path).exists() {
                missing.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "these paths lead nowhere: {missing:#?}");
}

/// Words that begin with a folder of the repository, outside of examples. A placeholder such as
/// `x.rs` names no file.
fn paths(text: &str) -> Vec<String> {
    const FOLDERS: [&str; 6] = ["src/", "tests/", "templates/", "facts/", "content/", ".ci/"];
    let is_path = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    let mut fence = None;
    let prose = text.lines().filter(|line| {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match fence {
            Some(open) if ticks >= open => fence = None,
            None if ticks >= 3 => fence = Some(ticks),
            inside => return inside.is_none(),
        }
        false
    });
    let words = prose.flat_map(|line| line.split(|c: char| !is_path(c)));
    let words = words.map(|word| word.trim_end_matches('.'));
    let words = words.filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)));
    let stem = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.split('.').next().unwrap_or(name).to_string()
    };
    words.filter(|word| stem(word) != "x").map(str::to_string).collect()
}

#[test]
fn paths_are_seen() {
    let text = "See `src/lib.rs`, tests/it/main.rs. Add src/rules/x.rs, and/src/no.rs.\n\
                ````\n```\nsrc/example.rs\n```\n````\n";
    assert_eq!(paths(text), ["src/lib.rs", "tests/it/main.rs"]);
}
