//! Rewrites the lines of carets of a Markdown file to what was found.
//! Leaves everything else in the file as it is; whether the new carets are right, people say.

use super::compare::{carets, meets};
use super::read::{Case, File, Page};
use super::run::{Found, Outcome};

/// Rewrites a page's expectations, in the file itself.
pub(super) fn rewrite<'a>(page: &Page, outcomes: impl Iterator<Item = &'a (&'a Case, Outcome)>) {
    let lines: Vec<&str> = page.text.lines().collect();
    let mut text = String::new();
    let mut at = 0;
    let mut copy = |text: &mut String, to: usize, next: usize| {
        for line in &lines[at..to] {
            text.push_str(line);
            text.push('\n');
        }
        at = next;
    };
    for (case, outcome) in outcomes {
        for file in case.site() {
            copy(&mut text, file.lines.start, file.lines.end);
            with_carets(&mut text, file, &outcome.findings);
        }
    }
    copy(&mut text, lines.len(), lines.len());
    if text != page.text {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&page.path);
        std::fs::write(path, text).expect("a case file can be written");
    }
}

fn with_carets(text: &mut String, file: &File, findings: &[Found]) {
    let mut own: Vec<&Found> = findings.iter().filter(|found| found.path == file.path).collect();
    own.sort_by_key(|found| (found.line, found.start, found.end, found.rule));
    let mut push = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    let last = file.text.lines().count().max(1);
    let mut lines = file.text.lines();
    for number in 1..=last {
        if let Some(line) = lines.next() {
            push(line);
        }
        // A finding past the last line stands at its end.
        let here = |found: &&&Found| found.line == number || (number == last && found.line > last);
        for found in own.iter().filter(here) {
            // Words that somebody chose stay as long as they are met.
            let met = file.expectations.iter().find(|expected| meets(found, expected));
            push(&carets(found, met.map_or(&found.message, |expected| &expected.words)));
        }
    }
}
