//! Runs the cases: tiny sites written in Markdown, in `tests/cases` and in the pages of rules.
//! Leaves reading them to `read`, checking one to `run`, saying what differs to `compare`, and
//! rewriting expectations to `update`.
//!
//! A heading with fences below it is a case; its name is the path of headings. A fence whose info
//! string is `LANG PATH` is a file of the case's site:
//!
//! ````markdown
//! ## A limit is overstated
//! ```yaml facts/vm.yaml
//! facts: { slots: { type: quantity, role: limit, value: { max: 2 } } }
//! ```
//! ```md content/guide.md
//! A VM has [up to four](fact:vm.slots) slots.
//!          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[claim-says-more]: the fact says
//! ```
//! ````
//!
//! A line of carets with `level[rule]` expects a finding on the line above it; lines of carets are
//! taken out before the site is built. The carets stand below the finding's primary span, up to the
//! end of its first line; one caret marks a finding without width, or about a whole file. Words
//! after a colon must be contained in the message, or in the help and the
//! title of the fix, which follow it after semicolons. A case without carets expects silence, and a
//! finding that no carets expect always fails. Two sorts of notes stand aside, so that a case need
//! not be perfect in every respect: a note other than `claim-unjudged` counts only where the case
//! expects a note of its rule, or stands on the page of its rule.
//!
//! Words after the path change the file: `crlf` ends its lines as Windows does, `bom` puts a byte
//! order mark in front, `latin-1` writes it in that encoding. Some paths are reserved:
//!
//! - `options`: TOML with `today` (2027-01-01 otherwise), `drafts`, a table of `levels`, and `pending`,
//!   which says what factum does not do yet: such a case has to fail until the word is taken out;
//! - `out/PATH`: every line must stand in the rendered file, in this order;
//! - `absent/PATH`: no line may stand in the rendered file, which must not exist at all where the
//!   fence is empty;
//! - `claims`: every claim in order, as its words and its verdict, joined by `→`;
//! - `web`: what the web says of addresses, line by line, as `web` reads it; nobody asks it otherwise.
//!
//! A site without `factum.toml` gets one. Each case is checked fresh, again on the warm engine after
//! edits that were undone, and again with its last page as an unsaved buffer; all must agree.
//! `CASE=words` runs the cases whose name or file contains the words; `UPDATE=1` rewrites
//! the lines of carets that are not met.

mod compare;
mod read;
mod run;
mod update;
mod web;

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use read::{Case, Page};
use run::Outcome;

#[test]
fn cases_say_what_they_expect() {
    let pages = below("tests/cases");
    for page in &pages {
        assert!(!page.cases.is_empty(), "{} holds no case", page.path);
    }
    judge(&pages);
}

#[test]
fn pages_of_rules_say_what_they_expect() {
    let pages = below("src/rules");
    let mut lacking = String::new();
    for page in &pages {
        let own = page.rule.as_deref().unwrap_or_default();
        let shows = |case: &&Case| case.expectations().any(|expected| expected.rule == own);
        if !page.cases.iter().any(|case| shows(&case)) {
            let _ = writeln!(lacking, "{}: no case expects {own}", page.path);
        }
        if page.cases.iter().all(|case| shows(&case)) {
            let _ = writeln!(lacking, "{}: no case shows how it is right", page.path);
        }
    }
    judge(&pages);
    assert!(lacking.is_empty(), "{lacking}");
}

/// Runs every case of the pages that the environment does not filter out; fails with what differs.
fn judge(pages: &[Page]) {
    let filter = std::env::var("CASE").unwrap_or_default();
    let update = std::env::var("UPDATE").is_ok_and(|value| value == "1");
    let wanted = |page: &Page, case: &Case| {
        filter.is_empty() || page.path.contains(&filter) || case.name.contains(&filter)
    };
    let reports: Vec<String> = pages
        .par_iter()
        .flat_map_iter(|page| {
            let outcomes: Vec<(&Case, Outcome)> = page
                .cases
                .par_iter()
                .filter(|case| wanted(page, case))
                .map(|case| (case, guarded(page, case)))
                .collect();
            if update {
                update::rewrite(page, outcomes.iter().filter(|(case, _)| !case.is_pending()));
            }
            let report =
                |(case, outcome): (&Case, Outcome)| compare::report(page, case, &outcome, update);
            outcomes.into_iter().map(report).collect::<Vec<_>>()
        })
        .collect();
    let failed: Vec<&String> = reports.iter().filter(|report| !report.is_empty()).collect();
    let all: String = failed.iter().map(|report| report.as_str()).collect();
    assert!(failed.is_empty(), "\n{all}{} of {} cases failed", failed.len(), reports.len());
}

/// Runs a case; a panic is what it found.
fn guarded(page: &Page, case: &Case) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| run::run(page, case))).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words");
        Outcome { findings: Vec::new(), failures: vec![format!("it panicked: {words}")] }
    })
}

/// Every Markdown file below a folder of the repository, in the order of their paths.
fn below(folder: &str) -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = walkdir::WalkDir::new(root.join(folder)).sort_by_file_name();
    let files: Vec<PathBuf> = walk
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a case file is readable UTF-8");
        let name = path.strip_prefix(root).expect("the walk began at the root");
        Page::read(&name.display().to_string().replace('\\', "/"), text)
    };
    files.iter().map(read).collect()
}
