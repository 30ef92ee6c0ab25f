//! Readers: words into values, one reader a kind, every word consumed or nothing read.
//! Whether what was read is true is left to the comparison.

mod comparison;
pub(crate) mod date;
mod filler;
pub(crate) mod items;
mod number;
mod pattern;
pub(crate) mod predicate;
pub(crate) mod quantity;
pub(crate) mod text;
pub(crate) mod version;
mod words;

use super::phrase;
use super::unit::Unit;
use super::{Context, DateSet, Kind};
use items::Items;
use predicate::StatusRead;
use quantity::{QuantityRead, QuantityUnread};
use text::Text;
use version::VersionRead;

pub(crate) use filler::Parts;
pub(crate) use words::Op;
pub use words::Words;

/// What words say. Two readings are equal where they say the same.
#[derive(Clone, Debug)]
pub struct Reading {
    notation: String,
}

/// What words say, by kind.
#[derive(Clone, Debug)]
pub(crate) enum Said {
    /// That there is none.
    Nothing,
    /// That nobody knows.
    Unknown,
    /// Something of a quantity.
    Quantity(QuantityRead),
    /// Something of versions.
    Version(VersionRead),
    /// Something of a status.
    Status(StatusRead),
    /// Yes or no.
    Boolean(bool),
    /// Something of dates.
    Date(DateSet),
    /// Items.
    Items(Items),
    /// Words as they stand.
    Words(String),
}

impl Reading {
    /// A short notation; two readings are the same where their notations are.
    pub fn notation(&self) -> String {
        self.notation.clone()
    }
}

impl PartialEq for Reading {
    fn eq(&self, other: &Reading) -> bool {
        self.notation == other.notation
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
    let unit = cx.property.unit.as_ref().map(|unit| cx.words.unit_named(unit));
    let said = read_in(text, cx, unit.as_ref(), cx.property.kind)?;
    let notation = phrase::said(&said, cx);
    Ok(Reading { notation })
}

/// Reads words as a value of a kind, amounts in a unit. What was read has no notation yet: not
/// everybody who reads wants one.
pub(crate) fn read_in(
    text: &str,
    cx: &Context<'_>,
    unit: Option<&Unit>,
    kind: Kind,
) -> Result<Said, Unread> {
    // Words that are a text stand for themselves, however many.
    if kind == Kind::Text {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        return Ok(Said::Words(words));
    }
    let cannot = |left: String| Unread { reason: format!("cannot read “{}”", left.trim()) };
    let tokens = Text::new(text);
    if tokens.len() == 0 {
        return Err(Unread { reason: "there are no words to read".to_string() });
    }
    if tokens.len() > 400 {
        return Err(Unread { reason: "too many words for one claim".to_string() });
    }
    match (single(&tokens, cx), kind) {
        (Some(said), kind)
            if kind != Kind::Quantity && kind != Kind::Boolean && kind != Kind::Status =>
        {
            Ok(said)
        }
        (Some(Said::Unknown), _) => Ok(Said::Unknown),
        (_, Kind::Quantity) => match quantity::quantity(&tokens, cx, unit) {
            Ok(read) => Ok(Said::Quantity(read)),
            Err(_) if matches!(single(&tokens, cx), Some(Said::Nothing)) => Ok(Said::Nothing),
            Err(QuantityUnread::Left(left)) => Err(cannot(left)),
            Err(QuantityUnread::OtherUnit(other)) => {
                let unit = unit.map_or("amounts without a unit", |unit| &*unit.name);
                Err(Unread { reason: format!("{other} cannot be compared with {unit}") })
            }
        },
        (_, Kind::Version) => version::version(&tokens, cx).map(Said::Version).map_err(cannot),
        (_, Kind::Status) => predicate::status(&tokens, cx).map(Said::Status).map_err(cannot),
        (_, Kind::Boolean) => predicate::boolean(&tokens, cx).map(Said::Boolean).map_err(cannot),
        (_, Kind::Date) => date::date(&tokens, cx).map(Said::Date).map_err(cannot),
        (_, Kind::Enum) => items::items(&tokens, cx, Kind::Enum).map(Said::Items).map_err(cannot),
        (_, Kind::Entity | Kind::Table) => {
            items::items(&tokens, cx, Kind::Entity).map(Said::Items).map_err(cannot)
        }
        (_, Kind::Set) => {
            let of = cx.property.of.unwrap_or(Kind::Entity);
            items::items(&tokens, cx, of).map(Said::Items).map_err(cannot)
        }
        (_, Kind::Text | Kind::Url) => {
            Ok(Said::Words(text.split_whitespace().collect::<Vec<_>>().join(" ")))
        }
    }
}

/// “none” and “unknown”, which every kind has.
fn single(text: &Text<'_>, cx: &Context<'_>) -> Option<Said> {
    let words = cx.words;
    if words.language.nobody_knows.contains(&text.words(0, text.len())) {
        return Some(Said::Unknown);
    }
    if words.language.nothing.contains(&text.words(0, text.len())) {
        return Some(Said::Nothing);
    }
    if words.language.negators.contains(&text.word(0)) {
        let marked = filler::mark(text, cx, &vec![false; text.len()], cx.property.unit.as_deref());
        if text.len() > 1 && marked[1..].iter().all(|marked| *marked) {
            return Some(Said::Nothing);
        }
    }
    None
}
