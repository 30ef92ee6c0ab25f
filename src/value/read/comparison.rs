//! Comparisons: words around values, such as “at least # and at most #”, into sets.
//! Finding the values is left to the reader of each kind, the words to the tables.

use super::pattern::Phrases;
use super::text::Text;
use super::words::{Joint, Op, Words};
use crate::value::ranges::{End, Range, Ranges};

/// A part of a text: a value, or a token that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The value with this position.
    Slot(usize),
    /// The token with this position.
    Token(usize),
}

/// What a comparison says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Compared<T> {
    /// The set.
    pub(super) set: Ranges<T>,
    /// What was said of the value, where one thing was said of one value.
    pub(super) op: Option<Op>,
}

/// What comparisons are read with.
pub(super) struct Comparing<'r, T> {
    /// The text.
    pub(super) text: &'r Text<'r>,
    /// The values in it.
    pub(super) slots: &'r [Ranges<T>],
    /// The patterns of the kind.
    pub(super) patterns: &'r Phrases<Op>,
    /// The words of the language.
    pub(super) words: &'r Words,
    /// Whether a value is precise enough to say what is before it.
    pub(super) precise: fn(&Ranges<T>) -> bool,
    /// What “none” of it is.
    pub(super) zero: Option<Ranges<T>>,
    /// What “or faster” says of it.
    pub(super) faster: Option<Op>,
}

impl<T: Ord + Clone> Comparing<'_, T> {
    /// Reads all pieces, or nothing.
    pub(super) fn read(&self, pieces: &[Piece]) -> Option<Compared<T>> {
        let mut rest = pieces;
        loop {
            let found = self.whole(rest).or_else(|| self.whole(self.without_closer(rest)?));
            if found.is_some() {
                return found;
            }
            let Some(next) = self.without_opener(rest) else { break };
            rest = next;
        }
        self.with_parentheses(pieces)
    }

    /// A bound in parentheses, “4.1 (or later)”, or the same thing said again: “4 GiB (4096 MiB)”.
    fn with_parentheses(&self, pieces: &[Piece]) -> Option<Compared<T>> {
        let mark = |piece: &Piece, mark: &str| matches!(piece, Piece::Token(at) if self.text.is_mark(*at, mark));
        let open = pieces.iter().position(|piece| mark(piece, "("))?;
        let close = pieces.iter().position(|piece| mark(piece, ")"))?;
        let inner = pieces.get(open + 1..close)?;
        let outer = [&pieces[..open], &pieces[close + 1..]].concat();
        if inner.is_empty() || outer.is_empty() {
            return self.read(if inner.is_empty() { &outer } else { inner });
        }
        if inner.iter().any(|piece| matches!(piece, Piece::Slot(_))) {
            let (one, two) = (self.read(&outer)?, self.read(inner)?);
            // “at least 4 GiB (4096 MiB)”: the bound again, in another unit.
            let bound = two.op == Some(Op::Bare)
                && {
                    let slots = |pieces: &[Piece]| -> Vec<usize> {
                        let slot = |piece: &Piece| match piece {
                            Piece::Slot(at) => Some(*at),
                            Piece::Token(_) => None,
                        };
                        pieces.iter().filter_map(slot).collect()
                    };
                    let same = |one: &usize, two: &usize| self.slots[*one] == self.slots[*two];
                    matches!((slots(&outer).as_slice(), slots(inner).as_slice()), ([one], [two]) if same(one, two))
                };
            return (bound || one.set == two.set).then_some(one);
        }
        let mut plain = pieces.to_vec();
        plain.retain(|piece| !mark(piece, "(") && !mark(piece, ")"));
        (plain.len() + 2 == pieces.len()).then(|| self.whole(&plain))?
    }

    fn whole(&self, pieces: &[Piece]) -> Option<Compared<T>> {
        self.one(pieces)
            .or_else(|| self.without_commas(pieces))
            .or_else(|| self.list(pieces))
            .or_else(|| self.both(pieces))
    }

    /// One pattern.
    fn one(&self, pieces: &[Piece]) -> Option<Compared<T>> {
        let mut skeleton = String::with_capacity(48);
        let mut slots = Vec::with_capacity(2);
        for piece in pieces {
            if !skeleton.is_empty() {
                skeleton.push(' ');
            }
            match piece {
                Piece::Slot(at) => {
                    skeleton.push('#');
                    slots.push(&self.slots[*at]);
                }
                Piece::Token(at) => skeleton.push_str(self.text.word(*at)),
            }
        }
        let op = match *self.patterns.get(&skeleton)? {
            Op::Faster => self.faster?,
            op => op,
        };
        let set = self.apply(op, &slots)?;
        Some(Compared { set, op: Some(op) })
    }

    /// One pattern about one value, set off by a comma: “4.1, or later”.
    fn without_commas(&self, pieces: &[Piece]) -> Option<Compared<T>> {
        let comma =
            |piece: &&Piece| matches!(piece, Piece::Token(at) if self.text.is_mark(*at, ","));
        let one = pieces.iter().filter(|piece| matches!(piece, Piece::Slot(_))).count() == 1;
        if !one || !pieces.iter().any(|piece| comma(&piece)) {
            return None;
        }
        let left: Vec<Piece> = pieces.iter().filter(|piece| !comma(piece)).copied().collect();
        self.one(&left)
    }

    fn without_opener<'p>(&self, pieces: &'p [Piece]) -> Option<&'p [Piece]> {
        let mut words = String::new();
        for (count, piece) in (1..).zip(pieces.iter().take(3)) {
            let Piece::Token(at) = piece else { break };
            if count > 1 {
                words.push(' ');
            }
            words.push_str(self.text.word(*at));
            if self.words.language.openers.contains(&words.as_str()) {
                return Some(&pieces[count..]);
            }
        }
        None
    }

    fn without_closer<'p>(&self, pieces: &'p [Piece]) -> Option<&'p [Piece]> {
        let mut from = pieces.len();
        while let Some(Piece::Token(_)) = from.checked_sub(1).and_then(|last| pieces.get(last)) {
            from -= 1;
            let (Some(Piece::Token(first)), Some(Piece::Token(last))) =
                (pieces.get(from), pieces.last())
            else {
                return None;
            };
            if self.words.language.closers.contains(&self.text.words(*first, last + 1)) {
                return Some(&pieces[..from]);
            }
        }
        None
    }

    /// Values in a row: “1, 2 or 4”.
    fn list(&self, pieces: &[Piece]) -> Option<Compared<T>> {
        let joint = |piece: &Piece| match piece {
            // Amounts that are added up are no list of them.
            Piece::Token(at) if self.words.language.plus.contains(&self.text.word(*at)) => None,
            Piece::Token(at) => self.words.joint(self.text, *at),
            Piece::Slot(_) => None,
        };
        let mut rest = pieces;
        if let Some((Joint::Either | Joint::OneOf | Joint::Only, length)) =
            pieces.first().and_then(joint)
        {
            rest = pieces.get(length..)?;
        }
        // “exactly 1, 2 or 4”
        if let Some(Piece::Token(at)) = rest.first()
            && self.patterns.get(&format!("{} #", self.text.word(*at))) == Some(&Op::Exactly)
        {
            rest = &rest[1..];
        }
        let mut set: Option<Ranges<T>> = None;
        let mut count = 0;
        loop {
            let (Piece::Slot(at), tail) = rest.split_first()? else { return None };
            // “1, 2, 4 or more”: the last may be a bound.
            if count > 0
                && rest.len() > 1
                && let Some(Compared { set: last, op: Some(Op::From | Op::Between) }) =
                    self.one(rest)
            {
                return set.map(|set| Compared { set: set.or(&last), op: None });
            }
            let slot = &self.slots[*at];
            set = Some(set.map_or_else(|| slot.clone(), |set| set.or(slot)));
            count += 1;
            rest = tail;
            if rest.is_empty() {
                break;
            }
            let mut separated = false;
            if let Some(Piece::Token(at)) = rest.first()
                && (self.text.is_mark(*at, "/")
                    || (self.text.is_mark(*at, ",") && !self.text.glued(at + 1)))
            {
                rest = &rest[1..];
                separated = true;
            }
            if let Some((Joint::Or | Joint::And, length)) = rest.first().and_then(joint) {
                rest = rest.get(length..)?;
                separated = true;
            }
            if !separated {
                return None;
            }
        }
        if count < 2 { None } else { set.map(|set| Compared { set, op: None }) }
    }

    /// Two bounds, one from below and one from above.
    fn both(&self, pieces: &[Piece]) -> Option<Compared<T>> {
        for at in 1..pieces.len() {
            let Piece::Token(token) = pieces[at] else { continue };
            let mut end = at;
            if self.text.word(token) == "," {
                end += 1;
            }
            if let Some(Piece::Token(token)) = pieces.get(end) {
                match self.words.joint(self.text, *token) {
                    Some((Joint::And, length)) => end += length,
                    _ if self.words.language.but.contains(&self.text.word(*token)) => end += 1,
                    _ => {}
                }
            }
            // “>=6.5 <7.0” needs no more.
            let sign = matches!(self.text.word(token), "<" | ">" | "≤" | "≥");
            if (end == at && !sign) || end >= pieces.len() {
                continue;
            }
            let (Some(one), Some(two)) = (self.one(&pieces[..at]), self.one(&pieces[end..])) else {
                continue;
            };
            let lower = |op| matches!(op, Some(Op::From | Op::Above));
            let upper = |op| matches!(op, Some(Op::Until | Op::Below));
            if (lower(one.op) && upper(two.op)) || (upper(one.op) && lower(two.op)) {
                let set = one.set.and(&two.set);
                return (!set.is_empty()).then_some(Compared { set, op: None });
            }
        }
        None
    }

    fn apply(&self, op: Op, slots: &[&Ranges<T>]) -> Option<Ranges<T>> {
        let low = |slot: &Ranges<T>| slot.ranges().first().map(|range| range.low.clone());
        let high = |slot: &Ranges<T>| slot.ranges().last().map(|range| range.high.clone());
        let set = match (op, slots) {
            (Op::Bare | Op::Exactly, [slot]) => (*slot).clone(),
            (Op::From, [slot]) => Ranges::between(low(slot)?, End::Open),
            (Op::Until, [slot]) => Ranges::between(End::Open, high(slot)?),
            (Op::By, [slot]) if (self.precise)(slot) => Ranges::between(End::Open, high(slot)?),
            (Op::Above, [slot]) => Ranges::between(beyond(high(slot)?)?, End::Open),
            (Op::Below, [slot]) => Ranges::between(End::Open, beyond(low(slot)?)?),
            (Op::Between, [from, to]) => Ranges::between(low(from)?, high(to)?),
            (Op::UpTo, [from, to]) => Ranges::between(low(from)?, beyond(low(to)?)?),
            (Op::Not, [slot]) => Ranges::new([
                Range { low: End::Open, high: beyond(low(slot)?)? },
                Range { low: beyond(high(slot)?)?, high: End::Open },
            ]),
            (Op::Any, []) => Ranges::between(End::Open, End::Open),
            (Op::Zero, []) => self.zero.clone()?,
            _ => return None,
        };
        (!set.is_empty()).then_some(set)
    }
}

/// Where what is beyond an end begins.
fn beyond<T>(end: End<T>) -> Option<End<T>> {
    match end {
        End::With(point) => Some(End::Without(point)),
        End::Without(point) => Some(End::With(point)),
        End::Open => None,
    }
}
