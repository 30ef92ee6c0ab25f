//! Words that factum owns and would write differently. Words of an author's own are left to the
//! other rules on claims.

use super::routes::judged;
use super::*;

pub(super) static RULE: Rule = Rule {
    name: "owned-words-edited",
    level: Level::Error,
    summary: "words that factum owns and would write differently",
    page: include_str!("owned_words_edited.md"),
    check: Check::Page(check),
};

fn check(site: &Site, page: &Page, index: usize, findings: &mut Findings) {
    for (claim, bound) in judged(site, index, &RULE) {
        let says = wording::says(claim);
        let words = claim.judgement.fix.clone();
        let words = words.or_else(|| wording::phrase(site, claim, bound));
        let message = match &words {
            Some(words) => format!("{says}, but factum owns these words and writes \"{words}\""),
            None => format!(
                "{says}, but factum owns these words, and {}",
                wording::fact_says(site, claim, bound)
            ),
        };
        findings
            .add(wording::place_of(page, claim), message)
            .relate(wording::stands_here(site, bound))
            .fix(words.map(|words| wording::rewrite_as(site, page, claim, words)));
    }
}
