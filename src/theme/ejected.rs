//! Files of the built-in theme that a site has taken over to change them, and whether the built-in
//! ones have changed since. What is said of that is left to `rules`.

use super::{BUILT_IN, FILES, words};
use crate::parse::nearest;
use crate::source::Span;

/// What stands before the name and the hash in an ejected file.
const MARK: &str = "factum theme: ";

/// The names of all files of the built-in theme, in their order.
pub fn files() -> impl Iterator<Item = &'static str> {
    all().map(|(name, _)| name)
}

/// The text of a file of the built-in theme.
///
/// # Errors
/// When there is none of this name: the nearest that there is.
pub fn built_in(name: &str) -> Result<&'static str, Option<&'static str>> {
    let found = all().find(|(known, _)| *known == name);
    found.map(|(_, text)| text).ok_or_else(|| nearest(name, files()))
}

/// The text that a site gets: the file's own behind a comment that says what it was made from.
pub fn ejected(name: &str, text: &str) -> String {
    let hash = hash(text);
    match name.rsplit_once('.').map(|(_, end)| end) {
        Some("html") => format!("{{# {MARK}{name} {hash} -#}}\n{text}"),
        Some("toml") => format!("# {MARK}{name} {hash}\n{text}"),
        _ => format!("/* {MARK}{name} {hash} */\n{text}"),
    }
}

/// Whether a site's file was made from a built-in one that has changed since; where it says so.
pub fn outdated(name: &str, text: &str) -> Option<Span> {
    let at = text.find(MARK)?;
    let line = text[at..].lines().next()?;
    let mut words = line[MARK.len()..].split_whitespace();
    let (of, hash_then) = (words.next()?, words.next()?);
    let changed = of == name && hash(built_in(name).ok()?) != hash_then;
    let end = at + MARK.len() + of.len() + 1 + hash_then.len();
    changed.then_some(at..end)
}

fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let templates = BUILT_IN.iter().map(|(name, text)| (name.trim_start_matches("theme/"), *text));
    templates.chain(FILES.iter().copied()).chain(words::BUILT_IN.iter().copied())
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..16].to_string()
}

/// A site's file with the mark of the built-in one as it is now, whatever mark it had.
pub fn marked(name: &str, own: &str, built_in: &str) -> String {
    let rest = match own.split_once('\n') {
        Some((first, rest)) if first.contains(MARK) => rest,
        _ => own,
    };
    ejected(name, built_in).replacen(built_in, rest, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_lags_behind_when_the_built_in_one_is_another() {
        for name in files() {
            let text = built_in(name).expect("its name was listed");
            assert!(!text.contains(MARK), "{name} would be taken for an ejected file");
            let own = ejected(name, text);
            assert_eq!(outdated(name, &own), None);
            let older = ejected(name, &format!("{text}\nolder"));
            let span = outdated(name, &older).expect("it was made from another text");
            assert!(older[span].ends_with(&hash(&format!("{text}\nolder"))));
            let mended = marked(name, &older, text);
            assert_eq!(outdated(name, &mended), None);
            assert!(mended.ends_with("\nolder"));
        }
        assert_eq!(built_in("pgae.html"), Err(Some("page.html")));
    }
}
