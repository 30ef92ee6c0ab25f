//! Verdicts as readers see them: a word, and a sign that does not rest on colour.

use serde::Serialize;

use crate::value::{Mode, Verdict};

/// A verdict for a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Shown {
    /// Its name in reports: `says-more`.
    pub(super) name: &'static str,
    /// Its name for readers: `says more`.
    pub(super) words: &'static str,
    /// A sign to stand before the words.
    pub(super) sign: &'static str,
    /// Whether readers may rely on the words.
    pub(super) holds: bool,
}

/// How a verdict is shown. A statement that is quoted because it is wrong is shown as that.
pub(super) fn shown(verdict: Verdict, mode: &Mode) -> Shown {
    if *mode == Mode::Myth {
        return Shown {
            name: verdict.as_str(), words: "quoted as wrong", sign: "✗", holds: false
        };
    }
    let (words, sign) = match verdict {
        Verdict::Holds => ("holds", "✓"),
        Verdict::Contradicted => ("contradicted", "✗"),
        Verdict::SaysMore => ("says more than the fact", "✗"),
        Verdict::SaysLess => ("says less than the fact", "!"),
        Verdict::BoundDropped => ("leaves out that it is a bound", "!"),
        Verdict::OutOfScope => ("true elsewhere only", "✗"),
        Verdict::Disputed => ("disputed", "!"),
        Verdict::Stale => ("due for review", "!"),
        Verdict::Unjudged => ("not judged", "?"),
    };
    Shown { name: verdict.as_str(), words, sign, holds: verdict == Verdict::Holds }
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
