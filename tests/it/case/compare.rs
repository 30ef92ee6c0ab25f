//! What was expected beside what was found, for people.
//! Leaves mending the expectations to `update`.

use std::fmt::Write as _;

use super::read::{Case, Expectation, File, Page};
use super::run::{Found, Outcome};

/// What differs, with the places of the case file; empty where nothing does. What `update` has
/// rewritten is no difference.
pub(super) fn report(page: &Page, case: &Case, outcome: &Outcome, update: bool) -> String {
    let mut differences = String::new();
    let pending = case.is_pending();
    if !update || pending {
        for file in case.site() {
            differences.push_str(&of_file(page, file, outcome));
        }
    }
    let known = |path: &str| case.site().any(|file| file.path == path);
    for found in outcome.findings.iter().filter(|found| !known(&found.path)) {
        let _ = writeln!(differences, "  {}, which is no fence here", found.path);
        let _ = writeln!(differences, "    found    {}", in_words(found));
    }
    for failure in &outcome.failures {
        let _ = writeln!(differences, "    {failure}");
    }
    match (pending, differences.is_empty()) {
        (false, true) | (true, false) => return String::new(),
        (true, true) => differences.push_str("    it is met: take `pending` out of its options\n"),
        (false, false) => {}
    }
    format!("{}:{}: {}\n{differences}\n", page.path, case.line, case.name)
}

/// The carets of a finding and words about it, as a case writes them.
pub(super) fn carets(found: &Found, words: &str) -> String {
    let Found { start, end, level, rule, .. } = found;
    let (spaces, carets) = (" ".repeat(start - 1), "^".repeat(end - start));
    let colon = if words.is_empty() { "" } else { ": " };
    format!("{spaces}{carets} {}[{rule}]{colon}{words}", level.as_str())
}

fn of_file(page: &Page, file: &File, outcome: &Outcome) -> String {
    let mut unmatched: Vec<&Found> =
        outcome.findings.iter().filter(|found| found.path == file.path).collect();
    let mut missing: Vec<&Expectation> = Vec::new();
    for expected in &file.expectations {
        match unmatched.iter().position(|found| meets(found, expected)) {
            Some(index) => drop(unmatched.remove(index)),
            None => missing.push(expected),
        }
    }
    let mut lines: Vec<usize> = unmatched.iter().map(|found| found.line).collect();
    lines.extend(missing.iter().map(|expected| expected.line));
    lines.sort_unstable();
    lines.dedup();
    let mut differences = String::new();
    for line in lines {
        let text = file.text.lines().nth(line - 1).unwrap_or_default();
        let above = file.expectations.iter().filter(|expected| expected.line < line).count();
        let at = file.lines.start + line + above;
        let _ = writeln!(differences, "  {}, {}:{at}\n             {text}", file.path, page.path);
        for expected in missing.iter().filter(|expected| expected.line == line) {
            let (spaces, carets) =
                (" ".repeat(expected.start - 1), "^".repeat(expected.end - expected.start));
            let (level, rule) = (expected.level.as_str(), &expected.rule);
            let words = &expected.words;
            let _ = writeln!(differences, "    expected {spaces}{carets} {level}[{rule}]: {words}");
        }
        for found in unmatched.iter().filter(|found| found.line == line) {
            let _ = writeln!(differences, "    found    {}", carets(found, &found.message));
        }
    }
    differences
}

/// Whether a finding is the one that is expected.
pub(super) fn meets(found: &Found, expected: &Expectation) -> bool {
    (found.line, found.start, found.end) == (expected.line, expected.start, expected.end)
        && found.level == expected.level
        && found.rule == expected.rule
        && found.message.contains(&expected.words)
}

fn in_words(found: &Found) -> String {
    let Found { line, start, level, rule, message, .. } = found;
    format!("{line}:{start} {}[{rule}]: {message}", level.as_str())
}
