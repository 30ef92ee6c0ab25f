//! Colours words of code by classes, with the grammars of arborium. What was coloured before is left
//! to `memory`.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

use arborium::{Config, GrammarStore, Highlighter, HtmlFormat};

/// Who colours, and how: what one engine made is nothing to another.
pub(super) const ENGINE: &str = "arborium 2.18.2, factum 2";

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
    static HIGHLIGHTER: RefCell<Highlighter> = RefCell::new(Highlighter::with_store_and_config(
        GRAMMARS.clone(),
        Config { html_format: HtmlFormat::ClassNames, ..Config::default() },
    ));
}

/// Colours code in a grammar's language; nothing where that cannot be done without a loss.
pub(super) fn colour(grammar: &str, code: &str) -> Option<String> {
    if code.len() > LONGEST {
        return None;
    }
    let letters = ascii(code);
    let html = HIGHLIGHTER.with_borrow_mut(|highlighter| highlighter.highlight(grammar, &letters));
    tidy(&html.ok()?, &letters, code)
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

/// Takes out what no theme colours, and entities that text does not need, and puts the code's own
/// letters in. Nothing unless the text is that of `seen`, letter for letter, which is as long as the
/// code.
fn tidy(html: &str, seen: &str, code: &str) -> Option<String> {
    let mut out = String::with_capacity(html.len());
    let mut left = (seen, code);
    let mut rest = html;
    while !rest.is_empty() {
        let (class, text, behind) = match rest.strip_prefix("<span class=\"") {
            Some(tag) => {
                let (class, tag) = tag.split_once("\">")?;
                let (text, behind) = tag.split_once("</span>")?;
                (Some(class), text, behind)
            }
            None => {
                let (text, behind) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
                (None, text, behind)
            }
        };
        let class = class.map(simple).filter(|class| CLASSES.contains(class));
        if let Some(class) = class {
            out.push_str("<span class=\"");
            out.push_str(class);
            out.push_str("\">");
        }
        left = plain(text, left, &mut out)?;
        if class.is_some() {
            out.push_str("</span>");
        }
        if behind.len() == rest.len() {
            return None;
        }
        rest = behind;
    }
    // The engine leaves out the line ends at the end.
    left.1.chars().all(|char| char == '\n').then(|| out + left.1)
}

/// Classes that look alike, by one name.
fn simple(class: &str) -> &str {
    match class {
        "type" | "namespace" => "constructor",
        other => other,
    }
}

/// Writes escaped text in the code's own letters, with no more entities than it needs, and takes it
/// off what was seen and off the code; what is left of both, or nothing where they differ.
fn plain<'c>(
    text: &str,
    (seen, code): (&'c str, &'c str),
    out: &mut String,
) -> Option<(&'c str, &'c str)> {
    const ENTITIES: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&#39;", "'")];
    let (mut seen, mut code) = (seen, code);
    let mut rest = text;
    while !rest.is_empty() {
        let until = rest.find('&').unwrap_or(rest.len());
        let (before, entity) = rest.split_at(until);
        seen = seen.strip_prefix(before)?;
        // Nothing where the engine parts the letters that stand for one.
        let (own, behind) = code.split_at_checked(until)?;
        out.push_str(own);
        code = behind;
        rest = entity;
        if entity.is_empty() {
            break;
        }
        let (name, char) = ENTITIES.into_iter().find(|(name, _)| entity.starts_with(name))?;
        seen = seen.strip_prefix(char)?;
        code = code.strip_prefix(char)?;
        out.push_str(if matches!(char, "\"" | "'") { char } else { name });
        rest = &rest[name.len()..];
    }
    Some((seen, code))
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
    fn another_text_is_refused() {
        assert_eq!(tidy("<span class=\"keyword\">let</span> a", "let b", "let b"), None);
        assert_eq!(tidy("let", "let a", "let a"), None);
        assert_eq!(tidy("<b>let</b>", "let", "let"), None);
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
