//! What articles include: put into their texts before they are parsed, and taken out of places
//! before those are reported, so that a finding points at the file that a person has to open.
//! How a text is put together is left to `parse`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Edit, Fix, Label};
use crate::parse::{self, Expanded};
use crate::policy;
use crate::site::Site;
use crate::source::{Door, SitePath, Sources, Text, Why, below};

/// Where the articles are that may include something.
const ARTICLES: &str = "content";

/// Looks at a text that was just read, for [`expand`].
pub(super) fn glance(text: &Text) {
    if is_article(text) && text.path().below(ARTICLES).is_some() {
        parse::may_include(text);
    }
}

fn is_article(text: &Text) -> bool {
    text.path().extension() == "md"
}

/// Puts into every article what it includes. What was read for that is among the texts afterwards,
/// and in the place of an article's own text stands the whole.
pub(super) fn expand(door: &dyn Door, sources: &mut Sources) -> BTreeMap<SitePath, Expanded> {
    let mut known: BTreeMap<SitePath, Result<Arc<Text>, String>> = BTreeMap::new();
    let texts = &sources.texts;
    let mut read = |path: &SitePath| {
        if let Some(text) = texts.get(path) {
            return Ok(text.clone());
        }
        let new = || Sources::read(door, path.clone()).map(Arc::new).map_err(|it| words(it.why));
        known.entry(path.clone()).or_insert_with(new).clone()
    };
    let articles = below(texts, ARTICLES).map(|(_, text)| text);
    let articles = articles.filter(|text| is_article(text) && parse::may_include(text));
    let expanded: BTreeMap<SitePath, Expanded> = articles
        .filter_map(|text| Some((text.path().clone(), parse::expand(text, &mut read)?)))
        .collect();
    let new = known.into_iter().filter_map(|(path, text)| Some((path, text.ok()?)));
    sources.texts.extend(new);
    let whole = expanded.iter().map(|(path, it)| (path.clone(), it.text.clone()));
    sources.texts.extend(whole);
    expanded
}

fn words(why: Why) -> String {
    match why {
        Why::NotUtf8(_) => "it is not UTF-8".to_string(),
        Why::Escapes => "it leads out of the site's root".to_string(),
        Why::TooLarge(_) => "it is too large".to_string(),
        Why::System(words) => words,
    }
}

/// Gives articles their own texts again, and findings their places in the files.
pub(super) fn settle(site: &mut Site, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if site.expanded.is_empty() {
        return findings;
    }
    let mut settled: Vec<Diagnostic> =
        findings.into_iter().map(|finding| placed(&site.expanded, finding)).collect();
    policy::sort(&mut settled);
    // What several articles include is wrong once.
    settled.dedup_by(|again, first| {
        (again.rule, &again.primary, &again.message) == (first.rule, &first.primary, &first.message)
    });
    for (path, it) in &site.expanded {
        site.texts.insert(path.clone(), it.original.clone());
    }
    settled
}

fn placed(expanded: &BTreeMap<SitePath, Expanded>, mut finding: Diagnostic) -> Diagnostic {
    if let Some(it) = expanded.get(&finding.primary.path) {
        let own = it.own(finding.primary.span.start);
        let article = finding.primary.path.clone();
        finding.primary = label(it, finding.primary);
        if finding.primary.path != article {
            finding.related.push(Label::new(&article, own..own, "it is included here"));
        }
    }
    let related = finding.related.into_iter().map(|related| match expanded.get(&related.path) {
        Some(it) if !related.message.starts_with("it is included") => label(it, related),
        _ => related,
    });
    finding.related = related.collect();
    finding.fix = finding.fix.and_then(|fix| {
        let edits: Option<Vec<Edit>> =
            fix.edits.into_iter().map(|one| edit(expanded, one)).collect();
        Some(Fix { edits: edits?, ..fix })
    });
    finding
}

fn label(it: &Expanded, label: Label) -> Label {
    match it.place(&label.span) {
        Some((path, span)) => Label { path: path.clone(), span, message: label.message },
        None => label,
    }
}

/// An edit in the file that its bytes come from; nothing where they come from several places.
fn edit(expanded: &BTreeMap<SitePath, Expanded>, edit: Edit) -> Option<Edit> {
    let Some(it) = expanded.get(&edit.path) else { return Some(edit) };
    let (path, span) = it.copied(&edit.span)?;
    Some(Edit { path: path.clone(), span, text: edit.text })
}
