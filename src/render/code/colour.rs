//! Colours words of code by classes, with the grammars of arborium. What was coloured before is left
//! to `memory`.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

use arborium::{GrammarStore, Highlighter};
use arborium_highlight::{FlatToken, spans_to_flat_tokens};
use arborium_theme::tag_to_name;

/// Who colours, and how: what one engine made is nothing to another.
pub(super) const ENGINE: &str = "arborium 2.18.2, factum 3";

/// Code that is longer is shown plain: nobody reads it for its colours.
const LONGEST: usize = 200_000;

/// The classes that are kept, which are those that a theme may colour; the words of the others look
/// like any text, and need no element.
pub(super) const CLASSES: [&str; 19] = [
    "attribute",
    "comment",
    "constant",
    "constructor",
    "diff-add",
    "diff-delete",
    "emphasis",
    "function",
    "keyword",
    "label",
    "link",
    "literal",
    "macro",
    "number",
    "property",
    "string",
    "strong",
    "tag",
    "title",
];

static GRAMMARS: LazyLock<Arc<GrammarStore>> = LazyLock::new(|| Arc::new(GrammarStore::new()));

thread_local! {
    static HIGHLIGHTER: RefCell<Highlighter> =
        RefCell::new(Highlighter::with_store(GRAMMARS.clone()));
}

/// Colours code in a grammar's language; nothing where that cannot be done without a loss.
pub(super) fn colour(grammar: &str, code: &str) -> Option<String> {
    if code.len() > LONGEST {
        return None;
    }
    let letters = ascii(code);
    let spans =
        HIGHLIGHTER.with_borrow_mut(|highlighter| highlighter.highlight_spans(grammar, &letters));
    written(code, &spans_to_flat_tokens(&letters, spans.ok()?))
}

/// Code as the grammars see it: a letter for every byte that is not ASCII. Some of them (that of
/// bash, which others call on) ask the C library about characters for which it has no table, and
/// that ends the process.
fn ascii(code: &str) -> Cow<'_, str> {
    if code.is_ascii() {
        return Cow::Borrowed(code);
    }
    let letter = |byte: u8| if byte.is_ascii() { char::from(byte) } else { 'a' };
    Cow::Owned(code.bytes().map(letter).collect())
}

/// Code with the words in classes that a theme may colour; `tokens` are where they stand, one behind the
/// other. Nothing where they part the bytes of a letter or run into each other.
fn written(code: &str, tokens: &[FlatToken]) -> Option<String> {
    let mut out = String::with_capacity(code.len() * 2);
    let mut done = 0;
    for token in tokens {
        let class = tag_to_name(token.tag).map(simple).filter(|class| CLASSES.contains(class));
        let Some(class) = class else { continue };
        let (start, end) = (token.start as usize, token.end as usize);
        escape(code.get(done..start)?, &mut out);
        out.push_str("<span class=\"");
        out.push_str(class);
        out.push_str("\">");
        escape(code.get(start..end)?, &mut out);
        out.push_str("</span>");
        done = end;
    }
    escape(code.get(done..)?, &mut out);
    Some(out)
}

/// Classes that look alike, by one name.
fn simple(class: &str) -> &str {
    match class {
        "type" | "namespace" => "constructor",
        other => other,
    }
}

/// Adds text with no more entities than it needs in an element.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::parse::grammar;

    const NAMES: [&str; 29] = [
        "bash",
        "batch",
        "c",
        "cpp",
        "css",
        "diff",
        "dockerfile",
        "go",
        "hcl",
        "html",
        "ini",
        "java",
        "javascript",
        "json",
        "lua",
        "make",
        "markdown",
        "nix",
        "php",
        "powershell",
        "python",
        "ruby",
        "rust",
        "scss",
        "sql",
        "toml",
        "typescript",
        "xml",
        "yaml",
    ];

    #[test]
    fn every_grammar_is_there() {
        for name in NAMES {
            assert_eq!(grammar(name), Some(name));
            assert!(colour(name, "a = 1\n").is_some(), "{name} has no grammar");
        }
    }

    #[test]
    fn words_get_classes_and_text_stays() {
        let html = colour("rust", "let a = \"<&>\"; // it's\n").expect("it is coloured");
        assert!(html.contains("<span class=\"keyword\">let</span>"), "{html}");
        assert!(html.contains("<span class=\"string\">\"&lt;&amp;&gt;\"</span>"), "{html}");
        assert!(html.contains("<span class=\"comment\">// it's</span>"), "{html}");
        assert!(html.ends_with('\n'));
    }

    #[test]
    fn letters_that_a_grammar_has_no_table_for_are_kept() {
        let code = "echo \u{2022D} \u{10FFFF}\u{1F600}é # \u{1F600}\n";
        for name in NAMES {
            let html = colour(name, code).expect("it is coloured");
            assert!(html.contains("\u{1F600}"), "{name}: {html}");
        }
        let html = colour("bash", "echo é # é\n").expect("it is coloured");
        assert!(html.contains("<span class=\"comment\"># é</span>"), "{html}");
    }

    #[test]
    fn the_engine_is_the_one_that_is_named() {
        let lock = include_str!("../../../Cargo.lock");
        let at = lock.find("name = \"arborium\"\n").expect("arborium is locked");
        let version = lock[at..].lines().nth(1).and_then(|line| line.split('"').nth(1));
        assert_eq!(
            ENGINE.split(',').next(),
            Some(format!("arborium {}", version.expect("one")).as_str())
        );
    }

    #[test]
    fn tokens_that_part_a_letter_or_run_into_each_other_are_refused() {
        let token = |start, end| FlatToken { start, end, tag: "k" };
        let coloured = "<span class=\"keyword\">é</span> &amp;";
        assert_eq!(written("é &", &[token(0, 2)]).as_deref(), Some(coloured));
        assert_eq!(written("é &", &[token(0, 1)]), None);
        assert_eq!(written("abc", &[token(0, 2), token(1, 3)]), None);
        assert_eq!(written("abc", &[token(2, 4)]), None);
    }

    proptest! {
        #[test]
        fn any_text_is_coloured_or_refused_in_every_language(text in "\\PC{0,40}(\n\\PC{0,40}){0,3}") {
            for name in NAMES {
                let _ = colour(name, &text);
            }
        }
    }
}
