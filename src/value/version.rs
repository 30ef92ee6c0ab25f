//! Versions and sets of versions, ordered segment by segment, never as numbers: 4.10 is above 4.9.
//! How people speak of versions is left to `read::version`.

use std::cmp::Ordering;

use super::ranges::{End, Range, Ranges};

/// One version: `4.10`, `7`, `2.0.0-rc.1`, `5.5 Update 1`.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    segments: Vec<u64>,
    /// Below zero for what comes before the release, above for what is added to it.
    stage: i8,
    tail: Vec<Part>,
    written: String,
}

/// A part of what follows the numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64),
    Word(String),
}

const BEFORE_RELEASE: &[&str] = &[
    "alpha",
    "beta",
    "rc",
    "pre",
    "preview",
    "dev",
    "snapshot",
    "canary",
    "nightly",
    "next",
    "m",
    "milestone",
    "ea",
];

impl Version {
    /// Reads one version, perhaps after a `v`. Nothing where the text is not all of it one version.
    pub(crate) fn parse(text: &str) -> Option<Version> {
        let text = text.trim();
        let numbers = match text.strip_prefix(['v', 'V']) {
            Some(rest) => rest.trim_start(),
            None => text,
        };
        let end = numbers.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(numbers.len());
        let (head, rest) = numbers.split_at(end);
        let mut segments = Vec::new();
        for part in head.split('.') {
            segments.push(part.parse::<u64>().ok()?);
        }
        while segments.len() > 1 && segments.last() == Some(&0) {
            segments.pop();
        }
        let (stage, tail) = tail(rest)?;
        Some(Version { segments, stage, tail, written: numbers.to_string() })
    }

    /// The least version that is above all that begin with this one's segments: 6.6 for 6.5.
    fn next(&self, kept: usize) -> Option<Version> {
        let mut segments = self.segments.clone();
        segments.resize(kept, 0);
        let last = segments.last_mut()?;
        *last = last.checked_add(1)?;
        let written = segments.iter().map(u64::to_string).collect::<Vec<_>>().join(".");
        while segments.len() > 1 && segments.last() == Some(&0) {
            segments.pop();
        }
        Some(Version { segments, stage: 0, tail: Vec::new(), written })
    }

    /// The version after it that has as many segments: 6.6 after 6.5.
    pub(crate) fn later(&self) -> Option<Version> {
        let written = self.written.split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
        self.next(written.split('.').count().max(self.segments.len()))
    }

    /// As it was written, without a leading `v`.
    pub(crate) fn written(&self) -> &str {
        &self.written
    }
}

fn tail(rest: &str) -> Option<(i8, Vec<Part>)> {
    if rest.is_empty() {
        return Some((0, Vec::new()));
    }
    let mut parts = Vec::new();
    let mut chars = rest.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if matches!(first, '-' | '.' | ' ' | '_') {
            continue;
        }
        if !first.is_ascii_alphanumeric() {
            return None;
        }
        let mut end = start + 1;
        while let Some((at, next)) = chars.peek().copied() {
            if next.is_ascii_digit() != first.is_ascii_digit() || !next.is_ascii_alphanumeric() {
                break;
            }
            end = at + 1;
            chars.next();
        }
        let part = &rest[start..end];
        parts.push(if first.is_ascii_digit() {
            Part::Number(part.parse().ok()?)
        } else {
            let lower = part.to_ascii_lowercase();
            Part::Word(match lower.as_str() {
                "update" => "u".to_string(),
                "patch" => "p".to_string(),
                "a" if !rest.starts_with('-') => lower,
                "b" if rest.starts_with('-') => "beta".to_string(),
                _ => lower,
            })
        });
    }
    let counted = parts.iter().any(|part| matches!(part, Part::Number(_)));
    let stage = match parts.first() {
        None => return None,
        Some(Part::Word(word)) if BEFORE_RELEASE.contains(&word.as_str()) => -1,
        // “4.1-ish” is no version.
        Some(_) if rest.starts_with('-') && !counted => return None,
        Some(_) if rest.starts_with('-') => -1,
        Some(_) => 1,
    };
    Some((stage, parts))
}

impl Ord for Version {
    fn cmp(&self, other: &Version) -> Ordering {
        let here = (&self.segments, self.stage, &self.tail);
        here.cmp(&(&other.segments, other.stage, &other.tail))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Version) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Version) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Version {}

/// A set of versions.
#[derive(Clone, Debug, PartialEq)]
pub struct VersionSet {
    pub(crate) ranges: Ranges<Version>,
}

/// Why text is no set of versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionProblem {
    /// It is not spelt like one.
    Unreadable(String),
    /// It is spelt like one that contains nothing.
    Empty(String),
}

impl VersionSet {
    /// Reads `4.1`, `>=4.1`, `>=6.5 <7.0`, `6.x`, `6.5 - 6.7`, or several after `||` or a comma.
    pub fn parse(text: &str) -> Result<VersionSet, VersionProblem> {
        let unreadable = || VersionProblem::Unreadable(text.to_string());
        let mut ranges: Option<Ranges<Version>> = None;
        for choice in text.split("||") {
            let set = conjunction(choice).ok_or_else(unreadable)?;
            ranges = Some(match ranges {
                Some(ranges) => ranges.or(&set),
                None => set,
            });
        }
        let ranges = ranges.ok_or_else(unreadable)?;
        if ranges.is_empty() {
            return Err(VersionProblem::Empty(text.to_string()));
        }
        Ok(VersionSet { ranges })
    }

    /// Whether the two have a version in common.
    pub fn intersects(&self, other: &VersionSet) -> bool {
        !self.ranges.and(&other.ranges).is_empty()
    }

    /// What both have in common, where that is anything.
    pub fn and(&self, other: &VersionSet) -> Option<VersionSet> {
        let ranges = self.ranges.and(&other.ranges);
        if ranges.is_empty() { None } else { Some(VersionSet { ranges }) }
    }

    /// Whether every version of the other is in this one.
    pub fn contains(&self, other: &VersionSet) -> bool {
        self.ranges.contains(&other.ranges)
    }

    /// Whether one of its versions has something added to its release: `5.5 Update 1`.
    pub(crate) fn has_additions(&self) -> bool {
        let ends = self.ranges.ranges().iter().flat_map(|range| [&range.low, &range.high]);
        ends.filter_map(End::point).any(|version| version.stage > 0)
    }

    /// Its first version, or the one that all of its versions come after; `None` when it has no
    /// beginning.
    pub(crate) fn first(&self) -> Option<&Version> {
        self.ranges.ranges().first()?.low.point()
    }

    /// A short notation for people: `≥ 4.1`.
    pub fn notation(&self) -> String {
        let one = |range: &Range<Version>| match (&range.low, &range.high) {
            (End::Open, End::Open) => "any".to_string(),
            (End::With(low), End::With(high)) if low == high => low.written.clone(),
            (End::With(low), End::With(high)) => format!("{}–{}", low.written, high.written),
            (low, high) => {
                let low = match low {
                    End::Open => String::new(),
                    End::With(low) => format!("≥ {}", low.written),
                    End::Without(low) => format!("> {}", low.written),
                };
                let high = match high {
                    End::Open => String::new(),
                    End::With(high) => format!("≤ {}", high.written),
                    End::Without(high) => format!("< {}", high.written),
                };
                format!("{low} {high}").trim().to_string()
            }
        };
        self.ranges.ranges().iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

fn conjunction(text: &str) -> Option<Ranges<Version>> {
    let normal: String = text
        .chars()
        .map(|c| match c {
            '≥' => ">=".to_string(),
            '≤' => "<=".to_string(),
            '–' | '—' => " - ".to_string(),
            ',' => " ".to_string(),
            c => c.to_string(),
        })
        .collect();
    if let Some((low, high)) = normal.split_once(" - ") {
        let ends = (Version::parse(low)?, Version::parse(high)?);
        return Some(Ranges::between(End::With(ends.0), End::With(ends.1)));
    }
    let mut points: Option<Ranges<Version>> = None;
    let mut bounds: Option<Ranges<Version>> = None;
    let mut operator = String::new();
    for word in normal.split_whitespace() {
        let at = word.find(|c| !matches!(c, '<' | '>' | '=' | '^' | '~')).unwrap_or(word.len());
        operator.push_str(&word[..at]);
        if at == word.len() {
            continue;
        }
        let (set, bound) = comparison(&std::mem::take(&mut operator), &word[at..])?;
        let known = if bound { &mut bounds } else { &mut points };
        *known = Some(match known.take() {
            Some(known) if bound => known.and(&set),
            Some(known) => known.or(&set),
            None => set,
        });
    }
    match (operator.is_empty(), points, bounds) {
        (true, Some(points), None) => Some(points),
        (true, None, Some(bounds)) => Some(bounds),
        _ => None,
    }
}

/// The versions that an operator and a version stand for, and whether they are a bound.
fn comparison(operator: &str, text: &str) -> Option<(Ranges<Version>, bool)> {
    if let Some(plain) = text.strip_suffix('+')
        && operator.is_empty()
    {
        return Some((Ranges::between(End::With(Version::parse(plain)?), End::Open), true));
    }
    if let Some(set) = wildcard(text) {
        return matches!(operator, "" | "=").then_some((set, false));
    }
    let version = Version::parse(text)?;
    let count = text.split(['-', ' ']).next().map_or(1, |head| head.split('.').count());
    let point = |low, high| Some((Ranges::between(low, high), true));
    match operator {
        "" | "=" | "==" => Some((Ranges::point(version), false)),
        ">=" => point(End::With(version), End::Open),
        ">" => point(End::Without(version), End::Open),
        "<=" => point(End::Open, End::With(version)),
        "<" => point(End::Open, End::Without(version)),
        "^" => {
            let kept = version
                .segments
                .iter()
                .position(|&segment| segment != 0)
                .map_or(count, |at| at + 1);
            let next = version.next(kept)?;
            point(End::With(version), End::Without(next))
        }
        "~" => {
            let next = version.next(count.min(2))?;
            point(End::With(version), End::Without(next))
        }
        _ => None,
    }
}

/// What `6.x` or `6.5.*` stands for.
pub(crate) fn wildcard(text: &str) -> Option<Ranges<Version>> {
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let head = text.strip_suffix(".x").or(text.strip_suffix(".X")).or(text.strip_suffix(".*"))?;
    let head = head.strip_suffix(".x").unwrap_or(head);
    let low = Version::parse(head)?;
    let next = low.next(head.split('.').count())?;
    Some(Ranges::between(End::With(low), End::Without(next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> VersionSet {
        VersionSet::parse(text).expect(text)
    }

    #[test]
    fn segments_are_ordered_as_numbers() {
        let ordered = ["4.1-beta.2", "4.1-rc1", "4.1", "4.1 Update 1", "4.1.1", "4.9", "4.10"];
        for pair in ordered.windows(2) {
            assert!(Version::parse(pair[0]) < Version::parse(pair[1]), "{pair:?}");
        }
        assert_eq!(Version::parse("v4.10.0"), Version::parse("4.10"));
        assert_eq!(Version::parse("5.5u1"), Version::parse("5.5 Update 1"));
    }

    #[test]
    fn sets_compare_by_meaning() {
        assert_eq!(set("6.x"), set(">=6 <7"));
        assert_eq!(set("^1.2.3"), set(">=1.2.3, <2"));
        assert_eq!(set("~1.2"), set(">=1.2 <1.3"));
        assert!(set(">=6.5").contains(&set("6.7")) && !set("6.7").contains(&set(">=6.5")));
        assert!(set("<7").intersects(&set(">=6.5")) && !set("<7").intersects(&set("7")));
        assert_eq!(set(">= 6.5 <7.0").notation(), "≥ 6.5 < 7.0");
        assert_eq!(VersionSet::parse(">2 <1"), Err(VersionProblem::Empty(">2 <1".to_string())));
        assert!(VersionSet::parse("soon").is_err() && VersionSet::parse("").is_err());
    }
}
