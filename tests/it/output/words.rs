//! The theme speaks the language of the page: its words are data, every language has all of them, and
//! none is left in English on a German page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::files;
use super::html::texts;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")
}

/// The words of a language by their whole names.
fn words(language: &str) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(root().join(format!("words/{language}.toml")));
    let (words, problems) = factum::parse::words(&text.expect("a file of words"));
    assert!(problems.is_empty(), "{language}: {problems:?}");
    words.into_iter().map(|(name, text)| (name, text.it)).collect()
}

/// What is filled in.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// The files of the theme of one kind, with their texts.
fn theme(kind: &str) -> Vec<(String, String)> {
    let files = std::fs::read_dir(root()).expect("the templates").filter_map(Result::ok);
    let files = files
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == kind));
    files
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("a text")))
        .collect()
}

#[test]
fn every_language_has_every_word() {
    let english = words("en");
    for language in ["de"] {
        let own = words(language);
        let names =
            |words: &BTreeMap<String, String>| words.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(names(&own), names(&english), "{language}");
        for (name, text) in &own {
            assert!(places(text).is_subset(&places(&english[name])), "{language}: {name}");
            // Where there is one thing, its number may be a word.
            let one = name.ends_with(".one");
            assert!(one || places(text) == places(&english[name]), "{language}: {name}");
        }
    }
}

#[test]
fn templates_and_scripts_have_no_words_of_their_own() {
    for (name, text) in theme("html") {
        let mut bare = text;
        for (start, end) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}")] {
            bare = without(&bare, start, end);
        }
        for text in texts(bare.as_bytes()) {
            let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
            assert!(letters < 2, "{name} says \"{text}\"");
        }
    }
    let known = words("en");
    let mut asked = BTreeSet::new();
    for (name, text) in theme("js") {
        for (at, call) in text.match_indices("word(\"") {
            let word = text[at + call.len()..].split('"').next().unwrap_or_default();
            assert!(known.contains_key(&format!("script.{word}")), "{name} has no word {word}");
            asked.insert(word.to_string());
        }
    }
    let all = known.keys().filter_map(|name| name.strip_prefix("script."));
    assert_eq!(asked, all.map(str::to_string).collect(), "the words of scripts");
}

#[test]
fn every_word_that_is_asked_for_is_there_and_no_other() {
    let known = words("en");
    let mut asked = BTreeSet::new();
    for (_, text) in theme("html") {
        let text = text.replace("[\"", ".").replace("\"]", "");
        for (at, start) in text.match_indices("words.") {
            let rest = &text[at + start.len()..];
            let end =
                rest.find(|letter: char| !(letter.is_alphanumeric() || ".-_".contains(letter)));
            asked.insert(rest[..end.unwrap_or(rest.len())].to_string());
        }
    }
    let render = root().parent().expect("the repository").join("src/render");
    for file in walkdir::WalkDir::new(render).into_iter().filter_map(Result::ok) {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        // Whatever looks like the name of a word is one, or nothing that is made.
        let names = text.split('"').skip(1).step_by(2);
        asked.extend(
            names.filter(|it| known.keys().any(|key| key.starts_with(*it))).map(str::to_string),
        );
    }
    let meant = |name: &str| {
        asked.iter().any(|it| {
            name == it || name.strip_prefix(it.as_str()).is_some_and(|rest| rest.starts_with('.'))
        })
    };
    // What is asked for by a name that is put together.
    let groups = ["verdicts.", "kinds.", "roles.", "levels.", "text.", "script."];
    let unused: Vec<_> = known
        .keys()
        .filter(|name| !meant(name) && !groups.iter().any(|group| name.starts_with(group)))
        .collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
    for name in asked.iter().filter(|name| name.contains('.')) {
        let there = known.keys().any(|key| {
            key == name || key.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('.'))
        });
        assert!(there, "nobody has words for {name}");
    }
}

#[test]
fn no_english_word_is_left_on_a_german_page() {
    let (english, german) = (words("en"), words("de"));
    let said = |text: &str| {
        // What is the same in both tells nothing, and neither does a text that is filled in alone.
        let meant = |word: &str| {
            let pieces = word.split(['{', '}']).step_by(2).filter(|piece| piece.len() > 3);
            let pieces: Vec<&str> = pieces.collect();
            match places(word).is_empty() {
                true => text == word,
                false => !pieces.is_empty() && pieces.iter().all(|piece| text.contains(piece)),
            }
        };
        english.iter().find(|(key, word)| german[*key] != **word && meant(word)).map(|(key, _)| key)
    };
    let all = files("tests/sites/everything", "https://site.example/kb");
    let pages: Vec<_> =
        all.iter().filter(|(name, _)| name.starts_with("de/") && name.ends_with(".html")).collect();
    assert!(pages.len() >= 3, "only {} German pages", pages.len());
    let mut looked_at = 0;
    let mut left = Vec::new();
    for (name, bytes) in pages {
        for text in texts(bytes) {
            looked_at += 1;
            left.extend(said(&text).map(|key| format!("{name}: \"{text}\" is {key}")));
        }
    }
    assert!(looked_at > 100, "only {looked_at} texts");
    assert!(left.is_empty(), "{left:#?}");
    // The same look finds them on an English page.
    let found = texts(&all["reference/limits/index.html"]);
    assert!(found.iter().filter(|text| said(text).is_some()).count() > 10);
}

/// A text without what stands between two marks.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(start) {
        out.push_str(before);
        rest = behind.split_once(end).map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}
