//! The judgement of words against a fact: reads them, compares, says why.
//! Choosing the statement that holds in a claim's scope is left to the caller.

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
        match title {
            "" => None,
            "=" => Some(Ok(Mode::Owned)),
            "weaker" => Some(Ok(Mode::Weaker)),
            _ => Some(Err(ModeProblem { title: title.to_string() })),
        }
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
pub fn judge(text: &str, fact: &Value, cx: &Context<'_>, mode: &Mode) -> Judgement {
    let _ = mode;
    Judgement {
        verdict: Verdict::Unjudged,
        reads_as: None,
        expected: fact.notation(cx),
        reason: format!("cannot read “{text}”"),
        fix: None,
    }
}
