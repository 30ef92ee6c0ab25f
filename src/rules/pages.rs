//! The rules that look at one page after the other, and what they said of pages that are the same as
//! in the check before.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Check, Findings, Rule, editions};
use crate::diagnostic::Diagnostic;
use crate::parse::{Article, Config, RawVocabulary};
use crate::site::{Claim, Edition, Link, Page, Site, Source};
use crate::value::{Names, Words};
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What the rules said of each page, for the next check.
#[derive(Default)]
pub struct Before(Option<Checked>);

struct Checked {
    around: Around,
    pages: Vec<Of>,
}

/// What rules may look at that is of no single page.
struct Around {
    rules: Vec<&'static str>,
    config: Config,
    editions: Vec<Edition>,
    today: Date,
    /// Whether the web was asked, whose answers are never those of the time before.
    asked: bool,
    sources: Arc<IndexMap<String, Source>>,
    vocabulary: Arc<RawVocabulary>,
    words: Arc<BTreeMap<String, Words>>,
    names: Arc<Names>,
}

/// What was said of a page, and of what it was said.
#[derive(Clone)]
struct Of {
    article: Arc<Article>,
    language: String,
    links: Option<Arc<[Link]>>,
    claims: Option<Arc<[Claim]>>,
    /// With the index of the rule among those that were asked.
    found: Arc<[(usize, Diagnostic)]>,
}

/// What the rules for pages say of all pages.
pub(super) fn check(site: &Site, rules: &[&'static Rule], before: &mut Before) -> Vec<Diagnostic> {
    let around = Around::of(site, rules);
    let known = before.0.take().filter(|known| known.around.same(&around));
    let known = known.map(|known| known.pages).unwrap_or_default();
    let pages: Vec<Of> = site
        .pages
        .par_iter()
        .enumerate()
        .map(|(index, page)| {
            let known = known.get(index).filter(|known| known.is_of(site, index, page));
            known.cloned().unwrap_or_else(|| Of::new(site, rules, index, page))
        })
        .collect();
    let mut by_rule: Vec<Vec<editions::Made>> = vec![Vec::new(); rules.len()];
    for (index, page) in pages.iter().enumerate() {
        for (rule, finding) in page.found.iter() {
            by_rule[*rule].push((finding.clone(), Some(index)));
        }
    }
    before.0 = Some(Checked { around, pages });
    by_rule.into_iter().flat_map(|found| editions::join(site, found)).collect()
}

impl Of {
    fn new(site: &Site, rules: &[&'static Rule], index: usize, page: &Page) -> Of {
        let mut found = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            let (Check::Page(check) | Check::Both(check, _)) = rule.check else { continue };
            let mut findings = Findings { rule: rule.name, level: rule.level, list: Vec::new() };
            check(site, page, index, &mut findings);
            found.extend(findings.list.into_iter().map(|finding| (number, finding)));
        }
        Of {
            article: page.article.clone(),
            language: page.language.clone(),
            links: site.links.share(index).cloned(),
            claims: site.claims.share(index).cloned(),
            found: found.into(),
        }
    }

    /// Whether a page is the one that all this was said of. Claims are judged anew, and so are other
    /// claims, whenever a fact that they rest on has changed.
    fn is_of(&self, site: &Site, index: usize, page: &Page) -> bool {
        let same_links = match (&self.links, site.links.share(index)) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            _ => false,
        };
        let same_claims = match (&self.claims, site.claims.share(index)) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            _ => false,
        };
        same_links
            && same_claims
            && Arc::ptr_eq(&self.article, &page.article)
            && self.language == page.language
    }
}

impl Around {
    fn of(site: &Site, rules: &[&'static Rule]) -> Around {
        Around {
            rules: rules.iter().map(|rule| rule.name).collect(),
            config: site.config.clone(),
            editions: site.editions.clone(),
            today: site.today,
            asked: site.external.is_some(),
            sources: site.sources.clone(),
            vocabulary: site.vocabulary.clone(),
            words: site.words.clone(),
            names: site.names.clone(),
        }
    }

    fn same(&self, other: &Around) -> bool {
        self.rules == other.rules
            && self.config == other.config
            && self.editions == other.editions
            && self.today == other.today
            && !self.asked
            && !other.asked
            && Arc::ptr_eq(&self.sources, &other.sources)
            && Arc::ptr_eq(&self.vocabulary, &other.vocabulary)
            && Arc::ptr_eq(&self.words, &other.words)
            && Arc::ptr_eq(&self.names, &other.names)
    }
}
