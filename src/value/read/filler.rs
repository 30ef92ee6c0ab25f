//! Filler: the declared names of what is spoken of, which may stand beside a value and say nothing about it.
//! Everything else that is no part of a value or a comparison keeps a text from being read.

use std::sync::{Arc, OnceLock};

use super::text::Text;
use super::words::Words;
use crate::value::{Context, Property, Role};

/// The names of a property taken apart for one language, once for all claims on it. Properties are
/// the same with it and without it, and a copy of one shares it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts(Arc<OnceLock<Taken>>);

/// What was taken apart, with what it was taken from: a copy of a property may be changed.
#[derive(Debug)]
struct Taken {
    language: &'static str,
    label: Option<String>,
    aliases: Vec<String>,
    parts: Vec<Vec<String>>,
}

impl PartialEq for Parts {
    fn eq(&self, _: &Parts) -> bool {
        true
    }
}

/// Marks the tokens that are filler. `taken` are the tokens of values, `bare` names the unit where it may stand alone.
pub(super) fn mark(
    text: &Text<'_>,
    cx: &Context<'_>,
    taken: &[bool],
    unit: Option<&str>,
) -> Vec<bool> {
    let mut marked = vec![false; text.len()];
    if taken.iter().all(|taken| *taken) {
        return marked;
    }
    if cx.property.role == Some(Role::Default) {
        for phrase in &cx.words.defaults {
            each_match(text, phrase, cx.words, taken, &mut marked, |_, _, _| true);
        }
    }
    each_part(cx.property, cx.words, |part| {
        each_match(text, part, cx.words, taken, &mut marked, |text, at, marked| {
            lead(text, at, marked, |word| cx.words.language.leads.contains(&word));
            true
        });
    });
    for name in cx.filler {
        let name = strip_article(&Text::new(name), cx.words);
        each_match(text, &name, cx.words, taken, &mut marked, |text, at, marked| {
            // “two VMs” speaks of other things than “two devices per VM”.
            let after_value = at > 0 && taken[at - 1];
            if !after_value {
                let language = cx.words.language;
                lead(text, at, marked, |word| {
                    language.leads.contains(&word) || language.each.contains(&word)
                });
            }
            !after_value
        });
    }
    enclosing(text, &mut marked);
    if let Some(unit) = unit {
        let unit = strip_article(&Text::new(unit), cx.words);
        each_match(text, &unit, cx.words, taken, &mut marked, |text, at, marked| {
            lead(text, at, marked, |word| cx.words.language.of.contains(&word));
            true
        });
    }
    marked
}

/// Calls `each` with every part of the property's names, in their order.
fn each_part(property: &Property, words: &Words, mut each: impl FnMut(&[String])) {
    let take = || {
        let names = property.label.iter().chain(&property.aliases);
        names.flat_map(|name| parts(&Text::new(name), words)).collect::<Vec<_>>()
    };
    let taken = property.parts.0.get_or_init(|| Taken {
        language: words.name,
        label: property.label.clone(),
        aliases: property.aliases.clone(),
        parts: take(),
    });
    let fits = taken.language == words.name
        && taken.label == property.label
        && taken.aliases == property.aliases;
    match fits {
        true => taken.parts.iter().for_each(|part| each(part)),
        false => take().iter().for_each(|part| each(part)),
    }
}

/// Marks parentheses around nothing but filler: “30 minutes (the default)”.
fn enclosing(text: &Text<'_>, marked: &mut [bool]) {
    for open in 0..text.len() {
        if !text.is_mark(open, "(") {
            continue;
        }
        let inner = marked[open + 1..].iter().take_while(|marked| **marked).count();
        let close = open + 1 + inner;
        if inner > 0 && text.is_mark(close, ")") {
            marked[open] = true;
            marked[close] = true;
        }
    }
}

/// Marks what leads to a name.
fn lead(text: &Text<'_>, mut at: usize, marked: &mut [bool], leads: impl Fn(&str) -> bool) {
    while at > 0 && !marked[at - 1] && leads(text.word(at - 1)) {
        at -= 1;
        marked[at] = true;
    }
}

/// A name, and those parts of it that stand for it: its head, and what comes before a version word.
fn parts(name: &Text<'_>, words: &Words) -> Vec<Vec<String>> {
    let all = strip_article(name, words);
    let language = words.language;
    let leads = |word: &String| {
        language.leads.contains(&word.as_str()) || language.each.contains(&word.as_str())
    };
    let mut parts = vec![all.clone()];
    match all.iter().position(leads) {
        // “PCI devices per VM”: both “PCI devices” and “per VM” stand for it, “VM” does not.
        Some(at) if at >= 2 => parts.extend([all[..at].to_vec(), all[at..].to_vec()]),
        // “functions per region”: the functions may be the unit.
        Some(at) if at == 1 && language.each.contains(&all[at].as_str()) => {
            parts.push(all[at..].to_vec());
        }
        Some(_) => {}
        None => parts.extend((1..all.len()).map(|from| all[from..].to_vec())),
    }
    if all.len() > 1 && all.last().is_some_and(|last| language.versions_by.contains(&last.as_str()))
    {
        parts.push(all[..all.len() - 1].to_vec());
        if all.len() > 2 && all[all.len() - 2] == "-" {
            parts.push(all[..all.len() - 2].to_vec());
        }
    }
    parts.retain(|part| part.iter().any(|word| word.chars().any(char::is_alphabetic)));
    parts
}

fn strip_article(name: &Text<'_>, words: &Words) -> Vec<String> {
    let from = usize::from(name.len() > 1 && words.language.articles.contains(&name.word(0)));
    (from..name.len()).map(|at| name.word(at).to_string()).collect()
}

/// Marks a name wherever it stands, where the caller agrees.
fn each_match(
    text: &Text<'_>,
    name: &[String],
    words: &Words,
    taken: &[bool],
    marked: &mut [bool],
    mut agree: impl FnMut(&Text<'_>, usize, &mut [bool]) -> bool,
) {
    if name.is_empty() {
        return;
    }
    for at in 0..text.len().saturating_sub(name.len() - 1) {
        let free = (at..at + name.len()).all(|at| !taken[at] && !marked[at]);
        let matches = |(offset, word): (usize, &String)| {
            let here = text.word(at + offset);
            here == word
                || (offset + 1 == name.len()
                    && (words.is_form_of(here, word) || words.is_form_of(word, here)))
        };
        if free && name.iter().enumerate().all(matches) && agree(text, at, marked) {
            marked[at..at + name.len()].fill(true);
        }
    }
}
