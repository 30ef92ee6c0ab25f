//! The data that a site publishes, held against the schemas that it publishes beside them.
//! Leaves what each value says to the cases in `tests/cases/rendering`.

use factum::engine::{Engine, Options};
use factum::source::Memory;
use serde_json::Value;

const SOURCES: &str = "guide: { title: The guide }\nerrata: { title: Errata }\n";
const VOCABULARY: &str = "scopes:\n  os: { kind: version, known: [\"1\", \"2\"] }\n";
const VM: &str = "
name: VM
owner: storage-docs
facts:
  slots:
    type: quantity
    unit: slot
    role: limit
    statements:
      - { value: { max: 2 }, scope: { os: \"1\" }, source: { id: guide, at: p. 7, quote: at most two }, checked: 2026-10-01 }
      - { value: { max: 4 }, scope: { os: \"1\" }, source: errata }
      - { value: { max: 9 }, rank: deprecated, source: nowhere, replaced: { on: 2026-10-02 } }
    resolution: { keep: guide, because: Counted., by: storage-docs, on: 2026-11-01 }
  ports: { type: quantity, unit: port, role: limit, value: { max: 8 } }
";
const GUIDE: &str = "[up to two](fact:vm.slots@1), [nine](fact:vm.ports), [x](fact:vm.none)\n";

fn published() -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut memory = Memory::new();
    memory.insert("facts/sources.yaml", SOURCES);
    memory.insert("facts/vocabulary.yaml", VOCABULARY);
    memory.insert("facts/vm.yaml", VM);
    memory.insert("content/guide.md", GUIDE);
    let options = Options::at(jiff::civil::date(2026, 11, 22));
    let snapshot = Engine::new().snapshot(&memory, &options).expect("a site");
    factum::render::render(&snapshot.site, &snapshot.findings).output.files
}

#[test]
fn what_is_published_fits_its_schema() {
    let files = published();
    let read = |name: &str| -> Value { serde_json::from_slice(&files[name]).expect(name) };
    for name in ["facts", "claims"] {
        let data = read(&format!("{name}.json"));
        let schema = data["$schema"].as_str().expect("a schema").to_string();
        let schema = read(&schema);
        let mut said = Vec::new();
        fits(&data, &schema, &schema, name, &mut said);
        assert!(said.is_empty(), "{said:#?}");
        assert_eq!(data[name].as_array().map(Vec::len), Some(if name == "facts" { 2 } else { 3 }));
    }
}

#[test]
fn a_schema_refuses_what_it_does_not_know() {
    let files = published();
    let schema: Value =
        serde_json::from_slice(&files["schemas/claims.schema.json"]).expect("a schema");
    let mut data: Value = serde_json::from_slice(&files["claims.json"]).expect("claims");
    data["claims"][0]["verdict"] = "maybe".into();
    data["claims"][1]["more"] = 1.into();
    data["claims"][2]["line"] = "7".into();
    let mut said = Vec::new();
    fits(&data, &schema, &schema, "claims", &mut said);
    assert_eq!(said.len(), 3, "{said:#?}");
}

/// Compares data with a schema of the few words that the schemas of this project use; any other
/// word fails, so that none is passed over.
fn fits(data: &Value, schema: &Value, root: &Value, at: &str, said: &mut Vec<String>) {
    let Some(words) = schema.as_object() else { return said.push(format!("{at}: no schema")) };
    for (word, wanted) in words {
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let pointer = wanted.as_str().unwrap_or_default().trim_start_matches('#');
                let part = root.pointer(pointer).unwrap_or(&Value::Null);
                fits(data, part, root, at, said);
            }
            "type" => {
                let kind = match data {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "integer",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                let among =
                    wanted.as_array().is_some_and(|kinds| kinds.iter().any(|it| it == kind));
                if wanted != kind && !among {
                    said.push(format!("{at} is {kind}, not {wanted}"));
                }
            }
            "enum" => {
                if !wanted.as_array().is_some_and(|values| values.contains(data)) {
                    said.push(format!("{at} is {data}, which is none of {wanted}"));
                }
            }
            "oneOf" => {
                let fitting = wanted.as_array().into_iter().flatten().filter(|choice| {
                    let mut unfit = Vec::new();
                    fits(data, choice, root, at, &mut unfit);
                    unfit.is_empty()
                });
                if fitting.count() != 1 {
                    said.push(format!("{at} fits not exactly one choice"));
                }
            }
            "items" => {
                for (index, item) in data.as_array().into_iter().flatten().enumerate() {
                    fits(item, wanted, root, &format!("{at}[{index}]"), said);
                }
            }
            "required" => {
                for key in wanted.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if data.get(key).is_none() {
                        said.push(format!("{at} lacks {key}"));
                    }
                }
            }
            "properties" => {
                for (key, schema) in wanted.as_object().into_iter().flatten() {
                    if let Some(value) = data.get(key) {
                        fits(value, schema, root, &format!("{at}.{key}"), said);
                    }
                }
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                for (key, value) in data.as_object().into_iter().flatten() {
                    if known.is_some_and(|known| known.contains_key(key)) {
                        continue;
                    }
                    match wanted {
                        Value::Bool(false) => said.push(format!("{at} has {key} too")),
                        other => fits(value, other, root, &format!("{at}.{key}"), said),
                    }
                }
            }
            other => said.push(format!("{at}: the test does not know {other}")),
        }
    }
}
