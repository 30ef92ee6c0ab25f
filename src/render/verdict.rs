//! Verdicts as readers see them: a word, and a sign that does not rest on colour.

use serde::Serialize;

use crate::theme::Words;
use crate::value::{Mode, Verdict};

/// A verdict for a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Shown {
    /// Its name in reports: `says-more`.
    pub(super) name: &'static str,
    /// Its name for readers: `says more`.
    pub(super) words: String,
    /// A sign to stand before the words.
    pub(super) sign: &'static str,
    /// Whether readers may rely on the words.
    pub(super) holds: bool,
}

/// How a verdict is shown. A statement that is quoted because it is wrong is shown as that.
pub(super) fn shown(words: &Words, verdict: Verdict, mode: &Mode) -> Shown {
    let (name, myth) = (verdict.as_str(), *mode == Mode::Myth);
    let sign = match verdict {
        _ if myth => "✗",
        Verdict::Holds => "✓",
        Verdict::Contradicted | Verdict::SaysMore | Verdict::OutOfScope => "✗",
        Verdict::SaysLess | Verdict::BoundDropped | Verdict::Disputed | Verdict::Stale => "!",
        Verdict::Unjudged => "?",
    };
    let key = if myth { "myth" } else { name };
    let words = words.get(&format!("verdicts.{key}")).to_string();
    Shown { name, words, sign, holds: !myth && verdict == Verdict::Holds }
}

/// The verdict that a reader must hear of first when several are given together.
pub(super) fn gravest(verdicts: impl Iterator<Item = Verdict>) -> Option<Verdict> {
    verdicts.max_by_key(|verdict| match verdict {
        Verdict::Holds => 0,
        Verdict::Stale => 1,
        Verdict::SaysLess => 2,
        Verdict::BoundDropped => 3,
        Verdict::Unjudged => 4,
        Verdict::Disputed => 5,
        Verdict::OutOfScope => 6,
        Verdict::SaysMore => 7,
        Verdict::Contradicted => 8,
    })
}
