//! Compares statuses: a higher rung says more, a lower one less, and what stands beside the ladder contradicts.
//! Which statuses there are is left to the vocabulary.

use super::{Outcome, open};
use crate::value::read::predicate::StatusRead;
use crate::value::{Context, Verdict};

/// Compares what words say of a status with a fact's.
pub(super) fn status(read: &StatusRead, fact: &str, cx: &Context<'_>) -> Outcome {
    let ladder = &cx.words.statuses.ladder;
    let rung = |status: &str| ladder.iter().position(|known| known == status);
    match read {
        StatusRead::Is(status) if status == fact => Verdict::Holds.into(),
        StatusRead::Is(status) => match (rung(status), rung(fact)) {
            (Some(said), Some(fact)) if said > fact => Verdict::SaysMore.into(),
            (Some(_), Some(_)) => Verdict::SaysLess.into(),
            _ => Verdict::Contradicted.into(),
        },
        StatusRead::NoLonger(status) if status == fact || fact == "removed" => {
            Verdict::Holds.into()
        }
        StatusRead::NoLonger(_) => Verdict::Contradicted.into(),
        StatusRead::IsNot(status) if status == fact => Verdict::Contradicted.into(),
        StatusRead::IsNot(_) => open("the words only say what the status is not"),
    }
}
