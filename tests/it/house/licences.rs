//! What factum is linked with may be passed on: a list of licences that are enough.
//! Leaves advisories and duplicates to the tools that fetch them.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Licences under which a dependency may be used without asking.
const ALLOWED: [&str; 10] = [
    "MIT",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "CC0-1.0",
    "Unlicense",
];

/// Crates under the MPL, which asks for the source of its own files and of nothing linked with them.
/// They are used as the registry has them, and so their source is there for everybody.
const UNCHANGED: [(&str, &str); 3] = [
    ("cssparser", "ammonia reads `style` attributes with it"),
    ("dtoa-short", "cssparser writes numbers with it"),
    ("option-ext", "lychee-lib asks for the home folder through it"),
];

#[test]
fn dependencies_have_licences_that_are_enough() {
    let metadata = metadata();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let licences: BTreeMap<String, String> = list(&metadata["packages"])
        .iter()
        .map(|package| (text(&package["id"]), text(&package["license"])))
        .collect();
    let nodes: BTreeMap<String, Value> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let mut reached = BTreeSet::new();
    let mut open = vec![text(&metadata["resolve"]["root"])];
    while let Some(id) = open.pop() {
        if !reached.insert(id.clone()) {
            continue;
        }
        for dependency in nodes.get(&id).map(|node| list(&node["deps"])).unwrap_or_default() {
            // Only what ends up in the binary: a normal dependency has no kind.
            if list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()) {
                open.push(text(&dependency["pkg"]));
            }
        }
    }
    assert!(reached.len() > 20, "cargo named only {} dependencies", reached.len());
    let excepted = |id: &str| {
        let name = |known: &str| id.contains(&format!("#{known}@"));
        licences.get(id).is_some_and(|licence| licence == "MPL-2.0")
            && UNCHANGED.iter().any(|(known, _)| name(known))
    };
    let not_enough: Vec<String> = reached
        .iter()
        .filter(|id| !is_enough(licences.get(*id).map_or("", String::as_str)) && !excepted(id))
        .map(|id| format!("{id}: {}", licences.get(id).map_or("", String::as_str)))
        .collect();
    assert!(not_enough.is_empty(), "ask before using these:\n{}", not_enough.join("\n"));
}

/// What cargo knows of the dependencies, without asking the net.
fn metadata() -> Value {
    let cargo = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs, since it runs this test");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8_lossy(&run.stdout).into_owned()
    };
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let arguments = ["metadata", "--locked", "--offline", "--format-version", "1"];
    let metadata = cargo(&[&arguments[..], &["--filter-platform", host]].concat());
    serde_json::from_str(&metadata).expect("cargo writes JSON")
}

/// Whether one choice of an expression asks for nothing but allowed licences.
fn is_enough(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let words: Vec<&str> = expression.split_whitespace().collect();
    let mut at = 0;
    // `(A OR B) AND C`: parentheses are split from their words first.
    let tokens: Vec<String> = words.iter().flat_map(|word| apart(word)).collect();
    !tokens.is_empty() && any_of(&tokens, &mut at) && at == tokens.len()
}

fn apart(word: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let inner = word.trim_start_matches('(');
    parts.extend(std::iter::repeat_n("(".to_string(), word.len() - inner.len()));
    let name = inner.trim_end_matches(')');
    parts.push(name.to_string());
    parts.extend(std::iter::repeat_n(")".to_string(), inner.len() - name.len()));
    parts.retain(|part| !part.is_empty());
    parts
}

fn any_of(tokens: &[String], at: &mut usize) -> bool {
    let mut enough = all_of(tokens, at);
    while tokens.get(*at).is_some_and(|token| token == "OR") {
        *at += 1;
        enough |= all_of(tokens, at);
    }
    enough
}

fn all_of(tokens: &[String], at: &mut usize) -> bool {
    let mut enough = one(tokens, at);
    while tokens.get(*at).is_some_and(|token| token == "AND") {
        *at += 1;
        enough &= one(tokens, at);
    }
    enough
}

fn one(tokens: &[String], at: &mut usize) -> bool {
    let Some(token) = tokens.get(*at) else { return false };
    *at += 1;
    if token == "(" {
        let enough = any_of(tokens, at);
        *at += 1;
        return enough;
    }
    // An exception only ever gives more.
    if tokens.get(*at).is_some_and(|token| token == "WITH") {
        *at += 2;
    }
    ALLOWED.contains(&token.as_str())
}

#[test]
fn expressions_of_licences_are_read() {
    for enough in [
        "MIT",
        "MIT OR Apache-2.0",
        "MIT/Apache-2.0",
        "GPL-3.0 OR MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(is_enough(enough), "{enough}");
    }
    for not in ["", "GPL-3.0", "MPL-2.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND MPL-2.0"] {
        assert!(!is_enough(not), "{not}");
    }
}
