//! Phrases that several rules share: what a page says, what a fact says, on whose word, where it
//! stands. Which of them a finding is made of is left to its rule.

use super::*;
use crate::diagnostic::Edit;
use crate::parse::shorten;
use crate::site::{
    Bound, Broken, Claim, ClaimForm, Fact, Link, Outcome, Scope, Statement, Withheld,
};
use crate::source::{SitePath, Sources, Span, Unreadable, Why};
use crate::value::{Kind, Mode, Property, Role, Value, Verdict};

/// `the page says "up to four" (≤ 4)`.
pub(super) fn says(claim: &Claim) -> String {
    let who = match &claim.form {
        ClaimForm::Cell { .. } => "the table",
        ClaimForm::List { .. } => "the list",
        _ => "the page",
    };
    if claim.words.is_empty() {
        return match &claim.form {
            ClaimForm::Cell { .. } => format!("{who} says nothing"),
            _ => format!("{who} inserts a value"),
        };
    }
    let words = shorten(&claim.words);
    match &claim.judgement.reads_as {
        Some(read) if *read != claim.words => format!("{who} says \"{words}\" ({read})"),
        _ => format!("{who} says \"{words}\""),
    }
}

/// `vm.slots allows ≤ 2 devices (vsphere 4.0), on the word of Admin guide, p. 116`.
pub(super) fn fact_says(site: &Site, claim: &Claim, bound: &Bound) -> String {
    let verb = match bound.property.role() {
        Role::Limit => "allows",
        Role::Requirement => "requires",
        Role::Default | Role::Measure | Role::Support | Role::Caveat => "says",
    };
    let mut words = format!("{} {verb} {}", bound.fact.id, claim.judgement.expected);
    if let Some(statement) = statement(site, bound) {
        words.push_str(&in_scope(&statement.scope));
        words.push_str(&on_the_word(site, statement));
    }
    words
}

/// The statement that a claim was judged against.
pub(super) fn statement<'a>(site: &'a Site, bound: &Bound) -> Option<&'a Statement> {
    let fact = site.fact(&bound.fact.subject, &bound.fact.property)?;
    fact.statements.get(bound.statement?)
}

/// ` (vsphere 4.0)`, or nothing for what is true everywhere.
pub(super) fn in_scope(scope: &Scope) -> String {
    let words = scope.to_string();
    if words.is_empty() { words } else { format!(" ({words})") }
}

/// `, on the word of Admin guide, p. 116`, or nothing where nobody is cited.
pub(super) fn on_the_word(site: &Site, statement: &Statement) -> String {
    let Some(cited) = statement.sources.first() else { return String::new() };
    let id = &cited.citation.id.it;
    let title = site.sources.get(id).map_or(id, |source| &source.raw.title);
    match &cited.citation.at {
        Some(at) => format!(", on the word of {title}, {at}"),
        None => format!(", on the word of {title}"),
    }
}

/// A statement's value in the notation that messages use.
pub(super) fn value(site: &Site, fact: &Fact, statement: &Statement) -> String {
    let value = statement.value.as_ref();
    value.map_or_else(String::new, |value| notation(site, fact, &fact.property, value))
}

/// A value of a fact, or of a cell in it, in the notation that messages use.
pub(super) fn notation(site: &Site, fact: &Fact, property: &Property, value: &Value) -> String {
    let filler = site.subjects.get(&fact.subject).map_or(&[][..], |subject| &subject.filler);
    let context = site.context(&site.config.language, property, filler);
    value.notation(&context)
}

/// The words that factum would write for the value of a claim; nothing where it is not known.
pub(super) fn phrase(site: &Site, claim: &Claim, bound: &Bound) -> Option<String> {
    let value = bound.value.as_ref().filter(|value| **value != Value::Unknown)?;
    let subject = site.subjects.get(&bound.fact.subject)?;
    let context = site.context(&site.page(claim.page).language, &bound.property, &subject.filler);
    Some(value.phrase(&context))
}

/// The place of the fact that a claim is bound to.
pub(super) fn stands_here(site: &Site, bound: &Bound) -> Option<Label> {
    if let Some(statement) = statement(site, bound) {
        let (path, span) = &statement.value_at;
        return Some(Label::new(path, first_line(site, path, span), "the fact stands here"));
    }
    let subject = site.subjects.get(&bound.fact.subject)?;
    let fact = subject.facts.get(&bound.fact.property)?;
    Some(Label::new(&subject.path, fact.raw.name.span.clone(), "the fact stands here"))
}

/// A span as far as its first line goes: a table is pointed at, not shown whole.
fn first_line(site: &Site, path: &SitePath, span: &Span) -> Span {
    let text = site.texts.get(path).map_or("", |text| text.slice(span));
    span.start..span.start + text.lines().next().unwrap_or_default().trim_end().len()
}

/// The place of a claim: the whole link, or the words of a cell.
pub(super) fn place_of(page: &Page, claim: &Claim) -> Label {
    Label::new(&page.article.path, claim.span.clone(), "")
}

/// A fix that replaces a claim's words with those that would hold, where they are known.
pub(super) fn rewrite(site: &Site, page: &Page, claim: &Claim) -> Option<Fix> {
    claim.judgement.fix.clone().map(|text| rewrite_as(site, page, claim, text))
}

/// A fix that replaces a claim's words with others; emphasis around all of them stays.
pub(super) fn rewrite_as(site: &Site, page: &Page, claim: &Claim, text: String) -> Fix {
    let path = &page.article.path;
    let written = site.text_of(path).map_or("", |text| text.as_str());
    let span = within_emphasis(written, &claim.words_span);
    let fix = replace(path, &span, format!("write \"{text}\""), text);
    Fix { sure: is_of_degree(claim) && !is_quoted(page, claim), ..fix }
}

/// The part of a span that lies within the signs of emphasis or code around all of it.
fn within_emphasis(text: &str, span: &Span) -> Span {
    let words = text.get(span.clone()).unwrap_or_default();
    let inside = |sign: &str| {
        let inside = words.strip_prefix(sign)?.strip_suffix(sign)?;
        (!inside.is_empty() && !inside.contains(sign)).then_some(sign.len())
    };
    match ["**", "__", "*", "_", "`"].iter().find_map(|sign| inside(sign)) {
        Some(width) => span.start + width..span.end - width,
        None => span.clone(),
    }
}

/// Whether a claim's words differ from its fact in degree alone. Where they turn it around, or name
/// something else, the sentence around them may have to change too.
fn is_of_degree(claim: &Claim) -> bool {
    let kind = claim.bound.as_ref().map(|bound| bound.property.kind);
    let measured = matches!(kind, Ok(Kind::Quantity | Kind::Version | Kind::Date));
    measured || claim.mode == Mode::Owned || claim.judgement.verdict == Verdict::BoundDropped
}

/// Whether a claim's words are those of a quotation, which nobody but a person may change.
fn is_quoted(page: &Page, claim: &Claim) -> bool {
    match &claim.form {
        ClaimForm::Prose(index) => page.article.claims.get(*index).is_some_and(|raw| raw.quoted),
        _ => false,
    }
}

/// A fix of one replacement.
pub(super) fn replace(
    path: &SitePath,
    span: &Span,
    title: impl Into<String>,
    text: impl Into<String>,
) -> Fix {
    let edit = Edit { path: path.clone(), span: span.clone(), text: text.into() };
    Fix { title: title.into(), edits: vec![edit], sure: true }
}

/// A finding for a file that cannot be read.
pub(super) fn unreadable(file: &Unreadable, findings: &mut Findings) {
    let at = if let Why::NotUtf8(at) = file.why { at } else { 0 };
    let message = match &file.why {
        Why::NotUtf8(at) => {
            format!("the file is not UTF-8: the byte at offset {at} belongs to no character")
        }
        Why::Escapes => "the file is a symbolic link that leads out of the site's root".to_string(),
        Why::TooLarge(bytes) => format!(
            "the file has {bytes} bytes; text is read up to {} MiB",
            Sources::LARGEST / (1 << 20)
        ),
        Why::System(words) => format!("the file cannot be read: {words}"),
    };
    findings.add(Label::new(&file.path, at..at, ""), message);
}

/// An article that is not published, and why.
pub(super) fn withheld(file: &SitePath, why: Withheld) -> String {
    match why {
        Withheld::Draft => format!("the draft {file}, which is not published"),
        Withheld::Until(day) => format!("{file}, which is published from {day} on"),
        Withheld::Since(day) => format!("{file}, which expired on {day}"),
    }
}

/// A fix that writes another destination into the settings, where the one there is written plainly.
pub(super) fn in_settings(
    site: &Site,
    path: &SitePath,
    span: &Span,
    to: &str,
    right: &str,
) -> Option<Fix> {
    let written = site.texts.get(path)?.slice(span);
    let quote = written.chars().next()?;
    let plain = matches!(quote, '"' | '\'') && written == format!("{quote}{to}{quote}");
    let fits = !right.contains(|c: char| c.is_control() || matches!(c, '"' | '\'' | '\\'));
    let text = format!("{quote}{right}{quote}");
    (plain && fits).then(|| replace(path, span, format!("write \"{right}\""), text))
}

/// What a destination should be, where it differs in capital letters or in slashes alone.
pub(super) fn almost(to: &str, broken: &Broken) -> Option<String> {
    match broken {
        Broken::NoTarget { near: Some(near), case: true } => Some(near.clone()),
        Broken::NoAnchor { near: Some(near), case: true, .. } => {
            Some(format!("{}#{near}", to.rsplit_once('#')?.0))
        }
        Broken::Case(right) | Broken::Backslash { right: Some(right), .. } => Some(right.clone()),
        _ => None,
    }
}

/// What is wrong with a destination that the settings name, after the destination itself.
pub(super) fn settings_lead_nowhere(to: &str, broken: &Broken) -> String {
    match broken {
        Broken::NoTarget { near: Some(near), case: true } => {
            format!("\"{to}\" differs from \"{near}\" in capital letters")
        }
        Broken::NoAnchor { anchor, near: Some(near), case: true, .. } => {
            format!("\"{anchor}\" differs from the id \"{near}\" in capital letters")
        }
        Broken::NoTarget { near, .. } => {
            let near = near.as_ref().map(|near| format!("; perhaps \"{near}\" is meant"));
            format!("nothing stands at \"{to}\"{}", near.unwrap_or_default())
        }
        Broken::NoAnchor { page, anchor, near, .. } => {
            let near = near.as_ref().map(|near| format!("; perhaps \"{near}\" is meant"));
            format!("{page} has no \"{anchor}\"{}", near.unwrap_or_default())
        }
        Broken::Case(right) => format!("\"{to}\" differs from \"{right}\" in capital letters"),
        Broken::Escapes => format!("\"{to}\" leads out of the site's root"),
        Broken::Backslash { right, .. } => {
            let near = right.as_ref().map(|right| format!("; perhaps \"{right}\" is meant"));
            format!("\"{to}\" is written with backslashes{}", near.unwrap_or_default())
        }
        Broken::NotPublished(file) => {
            format!("\"{to}\" is the file {file}, which is not published")
        }
        Broken::Withheld(file, why) => format!("\"{to}\" is {}", withheld(file, *why)),
    }
}

/// A finding for a link or an image that leads nowhere; `nothing` says what does not stand there.
pub(super) fn leads_nowhere(
    page: &Page,
    link: &Link,
    broken: &Broken,
    nothing: &str,
    findings: &mut Findings,
) {
    let path = &page.article.path;
    let label = Label::new(path, link.to_span.clone(), "");
    let to = &link.to;
    let mend = |to: &String| replace(path, &link.to_span, format!("write \"{to}\""), to.clone());
    match broken {
        Broken::NoTarget { near: Some(near), case: true } => {
            let message = format!("\"{to}\" differs from \"{near}\" in capital letters");
            findings.add(label, message).fix(mend(near));
        }
        Broken::NoTarget { near, .. } => {
            findings.add(label, format!("{nothing} stands at \"{to}\"")).near(near);
        }
        Broken::Backslash { right, overlooked } => {
            let which = match overlooked {
                true => "which not every publisher finds",
                false => "which no address has",
            };
            let message = format!("\"{to}\" is written with backslashes, {which}");
            let finding = findings.add(label, message);
            finding.near(right).fix(right.as_ref().map(mend));
            if *overlooked {
                finding.level = Level::Warning;
            }
        }
        Broken::NotPublished(file) => {
            let message = format!("\"{to}\" is the file {file}, which is not published");
            findings.add(label, message);
        }
        Broken::Withheld(file, why) => {
            findings.add(label, format!("\"{to}\" is {}", withheld(file, *why)));
        }
        Broken::NoAnchor { .. } | Broken::Case(_) | Broken::Escapes => {}
    }
}

/// `404 (Not Found)`.
pub(super) fn status(status: u16) -> String {
    let known = http::StatusCode::from_u16(status).ok();
    match known.and_then(|known| known.canonical_reason()) {
        Some(reason) => format!("{status} ({reason})"),
        None => status.to_string(),
    }
}

/// ` (on 2026-11-22)` of an answer that was given in an earlier run.
pub(super) fn earlier(outcome: &Outcome) -> String {
    let day = |at: &jiff::Timestamp| jiff::tz::TimeZone::UTC.to_datetime(*at).date();
    outcome.remembered.as_ref().map_or(String::new(), |at| format!(" (on {})", day(at)))
}
