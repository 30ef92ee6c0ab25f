//! Taxonomies: the ways in which a site sorts its pages, beside the tags that every site has. Which pages
//! have which terms is left to `site`.

use super::facts::At;
use super::fields::{Fields, texts, wrong_type};
use super::ids::slug;
use super::problem::{Problem, ProblemKind};
use crate::value::Node;

/// The one that is always there.
pub const TAGS: &str = "tags";

/// Names that stand in addresses of pages that factum makes.
const TAKEN: [&str; 7] =
    ["facts", "sources", "conflicts", "corrections", "review", "search", "schemas"];

/// A way of sorting pages, as the settings declare it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorting {
    /// Its name in front matter and in addresses.
    pub name: String,
    /// What readers call it.
    pub title: String,
    /// Whether each of its terms has a feed.
    pub feeds: bool,
}

impl Sorting {
    /// Tags, where the settings say nothing of them.
    pub fn tags() -> Sorting {
        Sorting { name: TAGS.to_string(), title: "Tags".to_string(), feeds: true }
    }
}

/// The terms that an article has in one taxonomy.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// The taxonomy, as it is written.
    pub taxonomy: At<String>,
    /// The terms.
    pub terms: Vec<String>,
}

/// Reads `[taxonomies]`; tags come first, whether they are named there or not.
pub(super) fn read(node: &Node, problems: &mut Vec<Problem>) -> Vec<Sorting> {
    let mut all = vec![Sorting::tags()];
    let Some(entries) = node.map() else {
        problems.push(wrong_type(node, "a table of taxonomies, each a table of title and feeds"));
        return all;
    };
    for entry in entries {
        let mut fields = Fields::new(&entry.value, "a table of title and feeds", problems);
        let title = fields.text("title", problems).map(|at| at.it);
        let feeds = fields.get("feeds", "true or false", problems).unwrap_or(true);
        fields.finish(&[], problems);
        let name = &entry.key;
        if slug(name) != *name || name.is_empty() || TAKEN.contains(&name.as_str()) {
            let expected = match TAKEN.contains(&name.as_str()) {
                true => "the name of a taxonomy that no page of factum's own has".to_string(),
                false => "the name of a taxonomy in small letters, such as products".to_string(),
            };
            let kind = ProblemKind::WrongType { expected, found: format!("\"{name}\"") };
            problems.push(Problem { span: entry.key_span.clone(), kind });
            continue;
        }
        let sorting = Sorting {
            name: name.clone(),
            title: title.unwrap_or_else(|| capitalised(name)),
            feeds,
        };
        match all.iter_mut().find(|known| known.name == *name) {
            Some(known) => *known = sorting,
            None => all.push(sorting),
        }
    }
    all
}

/// Reads `taxonomies` of front matter.
pub(super) fn terms(node: &Node, problems: &mut Vec<Problem>) -> Vec<Terms> {
    let Some(entries) = node.map() else {
        problems.push(wrong_type(node, "a map of taxonomies to their terms"));
        return Vec::new();
    };
    let terms = entries.iter().map(|entry| Terms {
        taxonomy: At { it: entry.key.clone(), span: entry.key_span.clone() },
        terms: texts(&entry.value, problems).into_iter().map(|at| at.it).collect(),
    });
    terms.collect()
}

/// `machine-parts` as a title: *Machine parts*.
fn capitalised(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
