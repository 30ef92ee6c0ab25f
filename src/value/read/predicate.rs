//! Reads statuses and truths: “is not supported”, “no reboot is required”.
//! Which phrases say which is left to the word tables and the declaration.

use super::filler;
use super::text::Text;
use super::words::{Predicate, Words};
use crate::value::{Context, Role};

/// What words say of a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StatusRead {
    /// It is this one.
    Is(String),
    /// It is not this one.
    IsNot(String),
    /// It was supported, and is no longer: unsupported or removed, which the words leave open.
    NoLonger(String),
}

/// The predicates that a text may be: as it stands, and without declared names.
fn predicates(text: &Text<'_>, cx: &Context<'_>) -> [Predicate; 2] {
    let whole = cx.words.predicate((0..text.len()).map(|at| text.word(at)));
    let marked = filler::mark(text, cx, &vec![false; text.len()], None);
    let is_stop =
        |at: usize| matches!(text.word(at), ":" | "=" | ",") && (at == 0 || marked[at - 1]);
    let mut left: Vec<&str> = (0..text.len())
        .filter(|at| !marked[*at] && !is_stop(*at))
        .map(|at| text.word(at))
        .collect();
    // “Fault Tolerance (not supported)”
    if let ["(", inner @ .., ")"] = left.as_slice()
        && left.len() < text.len()
    {
        left = inner.to_vec();
    }
    let left = left.into_iter();
    [whole, cx.words.predicate(left)]
}

/// Reads a text as a status; what is left over where it cannot.
pub(crate) fn status(text: &Text<'_>, cx: &Context<'_>) -> Result<StatusRead, String> {
    if is_future(text, cx) {
        return Err(text.source(0, text.len()).to_string());
    }
    one_status(text, cx).or_else(|left| twice(text, |part| one_status(part, cx)).ok_or(left))
}

/// What a text says that says it twice: “no, not supported”, “off (disabled)”.
fn twice<T: PartialEq>(
    text: &Text<'_>,
    mut read: impl FnMut(&Text<'_>) -> Result<T, String>,
) -> Option<T> {
    let cuts = (0..text.len()).filter(|at| matches!(text.word(*at), "," | ";" | "(" | ")"));
    let ends: Vec<usize> = cuts.chain([text.len()]).collect();
    let (mut from, mut said) = (0, None);
    for end in ends {
        if end > from {
            let part = read(&Text::new(text.source(from, end))).ok()?;
            if said.as_ref().is_some_and(|before| *before != part) {
                return None;
            }
            said = Some(part);
        }
        from = end + 1;
    }
    said
}

fn one_status(text: &Text<'_>, cx: &Context<'_>) -> Result<StatusRead, String> {
    let own = own_phrases(cx);
    let predicates = predicates(text, cx);
    for predicate in &predicates {
        let known = |words: &str| {
            let own = own
                .iter()
                .find(|(known, _)| known.words == words)
                .map(|(_, value)| (*value).to_string());
            own.or_else(|| cx.words.status_phrases.get(words).cloned())
        };
        if let Some(status) = known(&predicate.words)
            && (!predicate.past || cx.words.language.events.contains(&status.as_str()))
        {
            return Ok(StatusRead::Is(status));
        }
        if predicate.negations != 1 || predicate.always || predicate.past {
            continue;
        }
        let unsupported = cx.words.statuses.beside.iter().find(|status| *status == "unsupported");
        if let Some(unsupported) = unsupported
            && (predicate.bare.is_empty() || cx.words.deniable.get(&predicate.bare).is_some())
        {
            return Ok(match predicate.longer {
                true => StatusRead::NoLonger(unsupported.clone()),
                false => StatusRead::Is(unsupported.clone()),
            });
        }
        if let Some(status) = known(&predicate.bare)
            && (!predicate.bare.contains(' ')
                || cx.words.language.short_of.contains(&predicate.bare.as_str()))
        {
            return Ok(StatusRead::IsNot(status));
        }
    }
    Err(left(text, &predicates[1]))
}

/// Whether words speak of what is to come: “will be supported” is not so yet.
fn is_future(text: &Text<'_>, cx: &Context<'_>) -> bool {
    cx.words.language.future.iter().any(|sequence| {
        let mut from = 0;
        sequence.iter().all(|word| {
            let found = (from..text.len()).find(|at| cx.words.begins_with(text.word(*at), word));
            found.inspect(|at| from = at + 1).is_some()
        })
    })
}

/// Reads a text as true or false; what is left over where it cannot.
pub(crate) fn boolean(text: &Text<'_>, cx: &Context<'_>) -> Result<bool, String> {
    if is_future(text, cx) {
        return Err(text.source(0, text.len()).to_string());
    }
    one_truth(text, cx).or_else(|left| twice(text, |part| one_truth(part, cx)).ok_or(left))
}

fn one_truth(text: &Text<'_>, cx: &Context<'_>) -> Result<bool, String> {
    let own = own_phrases(cx);
    let predicates = predicates(text, cx);
    for predicate in predicates.iter().filter(|predicate| !predicate.past) {
        let truth = |words: &str| -> Option<bool> {
            let exact = own
                .iter()
                .find(|(known, _)| known.words == words)
                .map(|(_, value)| *value == "true");
            let turned = || {
                let denied =
                    own.iter().find(|(known, _)| known.negations > 0 && known.bare == words);
                denied.map(|(known, value)| (*value == "true") == (known.negations % 2 == 0))
            };
            exact.or_else(turned).or_else(|| general(words, cx, own.is_empty()))
        };
        let turns = predicate.negations % 2 == 1;
        if predicate.bare.is_empty() {
            match (predicate.negations, predicate.always) {
                (1, false) => return Ok(false),
                (0, true) => return Ok(true),
                _ => continue,
            }
        }
        if predicate.always && predicate.negations > 0 {
            continue;
        }
        if let Some(truth) = truth(&predicate.words) {
            return Ok(truth);
        }
        if predicate.negations <= 2
            && let Some(truth) = truth(&predicate.bare)
        {
            return Ok(truth != turns);
        }
    }
    named(text, cx).ok_or_else(|| left(text, &predicates[1]))
}

/// The property's name itself as the predicate: “is not changeable”.
fn named(text: &Text<'_>, cx: &Context<'_>) -> Option<bool> {
    let whole = cx.words.predicate((0..text.len()).map(|at| text.word(at)));
    let names = cx.property.label.iter().chain(&cx.property.aliases);
    let says = names.map(|name| cx.words.predicate_of(name)).any(|name| name.words == whole.bare);
    let copula = (0..text.len()).any(|at| cx.words.language.copulas.contains(&text.word(at)));
    let clear = says
        && !whole.past
        && (copula || whole.negations > 0)
        && !(whole.always && whole.negations > 0);
    (clear && whole.negations <= 1).then_some(whole.negations == 0)
}

/// What the language's own tables say, as far as the role lets them apply.
fn general(words: &str, cx: &Context<'_>, undeclared: bool) -> Option<bool> {
    let tables: &Words = cx.words;
    let from = |table: &super::pattern::Phrases<bool>| table.get(words).copied();
    let truth = from(&tables.truths);
    if truth.is_some() || !undeclared {
        return truth;
    }
    match cx.property.role {
        Some(Role::Requirement) => from(&tables.requirements),
        Some(Role::Default) => from(&tables.switches),
        Some(Role::Support) => from(&tables.supports),
        Some(Role::Limit | Role::Caveat) => None,
        None | Some(Role::Measure) => from(&tables.requirements)
            .or_else(|| from(&tables.switches))
            .or_else(|| from(&tables.supports)),
    }
}

/// The property's own phrases with the values they stand for.
fn own_phrases<'a>(cx: &Context<'a>) -> Vec<(Predicate, &'a str)> {
    let phrases = cx.property.phrases.iter();
    phrases
        .flat_map(|(value, said)| {
            said.iter().map(|one| (cx.words.predicate_of(one), value.as_str()))
        })
        .collect()
}

fn left(text: &Text<'_>, predicate: &Predicate) -> String {
    if predicate.bare.is_empty() || predicate.past {
        text.source(0, text.len()).to_string()
    } else {
        predicate.bare.clone()
    }
}
