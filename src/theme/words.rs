//! The words of the theme: one file a language in `templates/words`, the site's own before the
//! built-in ones, and English where neither has a word. What a word is for is told by who asks for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Kwargs, State, TeraResult, Value};

use super::{FOLDER, Flaw};
use crate::parse::{At, ProblemKind, nearest, words};
use crate::source::{SitePath, Text, below};

/// The files of words that factum has; that of English has every word.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("words/en.toml", include_str!("../../templates/words/en.toml")),
    ("words/de.toml", include_str!("../../templates/words/de.toml")),
];

/// The words of one language.
pub struct Words {
    /// Each by its whole name: `page.updated`.
    texts: BTreeMap<String, String>,
    /// The same for templates, as a map of maps.
    value: Value,
}

/// The words of every language that somebody has words for.
pub struct Dictionary {
    english: Words,
    others: BTreeMap<String, Words>,
    flaws: Vec<Flaw>,
}

impl Dictionary {
    /// Takes the built-in words together with those among some texts.
    pub(super) fn new(texts: &BTreeMap<SitePath, Arc<Text>>) -> Dictionary {
        let known = built_in("en");
        let mut flaws = Vec::new();
        let mut own: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
        for (path, text) in below(texts, FOLDER) {
            if let Some(code) = path.below(FOLDER).and_then(code) {
                own.insert(code, read(path, text.as_str(), &known, &mut flaws));
            }
        }
        let codes = BUILT_IN.iter().filter_map(|(name, _)| code(name)).chain(own.keys().copied());
        let of = |language: &str| {
            let mut texts = known.clone();
            // What is said in a language holds for its varieties, such as `de-AT`.
            for code in ["en", general(language), language] {
                texts.extend(built_in(code));
                texts.extend(own.get(code).cloned().unwrap_or_default());
            }
            Words::new(texts)
        };
        let others = codes.map(|code| (code.to_string(), of(code))).collect();
        Dictionary { english: of("en"), others, flaws }
    }

    /// The words of a language; of one that nobody has words for, those of English.
    pub fn of(&self, language: &str) -> &Words {
        let own = self.others.get(language).or_else(|| self.others.get(general(language)));
        own.unwrap_or(&self.english)
    }

    /// What is wrong with the site's own files of words.
    pub fn flaws(&self) -> &[Flaw] {
        &self.flaws
    }
}

/// The code of the language whose words a file among templates holds, by its name.
pub(super) fn code(name: &str) -> Option<&str> {
    name.strip_prefix("words/")?.strip_suffix(".toml").filter(|code| !code.contains('/'))
}

/// A language without its variety.
fn general(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}

impl Words {
    /// The words that factum has of a language, and English where it has none.
    #[cfg(test)]
    pub(crate) fn built_in(code: &str) -> Words {
        Words::new(built_in("en").into_iter().chain(built_in(code)).collect())
    }

    fn new(texts: BTreeMap<String, String>) -> Words {
        let mut root = serde_json::Map::new();
        texts.iter().for_each(|(name, text)| nest(&mut root, name, text));
        // A page hands the words of its scripts over as they are, in an attribute: every page the same, so
        // they are made fit for one only once.
        let script = root.get("script").map(serde_json::Value::to_string).unwrap_or_default();
        let mut escaped = Vec::new();
        // Writing into memory cannot fail.
        let _ = tera::escape_html(&script, &mut escaped);
        let json = Value::safe_string(&String::from_utf8_lossy(&escaped));
        let mut all: BTreeMap<String, Value> = root
            .iter()
            .map(|(name, texts)| (name.clone(), Value::from_serializable(texts)))
            .collect();
        all.insert("json".to_string(), json);
        Words { texts, value: all.into() }
    }

    /// A text by its whole name. A name that nobody has words for stands for itself; a test asks for
    /// every name that the code has.
    pub fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.texts.get(name).map_or(name, String::as_str)
    }

    /// A text with what stands in braces filled in.
    pub fn fill(&self, name: &str, with: &[(&str, &str)]) -> String {
        let text = self.get(name).to_string();
        with.iter().fold(text, |text, (key, value)| text.replace(&format!("{{{key}}}"), value))
    }

    /// A text about a number of things.
    pub fn count(&self, name: &str, count: usize) -> String {
        let form = if count == 1 { "one" } else { "other" };
        self.fill(&format!("{name}.{form}"), &[("count", &count.to_string())])
    }

    /// All of them for templates.
    pub fn value(&self) -> Value {
        self.value.clone()
    }
}

/// The filter `fill`: a text with what stands in braces filled in, or of the two texts about a number
/// the one for `count`.
pub(super) fn fill(text: &Value, with: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let one = with.get::<u64>("count").ok().flatten() == Some(1);
    let form = text.get_from_path(if one { "one" } else { "other" });
    let mut filled = form.unwrap_or(text).to_string();
    for (name, value) in with.iter() {
        filled = filled.replace(&format!("{{{name}}}"), &value.to_string());
    }
    Ok(filled)
}

/// Puts a text into maps within maps, by its whole name.
fn nest(map: &mut serde_json::Map<String, serde_json::Value>, name: &str, text: &str) {
    match name.split_once('.') {
        Some((first, rest)) => {
            let below = map.entry(first).or_insert_with(|| serde_json::json!({}));
            if let serde_json::Value::Object(below) = below {
                nest(below, rest, text);
            }
        }
        None => drop(map.insert(name.to_string(), text.into())),
    }
}

fn built_in(code: &str) -> BTreeMap<String, String> {
    let name = format!("words/{code}.toml");
    let text = BUILT_IN.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
    words(text).0.into_iter().map(|(name, text)| (name, text.it)).collect()
}

/// A site's own words of a language, those that there is a use for.
fn read(
    path: &SitePath,
    text: &str,
    english: &BTreeMap<String, String>,
    flaws: &mut Vec<Flaw>,
) -> BTreeMap<String, String> {
    let mut flaw = |span, message| flaws.push(Flaw { message, place: Some((path.clone(), span)) });
    let (words, problems) = words(text);
    for problem in problems {
        let what = match problem.kind {
            ProblemKind::Syntax(words) => words,
            ProblemKind::WrongType { expected, found } => {
                format!("{expected} belongs here, not {found}")
            }
            _ => continue,
        };
        flaw(problem.span, format!("these words cannot be read: {what}"));
    }
    let mut own = BTreeMap::new();
    for (name, At { it, span }) in words {
        // One text may serve for every number.
        let forms = ["one", "other"].map(|form| format!("{name}.{form}"));
        let numbered = english.contains_key(&forms[1]);
        let names = if numbered { forms.to_vec() } else { vec![name.clone()] };
        let Some(known) = names.last().and_then(|name| english.get(name)) else {
            let near = nearest(&name, english.keys().map(String::as_str));
            let near = near.map(|near| format!("; the nearest is {near}")).unwrap_or_default();
            flaw(span, format!("the theme has no use for the word {name}{near}"));
            continue;
        };
        if let Some(place) = places(&it).find(|place| !places(known).any(|it| it == *place)) {
            flaw(
                span,
                format!(
                    "nothing is filled in for {{{place}}} here; in English this is \"{known}\""
                ),
            );
        }
        own.extend(names.into_iter().map(|name| (name, it.clone())));
    }
    own
}

/// What stands in braces in a text.
fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}
