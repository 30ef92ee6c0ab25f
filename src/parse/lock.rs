//! `factum.lock`: which claims people have reviewed, as text and as data.
//! Leaves what a review is worth to `site`, and making one to `commands`.

use jiff::civil::Date;

use super::facts::At;
use super::fields::{Fields, wrong_type};
use super::problem::Problem;
use super::toml;
use crate::source::{SitePath, Span};

/// What stands at the head of the file.
const HEAD: &str = "\
# Claims that people have reviewed, because nothing else can judge them.
# `factum accept` writes this file; keep it with the site.
";

/// The reviews of a site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lock {
    /// In the order in which they are written.
    pub reviews: Vec<Accepted>,
    /// Whether the text is no TOML, so that reviews may be missing.
    pub broken: bool,
}

/// That somebody found a claim to say what its fact says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The page's file.
    pub page: String,
    /// The fact, as claims name it.
    pub fact: String,
    /// The claim's scope; empty where it has none.
    pub scope: String,
    /// The fingerprint of the claim's words and the sentence around them.
    pub sentence: String,
    /// The fingerprint of the fact's value.
    pub value: String,
    /// Who reviewed it, where that was told.
    pub by: Option<String>,
    /// The day.
    pub on: Date,
    /// Where it stands in the file; empty for one that was not read from it.
    pub span: Span,
}

impl Lock {
    /// The file's name, at the site's root.
    pub const NAME: &'static str = "factum.lock";

    /// The file's path.
    pub fn path() -> Option<SitePath> {
        SitePath::new(Lock::NAME)
    }

    /// Reads the file's text. A review that cannot be read is a problem, and the others are there.
    pub fn parse(text: &str) -> (Lock, Vec<Problem>) {
        let (node, mut problems) = toml::read(text, 0);
        let mut lock = Lock { reviews: Vec::new(), broken: !problems.is_empty() };
        let problems_ = &mut problems;
        let mut fields = Fields::new(&node, "a table of reviews", problems_);
        if let Some(list) = fields.node("review") {
            match list.list() {
                Some(items) => {
                    lock.reviews.extend(items.iter().filter_map(|item| review(item, problems_)));
                }
                None => problems_.push(wrong_type(list, "a list of reviews")),
            }
        }
        fields.finish(&[], problems_);
        lock.broken |= !problems.is_empty();
        (lock, problems)
    }

    /// The file's text: sorted, so that two people's reviews meet on different lines.
    pub fn write(&self) -> String {
        let mut reviews: Vec<&Accepted> = self.reviews.iter().collect();
        reviews.sort_by_key(|it| (&it.page, &it.fact, &it.scope, &it.sentence, &it.value));
        reviews.dedup_by_key(|it| (&it.page, &it.fact, &it.scope, &it.sentence, &it.value));
        let mut text = HEAD.to_string();
        for review in reviews {
            text.push_str("\n[[review]]\n");
            let mut line = |key: &str, value: &str| {
                text.push_str(&format!("{key} = {}\n", quoted(value)));
            };
            line("page", &review.page);
            line("fact", &review.fact);
            if !review.scope.is_empty() {
                line("scope", &review.scope);
            }
            line("sentence", &review.sentence);
            line("value", &review.value);
            if let Some(by) = &review.by {
                line("by", by);
            }
            text.push_str(&format!("on = {}\n", review.on));
        }
        text
    }
}

fn review(node: &crate::value::Node, problems: &mut Vec<Problem>) -> Option<Accepted> {
    let mut fields = Fields::new(node, "a review", problems);
    let it = |at: At<String>| at.it;
    let page = fields.text("page", problems).map(it);
    let fact = fields.text("fact", problems).map(it);
    let scope = fields.text("scope", problems).map(it).unwrap_or_default();
    let sentence = fields.text("sentence", problems).map(it);
    let value = fields.text("value", problems).map(it);
    let by = fields.text("by", problems).map(it);
    let on = fields.date("on", problems);
    for key in ["page", "fact", "sentence", "value", "on"] {
        if fields.node(key).is_none() {
            fields.missing(key, problems);
        }
    }
    fields.finish(&[], problems);
    Some(Accepted {
        page: page?,
        fact: fact?,
        scope,
        sentence: sentence?,
        value: value?,
        by,
        on: on?.it,
        span: node.span.clone(),
    })
}

/// Text as a TOML string on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
