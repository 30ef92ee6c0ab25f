//! The words of a theme: a file of texts by their names, `page.updated`, in tables of TOML. What a
//! word is for, and which there have to be, is left to `render`.

use std::collections::BTreeMap;

use super::fields::wrong_type;
use super::problem::Problem;
use super::{At, toml};
use crate::value::{Form, Node};

/// Reads a file of words: each text by its whole name, such as `facts.count.one`, with its place, and
/// what is wrong with the file.
pub fn words(text: &str) -> (BTreeMap<String, At<String>>, Vec<Problem>) {
    let (node, mut problems) = toml::read(text, 0);
    let mut words = BTreeMap::new();
    gather(&node, "", &mut words, &mut problems);
    (words, problems)
}

/// The tables of a file are as deep as the reader of TOML lets them be.
fn gather(
    node: &Node,
    name: &str,
    words: &mut BTreeMap<String, At<String>>,
    problems: &mut Vec<Problem>,
) {
    match &node.form {
        Form::Map(entries) => {
            for entry in entries {
                let dot = if name.is_empty() { "" } else { "." };
                gather(&entry.value, &format!("{name}{dot}{}", entry.key), words, problems);
            }
        }
        Form::Text { text, .. } => {
            words.insert(name.to_string(), At { it: text.clone(), span: node.span.clone() });
        }
        _ => problems.push(wrong_type(node, "a text")),
    }
}
