//! Runs the conformance rows of `tests/conformance` through the public `value` API.
//! What the rows mean is left to their README; a verdict that differs is wrong, an abstention is counted.

use std::collections::BTreeMap;
use std::path::Path;

use factum::value::{
    Context, Entity, Entry, Form, Mode, Names, Node, Property, Value, Verdict, Vocabulary, Words,
    judge,
};
use serde_json::Value as Json;

/// What a type's rows came to.
#[derive(Default)]
struct Tally {
    right: usize,
    unjudged: usize,
    definite: usize,
    wrong: usize,
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

fn strings(json: &Json) -> Vec<String> {
    let text = |item: &Json| item.as_str().expect("a name").to_string();
    json.as_array().map(|items| items.iter().map(text).collect()).unwrap_or_default()
}

fn entities(path: &Path) -> Names {
    let text = std::fs::read_to_string(path).expect("the entities");
    let all: serde_json::Map<String, Json> =
        serde_json::from_str(&text).expect("a map of entities");
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

/// Judges every row of a file. Returns what they came to, by type, and every row that is not right.
fn run(rows: &Path, names: &Names) -> (BTreeMap<String, Tally>, Vec<String>) {
    let languages =
        ["en", "de"].map(|language| (language, Words::new(language, &Vocabulary::default())));
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut notes = Vec::new();
    let text = std::fs::read_to_string(rows).expect("rows");
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let row: Json = serde_json::from_str(line).expect("a row");
        let property: Property =
            serde_json::from_value(row["property"].clone()).expect("a property");
        let value = row["value"].get("exactly").unwrap_or(&row["value"]);
        let language = row["language"].as_str().unwrap_or("en");
        let words =
            &languages.iter().find(|(name, _)| *name == language).expect("a known language").1;
        let mode = row["mode"]
            .as_str()
            .and_then(Mode::parse)
            .map_or(Mode::Exact, |mode| mode.expect("a mode"));
        let said = row["words"].as_str().expect("words");
        let wanted = row["verdict"].as_str().expect("a verdict");
        let cx = Context { property: &property, words, names, filler: &[], today: None };
        let kind = row["property"]["type"].as_str().expect("a type").to_string();
        let tally = tallies.entry(kind.clone()).or_default();
        let at = format!("{}:{number}", rows.file_name().expect("a name").to_string_lossy());
        let fact = match Value::from_node(&node(value), &property, words, names) {
            Ok(fact) => fact,
            Err(problems) => {
                tally.wrong += 1;
                notes.push(format!("WRONG    {at} {kind} {value}: {problems:?}"));
                continue;
            }
        };
        let judgement = judge(said, &fact, &cx, &mode);
        tally.definite += usize::from(wanted != "unjudged");
        if judgement.verdict.as_str() == wanted {
            tally.right += 1;
        } else {
            let unjudged = judgement.verdict == Verdict::Unjudged;
            let word = if unjudged { "unjudged" } else { "WRONG   " };
            *(if unjudged { &mut tally.unjudged } else { &mut tally.wrong }) += 1;
            let reason = &judgement.reason;
            let got = judgement.verdict.as_str();
            notes.push(format!(
                "{word} {at} {kind} {value} “{said}”: {got}, wanted {wanted} ({reason})"
            ));
        }
    }
    (tallies, notes)
}

#[test]
#[allow(clippy::print_stdout, reason = "the report is what this test is read for")]
fn rows_are_judged_rightly() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let names = entities(&folder.join("entities.json"));
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of rows")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .collect();
    files.sort();
    let mut report = String::new();
    let mut all = Tally::default();
    for file in &files {
        let (tallies, notes) = run(file, &names);
        for note in notes {
            report.push_str(&format!("{note}\n"));
        }
        for (kind, tally) in tallies {
            let Tally { right, unjudged, wrong, .. } = tally;
            let name = file.file_stem().expect("a name").to_string_lossy();
            report.push_str(&format!(
                "{name:10} {kind:9} {right:5} right {unjudged:4} unjudged {wrong:4} wrong\n"
            ));
            all.right += right;
            all.unjudged += unjudged;
            all.wrong += wrong;
            all.definite += tally.definite;
        }
    }
    report.push_str(&format!(
        "{} right, {} unjudged of {} definite, {} wrong\n",
        all.right, all.unjudged, all.definite, all.wrong
    ));
    println!("{report}");
    assert!(all.wrong == 0 && all.unjudged * 20 <= all.definite, "see the report above");
    assert!(all.right > 0, "there are no rows");
}
