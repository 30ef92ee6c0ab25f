//! Runs the conformance rows of `tests/conformance` through the public `value` API.
//! What the rows mean is left to their README; a verdict that differs is wrong, an abstention is counted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use factum::value::{
    Context, Entity, Entry, Form, Judgement, Mode, Names, Node, Property, Value, Verdict,
    Vocabulary, Words, judge,
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

/// A row, ready to be judged.
struct Row {
    at: String,
    kind: String,
    language: String,
    property: Property,
    value: Json,
    mode: Mode,
    said: String,
    wanted: String,
}

impl Row {
    /// The rows of a file.
    fn all(path: &Path) -> Vec<Row> {
        let text = std::fs::read_to_string(path).expect("rows");
        let name = path.file_name().expect("a name").to_string_lossy();
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(number, line)| Row::new(format!("{name}:{number}"), line)).collect()
    }

    fn new(at: String, line: &str) -> Row {
        let row: Json = serde_json::from_str(line).expect("a row");
        let text = |key: &str| row[key].as_str().expect(key).to_string();
        let mode = row["mode"].as_str().and_then(Mode::parse);
        Row {
            at,
            kind: row["property"]["type"].as_str().expect("a type").to_string(),
            language: row["language"].as_str().unwrap_or("en").to_string(),
            property: serde_json::from_value(row["property"].clone()).expect("a property"),
            value: row["value"].get("exactly").unwrap_or(&row["value"]).clone(),
            mode: mode.map_or(Mode::Exact, |mode| mode.expect("a mode")),
            said: text("words"),
            wanted: text("verdict"),
        }
    }

    /// What is to be said of words for this row's fact; why the fact is none, where it is none.
    fn judge(&self, said: &str, names: &Names) -> Result<Judgement, String> {
        static LANGUAGES: LazyLock<[(&str, Words); 2]> = LazyLock::new(|| {
            ["en", "de"].map(|language| (language, Words::new(language, &Vocabulary::default())))
        });
        let known = LANGUAGES.iter().find(|(name, _)| *name == self.language);
        let words = &known.expect("a known language").1;
        let fact = Value::from_node(&node(&self.value), &self.property, words, names)
            .map_err(|problems| format!("{problems:?}"))?;
        let property = &self.property;
        Ok(judge(
            said,
            &fact,
            &Context { property, words, names, filler: &[], today: None },
            &self.mode,
        ))
    }
}

/// Judges every row of a file. Returns what they came to, by type, and every row that is not right.
fn run(rows: &Path, names: &Names) -> (BTreeMap<String, Tally>, Vec<String>) {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut notes = Vec::new();
    for row in Row::all(rows) {
        let Row { at, kind, value, said, wanted, .. } = &row;
        let tally = tallies.entry(kind.clone()).or_default();
        let judgement = match row.judge(said, names) {
            Ok(judgement) => judgement,
            Err(problems) => {
                tally.wrong += 1;
                notes.push(format!("WRONG    {at} {kind} {value}: {problems}"));
                continue;
            }
        };
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

/// The files of rows, in order, and the names that they rely on.
fn suite() -> (Vec<PathBuf>, Names) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of rows")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .collect();
    files.sort();
    (files, entities(&folder.join("entities.json")))
}

/// Every way to say the words of a row with a word more.
fn with_a_word(said: &str, word: &str) -> Vec<String> {
    let words: Vec<&str> = said.split_whitespace().collect();
    let at = |at: usize| [&words[..at], &[word], &words[at..]].concat().join(" ");
    (0..=words.len()).map(at).collect()
}

#[test]
#[allow(clippy::print_stdout, reason = "the report is what this test is read for")]
fn rows_are_judged_rightly() {
    let (files, names) = suite();
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

/// Whatever rows say, a word more that nobody knows leaves them unread, wherever it stands; and so
/// does one that makes a number vague.
#[test]
fn no_row_is_read_with_a_strange_word_in_it() {
    let (files, names) = suite();
    let mut passed = Vec::new();
    for row in files.iter().flat_map(|file| Row::all(file)).filter(|row| row.wanted == "holds") {
        let vague = if row.language == "de" { "ungefähr" } else { "roughly" };
        for said in ["zorble", vague].into_iter().flat_map(|word| with_a_word(&row.said, word)) {
            let judgement = row.judge(&said, &names).expect("a fact");
            if judgement.verdict != Verdict::Unjudged {
                passed.push(format!("{} “{said}”: {}", row.at, judgement.verdict.as_str()));
            }
        }
    }
    assert!(passed.is_empty(), "{}", passed.join("\n"));
}

/// What holds does not hold when it is denied: it is contradicted or left unread. Rows that say a
/// thing twice are left out, for only one of the two is denied.
#[test]
fn no_row_holds_when_it_is_denied() {
    let (files, names) = suite();
    let mut passed = Vec::new();
    for row in files.iter().flat_map(|file| Row::all(file)).filter(|row| row.wanted == "holds") {
        if row.mode != Mode::Exact || row.said.contains('(') {
            continue;
        }
        let not = if row.language == "de" { "nicht" } else { "not" };
        let said = format!("{not} {}", row.said);
        let judgement = row.judge(&said, &names).expect("a fact");
        if !matches!(judgement.verdict, Verdict::Contradicted | Verdict::Unjudged) {
            passed.push(format!("{} “{said}”: {}", row.at, judgement.verdict.as_str()));
        }
    }
    assert!(passed.is_empty(), "{}", passed.join("\n"));
}
