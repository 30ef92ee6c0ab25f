//! Imports go down only: each room may use the rooms below it, never one beside or above it.
//! Leaves what a room holds to the rooms.

use std::fmt::Write as _;

use super::files;

/// The rooms from the bottom up; rooms of one floor never use each other.
const FLOORS: [&[&str]; 11] = [
    &["source", "value", "timings"],
    &["diagnostic"],
    &["parse"],
    &["theme"],
    &["site"],
    &["rules", "render", "ide"],
    &["policy"],
    &["engine", "diff"],
    &["report", "write", "mend", "web", "lsp", "serve"],
    &["cli", "commands"],
    &["main"],
];

/// Neighbours that may nevertheless be used, with the reason.
const DOORS: [(&str, &str, &str); 1] =
    [("commands", "cli", "a command takes the arguments that it was given")];

#[test]
fn imports_go_down() {
    let mut said = String::new();
    for (path, text) in files("src", "rs") {
        let room = room(&path);
        if room == "lib" {
            continue;
        }
        let Some(floor) = floor(room) else {
            let _ = writeln!(said, "{path}: the room `{room}` is on no floor");
            continue;
        };
        for (line, used) in uses(&text) {
            let allowed = used == room
                || DOORS.iter().any(|(from, to, _)| (*from, *to) == (room, used.as_str()))
                || super::layers::floor(&used).is_some_and(|below| below < floor);
            if !allowed {
                let _ = writeln!(said, "{path}:{line}: `{room}` must not use `{used}`");
            }
        }
    }
    assert!(said.is_empty(), "{said}");
}

/// The room of a file: the folder below `src`, or the file's stem.
fn room(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap_or(path);
    below.split(['/', '.']).next().unwrap_or(below)
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The rooms that a file names, each with its line: `crate::x`, and each name of `crate::{x, y}`.
fn uses(text: &str) -> Vec<(usize, String)> {
    let code: Vec<&str> =
        text.lines().map(|line| line.split("//").next().unwrap_or(line)).collect();
    let code = code.join("\n");
    let mut uses = Vec::new();
    for root in ["crate::", "factum::"] {
        for (at, _) in code.match_indices(root) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            let rest = &code[at + root.len()..];
            uses.extend(names(rest).into_iter().map(|name| (line, name)));
        }
    }
    uses
}

/// The first names of a path: of each branch where it begins with a brace.
fn names(path: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(inside) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut names = vec![word(inside)];
    let mut depth = 1;
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(word(&inside[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn every_spelling_of_an_import_is_seen() {
    let text = "use crate::value;\nuse crate::{site::{Site, Page}, rules};\nlet x = crate::parse::y();\n// crate::main\nuse my_crate::z;\n";
    let found: Vec<String> =
        uses(text).into_iter().map(|(line, name)| format!("{line} {name}")).collect();
    assert_eq!(found, ["1 value", "2 site", "2 rules", "3 parse"]);
}
