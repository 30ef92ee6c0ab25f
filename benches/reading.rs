//! How long it takes to read a claim's words and to judge them, by the type of the fact.
//! Leaves files, Markdown and the resolution of facts out: rows of `tests/conformance` are judged
//! through the public `value` API.

use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use factum::value::{
    Context, Entity, Entry, Form, Mode, Names, Node, Property, Reading, Unread, Value, Vocabulary,
    Words, judge, read,
};
use serde_json::Value as Json;

/// What is measured: the rows of one type or language, or all of them.
const ROWS: [&str; 10] =
    ["boolean", "date", "entity", "enum", "german", "quantity", "set", "status", "version", "all"];

static CLAIMS: LazyLock<Claims> = LazyLock::new(Claims::read);

fn main() {
    divan::main();
}

/// One iteration judges one claim, and the next iteration the next row, so the mean is the average
/// of a claim.
#[divan::bench(args = ROWS, sample_count = 200, sample_size = 500)]
fn claim(bencher: Bencher<'_, '_>, rows: &str) {
    let all = &*CLAIMS;
    let mut claims = all.claims.iter().filter(|claim| rows == "all" || claim.file == rows).cycle();
    bencher.bench_local(|| claims.next().map(|claim| claim.judge(&all.names)));
}

/// The reading alone: words into a set, before anything is compared.
#[divan::bench(args = ROWS, sample_count = 200, sample_size = 500)]
fn words(bencher: Bencher<'_, '_>, rows: &str) {
    let all = &*CLAIMS;
    let mut claims = all.claims.iter().filter(|claim| rows == "all" || claim.file == rows).cycle();
    bencher.bench_local(|| claims.next().map(|claim| claim.read(&all.names)));
}

struct Claims {
    names: Names,
    claims: Vec<Claim>,
}

struct Claim {
    file: &'static str,
    property: Property,
    fact: Value,
    mode: Mode,
    said: String,
    words: &'static Words,
}

impl Claim {
    fn read(&self, names: &Names) -> Result<Reading, Unread> {
        let (property, words) = (&self.property, self.words);
        let cx = Context { property, words, names, filler: &[], today: None };
        read(&self.said, &cx)
    }

    fn judge(&self, names: &Names) -> factum::value::Judgement {
        let (property, words) = (&self.property, self.words);
        let cx = Context { property, words, names, filler: &[], today: None };
        judge(&self.said, &self.fact, &cx, &self.mode)
    }
}

impl Claims {
    fn read() -> Claims {
        static ENGLISH: LazyLock<Words> =
            LazyLock::new(|| Words::new("en", &Vocabulary::default()));
        static GERMAN: LazyLock<Words> = LazyLock::new(|| Words::new("de", &Vocabulary::default()));
        let names = names(&text("entities.json"));
        let mut claims = Vec::new();
        for file in ROWS.into_iter().filter(|rows| *rows != "all") {
            for line in text(&format!("{file}.jsonl")).lines() {
                let row: Json = serde_json::from_str(line).expect("a row");
                let property: Property =
                    serde_json::from_value(row["property"].clone()).expect("a property");
                let words = if row["language"] == "de" { &*GERMAN } else { &*ENGLISH };
                let value = node(row["value"].get("exactly").unwrap_or(&row["value"]));
                let fact = Value::from_node(&value, &property, words, &names).expect("a value");
                let mode = row["mode"].as_str().and_then(Mode::parse);
                let mode = mode.map_or(Mode::Exact, |mode| mode.expect("a mode"));
                let said = row["words"].as_str().expect("words").to_string();
                claims.push(Claim { file, property, fact, mode, said, words });
            }
        }
        Claims { names, claims }
    }
}

#[expect(clippy::disallowed_methods, reason = "the rows are read before anything is measured")]
fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance").join(name);
    std::fs::read_to_string(path).expect("rows")
}

fn names(text: &str) -> Names {
    let all: serde_json::Map<String, Json> = serde_json::from_str(text).expect("a map of entities");
    let strings =
        |json: &Json| -> Vec<String> { serde_json::from_value(json.clone()).expect("names") };
    Names::new(all.into_iter().map(|(id, json)| {
        let mut names = strings(json.get("names").unwrap_or(&json)).into_iter();
        Entity {
            id,
            name: names.next().expect("a name"),
            aliases: names.collect(),
            broader: json.get("broader").map(strings).unwrap_or_default(),
            narrower: json.get("narrower").map(strings).unwrap_or_default(),
        }
    }))
}

fn node(json: &Json) -> Node {
    let form = match json {
        Json::String(text) => Form::Text { text: text.clone(), quoted: true },
        Json::Array(items) => Form::List(items.iter().map(node).collect()),
        Json::Object(map) => {
            let entry = |(key, value): (&String, &Json)| Entry {
                key: key.clone(),
                key_span: 0..0,
                value: node(value),
            };
            Form::Map(map.iter().map(entry).collect())
        }
        other => Form::Text { text: other.to_string(), quoted: false },
    };
    Node { span: 0..0, form }
}
