//! Reads quantities: amounts with units, and what is said of them.
//! How numbers are spelt is left to `read::number`, the words around them to `read::comparison`.

use super::comparison::{Compared, Comparing, Piece};
use super::filler;
use super::number::{Found, and_a_half, number};
use super::text::{Text, TokenKind};
use super::words::{Joint, Op, Words};
use crate::value::Context;
use crate::value::number::Number;
use crate::value::quantity::Quantity;
use crate::value::ranges::Ranges;
use crate::value::unit::{Measure, Unit};

/// An amount in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    /// The number.
    pub(crate) number: Number,
    /// The unit that is written with it.
    pub(crate) unit: Option<Unit>,
    /// Where the number stands in the text.
    pub(crate) place: std::ops::Range<usize>,
    /// Whether the number is spelt out.
    pub(crate) spelt: bool,
}

/// What words say of a quantity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QuantityRead {
    /// The set.
    pub(crate) set: Quantity,
    /// What is said of the one amount, where there is one.
    pub(crate) op: Option<Op>,
    /// The amounts, for writing another in the same style.
    pub(crate) amounts: Vec<Amount>,
}

/// Why a text is no quantity of the expected unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum QuantityUnread {
    /// A word is left over.
    Left(String),
    /// The unit measures something else.
    OtherUnit(String),
}

/// Reads a text as a quantity in a unit. With no unit, the text's own holds.
pub(crate) fn quantity(
    text: &Text<'_>,
    cx: &Context<'_>,
    expected: Option<&Unit>,
) -> Result<QuantityRead, QuantityUnread> {
    let (mut amounts, mut pieces) = amounts(text, cx.words, expected);
    let first = assemble(text, cx, expected, &amounts, &pieces);
    let read = match first {
        Err(_) if unit_at_end(text, cx.words, expected, &mut amounts, &mut pieces) => {
            assemble(text, cx, expected, &amounts, &pieces).or(first)
        }
        first => first,
    };
    read.map(|(set, op)| QuantityRead { set, op, amounts })
}

/// What amounts and the words around them say.
fn assemble(
    text: &Text<'_>,
    cx: &Context<'_>,
    expected: Option<&Unit>,
    amounts: &[Amount],
    pieces: &[Piece],
) -> Result<(Quantity, Option<Op>), QuantityUnread> {
    let unit = match expected {
        Some(unit) => Some(unit.clone()),
        None => amounts.iter().find_map(|amount| amount.unit.clone()),
    };
    let mut slots = Vec::with_capacity(amounts.len());
    for (at, amount) in amounts.iter().enumerate() {
        let later = amounts[at..].iter().find_map(|amount| amount.unit.as_ref());
        let own =
            later.or_else(|| amounts[..at].iter().rev().find_map(|amount| amount.unit.as_ref()));
        let own = own.or(unit.as_ref());
        if let (Some(own), Some(unit)) = (own, &unit)
            && !own.is_like(unit)
        {
            return Err(QuantityUnread::OtherUnit(own.name.to_string()));
        }
        let base = own.map_or(Some(amount.number), |unit| unit.to_base(amount.number));
        let base =
            base.ok_or_else(|| QuantityUnread::Left(text.source(0, text.len()).to_string()))?;
        slots.push(Ranges::point(base));
    }
    let taken = taken(text, pieces);
    let comparing = Comparing {
        text,
        slots: &slots,
        patterns: &cx.words.quantities,
        words: cx.words,
        precise: |_| true,
        zero: None,
        faster: unit.as_ref().and_then(faster),
    };
    let compared = comparing.read(pieces).or_else(|| {
        let united = amounts.iter().any(|amount| amount.unit.is_some());
        let bare = if united { None } else { cx.property.unit.as_deref() };
        let marked = filler::mark(text, cx, &taken, bare);
        let left: Vec<Piece> = pieces
            .iter()
            .copied()
            .filter(|piece| !matches!(piece, Piece::Token(at) if marked[*at]))
            .collect();
        if left.len() == pieces.len() {
            return None;
        }
        let zero = Some(Ranges::point(Number::ZERO));
        Comparing { zero, ..comparing }.read(&left)
    });
    let Some(Compared { set, op }) = compared else {
        let marked = filler::mark(text, cx, &taken, None);
        return Err(QuantityUnread::Left(left_over(text, pieces, &marked, cx)));
    };
    let whole = unit.as_ref().is_some_and(Unit::counts);
    let fractional = |amount: &Amount| whole && !amount.number.is_whole();
    let set = Quantity::new(&set, unit);
    if set.amounts.is_empty() || amounts.iter().any(fractional) {
        return Err(QuantityUnread::Left(text.source(0, text.len()).to_string()));
    }
    Ok((set, op))
}

/// What “or faster” says of an amount in a unit: more of a rate, less of a time.
fn faster(unit: &Unit) -> Option<Op> {
    match unit.measure {
        Measure::Frequency => Some(Op::From),
        Measure::Time => Some(Op::Until),
        _ => unit.rate.then_some(Op::From),
    }
}

/// A unit that stands after what is said of the amount: “two or more devices”.
fn unit_at_end(
    text: &Text<'_>,
    words: &Words,
    expected: Option<&Unit>,
    amounts: &mut [Amount],
    pieces: &mut Vec<Piece>,
) -> bool {
    let Some(last) = amounts.last_mut().filter(|amount| amount.unit.is_none()) else {
        return false;
    };
    for (position, piece) in pieces.iter().enumerate().rev() {
        let Piece::Token(at) = *piece else { return false };
        if let Some((unit, length)) = words.unit_at(text, at, expected)
            && at + length == text.len()
            && position > 0
        {
            last.unit = Some(unit);
            pieces.truncate(position);
            return true;
        }
    }
    false
}

/// The words that keep a text from being read.
fn left_over(text: &Text<'_>, pieces: &[Piece], marked: &[bool], cx: &Context<'_>) -> String {
    let known = |at: usize| cx.words.is_known(text.word(at));
    let strange = |piece: &&Piece| matches!(piece, Piece::Token(at) if !marked[*at] && !known(*at));
    let left: Vec<&str> = pieces
        .iter()
        .filter(strange)
        .filter_map(|piece| match piece {
            Piece::Token(at) => Some(text.raw(*at)),
            Piece::Slot(_) => None,
        })
        .collect();
    if left.is_empty() { text.source(0, text.len()).to_string() } else { left.join(" ") }
}

/// Which tokens belong to values.
pub(super) fn taken(text: &Text<'_>, pieces: &[Piece]) -> Vec<bool> {
    let mut taken = vec![true; text.len()];
    for piece in pieces {
        if let Piece::Token(at) = piece {
            taken[*at] = false;
        }
    }
    taken
}

/// The amounts of a text, and what else it has.
fn amounts(text: &Text<'_>, words: &Words, expected: Option<&Unit>) -> (Vec<Amount>, Vec<Piece>) {
    let between = (0..text.len()).any(|at| words.language.between.contains(&text.word(at)));
    let mut amounts: Vec<Amount> = Vec::new();
    let mut pieces = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        // The “one” of “one of” is no amount.
        if let Some((Joint::OneOf, length)) = words.joint(text, at) {
            pieces.extend((at..at + length).map(Piece::Token));
            at += length;
            continue;
        }
        // The article of “a 30-minute timeout” is that of what follows.
        if words.language.articles.contains(&text.word(at))
            && let Some(found) = number(text, at + 1, words, false)
            && hyphenated(text, found.end).is_some()
        {
            at += 1;
        }
        let range = text.is_mark(at, "-") && matches!(pieces.last(), Some(Piece::Slot(_)));
        match amount(text, at, words, expected, between).filter(|_| !range) {
            Some((amount, end)) => {
                // “two (2)” says one thing twice.
                let again = amounts.last().is_some_and(|last| last.number == amount.number)
                    && matches!(pieces.last(), Some(Piece::Token(at)) if text.is_mark(*at, "("))
                    && text.is_mark(end, ")")
                    && (amount.unit.is_none() || amount.unit == amounts[amounts.len() - 1].unit);
                if again && matches!(pieces.iter().rev().nth(1), Some(Piece::Slot(_))) {
                    pieces.pop();
                    let last = amounts.len() - 1;
                    at = end + 1;
                    if amounts[last].unit.is_none()
                        && let Some((unit, next)) = unit_after(text, at, words, expected)
                    {
                        amounts[last].unit = Some(unit);
                        at = next;
                    }
                    continue;
                }
                pieces.push(Piece::Slot(amounts.len()));
                amounts.push(amount);
                at = end;
            }
            None => {
                pieces.push(Piece::Token(at));
                at += 1;
            }
        }
    }
    (amounts, pieces)
}

fn unit_after(
    text: &Text<'_>,
    at: usize,
    words: &Words,
    expected: Option<&Unit>,
) -> Option<(Unit, usize)> {
    words.unit_at(text, at, expected).map(|(unit, length)| (unit, at + length))
}

/// One amount: “4 GiB”, “an hour and a half”, “1 h 30 min”, “USD 1,200”.
fn amount(
    text: &Text<'_>,
    at: usize,
    words: &Words,
    expected: Option<&Unit>,
    between: bool,
) -> Option<(Amount, usize)> {
    if words.is_money(text.raw(at))
        && let Some((unit, after)) = unit_after(text, at, words, expected)
        && let Some(found) = number(text, after, words, !between)
    {
        return Some((new_amount(text, after, &found, Some(unit)), found.end));
    }
    let found = match number(text, at, words, !between) {
        Some(found) => found,
        None => {
            words.language.ones.contains(&text.word(at)).then_some(())?;
            // “ein oder zwei Knoten”: the unit may follow later.
            let joined = match words.joint(text, at + 1) {
                Some((Joint::Or, length)) => Some(at + 1 + length),
                Some((Joint::And, length)) if between => Some(at + 1 + length),
                _ => words.language.to.contains(&text.word(at + 1)).then_some(at + 2),
            };
            match joined {
                Some(next) => drop(number(text, next, words, false)?),
                None => drop(unit_after(text, at + 1, words, expected)?),
            }
            Found { number: Number::ONE, end: at + 1, spelt: true }
        }
    };
    let found = thousands(text, found, expected);
    // “a 30-minute timeout”
    let from = hyphenated(text, found.end).unwrap_or(found.end);
    let Some((unit, mut end)) = unit_after(text, from, words, expected) else {
        let end = suspended(text, found.end, words).unwrap_or(found.end);
        return Some((new_amount(text, at, &found, None), end));
    };
    // “plus 85 °C”, but “plus 20 GB” is more of what was said before.
    if words.language.plus.contains(&text.word(at)) && !unit.goes_below_zero() {
        return None;
    }
    let mut amount = new_amount(text, at, &found, Some(unit.clone()));
    let mut last = unit.clone();
    if unit.counts() {
        return Some((amount, end));
    }
    if !between && let Some((part, next)) = and_a_half(text, end, words) {
        amount.number = amount.number.plus(part)?;
        amount.place.end = amount.place.start;
        return Some((amount, next));
    }
    loop {
        let and = !between && words.language.and.contains(&text.word(end));
        let from = if and { end + 1 } else { end };
        let Some(more) = number(text, from, words, false).filter(|more| !more.number.is_negative())
        else {
            break;
        };
        let Some((smaller, next)) = unit_after(text, more.end, words, expected) else { break };
        if !smaller.is_like(&last) || smaller.factor >= last.factor || smaller.goes_below_zero() {
            break;
        }
        let base = smaller.to_base(more.number).and_then(|base| unit.of_base(base))?;
        amount.number = amount.number.plus(base)?;
        amount.place.end = amount.place.start;
        (last, end) = (smaller, next);
    }
    Some((amount, end))
}

/// The word that a hyphen joins to a number: “30-minute”.
fn hyphenated(text: &Text<'_>, at: usize) -> Option<usize> {
    let joins = text.is_mark(at, "-") && text.glued(at) && text.glued(at + 1);
    (joins && text.is(at + 1, TokenKind::Word)).then_some(at + 1)
}

/// The token after a hyphen whose word comes later: “128-, 192- or 256-bit”.
fn suspended(text: &Text<'_>, at: usize, words: &Words) -> Option<usize> {
    let hyphen = text.is_mark(at, "-") && text.glued(at);
    let open = text.is_mark(at + 1, ",")
        || (!text.glued(at + 1)
            && (matches!(words.joint(text, at + 1), Some((Joint::Or | Joint::And, _)))
                || words.language.to.contains(&text.word(at + 1))));
    (hyphen && open).then_some(at + 1)
}

/// “10k users”, “1M requests”: of counted things alone, for K and M are units too.
fn thousands(text: &Text<'_>, found: Found, expected: Option<&Unit>) -> Found {
    let times = match text.raw(found.end) {
        "k" | "K" => 1_000,
        "M" => 1_000_000,
        _ => return found,
    };
    let counted = expected.is_some_and(|unit| matches!(unit.measure, Measure::Thing(_)));
    let glued = text.glued(found.end) && !text.glued(found.end + 1);
    match found.number.times(Number::whole(times)) {
        Some(number) if counted && glued && !found.spelt => {
            Found { number, end: found.end + 1, ..found }
        }
        _ => found,
    }
}

fn new_amount(text: &Text<'_>, at: usize, found: &Found, unit: Option<Unit>) -> Amount {
    let place = text.tokens.get(at).map_or(0, |token| token.start)
        ..text.tokens.get(found.end.saturating_sub(1)).map_or(0, |token| token.end);
    Amount { number: found.number, unit, place, spelt: found.spelt }
}
