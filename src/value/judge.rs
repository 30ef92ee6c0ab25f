//! The judgement of words against a fact: reads them, compares, says why, proposes better words.
//! Choosing the statement that holds in a claim's scope is left to the caller.

use super::compare::compare;
use super::date::DateSet;
use super::fix::fix;
use super::read::{Said, read_in};
use super::{Names, Property, Value, Words};

/// What a reader needs to know beside the words.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// What the fact's property declares.
    pub property: &'a Property,
    /// The words of the page's language.
    pub words: &'a Words,
    /// The entities of the site.
    pub names: &'a Names,
    /// The names of the fact's subject, which may stand beside a value.
    pub filler: &'a [String],
    /// The day of the check, where it matters.
    pub today: Option<jiff::civil::Date>,
}

/// How a claim wants to be judged, from the title of its link.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Mode {
    /// The words must say exactly what the fact says.
    #[default]
    Exact,
    /// The words are to be those that [`Value::phrase`] gives.
    Owned,
    /// A statement that the fact implies is enough.
    Weaker,
    /// A number within this many percent is enough, as written: `5` or `0.5`.
    Approximate(String),
    /// What held in this period is meant, from its first day to its last.
    AsOf(jiff::civil::Date, jiff::civil::Date),
    /// The words are quoted because they are wrong.
    Myth,
}

/// A title that is no mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModeProblem {
    /// The title as written.
    pub title: String,
}

impl Mode {
    /// Reads the title of a link. Nothing where it is blank.
    pub fn parse(title: &str) -> Option<Result<Mode, ModeProblem>> {
        let title = title.trim();
        let percent = || {
            let number = title.strip_prefix('~')?.strip_suffix('%')?.trim();
            super::number::Number::parse(number).filter(|number| !number.is_negative())?;
            Some(Mode::Approximate(number.to_string()))
        };
        let as_of = || {
            let period = DateSet::parse(title.strip_prefix("as of ")?.trim())?;
            Some(Mode::AsOf(period.first()?, period.last()?))
        };
        let myth = || {
            title
                .strip_prefix("myth")
                .filter(|why| why.is_empty() || why.starts_with(':'))
                .map(|_| Mode::Myth)
        };
        let mode = match title {
            "" => return None,
            "=" => Some(Mode::Owned),
            "weaker" => Some(Mode::Weaker),
            _ => percent().or_else(as_of).or_else(myth),
        };
        Some(mode.ok_or_else(|| ModeProblem { title: title.to_string() }))
    }
}

/// What is to be said of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// What the words were read as, in the notation of values.
    pub reads_as: Option<String>,
    /// What the fact says, in the same notation.
    pub expected: String,
    /// Why, in words.
    pub reason: String,
    /// Words that would hold, in the author's style, where that is safe.
    pub fix: Option<String>,
}

/// The verdicts on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The words say what the fact says.
    Holds,
    /// The words and the fact cannot both be true.
    Contradicted,
    /// The words go beyond the fact.
    SaysMore,
    /// The words stay short of the fact.
    SaysLess,
    /// The words name the bound, but do not say that it is one.
    BoundDropped,
    /// True for another scope only.
    OutOfScope,
    /// The fact rests on an unresolved conflict.
    Disputed,
    /// The fact is past its review day.
    Stale,
    /// Not understood, or left open by the fact.
    Unjudged,
}

impl Verdict {
    /// The name as it is reported: `says-more`.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Contradicted => "contradicted",
            Verdict::SaysMore => "says-more",
            Verdict::SaysLess => "says-less",
            Verdict::BoundDropped => "bound-dropped",
            Verdict::OutOfScope => "out-of-scope",
            Verdict::Disputed => "disputed",
            Verdict::Stale => "stale",
            Verdict::Unjudged => "unjudged",
        }
    }
}

/// Reads the words of a claim and judges them against its fact.
///
/// In [`Mode::Owned`] words that hold but are not the fact's own phrase hold with a fix.
pub fn judge(text: &str, fact: &Value, cx: &Context<'_>, mode: &Mode) -> Judgement {
    let expected = fact.notation(cx);
    let said = match said(text, fact, cx) {
        Ok(said) => said,
        Err(reason) => {
            return Judgement {
                verdict: Verdict::Unjudged,
                reads_as: None,
                expected,
                reason,
                fix: None,
            };
        }
    };
    let reads_as = super::phrase::said(&said, cx);
    let outcome = compare(&said, fact, cx, mode);
    let mut verdict = outcome.verdict;
    if *mode == Mode::Weaker && verdict == Verdict::SaysLess {
        verdict = Verdict::Holds;
    }
    if *mode == Mode::Myth {
        verdict = match verdict {
            Verdict::Contradicted | Verdict::SaysMore => Verdict::Holds,
            Verdict::Unjudged => Verdict::Unjudged,
            _ => Verdict::Contradicted,
        };
    }
    let reason = match outcome.because {
        Some(because) => format!("{because}: the words say {reads_as}, the fact {expected}"),
        None => reason(verdict, mode, &reads_as, &expected),
    };
    let fix = match (mode, verdict) {
        (_, Verdict::Unjudged) | (Mode::Myth, _) => None,
        (Mode::Owned, Verdict::Holds) => {
            Some(fact.phrase(cx)).filter(|phrase| phrase != text.trim())
        }
        (Mode::Owned, _) => Some(fact.phrase(cx)),
        (_, Verdict::Holds) => None,
        _ => fix(text, &said, fact, cx, verdict),
    };
    Judgement { verdict, reads_as: Some(reads_as), expected, reason, fix }
}

/// What words say, in the notation of another language than their own; nothing where they cannot be
/// read. Two texts in two languages say the same where their notations in one language do.
pub fn notation_in(words: &Words, text: &str, fact: &Value, cx: &Context<'_>) -> Option<String> {
    let said = said(text, fact, cx).ok()?;
    Some(super::phrase::said(&said, &Context { words, ..*cx }))
}

/// What the words say, amounts in the unit that the property declares or the fact is written in.
pub(super) fn said(text: &str, fact: &Value, cx: &Context<'_>) -> Result<Said, String> {
    let declared = cx.property.unit.as_ref().map(|unit| cx.words.unit_named(unit));
    let unit = match fact {
        Value::Quantity(quantity) => declared.or_else(|| quantity.unit.clone()),
        _ => declared,
    };
    let read = read_in(text, cx, unit.as_ref(), cx.property.kind);
    read.map_err(|unread| unread.reason)
}

fn reason(verdict: Verdict, mode: &Mode, said: &str, expected: &str) -> String {
    match (mode, verdict) {
        (Mode::Myth, Verdict::Holds) => {
            format!("the words say {said}, rightly quoted as wrong: the fact says {expected}")
        }
        (Mode::Myth, _) => {
            format!("the words are quoted as wrong, but say {said}, and the fact {expected}")
        }
        (_, Verdict::Holds) if said == expected => {
            format!("the words say {said}, as the fact does")
        }
        (_, Verdict::Holds) => {
            format!("the words say {said}, which the fact bears out: {expected}")
        }
        (_, Verdict::Contradicted) => format!("the words say {said}, but the fact says {expected}"),
        (_, Verdict::SaysMore) => {
            format!("the words say {said}, which goes beyond the fact: {expected}")
        }
        (_, Verdict::SaysLess) => {
            format!("the words say {said}, which stays short of the fact: {expected}")
        }
        (_, Verdict::BoundDropped) => {
            format!("the words say {said}, but not that it is a bound: {expected}")
        }
        (_, verdict) => format!("{}: the words say {said}, the fact {expected}", verdict.as_str()),
    }
}
