//! Reads versions: `4.1 or later`, `6.x`, `from 6.5 up to but not including 7.0`.
//! What a version is and how it is ordered is left to `version`.

use super::comparison::{Compared, Comparing, Piece};
use super::text::{Text, TokenKind};
use super::words::Op;
use super::{filler, quantity};
use crate::value::Context;
use crate::value::ranges::Ranges;
use crate::value::version::{Version, VersionSet, wildcard};

/// What words say of versions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct VersionRead {
    /// The set.
    pub(crate) set: VersionSet,
    /// What is said of the one version, where there is one.
    pub(crate) op: Option<Op>,
    /// Where the versions stand in the text.
    pub(crate) places: Vec<std::ops::Range<usize>>,
}

/// Reads a text as versions; what is left over where it cannot.
pub(crate) fn version(text: &Text<'_>, cx: &Context<'_>) -> Result<VersionRead, String> {
    let mut slots = Vec::new();
    let mut places = Vec::new();
    let mut pieces = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match version_at(text, at) {
            Some((set, end)) => {
                pieces.push(Piece::Slot(slots.len()));
                slots.push(set);
                places.push(text.tokens[at].start..text.tokens[end - 1].end);
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
        patterns: &cx.words.versions,
        words: cx.words,
        precise: |_| true,
        zero: None,
        faster: None,
    };
    let mut left = Vec::new();
    let read = |pieces: &[Piece]| {
        let within = |rest| {
            comparing.read(rest).filter(|read| !matches!(read.op, Some(Op::Bare | Op::Exactly)))
        };
        comparing.read(pieces).or_else(|| within(after_all(text, cx, pieces)?))
    };
    let compared =
        read(&pieces).or_else(|| read(&without_filler(cx, text, &pieces, None))).or_else(|| {
            let marked = filler::mark(text, cx, &quantity::taken(text, &pieces), None);
            left = without_filler(cx, text, &pieces, Some(&marked));
            read(&left)
        });
    let Some(Compared { set, op }) = compared else {
        let words = left.iter().filter_map(|piece| match piece {
            Piece::Token(at) if !cx.words.is_known(text.word(*at)) => Some(text.raw(*at)),
            _ => None,
        });
        let words: Vec<&str> = words.collect();
        return Err(if words.is_empty() {
            text.source(0, text.len()).to_string()
        } else {
            words.join(" ")
        });
    };
    Ok(VersionRead { set: VersionSet { ranges: set }, op, places })
}

/// What comes after “all versions” and is a bound: “since 4.1”.
fn after_all<'p>(text: &Text<'_>, cx: &Context<'_>, pieces: &'p [Piece]) -> Option<&'p [Piece]> {
    let words = pieces.iter().map_while(|piece| match piece {
        Piece::Token(at) => Some(text.word(*at)),
        Piece::Slot(_) => None,
    });
    let words: Vec<&str> = words.collect();
    let phrases = cx.words.language.all_versions.iter().map(|phrase| phrase.split(' '));
    let length = phrases
        .filter(|phrase| phrase.clone().eq(words.iter().copied().take(phrase.clone().count())))
        .map(Iterator::count)
        .max()?;
    pieces.get(length..)
}

/// What is left without marked names, and without version words before versions.
fn without_filler(
    cx: &Context<'_>,
    text: &Text<'_>,
    pieces: &[Piece],
    marked: Option<&[bool]>,
) -> Vec<Piece> {
    let by = &cx.words.language.versions_by;
    pieces
        .iter()
        .enumerate()
        .filter(|(position, piece)| match piece {
            Piece::Token(at) => {
                let before = matches!(pieces.get(position + 1), Some(Piece::Slot(_)));
                !(marked.is_some_and(|marked| marked[*at])
                    || before && by.contains(&text.word(*at)))
            }
            Piece::Slot(_) => true,
        })
        .map(|(_, piece)| *piece)
        .collect()
}

/// The version or wildcard that starts at a token; with the token after it.
pub(super) fn version_at(text: &Text<'_>, at: usize) -> Option<(Ranges<Version>, usize)> {
    let v = text.word(at) == "v" && text.glued(at + 1);
    let start = if v { at + 1 } else { at };
    if !text.is(start, TokenKind::Digits) || (!v && at > 0 && text.glued(at) && glues(text, at - 1))
    {
        return None;
    }
    let mut end = start + 1;
    while end < text.len() && text.glued(end) {
        let next_glued = text.glued(end + 1) && end + 1 < text.len();
        let stays = match text.word(end) {
            "." => next_glued && (!text.is(end + 1, TokenKind::Mark) || text.is_mark(end + 1, "*")),
            "-" => next_glued && text.is(end + 1, TokenKind::Word),
            "*" => text.is_mark(end - 1, "."),
            _ => !text.is(end, TokenKind::Mark),
        };
        if !stays {
            break;
        }
        end += 1;
    }
    let source = text.source(start, end);
    if let Some(set) = wildcard(source) {
        return Some((set, end));
    }
    let version = Version::parse(source)?;
    // “5.5 Update 1”: what is added to a release belongs to its version.
    let update =
        matches!(text.word(end), "update" | "u" | "sp" | "patch" | "rc" | "beta" | "alpha");
    if update
        && text.is(end + 1, TokenKind::Digits)
        && !text.glued(end + 2)
        && let Some(version) = Version::parse(text.source(start, end + 2))
    {
        return Some((Ranges::point(version), end + 2));
    }
    // “4.1 beta”: no release yet, whichever of its betas is meant.
    if matches!(text.word(end), "rc" | "beta" | "alpha")
        && let Some(version) = Version::parse(&format!("{source}-{}", text.word(end)))
    {
        return Some((Ranges::point(version), end + 1));
    }
    Some((Ranges::point(version), end))
}

/// Whether a token belongs to the word that goes on after it.
fn glues(text: &Text<'_>, at: usize) -> bool {
    !text.is(at, TokenKind::Mark) || matches!(text.word(at), "." | "_")
}
