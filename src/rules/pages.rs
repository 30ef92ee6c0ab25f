//! The rules that look at one page or one subject after the other, and what they said of those that are
//! the same as in the check before.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{Check, Findings, Rule, editions};
use crate::diagnostic::Diagnostic;
use crate::parse::{Article, Config, RawVocabulary};
use crate::site::{ByProperty, Claim, Edition, Link, Needed, Page, Site, Source, Subject};
use crate::theme::Templates;
use crate::value::{Names, Words};
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What the rules said of each page and subject, for the next check.
#[derive(Default)]
pub struct Before(Option<Checked>);

struct Checked {
    around: Around,
    /// In the order of pages, and below of subjects.
    pages: Vec<Of>,
    subjects: Vec<OfSubject>,
}

/// A subject, which pages claim something of it, and what was said of it.
struct OfSubject {
    subject: Arc<Subject>,
    claiming: Option<Arc<ByProperty>>,
    said: Arc<[Diagnostic]>,
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
    needed: Arc<Needed>,
    templates: Arc<OnceLock<Templates>>,
}

/// What was said of a page, and of what it was said.
struct Of {
    article: Arc<Article>,
    language: String,
    links: Option<Arc<[Link]>>,
    claims: Option<Arc<[Claim]>>,
    /// With the index of the rule among those that were asked.
    found: Arc<[(usize, Diagnostic)]>,
}

/// A rule that looks at pages, with its place among those that were asked.
type OfPages = (usize, &'static Rule, fn(&Site, &Page, usize, &mut Findings));

/// What the rules for pages and for subjects say of all of them.
pub(super) fn check(site: &Site, rules: &[&'static Rule], before: &mut Before) -> Vec<Diagnostic> {
    let around = Around::of(site, rules);
    let known = before.0.take().filter(|known| known.around.same(&around));
    let (mut pages, mut subjects) =
        known.map(|known| (known.pages, known.subjects)).unwrap_or_default();
    let asked: Vec<OfPages> = rules
        .iter()
        .enumerate()
        .filter_map(|(number, rule)| match rule.check {
            Check::Page(check) | Check::Both(check, _) | Check::PageAndSubject(check, _) => {
                Some((number, *rule, check))
            }
            _ => None,
        })
        .collect();
    renew(
        &mut pages,
        site.pages.len(),
        |index, known: &Of| known.is_of(site, index, site.page(index)),
        |index| Of::new(site, &asked, index, site.page(index)),
    );
    let all: Vec<&Arc<Subject>> = site.subjects.shares().collect();
    renew(
        &mut subjects,
        all.len(),
        |index, known: &OfSubject| known.is_of(site, all[index]),
        |index| OfSubject::new(site, rules, all[index]),
    );
    let mut by_rule: Vec<Vec<editions::Made>> = vec![Vec::new(); rules.len()];
    for (index, page) in pages.iter().enumerate() {
        for (rule, finding) in page.found.iter() {
            by_rule[*rule].push((finding.clone(), Some(index)));
        }
    }
    let said = subjects.iter().flat_map(|it| it.said.iter().cloned());
    let of_pages = by_rule.into_iter().flat_map(|found| editions::join(site, found));
    let findings = of_pages.chain(said).collect();
    before.0 = Some(Checked { around, pages, subjects });
    findings
}

/// Makes anew, in parallel, what is not so any more of what is known of so many things in their order. What
/// is still so stays where it is: nearly all of it is.
fn renew<T: Send>(
    known: &mut Vec<T>,
    count: usize,
    is_so: impl Fn(usize, &T) -> bool,
    new: impl Fn(usize) -> T + Sync,
) {
    let is_other = |index: &usize| known.get(*index).is_none_or(|known| !is_so(*index, known));
    let anew: Vec<usize> = (0..count).filter(is_other).collect();
    let made: Vec<T> = anew.par_iter().map(|index| new(*index)).collect();
    known.truncate(count);
    for (index, made) in anew.into_iter().zip(made) {
        match known.get_mut(index) {
            Some(known) => *known = made,
            // They come in order, and all that were not known yet are among them.
            None => known.push(made),
        }
    }
}

impl Of {
    fn new(site: &Site, rules: &[OfPages], index: usize, page: &Page) -> Of {
        let mut found = Vec::new();
        for (number, rule, check) in rules {
            let mut findings = Findings { rule: rule.name, level: rule.level, list: Vec::new() };
            check(site, page, index, &mut findings);
            found.extend(findings.list.into_iter().map(|finding| (*number, finding)));
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

impl OfSubject {
    fn new(site: &Site, rules: &[&'static Rule], subject: &Arc<Subject>) -> OfSubject {
        let mut said = Vec::new();
        for rule in rules {
            let (Check::Subject(check) | Check::PageAndSubject(_, check)) = rule.check else {
                continue;
            };
            let mut findings = Findings { rule: rule.name, level: rule.level, list: Vec::new() };
            check(site, subject, &mut findings);
            said.extend(findings.list);
        }
        let claiming = site.resting.share(&subject.raw.id.it).cloned();
        OfSubject { subject: subject.clone(), claiming, said: said.into() }
    }

    /// Whether a subject is the one that all this was said of.
    fn is_of(&self, site: &Site, subject: &Arc<Subject>) -> bool {
        Arc::ptr_eq(&self.subject, subject)
            && match (&self.claiming, site.resting.share(&subject.raw.id.it)) {
                (Some(one), Some(two)) => Arc::ptr_eq(one, two),
                (None, None) => true,
                _ => false,
            }
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
            needed: site.needed.clone(),
            templates: site.share_of_templates().clone(),
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
            && Arc::ptr_eq(&self.needed, &other.needed)
            && Arc::ptr_eq(&self.templates, &other.templates)
    }
}
