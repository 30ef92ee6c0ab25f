//! Patterns of words: `up to [a maximum of] #`, spelt once and found by looking up.
//! Which patterns a language has is left to its word tables.

use crate::value::hash::Map;

/// Expands a pattern into all the phrases it stands for: `[x]` may be absent, `(x|y)` is either.
pub(crate) fn expand(pattern: &str) -> Vec<String> {
    let (phrases, _) = alternatives(pattern.as_bytes(), 0, pattern);
    phrases
        .into_iter()
        .map(|phrase| phrase.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// The phrases up to the bracket that closes, and where it stands.
fn alternatives(bytes: &[u8], mut at: usize, pattern: &str) -> (Vec<String>, usize) {
    let mut done = Vec::new();
    let mut now = vec![String::new()];
    let mut start = at;
    let append =
        |now: &mut Vec<String>, text: &str| now.iter_mut().for_each(|phrase| phrase.push_str(text));
    while at < bytes.len() {
        match bytes[at] {
            b'(' | b'[' => {
                append(&mut now, &pattern[start..at]);
                let (mut inner, end) = alternatives(bytes, at + 1, pattern);
                if bytes[at] == b'[' {
                    inner.push(String::new());
                }
                now = now
                    .iter()
                    .flat_map(|head| inner.iter().map(move |tail| format!("{head}{tail}")))
                    .collect();
                at = end + 1;
                start = at;
            }
            b')' | b']' => break,
            b'|' => {
                append(&mut now, &pattern[start..at]);
                done.append(&mut now);
                now.push(String::new());
                at += 1;
                start = at;
            }
            _ => at += 1,
        }
    }
    append(&mut now, &pattern[start..at]);
    done.append(&mut now);
    (done, at)
}

/// Phrases with what they mean.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    by_phrase: Map<String, T>,
    longest: usize,
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { by_phrase: Map::default(), longest: 0 }
    }
}

impl<T: Clone> Phrases<T> {
    /// Expands patterns; the first to give a phrase keeps it.
    pub(crate) fn new<'a>(patterns: impl IntoIterator<Item = (&'a str, T)>) -> Phrases<T> {
        let mut phrases = Phrases::default();
        for (pattern, meaning) in patterns {
            for phrase in expand(pattern) {
                phrases.insert(phrase, meaning.clone());
            }
        }
        phrases
    }

    /// Adds one phrase, unless it has a meaning already.
    pub(crate) fn insert(&mut self, phrase: String, meaning: T) {
        self.longest = self.longest.max(phrase.split(' ').count());
        self.by_phrase.entry(phrase).or_insert(meaning);
    }

    /// What a phrase means.
    pub(crate) fn get(&self, phrase: &str) -> Option<&T> {
        self.by_phrase.get(phrase)
    }

    /// How many tokens the longest phrase has.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_expand() {
        assert_eq!(expand("[the ](a|b) #"), ["the a #", "the b #", "a #", "b #"]);
        assert_eq!(expand("x"), ["x"]);
    }
}
