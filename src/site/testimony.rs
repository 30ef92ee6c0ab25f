//! What the words of a quotation say themselves, read as a claim's words are, where that is another
//! value than the statement which rests on them. Leaves whether they stand in the source to `quotes`.

use std::ops::Range;

use jiff::civil::Date;

use super::Statement;
use super::subjects::Subjects;
use crate::parse::Rank;
use crate::value::{Context, Judgement, Kind, Mode, Names, Value, Verdict, Words, judge, read};

/// Words of a quotation that say another value than its statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Testimony {
    /// The words.
    pub words: String,
    /// What they were read as.
    pub reads_as: String,
    /// What the statement says, in the same notation.
    pub expected: String,
}

/// The most words of a part that is tried: no value of a sentence is said in more.
const LONGEST: usize = 12;

/// Reads every quotation.
pub(super) fn hear(subjects: &mut Subjects, words: &Words, names: &Names, today: Date) {
    for subject in subjects.values_mut() {
        let filler = &subject.filler;
        for fact in subject.facts.values_mut() {
            let property = &fact.property;
            let cx = Context { property, words, names, filler, today: Some(today) };
            for statement in &mut fact.statements {
                let Statement { value: Some(value), sources, rank, .. } = statement else {
                    continue;
                };
                // What is kept for the record may be wrong about its source too.
                if *rank == Rank::Deprecated || matches!(value, Value::Text(_) | Value::Url(_)) {
                    continue;
                }
                for cited in sources {
                    let quote = cited.citation.quote.as_ref();
                    cited.testimony = quote.and_then(|quote| differs(&quote.it, value, &cx));
                }
            }
        }
    }
}

/// What a quotation says, where that is something else.
fn differs(quote: &str, value: &Value, cx: &Context<'_>) -> Option<Testimony> {
    let whole = judge(quote, value, cx, &Mode::Exact);
    if whole.reads_as.is_some() {
        return is_other(&whole).then(|| testimony(quote, whole)).flatten();
    }
    let parts: Vec<(&str, Judgement)> = parts(quote, cx)
        .into_iter()
        .filter_map(|(span, said)| Some((quote.get(span)?, said)))
        .map(|(part, said)| (part, judge(&said, value, cx, &Mode::Exact)))
        .collect();
    // One part that agrees is what the quotation is cited for, whatever else it speaks of; and
    // several that each say less may say it together.
    let several = parts.len() > 1;
    let other = |judgement: &Judgement| {
        if several { judgement.verdict == Verdict::Contradicted } else { is_other(judgement) }
    };
    if !parts.iter().all(|(_, judgement)| other(judgement)) {
        return None;
    }
    parts.into_iter().next().and_then(|(part, judgement)| testimony(part, judgement))
}

fn is_other(judgement: &Judgement) -> bool {
    let others = [Verdict::Contradicted, Verdict::SaysMore, Verdict::SaysLess];
    others.contains(&judgement.verdict)
}

fn testimony(words: &str, judgement: Judgement) -> Option<Testimony> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Testimony { words, reads_as: judgement.reads_as?, expected: judgement.expected })
}

/// The parts of a sentence that plainly speak of a value of the property, each as long as it can be,
/// with the words of it that are read.
fn parts(quote: &str, cx: &Context<'_>) -> Vec<(Range<usize>, String)> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for word in quote.split(char::is_whitespace) {
        if !word.is_empty() {
            words.push(at..at + word.len());
        }
        at += word.len();
        at += quote.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    let mut parts = Vec::new();
    let mut first = 0;
    while first < words.len() {
        let most = LONGEST.min(words.len() - first);
        let part = (1..=most).rev().find_map(|count| {
            let span = trimmed(quote, words[first].start..words[first + count - 1].end);
            let part = quote.get(span.clone())?;
            let said = match is_plain(part, cx) {
                true => part.to_string(),
                false => without_attribute(part, cx).filter(|said| is_plain(said, cx))?,
            };
            Some((count, span, said))
        });
        match part {
            Some((count, span, said)) => {
                parts.push((span, said));
                first += count;
            }
            None => first += 1,
        }
    }
    parts
}

/// “up to two PCI devices” without what only says of which kind the counted things are.
fn without_attribute(words: &str, cx: &Context<'_>) -> Option<String> {
    let unit = cx.property.unit.as_ref()?;
    let (head, last) = words.rsplit_once(char::is_whitespace)?;
    let (head, attribute) = head.rsplit_once(char::is_whitespace)?;
    let named = attribute.chars().all(char::is_alphanumeric)
        && attribute.chars().filter(|char| char.is_uppercase()).count() > 1;
    // The thing itself must follow: it is what the fact counts.
    let thing = last.to_lowercase().starts_with(&unit.to_lowercase());
    (named && thing).then(|| format!("{head} {last}"))
}

/// A span without the punctuation around it.
fn trimmed(quote: &str, span: Range<usize>) -> Range<usize> {
    let mark = |char: char| ".,;:!?()[]\"“”„‘’'".contains(char);
    let words = quote.get(span.clone()).unwrap_or_default();
    let start = span.start + words.len() - words.trim_start_matches(mark).len();
    start..(span.end - (words.len() - words.trim_end_matches(mark).len())).max(start)
}

/// Whether words of a sentence can be read, and cannot well be about something else: an amount has
/// its unit, a version its direction, a date its month. Other kinds are read as a whole or not at all.
fn is_plain(words: &str, cx: &Context<'_>) -> bool {
    let fits = match cx.property.kind {
        Kind::Quantity | Kind::Version | Kind::Date => words.chars().any(char::is_alphanumeric),
        _ => false,
    };
    let Some(notation) = fits.then(|| read(words, cx).ok()).flatten().map(|it| it.notation())
    else {
        return false;
    };
    match cx.property.kind {
        Kind::Quantity => {
            // Without the declared unit, words that name none are a bare number.
            let bare = crate::value::Property { unit: None, ..cx.property.clone() };
            let own = Context { property: &bare, ..*cx };
            let own = read(words, &own).map(|it| it.notation()).unwrap_or(notation);
            own.chars().any(|char| char.is_ascii_digit()) && own.contains(char::is_alphabetic)
        }
        Kind::Version => notation.contains(['≥', '≤', '>', '<']),
        _ => notation.len() >= "2009-08".len(),
    }
}
