//! Claims on texts, which only people can judge: what they are asked, and what is left of their
//! answers. Writing an answer down is left to `commands`.

use std::collections::BTreeSet;

use super::Site;
use super::binding::Judging;
use super::claims::{Claim, ClaimForm};
use crate::parse::{Accepted, Article, Lock};
use crate::source::SitePath;
use crate::value::{Mode, Value, Verdict};

/// A claim that only people can judge, as they see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The words with the sentence around them, as a reader of the page sees it.
    pub sentence: String,
    /// The fingerprint of the words and their sentence.
    pub sentence_print: String,
    /// The fact's text.
    pub value: String,
    /// Its fingerprint.
    pub value_print: String,
    /// What is known of it.
    pub standing: Standing,
}

/// How a claim stands to the reviews on record, which are named by their index in the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has reviewed it.
    Never,
    /// Somebody has, and both sides are what they were.
    Accepted(usize),
    /// Somebody has, and since then a side has changed, or both have.
    Changed {
        /// The review.
        review: usize,
        /// Whether the page's sentence is another one.
        sentence: bool,
        /// Whether the fact's text is another one.
        fact: bool,
    },
}

impl Asked {
    /// The review on record, if there is one.
    pub fn review(&self) -> Option<usize> {
        match self.standing {
            Standing::Never => None,
            Standing::Accepted(review) | Standing::Changed { review, .. } => Some(review),
        }
    }

    /// Whether somebody has to look at the claim.
    pub fn is_open(&self) -> bool {
        !matches!(self.standing, Standing::Accepted(_))
    }
}

impl Site {
    /// The reviews on record that no claim needs, by their index in the lock. Of pages that are
    /// drafts, and of claims whose fact is in dispute, nothing is known, and they are not among them.
    pub fn unused_reviews(&self) -> Vec<usize> {
        if self.lock.reviews.is_empty() {
            return Vec::new();
        }
        let used: BTreeSet<usize> =
            self.claims.iter().filter_map(|claim| claim.asked.as_ref()?.review()).collect();
        let unsure: BTreeSet<(&str, &str)> = self
            .claims
            .iter()
            .filter_map(|claim| {
                let bound = claim.bound.as_ref().ok().filter(|bound| bound.statement.is_none())?;
                let path = &self.page(claim.page).article.path;
                Some((path.as_str(), bound.fact.id.as_str()))
            })
            .collect();
        let pages: BTreeSet<&str> =
            self.pages.iter().map(|page| page.article.path.as_str()).collect();
        let hidden = |page: &str| {
            let path = SitePath::new(page);
            !pages.contains(page) && path.is_some_and(|path| self.texts.contains_key(&path))
        };
        let reviews = self.lock.reviews.iter().enumerate();
        let unused = reviews.filter(|(index, review)| {
            !used.contains(index)
                && !unsure.contains(&(review.page.as_str(), review.fact.as_str()))
                && !hidden(&review.page)
        });
        unused.map(|(index, _)| index).collect()
    }
}

impl Judging<'_> {
    /// Puts what people have said to the claims of a page that only they can judge.
    pub(super) fn ask_people(&self, page: usize, claims: &mut [Claim]) {
        let article = &self.pages[page].article;
        for claim in claims.iter_mut() {
            claim.asked = asked(article, claim);
        }
        if claims.iter().all(|claim| claim.asked.is_none()) {
            return;
        }
        let reviews = self.lock.reviews.iter().enumerate();
        let of_page: Vec<(usize, &Accepted)> =
            reviews.filter(|(_, review)| review.page == article.path.as_str()).collect();
        let mut used = BTreeSet::new();
        // What is unchanged finds its review first, and what has changed takes one that is left.
        for pass in [Pass::Same, Pass::SameSentence, Pass::Other] {
            for claim in claims.iter_mut() {
                let Ok(bound) = &claim.bound else { continue };
                let Some(asked) = claim.asked.as_mut().filter(|it| it.standing == Standing::Never)
                else {
                    continue;
                };
                let scope = bound.scope.to_string();
                let found = of_page.iter().find(|(index, review)| {
                    let sentence = review.sentence == asked.sentence_print;
                    review.fact == bound.fact.id
                        && review.scope == scope
                        && match pass {
                            Pass::Same => sentence && review.value == asked.value_print,
                            Pass::SameSentence => sentence,
                            Pass::Other => !used.contains(index),
                        }
                });
                let Some((index, review)) = found else { continue };
                used.insert(*index);
                asked.standing = match pass {
                    Pass::Same => Standing::Accepted(*index),
                    _ => Standing::Changed {
                        review: *index,
                        sentence: review.sentence != asked.sentence_print,
                        fact: review.value != asked.value_print,
                    },
                };
            }
        }
        for claim in claims.iter_mut() {
            let Some(asked) = &claim.asked else { continue };
            claim.judgement.reason = reason(asked, self.lock);
            if !asked.is_open() {
                claim.judgement.verdict = Verdict::Holds;
            }
        }
    }
}

/// How well a claim and a review have to fit.
#[derive(Clone, Copy)]
enum Pass {
    Same,
    SameSentence,
    Other,
}

/// What people are asked of a claim; nothing where there is nothing that they alone can judge.
fn asked(article: &Article, claim: &Claim) -> Option<Asked> {
    let bound = claim.bound.as_ref().ok()?;
    bound.statement?;
    let Some(Value::Text(value)) = &bound.value else { return None };
    // Words that are the fact's own need nobody, and words that factum owns have to be those.
    if claim.judgement.verdict != Verdict::Unjudged || claim.mode == Mode::Owned {
        return None;
    }
    let (title, sentence) = match &claim.form {
        ClaimForm::Prose(index) => {
            let raw = article.claims.get(*index)?;
            (raw.title.as_str(), sentence(article, claim))
        }
        ClaimForm::Cell { .. } => ("", claim.words.clone()),
        ClaimForm::List { .. } | ClaimForm::Rows { .. } => return None,
    };
    let value = fold(value);
    Some(Asked {
        sentence_print: print(&[&claim.words, title, &sentence]),
        value_print: print(&[&value]),
        sentence,
        value,
        standing: Standing::Never,
    })
}

fn reason(asked: &Asked, lock: &Lock) -> String {
    let review = asked.review().and_then(|index| lock.reviews.get(index));
    let on = review.map(|review| review.on.to_string()).unwrap_or_default();
    let by = review.and_then(|review| review.by.as_ref());
    let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
    match asked.standing {
        Standing::Never => {
            "a text is judged by people, and `factum accept` records their review".to_string()
        }
        Standing::Accepted(_) => format!("accepted on {on}{by}"),
        Standing::Changed { sentence, fact, .. } => {
            let changed = match (sentence, fact) {
                (true, true) => "the page's sentence and the fact have changed",
                (true, false) => "the page's sentence has changed",
                _ => "the fact has changed",
            };
            format!("{changed} since it was accepted on {on}{by}")
        }
    }
}

/// The sentence in which a claim's words stand, without the marks of Markdown. The whole block
/// where the words stand in it more than once, so that no change goes unseen.
fn sentence(article: &Article, claim: &Claim) -> String {
    let span = &claim.words_span;
    let after = article.blocks.partition_point(|block| block.span.start <= span.start);
    let block = after.checked_sub(1).and_then(|at| article.blocks.get(at));
    let Some(block) = block.filter(|block| span.start < block.span.end) else {
        return claim.words.clone();
    };
    let text = article.words(block);
    let mut found = text.match_indices(&claim.words);
    let (Some((at, _)), None) = (found.next(), found.next()) else { return text.to_string() };
    let end = at + claim.words.len();
    let start = breaks(text).filter(|next| *next <= at).last().unwrap_or(0);
    let stop = breaks(text).find(|next| *next >= end);
    text[start..stop.unwrap_or(text.len())].trim().to_string()
}

/// Where sentences begin: behind a stop and a space, before anything but a small letter or a digit.
/// A stop that only shortens a word may pass for one; the sentence is then shorter.
fn breaks(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(' ').map(|(at, _)| (at, at + 1)).filter_map(|(space, next)| {
        let before = text[..space].trim_end_matches([')', ']', '"', '”', '’', '»']);
        let small = |c: char| c.is_lowercase() || c.is_ascii_digit();
        let begins = text[next..].chars().next().is_some_and(|c| !small(c));
        (before.ends_with(['.', '!', '?', '…', '。']) && begins).then_some(next)
    })
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A fingerprint of texts, each kept apart from the next.
fn print(texts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(16).collect()
}
