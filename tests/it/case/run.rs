//! Checks one case in every way in which a site can come in, and says what was found.
//! Leaves what was expected to `compare`, except for what is rendered.

use factum::diagnostic::{Diagnostic, Level};
use factum::engine::{Engine, Options, Snapshot};
use factum::source::{Door, Memory, Overlay, Text};

use super::read::{Case, Page};

/// What a case's site gave.
pub(super) struct Outcome {
    /// The findings that count.
    pub(super) findings: Vec<Found>,
    /// What went wrong apart from findings.
    pub(super) failures: Vec<String>,
}

/// A finding as carets show it.
#[derive(Debug)]
pub(super) struct Found {
    /// The file.
    pub(super) path: String,
    /// The line, from 1.
    pub(super) line: usize,
    /// The first column, from 1.
    pub(super) start: usize,
    /// The column after the last.
    pub(super) end: usize,
    /// Its level.
    pub(super) level: Level,
    /// Its rule.
    pub(super) rule: &'static str,
    /// Its message, its help and the title of its fix.
    pub(super) message: String,
}

/// The settings of a site that has none.
const SETTINGS: &str = "title = \"Case\"\nbase_url = \"https://example.org\"\n";

/// Checks a case.
pub(super) fn run(page: &Page, case: &Case) -> Outcome {
    let mut failures = Vec::new();
    let options = options(case, &mut failures);
    let memory = memory(case, &mut failures);
    let external = case.reserved("web").map(|file| super::web::read(&file.text, &mut failures));
    let mut engine = Engine::new();
    let checked = |engine: &mut Engine, options: &Options, door: &dyn Door, way: &str| {
        let site = engine.site(door, options).map(|mut site| {
            site.external = external.clone();
            engine.check(site, options)
        });
        site.map_err(|error| format!("{way}: could not run: {error:#}"))
    };
    let mut snapshot = |door: &dyn Door, way: &str| checked(&mut engine, &options, door, way);
    let fresh = match snapshot(&memory, "fresh") {
        Ok(fresh) => fresh,
        Err(failure) => {
            failures.push(failure);
            return Outcome { findings: Vec::new(), failures };
        }
    };
    // What an edit leads to is of no interest, only that nothing of it is remembered.
    let _ = snapshot(&edited(case, memory.clone()), "edited");
    let again = snapshot(&memory, "after an edit that was undone");
    let (saved, buffers) = unsaved(case, memory.clone());
    let buffer = snapshot(&Overlay::new(&saved, buffers), "as an unsaved buffer");
    let unseen = Options { pages: false, ..options.clone() };
    let unseen = checked(&mut Engine::new(), &unseen, &memory, "without pages");
    for (way, other) in [
        ("after an edit that was undone", again),
        ("as an unsaved buffer", buffer),
        ("without pages", unseen),
    ] {
        match other {
            Ok(other) => agree(way, &fresh, &other, &mut failures),
            Err(failure) => failures.push(failure),
        }
    }
    claims(case, &fresh, &mut failures);
    let mut all = fresh.findings.clone();
    all.extend(rendered(case, &fresh, &mut failures));
    let counts = |finding: &&Diagnostic| {
        finding.level > Level::Note
            || finding.rule == "claim-unjudged"
            || page.rule.as_deref() == Some(finding.rule)
            || case.expectations().any(|e| e.level == Level::Note && e.rule == finding.rule)
    };
    let findings = all.iter().filter(counts).map(|finding| found(case, finding)).collect();
    Outcome { findings, failures }
}

fn options(case: &Case, failures: &mut Vec<String>) -> Options {
    let mut options = Options::at(jiff::civil::date(2027, 1, 1));
    let Some(file) = case.reserved("options") else { return options };
    let table = file.text.parse::<toml::Table>().unwrap_or_else(|error| {
        failures.push(format!("its options are no TOML: {error}"));
        toml::Table::new()
    });
    for (key, value) in table {
        match (key.as_str(), &value) {
            ("today", toml::Value::String(text)) if text.parse::<jiff::civil::Date>().is_ok() => {
                options.today = text.parse().expect("it was just read");
            }
            ("pending", toml::Value::String(_)) => {}
            ("drafts", toml::Value::Boolean(drafts)) => options.drafts = *drafts,
            ("levels", toml::Value::Table(levels)) => {
                for (rule, level) in levels {
                    match level.as_str().and_then(Level::from_name) {
                        Some(level) => options.levels.push((rule.clone(), level)),
                        None => failures.push(format!("its options give {rule} no level")),
                    }
                }
            }
            _ => failures.push(format!("its options hold {key} = {value:?}, which means nothing")),
        }
    }
    options
}

fn memory(case: &Case, failures: &mut Vec<String>) -> Memory {
    let mut memory = Memory::new();
    memory.insert("factum.toml", SETTINGS);
    for file in case.site() {
        if !memory.insert(&file.path, file.bytes()) {
            failures.push(format!("{} leaves the site", file.path));
        }
    }
    memory
}

/// The site with a blank line more in its last page and every fact file cut in half.
fn edited(case: &Case, mut memory: Memory) -> Memory {
    if let Some(page) = case.site().filter(|file| file.path.starts_with("content/")).last() {
        memory.insert(&page.path, [page.bytes(), b"\n".to_vec()].concat());
    }
    for facts in case.site().filter(|file| file.path.starts_with("facts/")) {
        let mut bytes = facts.bytes();
        bytes.truncate(bytes.len() / 2);
        memory.insert(&facts.path, bytes);
    }
    memory
}

/// The site with other words in its last page, and the buffer in which that page is as it should be.
fn unsaved(case: &Case, mut saved: Memory) -> (Memory, Memory) {
    let mut buffers = Memory::new();
    if let Some(page) = case.site().filter(|file| file.path.ends_with(".md")).last() {
        saved.insert(&page.path, "# Not saved yet\n\n[Nowhere](nowhere.md)\n");
        buffers.insert(&page.path, page.bytes());
    }
    (saved, buffers)
}

fn agree(way: &str, fresh: &Snapshot, other: &Snapshot, failures: &mut Vec<String>) {
    for (one, two, word) in [(fresh, other, "no longer says"), (other, fresh, "says as well")] {
        for finding in one.findings.iter().filter(|finding| !two.findings.contains(finding)) {
            let rule = finding.rule;
            failures.push(format!("{way}, it {word} {rule}: {}", finding.message));
        }
    }
    if fresh.findings.len() != other.findings.len() {
        failures.push(format!("{way}, it finds another number of things"));
    }
}

fn claims(case: &Case, snapshot: &Snapshot, failures: &mut Vec<String>) {
    let Some(file) = case.reserved("claims") else { return };
    let line = |claim: &factum::site::Claim| {
        format!("{} → {}", claim.words, claim.judgement.verdict.as_str())
    };
    let found: Vec<String> = snapshot.site.claims.iter().map(line).collect();
    let wanted: Vec<&str> = file.text.lines().filter(|line| !line.trim().is_empty()).collect();
    if found != wanted {
        let (found, wanted) = (found.join("\n      "), wanted.join("\n      "));
        failures.push(format!("its claims are\n      {found}\n    and should be\n      {wanted}"));
    }
}

/// Compares what is rendered with what should be; gives what rendering itself found.
fn rendered(case: &Case, snapshot: &Snapshot, failures: &mut Vec<String>) -> Vec<Diagnostic> {
    let outputs = || case.files.iter().filter_map(|file| Some((file.path.split_once('/')?, file)));
    if !outputs().any(|((folder, _), _)| matches!(folder, "out" | "absent")) {
        return Vec::new();
    }
    let rendered = factum::render::render(&snapshot.site, &snapshot.findings);
    for ((folder, path), file) in outputs() {
        let bytes = rendered.output.files.get(path);
        let text = bytes.map(|bytes| String::from_utf8_lossy(bytes));
        let lines = || file.text.lines().map(str::trim).filter(|line| !line.is_empty());
        match (folder, text) {
            ("out", None) => failures.push(format!("{path} is not rendered")),
            ("out", Some(text)) => {
                let mut rest = &text[..];
                for line in lines() {
                    let Some(at) = rest.find(line) else {
                        let order = if text.contains(line) { " in this order" } else { "" };
                        failures.push(format!("{path} does not hold{order}: {line}"));
                        continue;
                    };
                    rest = &rest[at + line.len()..];
                }
            }
            ("absent", Some(_)) if lines().next().is_none() => {
                failures.push(format!("{path} is rendered"));
            }
            ("absent", Some(text)) => {
                for line in lines().filter(|line| text.contains(line)) {
                    failures.push(format!("{path} holds: {line}"));
                }
            }
            _ => {}
        }
    }
    rendered.findings
}

/// A finding as carets show it.
fn found(case: &Case, finding: &Diagnostic) -> Found {
    let path = &finding.primary.path;
    let file = case.site().find(|file| file.path == path.as_str());
    let bytes = file.map_or_else(|| SETTINGS.into(), |file| file.bytes());
    let text = Text::new(path.clone(), String::from_utf8_lossy(&bytes).into_owned());
    let span = &finding.primary.span;
    let (start, end) = (text.place(span.start), text.place(span.end));
    let whole = span.start == 0 && span.end >= text.as_str().len();
    let end = match (end.line > start.line, text.line(start.line)) {
        (true, _) if whole => start.column,
        (true, Some(line)) => text.place(line.end).column,
        _ => end.column,
    };
    // A byte order mark is a column that no editor shows.
    let mark = usize::from(start.line == 1 && file.is_some_and(|file| file.has("bom")));
    let column = start.column.saturating_sub(mark).max(1);
    let message = std::iter::once(&finding.message).chain(&finding.help);
    let message = message.chain(finding.fix.iter().map(|fix| &fix.title));
    let message = message.map(|words| words.replace('\n', " ")).collect::<Vec<_>>().join("; ");
    Found {
        path: path.to_string(),
        line: start.line,
        start: column,
        end: end.saturating_sub(mark).max(column + 1),
        level: finding.level,
        rule: finding.rule,
        message,
    }
}
