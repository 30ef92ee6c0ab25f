//! Facts of every kind to test the whole room with.
//! Verdicts on single wordings are left to the conformance rows.

mod examples;
mod properties;

use std::sync::LazyLock;

use super::{Context, Entity, Entry, Form, Names, Node, Property, Value, Vocabulary, Words};

fn node(json: &serde_json::Value) -> Node {
    let form = match json {
        serde_json::Value::String(text) => Form::Text { text: text.clone(), quoted: true },
        serde_json::Value::Array(items) => Form::List(items.iter().map(node).collect()),
        serde_json::Value::Object(map) => Form::Map(
            map.iter()
                .map(|(key, value)| Entry { key: key.clone(), key_span: 0..0, value: node(value) })
                .collect(),
        ),
        other => Form::Text { text: other.to_string(), quoted: false },
    };
    Node { span: 0..0, form }
}

fn names() -> Names {
    let entity = |id: &str, name: &str, alias: &str, broader: &str| Entity {
        id: id.to_string(),
        name: name.to_string(),
        aliases: vec![alias.to_string()],
        broader: vec![broader.to_string()],
        narrower: Vec::new(),
    };
    Names::new(
        [
            entity("rhel-8", "Red Hat Enterprise Linux 8", "RHEL 8", "RHEL"),
            entity("rhel-9", "Red Hat Enterprise Linux 9", "RHEL 9", "RHEL"),
            entity("sles-15", "SUSE Linux Enterprise Server 15", "SLES 15", "SLES"),
            entity("wandb", "Weights and Biases", "W&B", "trackers"),
        ]
        .into_iter(),
    )
}

/// A property and a value of every kind, with numbers that vary.
fn facts(a: u32, b: u32, c: u32) -> Vec<(serde_json::Value, serde_json::Value)> {
    use serde_json::json;
    let (low, high) = (a.min(b), a.max(b) + 1);
    let device = json!({"type": "quantity", "unit": "device", "role": "limit"});
    let memory = json!({"type": "quantity", "unit": "GiB", "role": "requirement"});
    let time = json!({"type": "quantity", "unit": "minute", "role": "default"});
    let plain = json!({"type": "quantity", "role": "default"});
    let version = json!({"type": "version", "role": "requirement"});
    let date = json!({"type": "date"});
    let set = json!({"type": "set", "of": "entity", "complete": true});
    let (month, day) = (a % 12 + 1, b % 28 + 1);
    let decimal = format!("{a}.{b}");
    vec![
        (device.clone(), json!(a)),
        (device.clone(), json!({"max": a})),
        (device.clone(), json!({"min": a})),
        (device.clone(), json!({"min": low, "max": high})),
        (device, json!({"one-of": [low, high, high + 7]})),
        (memory.clone(), json!(format!("{decimal} GiB"))),
        (memory.clone(), json!({"min": format!("{decimal} TiB")})),
        (memory.clone(), json!({"max": format!("{decimal} MiB")})),
        (memory, json!({"min": format!("{low} GiB"), "max": format!("{high} GiB")})),
        (time.clone(), json!({"above": low, "below": high})),
        (time, json!({"one-of": [low, high + 1, high + 3]})),
        (plain.clone(), json!(a)),
        (plain, json!({"max": a})),
        (
            json!({"type": "quantity", "unit": "°C"}),
            json!({"min": format!("-{low} °C"), "max": format!("{high} °C")}),
        ),
        (json!({"type": "quantity", "unit": "percent"}), json!({"max": format!("{decimal} %")})),
        (
            json!({"type": "quantity", "unit": "Gbit/s", "role": "measure"}),
            json!(format!("{decimal} Mbit/s")),
        ),
        (json!({"type": "quantity", "unit": "MB/s"}), json!({"min": format!("{decimal} GB/s")})),
        (json!({"type": "quantity", "unit": "request/s", "role": "limit"}), json!({"max": a})),
        (json!({"type": "quantity", "unit": "ms"}), json!(format!("{decimal} s"))),
        (json!({"type": "quantity", "unit": "EUR"}), json!({"max": format!("{decimal} EUR")})),
        (json!({"type": "quantity", "unit": "month"}), json!({"min": a})),
        (version.clone(), json!(format!("{a}.{b}"))),
        (version.clone(), json!(format!("{a}.{b}-rc{c}"))),
        (version.clone(), json!(format!(">={a}.{b}"))),
        (version.clone(), json!(format!("<={a}.{b}.{c}"))),
        (version.clone(), json!(format!("<{a}.{b}"))),
        (version.clone(), json!(format!(">{a}.{b}"))),
        (version.clone(), json!(format!(">={low}.1 <{high}.2"))),
        (version.clone(), json!(format!(">{low}.1 <={high}.2"))),
        (version.clone(), json!(format!("{a}.x"))),
        (version, json!(format!("{low}.1 || {high}.3"))),
        (
            json!({"type": "status"}),
            json!(
                [
                    "works",
                    "experimental",
                    "supported",
                    "certified",
                    "unsupported",
                    "deprecated",
                    "removed"
                ][a as usize % 7]
            ),
        ),
        (
            json!({"type": "boolean", "role": "requirement", "label": "a reboot"}),
            json!(a.is_multiple_of(2)),
        ),
        (
            json!({"type": "boolean", "phrases": {"true": ["enabled"], "false": ["disabled"]}}),
            json!(a.is_multiple_of(2)),
        ),
        (date.clone(), json!(format!("{}-{month:02}-{day:02}", 1900 + a % 300))),
        (date.clone(), json!(format!("{}-{month:02}", 1900 + a % 300))),
        (date.clone(), json!(format!("{}", 1900 + a % 300))),
        (date.clone(), json!({"before": format!("{}-{month:02}-{day:02}", 1900 + a % 300)})),
        (date.clone(), json!({"after": format!("{}-{month:02}", 1900 + a % 300)})),
        (
            date,
            json!({"from": format!("{}-{month:02}-{day:02}", 1900 + a % 100), "until": format!("{}", 2100 + b % 100)}),
        ),
        (
            json!({"type": "enum", "values": ["network", "storage-like", "by hand"]}),
            json!(["network", "storage-like", "by hand"][a as usize % 3]),
        ),
        (
            json!({"type": "entity"}),
            json!(["rhel-8", "rhel-9", "sles-15", "wandb"][a as usize % 4]),
        ),
        (set.clone(), json!(["rhel-8", "wandb", "sles-15"])),
        (set.clone(), json!({"any-of": ["wandb", "rhel-9"]})),
        (set, json!({"all-of": ["wandb", "rhel-9"]})),
        (
            json!({"type": "set", "of": "version"}),
            json!([format!("{a}.{b}"), format!("{}.{c}", a + 1)]),
        ),
        (
            json!({"type": "set", "of": "enum", "values": ["one", "two", "three"]}),
            json!(["two", "three"]),
        ),
    ]
}

/// Runs a check on every fact in a language.
fn with_facts(
    language: &str,
    numbers: (u32, u32, u32),
    mut check: impl FnMut(&Value, &Context<'_>),
) {
    static WORDS: LazyLock<[Words; 2]> =
        LazyLock::new(|| ["en", "de"].map(|name| Words::new(name, &Vocabulary::default())));
    let words = &WORDS[usize::from(language == "de")];
    let names = names();
    for (property, value) in facts(numbers.0, numbers.1, numbers.2) {
        let property: Property = serde_json::from_value(property).expect("a property");
        let cx = Context { property: &property, words, names: &names, filler: &[], today: None };
        let fact = Value::from_node(&node(&value), &property, words, &names).expect("a value");
        check(&fact, &cx);
    }
}
