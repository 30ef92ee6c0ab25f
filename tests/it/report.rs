//! Findings as people see them: right for the usual ones, and never a panic for any span.

use std::sync::Arc;

use factum::diagnostic::{Diagnostic, Edit, Fix, Label, Level};
use factum::report::text::{self, Options, Texts};
use factum::source::{SitePath, Text};
use proptest::prelude::*;

fn path(name: &str) -> SitePath {
    SitePath::new(name).expect("a path")
}

fn texts(files: &[(&str, &str)]) -> Texts {
    let text = |(name, text): &(&str, &str)| {
        (path(name), Arc::new(Text::new(path(name), text.to_string())))
    };
    files.iter().map(text).collect()
}

fn finding(level: Level, message: &str, primary: Label) -> Diagnostic {
    Diagnostic {
        rule: "claim-says-more",
        level,
        message: message.to_string(),
        primary,
        related: Vec::new(),
        help: None,
        fix: None,
    }
}

fn plain(texts: &Texts, findings: &[Diagnostic], options: Options) -> String {
    let mut out = anstream::StripStream::new(Vec::new());
    text::write(&mut out, texts, findings, options).expect("written");
    String::from_utf8(out.into_inner()).expect("text")
}

const ALL: Options = Options { least: Level::Note, notes_in_full: false };

#[test]
fn a_finding_shows_the_page_the_fact_and_the_fix() {
    let page = "# VM\n\nA VM has [up to four](fact:vm.slots) slots.\n";
    let facts = "name: VM\nfacts:\n  slots: { type: quantity, role: limit, value: { max: 2 } }\n";
    let texts = texts(&[("content/vm.md", page), ("facts/vm.yaml", facts)]);
    let at = page.find("up to").expect("words");
    let value = facts.find("{ max").expect("a value");
    let words = at..at + "up to four".len();
    let mut finding = finding(
        Level::Error,
        "the page says \"up to four\", the fact allows at most 2",
        Label::new(&path("content/vm.md"), words.clone(), "more than the fact"),
    );
    finding.relate(Label::new(&path("facts/vm.yaml"), value..value + 10, "the fact stands here"));
    finding.help("say what the fact says, or correct the fact");
    finding.fix(Fix {
        sure: true,
        title: "write \"up to two\"".to_string(),
        edits: vec![Edit { path: path("content/vm.md"), span: words, text: "up to two".into() }],
    });
    let expected = "\
error[claim-says-more]: the page says \"up to four\", the fact allows at most 2
 --> content/vm.md:3:11
  |
3 | A VM has [up to four](fact:vm.slots) slots.
  |           ^^^^^^^^^^ more than the fact
  |
 ::: facts/vm.yaml:3:44
  |
3 |   slots: { type: quantity, role: limit, value: { max: 2 } }
";
    let shown = plain(&texts, &[finding], ALL);
    assert!(shown.contains("^^^^^^^^^^ more than the fact"), "{shown}");
    for line in expected.lines().filter(|line| !line.contains(":::")) {
        assert!(shown.contains(line), "no {line:?} in\n{shown}");
    }
    assert!(shown.contains("the fact stands here"), "{shown}");
    assert!(shown.contains("say what the fact says, or correct the fact"), "{shown}");
    assert!(shown.contains("help: write \"up to two\""), "{shown}");
    assert!(shown.contains("+ A VM has [up to two](fact:vm.slots) slots."), "{shown}");
}

#[test]
fn notes_take_a_line_each_and_many_are_counted() {
    let texts = texts(&[("content/a.md", "one\ntwo\n")]);
    let note =
        |message: &str| finding(Level::Note, message, Label::new(&path("content/a.md"), 4..7, ""));
    let shown = plain(&texts, &[note("look")], ALL);
    assert_eq!(shown, "content/a.md:2:1: note[claim-says-more]: look\n");
    let many: Vec<_> = (0..50).map(|i| note(&format!("number {i}"))).collect();
    let shown = plain(&texts, &many, ALL);
    assert!(shown.ends_with("… and 30 more notes (-v shows all)\n"), "{shown}");
    let shown = plain(&texts, &many, Options { notes_in_full: true, ..ALL });
    assert_eq!(shown.matches("--> content/a.md:2:1").count(), 50);
    assert_eq!(plain(&texts, &many, Options { least: Level::Warning, ..ALL }), "");
}

#[test]
fn a_file_without_text_is_only_named() {
    let label = Label::new(&path("content/latin1.md"), 12..13, "here");
    let shown = plain(&Texts::new(), &[finding(Level::Error, "not UTF-8", label)], ALL);
    assert!(shown.contains("--> content/latin1.md"), "{shown}");
}

#[test]
fn words_of_others_cannot_command_the_terminal() {
    let texts = texts(&[("content/\u{1b}[31m.md", "a \u{1b}[31mred\u{1b}[0m b\n")]);
    let mut bad = finding(
        Level::Error,
        "says \u{1b}[2J",
        Label::new(&path("content/\u{1b}[31m.md"), 2..5, "\u{1b}[31m"),
    );
    bad.help("write \u{1b}[31m").fix(Fix {
        sure: true,
        title: "put \u{1b}[31m".to_string(),
        edits: vec![Edit {
            path: path("content/\u{1b}[31m.md"),
            span: 0..1,
            text: "\u{1b}[1m".into(),
        }],
    });
    let mut out = Vec::new();
    text::write(&mut out, &texts, &[bad], ALL).expect("written");
    let shown = String::from_utf8(out).expect("text");
    assert!(!shown.contains("\u{1b}[2J") && !shown.contains("\u{1b}[31m"), "{shown:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn no_span_makes_the_report_panic(
        words in "[a-zé€\u{1f600}\t\r\n\u{301}\u{202e} ]{0,40}",
        spans in proptest::collection::vec((0..60_usize, 0..60_usize), 1..6),
        edits in proptest::collection::vec((0..60_usize, 0..60_usize, "[a\n\r é]{0,4}"), 0..4),
    ) {
        let texts = texts(&[("content/a.md", &words)]);
        let label = |(a, b): &(usize, usize)| Label::new(&path("content/a.md"), *a..*b, "x");
        let mut bad = finding(Level::Warning, "m", label(&spans[0]));
        for span in &spans[1..] {
            bad.relate(label(span));
        }
        let edit = |(a, b, text): &(usize, usize, String)| Edit {
            path: path("content/a.md"),
            span: *a..*b,
            text: text.clone(),
        };
        bad.fix(Fix { sure: true, title: "f".to_string(), edits: edits.iter().map(edit).collect() });
        plain(&texts, &[bad], ALL);
    }
}
