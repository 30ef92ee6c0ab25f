//! Readers: words into values, one reader a kind, every word consumed or nothing read.
//! Whether what was read is true is left to the comparison.

use super::{Context, Vocabulary};

/// The compiled words of a language, with those of a site merged in.
#[derive(Clone, Debug)]
pub struct Words {
    language: String,
}

impl Words {
    /// Compiles the tables of a language (English where it is unknown) with a site's vocabulary.
    pub fn new(language: &str, vocabulary: &Vocabulary) -> Words {
        let _ = vocabulary;
        Words { language: language.to_string() }
    }

    /// The language that the words belong to.
    pub fn language(&self) -> &str {
        &self.language
    }
}

/// What words say.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading(String);

impl Reading {
    /// A short notation; two readings are the same where their notations are.
    pub fn notation(&self) -> String {
        self.0.clone()
    }
}

/// Why words were not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// In words: `cannot read “…”`.
    pub reason: String,
}

/// Reads words as a value of the context's property.
pub fn read(text: &str, cx: &Context<'_>) -> Result<Reading, Unread> {
    let _ = cx;
    Err(Unread { reason: format!("cannot read “{text}”") })
}
