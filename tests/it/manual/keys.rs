//! Keys of settings, front matter and fact files, compared with those that the parsers ask for.

use super::{names, read, same};

/// The keys that a function asks a map for: the text behind `fields.…(` or `keys.…(`, and behind
/// `&mut fields,`.
fn asked(path: &str, function: &str) -> Vec<String> {
    let text = read(path);
    let start = text.find(function).unwrap_or_else(|| panic!("{path} has no `{function}`"));
    let body = text[start..].split("\n}\n").next().unwrap_or_default();
    let mut keys = Vec::new();
    for mark in ["fields.", "keys.", "(&mut fields, "] {
        for (at, _) in body.match_indices(mark) {
            let rest = &body[at + mark.len()..];
            let call = if mark.starts_with('(') { Some(rest) } else { argument(rest) };
            let name = call.and_then(|call| call.strip_prefix('"')?.split('"').next());
            keys.extend(name.map(str::to_string));
        }
    }
    keys
}

/// What a method's brackets begin with.
fn argument(call: &str) -> Option<&str> {
    let name = call.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    call[name..].strip_prefix('(').filter(|_| !call.starts_with("missing")).map(str::trim_start)
}

#[test]
fn settings() {
    let keys = asked("src/parse/config.rs", "pub fn parse(");
    same("settings", names("settings", "keys"), keys);
}

#[test]
fn settings_of_the_web() {
    let web = "src/parse/web.rs";
    same("web", names("external-links", "keys"), asked(web, "pub(super) fn read("));
    same("ages", names("external-links", "ages"), asked(web, "fn update("));
    same("skip", names("external-links", "skip"), asked(web, "fn skips("));
}

#[test]
fn front_matter() {
    let keys = asked("src/parse/front_matter.rs", "fn of(");
    same("front matter", names("front-matter", "keys"), keys);
}

#[test]
fn fact_files() {
    let subject = "src/parse/subject.rs";
    same("subject", names("fact-files", "subject"), asked(subject, "pub(super) fn read("));
    same("fact", names("fact-files", "fact"), asked(subject, "fn fact("));
    let mut statement = asked(subject, "fn statement(");
    let value = asked(subject, "fn value(");
    statement.extend(value.into_iter().filter(|key| !matches!(key.as_str(), "file" | "at")));
    same("statement", names("fact-files", "statement"), statement);
    same("citation", names("fact-files", "citation"), asked(subject, "fn citation("));
    same("dispute", names("fact-files", "dispute"), asked(subject, "fn dispute("));
    same("resolution", names("fact-files", "resolution"), asked(subject, "fn resolution("));
    same("replaced", names("fact-files", "replaced"), asked(subject, "fn replaced("));
    let property = factum::value::Property::KEYS.iter().map(|key| key.to_string());
    same("property", names("fact-files", "property"), property);
}

#[test]
fn reserved_files() {
    let reserved = "src/parse/reserved.rs";
    same("source", names("fact-files", "source"), asked(reserved, "fn source("));
    same("type", names("fact-files", "type-file"), asked(reserved, "pub(super) fn kind("));
    same("rule", names("fact-files", "rule"), asked(reserved, "fn rule("));
    let mut vocabulary = asked(reserved, "pub(super) fn vocabulary(");
    vocabulary.extend(["statuses", "units", "booleans"].map(str::to_string));
    assert!(read(reserved).contains(r#"for key in ["statuses", "units", "booleans"]"#));
    same("vocabulary", names("fact-files", "vocabulary"), vocabulary);
}
