//! Mathematics between dollar signs, as MathML, and which dollar signs are amounts of money.
//! What is wrong with a formula is kept; words about it are left to `rules`.

use std::borrow::Cow;
use std::error::Error as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag};
use pulldown_latex::config::DisplayMode;
use pulldown_latex::{ParserError, RenderConfig, Storage, push_mathml};

use super::html::escape;
use crate::source::Span;

/// A formula as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawMaths {
    /// The bytes of the whole, dollar signs and all.
    pub span: Span,
    /// The formula as MathML; its source as code where it cannot be read.
    pub html: String,
    /// Why it cannot be read.
    pub error: Option<String>,
}

/// How many levels of braces a formula may have.
const DEEPEST: usize = 60;

/// How long a formula may be, in bytes.
const LONGEST: usize = 10_000;

/// How often a page is looked through for amounts before it counts as one without mathematics.
const LOOKS: usize = 16;

impl RawMaths {
    /// Reads a formula.
    pub(super) fn read(source: &str, span: Span, display: bool) -> RawMaths {
        match mathml(source, display) {
            Ok(html) => RawMaths { span, html, error: None },
            Err(error) => {
                let html = format!("<code class=\"maths\">{}</code>", escape(source));
                RawMaths { span, html, error: Some(error) }
            }
        }
    }
}

fn mathml(source: &str, display: bool) -> Result<String, String> {
    if source.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    if depth(source) > DEEPEST {
        return Err(format!("it has more than {DEEPEST} levels of braces"));
    }
    // A definition may stand for itself, and would then never end.
    let defines = ["\\def", "\\gdef", "\\edef", "\\xdef", "\\let", "\\futurelet", "\\newcommand"];
    let all = defines.into_iter().chain(["\\renewcommand", "\\providecommand"]);
    if let Some(command) = all.into_iter().find(|command| source.contains(command)) {
        return Err(format!("{command} is not read"));
    }
    let written = catch_unwind(AssertUnwindSafe(|| written(source, display)));
    written.unwrap_or_else(|_| Err("it cannot be read".to_string()))
}

fn written(source: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let parser = pulldown_latex::Parser::new(source, &storage);
    let events = parser.collect::<Result<Vec<_>, ParserError>>().map_err(|error| {
        error.source().map_or_else(|| "it cannot be read".to_string(), ToString::to_string)
    })?;
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::with_annotation(source) };
    let mut html = String::new();
    let events = events.into_iter().map(Ok::<_, ParserError>);
    push_mathml(&mut html, events, config).map_err(|error| error.to_string())?;
    Ok(styleless(&html))
}

fn depth(source: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for byte in source.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// MathML without styles of its own, which a strict policy of a site would not let through: colours
/// as attributes, and no finer spaces than MathML has.
fn styleless(html: &str) -> String {
    const STYLE: &str = " style=\"";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(STYLE) {
        out.push_str(&rest[..at]);
        let after = &rest[at + STYLE.len()..];
        let (style, behind) = after.split_once('"').unwrap_or((after, ""));
        for part in style.split("; ") {
            if let Some(("color", colour)) = part.split_once(": ") {
                out.push_str(&format!(" mathcolor=\"{colour}\""));
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// A text in which dollar signs that begin no mathematics are put out of sight.
pub(super) struct Dollars<'t> {
    /// The text, as long as before.
    pub(super) text: Cow<'t, str>,
    /// What stands for such a sign.
    mark: char,
    /// Whether there may be mathematics in it.
    pub(super) any: bool,
}

impl<'t> Dollars<'t> {
    /// Whether there may be mathematics in a text at all.
    pub(super) fn are_in(text: &str) -> bool {
        memchr::memchr(b'$', text.as_bytes()).is_some() && Dollars::free(text).is_some()
    }

    /// Whether an event of a text is a formula for pulldown-cmark alone, which takes `$5-$10` for one.
    pub(super) fn is_amount(text: &str, event: &Event<'_>, span: &Span) -> bool {
        matches!(event, Event::InlineMath(inside) if !is_formula(text, inside, span))
    }

    /// A letter that is not in a text.
    fn free(text: &str) -> Option<char> {
        let free = (1..8).find(|mark| memchr::memchr(*mark, text.as_bytes()).is_none());
        free.map(char::from)
    }

    /// Looks for amounts in a text.
    pub(super) fn find(text: &'t str, options: Options) -> Dollars<'t> {
        let Some(mark) = Dollars::free(text).filter(|_| text.contains('$')) else {
            return Dollars { text: Cow::Borrowed(text), mark: '$', any: false };
        };
        let mut found = Cow::Borrowed(text);
        for _ in 0..LOOKS {
            let amounts: Vec<usize> = Parser::new_ext(&found, options | Options::ENABLE_MATH)
                .into_offset_iter()
                .filter(|(event, span)| Dollars::is_amount(text, event, span))
                .map(|(_, span)| span.start)
                .collect();
            if amounts.is_empty() {
                return Dollars { text: found, mark, any: true };
            }
            let text = found.into_owned();
            let mut bytes = text.into_bytes();
            for at in amounts {
                if let Some(byte @ b'$') = bytes.get_mut(at) {
                    *byte = mark as u8;
                }
            }
            // One letter of ASCII for another: it is UTF-8 as before.
            found = Cow::Owned(String::from_utf8(bytes).unwrap_or_default());
        }
        Dollars { text: Cow::Borrowed(text), mark: '$', any: false }
    }

    /// An event with its dollar signs again.
    pub(super) fn restore<'e>(&self, event: Event<'e>) -> Event<'e> {
        if matches!(self.text, Cow::Borrowed(_)) {
            return event;
        }
        let back = |text: CowStr<'e>| match text.contains(self.mark) {
            true => CowStr::from(text.replace(self.mark, "$")),
            false => text,
        };
        match event {
            Event::Text(text) => Event::Text(back(text)),
            Event::Code(text) => Event::Code(back(text)),
            Event::Html(text) => Event::Html(back(text)),
            Event::InlineHtml(text) => Event::InlineHtml(back(text)),
            Event::InlineMath(text) => Event::InlineMath(back(text)),
            Event::DisplayMath(text) => Event::DisplayMath(back(text)),
            Event::FootnoteReference(text) => Event::FootnoteReference(back(text)),
            Event::Start(Tag::FootnoteDefinition(text)) => {
                Event::Start(Tag::FootnoteDefinition(back(text)))
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(back(info))))
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let (dest_url, title, id) = (back(dest_url), back(title), back(id));
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let (dest_url, title, id) = (back(dest_url), back(title), back(id));
                Event::Start(Tag::Image { link_type, dest_url, title, id })
            }
            other => other,
        }
    }
}

/// Whether what stands between two dollar signs is a formula: not where they belong to words or
/// amounts, nor where a link would be lost.
fn is_formula(text: &str, inside: &str, span: &Span) -> bool {
    let before = text.get(..span.start).and_then(|text| text.chars().next_back());
    let after = text.get(span.end..).and_then(|text| text.chars().next());
    let word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    !word(before) && !word(after) && !inside.contains("](") && !is_amount(inside)
}

/// Whether a text begins with an amount that words follow: `5 a month or US`.
fn is_amount(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let words = rest.trim_start();
    let letters = words.chars().take_while(|c| c.is_alphabetic()).count();
    rest.len() < text.len() && words.len() < rest.len() && letters > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formulas(text: &str) -> Vec<String> {
        let dollars = Dollars::find(text, Options::empty());
        let options = if dollars.any { Options::ENABLE_MATH } else { Options::empty() };
        let events = Parser::new_ext(&dollars.text, options).map(|event| dollars.restore(event));
        let formula = |event| match event {
            Event::InlineMath(text) | Event::DisplayMath(text) => Some(text.to_string()),
            _ => None,
        };
        events.filter_map(formula).collect()
    }

    #[test]
    fn amounts_stay_text() {
        for text in [
            "It costs $5-$10.",
            "between $5 and $10",
            "$5-[$10](fact:a.b)",
            "from US$5 to CA$7",
            "$5 a month, US$6 a year",
            "$1,000.50 for one and $2,000 for two",
            "a $ sign and another $ sign",
        ] {
            assert!(formulas(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn formulas_are_found_beside_amounts() {
        assert_eq!(formulas("It is $x^2$, for $5."), ["x^2"]);
        assert_eq!(formulas("$5-$10 and $2x$"), ["2x"]);
        assert_eq!(formulas("$$\\sum_i i$$"), ["\\sum_i i"]);
        assert_eq!(formulas("$3 < x$ and $n$-fold"), ["3 < x", "n"]);
    }

    #[test]
    fn what_cannot_be_read_is_kept_as_code() {
        let maths = RawMaths::read("\\frac{1", 0..0, false);
        assert!(maths.error.is_some());
        assert_eq!(maths.html, "<code class=\"maths\">\\frac{1</code>");
        for source in ["\\def\\a{\\a}\\a", &"{".repeat(100_000), &"{".repeat(9_000), "\\nothing"] {
            assert!(RawMaths::read(source, 0..0, true).error.is_some(), "{source:.20}");
        }
    }

    #[test]
    fn no_style_is_left() {
        let maths = RawMaths::read("\\color{red}{x}\\!y", 0..0, false);
        assert_eq!(maths.error, None);
        assert!(!maths.html.contains("style="), "{}", maths.html);
    }
}
