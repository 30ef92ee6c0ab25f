//! What people have to compare: a claim's sentence and its fact, with their places.

use std::fmt::Write as _;

use serde::Serialize;

use crate::site::{Claim, Site};

/// A claim that waits for a review.
#[derive(Serialize)]
pub(super) struct Card<'s> {
    /// The page's file.
    pub(super) path: &'s str,
    /// The claim's line.
    pub(super) line: usize,
    /// Its column.
    column: usize,
    /// Its words.
    text: &'s str,
    /// The sentence around them.
    sentence: &'s str,
    /// The fact's id.
    fact: &'s str,
    /// The claim's scope; empty where it has none.
    scope: String,
    /// What the fact says.
    says: &'s str,
    /// The file in which it says so.
    fact_path: &'s str,
    /// The line there.
    fact_line: usize,
    /// The column there.
    fact_column: usize,
    /// Why it waits.
    reason: &'s str,
}

impl<'s> Card<'s> {
    /// The card of a claim that only people can judge.
    pub(super) fn of(site: &'s Site, claim: &'s Claim) -> Option<Card<'s>> {
        let (asked, bound) = (claim.asked.as_ref()?, claim.bound.as_ref().ok()?);
        let fact = site.fact(&bound.fact.subject, &bound.fact.property)?;
        let (fact_path, span) = &fact.statements.get(bound.statement?)?.value_at;
        let (path, at) = site.place_of(&site.page(claim.page).article.path, &claim.span);
        let here = site.texts.get(path)?.place(at.start);
        let there = site.texts.get(fact_path)?.place(span.start);
        Some(Card {
            path: path.as_str(),
            line: here.line,
            column: here.column,
            text: &claim.words,
            sentence: &asked.sentence,
            fact: &bound.fact.id,
            scope: bound.scope.to_string(),
            says: &asked.value,
            fact_path: fact_path.as_str(),
            fact_line: there.line,
            fact_column: there.column,
            reason: &claim.judgement.reason,
        })
    }

    /// The card for people: one side above the other, the claim's words in brackets.
    pub(super) fn text(&self) -> String {
        let scope =
            if self.scope.is_empty() { String::new() } else { format!(" ({})", self.scope) };
        let marked = format!("[{}]", self.text);
        let sentence = self.sentence.replacen(self.text, &marked, 1);
        let mut text = format!("{}{scope}: {}\n", self.fact, self.reason);
        let _ = writeln!(text, "  page  {}:{}:{}", self.path, self.line, self.column);
        let _ = writeln!(text, "        {sentence}");
        let _ =
            writeln!(text, "  fact  {}:{}:{}", self.fact_path, self.fact_line, self.fact_column);
        let _ = writeln!(text, "        {}", self.says);
        text
    }
}

/// Cards for people, one below the other.
pub(super) fn list(cards: &[Card<'_>]) -> String {
    let cards: Vec<String> = cards.iter().map(Card::text).collect();
    cards.join("\n")
}

/// Cards for programs.
///
/// # Errors
/// Never, for what a card holds.
pub(super) fn json(cards: &[Card<'_>]) -> anyhow::Result<String> {
    Ok(format!("{:#}\n", serde_json::json!({ "waiting": serde_json::to_value(cards)? })))
}
