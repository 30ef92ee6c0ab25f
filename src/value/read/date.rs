//! Reads dates at their precision: `3 August 2009`, `August 2009`, `by the end of 2026`.
//! A date that could be read in two ways is not read. What dates are is left to `date`.

use super::comparison::{Compared, Comparing, Piece};
use super::text::{Text, TokenKind};
use super::words::{Joint, Words};
use super::{filler, quantity};
use crate::value::Context;
use crate::value::date::{DateSet, Precision, precision};
use crate::value::ranges::{End, Ranges};
use jiff::civil::Date;

/// Reads a text as dates; what is left over where it cannot.
pub(crate) fn date(text: &Text<'_>, cx: &Context<'_>) -> Result<DateSet, String> {
    let words = cx.words;
    let mut slots = Vec::new();
    let mut pieces = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match date_at(text, at, words) {
            Some((set, end)) => {
                pieces.push(Piece::Slot(slots.len()));
                slots.push(set.ranges);
                at = end;
            }
            None => {
                pieces.push(Piece::Token(at));
                at += 1;
            }
        }
    }
    let comparing = Comparing {
        text,
        slots: &slots,
        patterns: &words.dates,
        words,
        precise: is_precise,
        zero: None,
        faster: None,
    };
    let mut left = Vec::new();
    let compared = comparing.read(&pieces).or_else(|| {
        let marked = filler::mark(text, cx, &quantity::taken(text, &pieces), None);
        left = pieces.clone();
        left.retain(|piece| !matches!(piece, Piece::Token(at) if marked[*at]));
        comparing.read(&left)
    });
    match compared {
        Some(Compared { set, op: _ }) => Ok(DateSet { ranges: set }),
        None => {
            let strange = left.iter().filter_map(|piece| match piece {
                Piece::Token(at) if !words.is_known(text.word(*at)) => Some(text.raw(*at)),
                _ => None,
            });
            let strange: Vec<&str> = strange.collect();
            Err(if strange.is_empty() {
                text.source(0, text.len()).to_string()
            } else {
                strange.join(" ")
            })
        }
    }
}

/// Whether a period is a day or a month: “until 2027” may or may not mean all of 2027.
fn is_precise(period: &Ranges<Date>) -> bool {
    period.only().is_some_and(|range| match (&range.low, &range.high) {
        (End::With(low), End::Without(high)) => {
            matches!(precision(*low, *high), Some(Precision::Day | Precision::Month))
        }
        _ => false,
    })
}

/// The date that starts at a token, with the token after it.
fn date_at(text: &Text<'_>, at: usize, words: &Words) -> Option<(DateSet, usize)> {
    let cut = at > 0
        && text.glued(at)
        && matches!(text.word(at - 1), "." | "/" | "-" | ":")
        && at > 1
        && text.glued(at - 1);
    if let Some(found) = part_of_list(text, at, words) {
        return Some(found);
    }
    if cut && text.is(at - 2, TokenKind::Digits) {
        // “3-5 August 2009”: the month is spelt, so that these are no digits of one date.
        return day_first(text, at, words);
    }
    let found = weekday(text, at, words)
        .or_else(|| year_first(text, at, words))
        .or_else(|| day_first(text, at, words))
        .or_else(|| month_first(text, at, words))
        .or_else(|| numeric(text, at, words))
        .or_else(|| month_and_year(text, at))
        .or_else(|| part_of_year(text, at, words))
        .or_else(|| year_alone(text, at, words))?;
    let end = found.1;
    let stray = text.glued(end) && !matches!(text.word(end), "-" | ")" | "+" | "," | ";");
    let range = text.is_mark(end, "-")
        && text.glued(end)
        && text.is(end + 1, TokenKind::Word)
        && text.glued(end + 1);
    (!stray && !range).then_some(found)
}

/// The day or month that shares what follows with the next: “3–5 August 2009”, “July to
/// September 2009”, “3 August to 5 September 2009”. The token after it is the one that joins.
fn part_of_list(text: &Text<'_>, at: usize, words: &Words) -> Option<(DateSet, usize)> {
    let language = words.language;
    let next = |end: usize| {
        let length = match words.joint(text, end) {
            Some((Joint::And | Joint::Or, length)) => length,
            _ if language.to.contains(&text.word(end)) || matches!(text.word(end), "-" | ",") => 1,
            _ => return None,
        };
        Some(end + length)
    };
    let day = small(text, at).map(|day| {
        let ordinal = language.ordinals.contains(&text.word(at + 1)) && text.glued(at + 1);
        (day, if ordinal { at + 2 } else { at + 1 })
    });
    let named = month(text, day.map_or(at, |(_, end)| end), words);
    let end = named.map(|(_, end)| end).or(day.map(|(_, end)| end))?;
    let then = next(end)?;
    let rest = part_of_list(text, then, words).or_else(|| day_first(text, then, words));
    let rest = match day {
        Some(_) => rest?,
        None => rest.or_else(|| month_first(text, then, words))?,
    };
    let first = rest.0.first()?;
    let month = named.map_or(first.month(), |(month, _)| month);
    let set = DateSet::period(first.year(), Some(month), day.map(|(day, _)| day))?;
    Some((set, end))
}

fn weekday(text: &Text<'_>, at: usize, words: &Words) -> Option<(DateSet, usize)> {
    let day = *words.weekdays.get(text.word(at))?;
    let mut from = at + 1;
    while matches!(text.word(from), "," | ".") {
        from += 1;
    }
    while words.language.leads.contains(&text.word(from)) {
        from += 1;
    }
    let found = day_first(text, from, words)
        .or_else(|| month_first(text, from, words))
        .or_else(|| year_first(text, from, words))
        .or_else(|| numeric(text, from, words))?;
    let first = found.0.first()?;
    let one = found.0.last() == Some(first);
    (one && first.weekday().to_monday_one_offset() == day).then_some(found)
}

fn year(text: &Text<'_>, at: usize) -> Option<i16> {
    let digits = text.is(at, TokenKind::Digits) && text.word(at).len() == 4;
    text.word(at).parse().ok().filter(|year| digits && (1000..=2999).contains(year))
}

fn small(text: &Text<'_>, at: usize) -> Option<i8> {
    let digits = text.is(at, TokenKind::Digits) && text.word(at).len() <= 2;
    text.word(at).parse().ok().filter(|_| digits)
}

fn month(text: &Text<'_>, at: usize, words: &Words) -> Option<(i8, usize)> {
    let month = *words.months.get(text.word(at))?;
    let stop = text.is_mark(at + 1, ".") && text.glued(at + 1);
    Some((month, if stop { at + 2 } else { at + 1 }))
}

/// 2009-08-03, 2009/08/03, 2009-Aug-03, 2009-08.
fn year_first(text: &Text<'_>, at: usize, words: &Words) -> Option<(DateSet, usize)> {
    let year = year(text, at)?;
    let sign = text.word(at + 1);
    let joined = |at: usize| text.word(at) == sign && text.glued(at) && text.glued(at + 1);
    if !matches!(sign, "-" | "/" | ".") || !joined(at + 1) {
        return None;
    }
    let two = |at: usize| small(text, at).filter(|_| text.word(at).len() == 2);
    // 2009-8-3, but not 2009-8, which may be a range.
    let whole = sign != "." && joined(at + 3) && small(text, at + 4).is_some();
    let two = |at: usize| if whole { small(text, at) } else { two(at) };
    let month = two(at + 2).or_else(|| words.months.get(text.word(at + 2)).copied())?;
    if joined(at + 3) {
        return DateSet::period(year, Some(month), Some(two(at + 4)?)).map(|set| (set, at + 5));
    }
    // “2009–10” is a span of years.
    if matches!(text.raw(at + 1), "-" | "\u{2010}" | "\u{2011}") {
        DateSet::period(year, Some(month), None).map(|set| (set, at + 3))
    } else {
        None
    }
}

/// 3 August 2009, 3rd of August, 2009, 3-Aug-2009, 3. August 2009.
fn day_first(text: &Text<'_>, at: usize, words: &Words) -> Option<(DateSet, usize)> {
    let language = words.language;
    let article = language.articles.contains(&text.word(at));
    let at = if article { at + 1 } else { at };
    let day = small(text, at)?;
    let mut next = at + 1;
    let ordinal = language.ordinals.contains(&text.word(next)) && text.glued(next);
    if ordinal {
        next += 1;
    }
    if language.of.contains(&text.word(next)) {
        next += 1;
    }
    let dashed = text.is_mark(next, "-") && text.glued(next) && text.glued(next + 1);
    if dashed {
        next += 1;
    }
    let (month, mut next) = month(text, next, words)?;
    if dashed {
        if !(text.is_mark(next, "-") && text.glued(next)) {
            return None;
        }
        next += 1;
    } else if text.is_mark(next, ",") || language.of.contains(&text.word(next)) {
        next += 1;
    }
    let year = year(text, next)?;
    DateSet::period(year, Some(month), Some(day)).map(|set| (set, next + 1))
}

/// August 3, 2009, August 3rd 2009, August 2009.
fn month_first(text: &Text<'_>, at: usize, words: &Words) -> Option<(DateSet, usize)> {
    let (month, next) = month(text, at, words)?;
    let comma = |at: usize| if text.is_mark(at, ",") { at + 1 } else { at };
    let next = if words.language.articles.contains(&text.word(next)) { next + 1 } else { next };
    if let Some(day) = small(text, next) {
        let mut after = next + 1;
        if words.language.ordinals.contains(&text.word(after)) && text.glued(after) {
            after += 1;
        }
        let after = comma(after);
        let year = year(text, after)?;
        return DateSet::period(year, Some(month), Some(day)).map(|set| (set, after + 1));
    }
    let mut after = comma(next);
    if words.language.of.contains(&text.word(after)) {
        after += 1;
    }
    let year = year(text, after)?;
    DateSet::period(year, Some(month), None).map(|set| (set, after + 1))
}

/// 13/08/2009, 03.08.2009: only where day and month cannot be taken for each other, or the language settles it.
fn numeric(text: &Text<'_>, at: usize, words: &Words) -> Option<(DateSet, usize)> {
    let (one, two) = (small(text, at)?, small(text, at + 2)?);
    let sign = text.word(at + 1);
    let same = text.word(at + 3) == sign && (1..=4).all(|offset| text.glued(at + offset));
    if !same || !matches!(sign, "/" | "." | "-") {
        return None;
    }
    let year = year(text, at + 4)?;
    let settled = sign == "." && words.language.day_first_with_stops;
    let (day, month) = match (one, two) {
        (day, month) if settled || day == month || (day > 12 && month <= 12) => (day, month),
        (month, day) if day > 12 && month <= 12 => (day, month),
        _ => return None,
    };
    DateSet::period(year, Some(month), Some(day)).map(|set| (set, at + 5))
}

/// Q3 2009, the third quarter of 2009, the first half of 2009.
fn part_of_year(text: &Text<'_>, at: usize, words: &Words) -> Option<(DateSet, usize)> {
    let language = words.language;
    let parts = [
        (language.quarter_letters.0, language.quarters.0, 4),
        (language.quarter_letters.1, language.quarters.1, 2),
    ];
    let at = if language.articles.contains(&text.word(at)) { at + 1 } else { at };
    parts.into_iter().find_map(|(letters, names, count)| {
        let (number, end) = if letters.contains(&text.word(at)) && text.glued(at + 1) {
            (small(text, at + 1)?, at + 2)
        } else {
            let spelt = (1i8..).zip(language.firsts).find_map(|(number, said)| {
                let length = (1..=2).find(|length| {
                    said.contains(&text.source(at, at + length).to_lowercase().as_str())
                })?;
                Some((number, at + length))
            })?;
            (names.contains(&text.word(spelt.1))).then_some((spelt.0, spelt.1 + 1))?
        };
        let joined = text.is_mark(end, "/") || language.of.contains(&text.word(end));
        let end = if joined { end + 1 } else { end };
        let end = if language.year.contains(&text.word(end)) { end + 1 } else { end };
        let year = year(text, end)?;
        let months = 12 / count;
        (1..=count).contains(&number).then_some(())?;
        let first = DateSet::period(year, Some((number - 1) * months + 1), None)?;
        let last = DateSet::period(year, Some(number * months), None)?;
        let (low, high) = (first.ranges.only()?.low.clone(), last.ranges.only()?.high.clone());
        Some((DateSet { ranges: Ranges::between(low, high) }, end + 1))
    })
}

/// 08/2009: a month, since no day is written with its year alone.
fn month_and_year(text: &Text<'_>, at: usize) -> Option<(DateSet, usize)> {
    let month = small(text, at).filter(|_| text.word(at).len() == 2)?;
    let joined = text.is_mark(at + 1, "/") && text.glued(at + 1) && text.glued(at + 2);
    let year = year(text, at + 2).filter(|_| joined)?;
    DateSet::period(year, Some(month), None).map(|set| (set, at + 3))
}

/// 2009, the year 2009.
fn year_alone(text: &Text<'_>, at: usize, words: &Words) -> Option<(DateSet, usize)> {
    let language = words.language;
    let mut from = at;
    if language.articles.contains(&text.word(from)) && language.year.contains(&text.word(from + 1))
    {
        from += 1;
    }
    if language.year.contains(&text.word(from)) {
        from += 1;
    }
    if from == at
        && text.glued(at)
        && at > 0
        && !text.is_mark(at - 1, "-")
        && !text.is_mark(at - 1, "≥")
    {
        return None;
    }
    let year = year(text, from)?;
    DateSet::period(year, None, None).map(|set| (set, from + 1))
}
