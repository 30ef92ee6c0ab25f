//! Statements and their sources as templates see them: on the pages of facts, of sources and of
//! articles alike. Which of them a page shows is left to that page.

use serde::Serialize;

use super::Link;
use super::escape::escape;
use super::value_html::Setting;
use crate::parse::{At, Citation, RawValue};
use crate::site::{Cited, Extent, Fact, Quoted, Scope, Site, Statement};
use crate::theme::Words;
use crate::value::Role;

/// One statement of a fact.
#[derive(Debug, Serialize)]
pub(super) struct StatementShown {
    /// Its number on the page, from 1.
    pub(super) number: usize,
    /// Its value in full, as HTML.
    pub(super) value_html: String,
    /// Its value in short, as text.
    pub(super) value: String,
    /// Where it is true, in words; empty when it is true everywhere.
    pub(super) scope: String,
    /// On whose word.
    pub(super) sources: Vec<CitationShown>,
    /// `preferred`, `normal` or `deprecated`.
    pub(super) rank: &'static str,
    /// How it stands to the others: `current`, `kept`, `not-kept`, `disputed` or `deprecated`.
    pub(super) state: &'static str,
    /// The day somebody last verified it.
    pub(super) checked: Option<String>,
    /// The last day before it wants another look.
    pub(super) due: Option<String>,
    /// Whether that day has passed.
    pub(super) overdue: bool,
    /// Where its value comes from, when it is not written in the fact file.
    pub(super) derived: Option<String>,
    /// What became of it, when it is deprecated.
    pub(super) replaced: Option<ReplacedShown>,
}

/// A source, and where in it.
#[derive(Debug, Serialize)]
pub(super) struct CitationShown {
    /// The source's id.
    pub(super) id: String,
    /// Its title; its id when the site has no such source.
    pub(super) title: String,
    /// What leads to its page; `None` when the site has no such source.
    pub(super) href: Option<String>,
    /// The place in it.
    pub(super) at: Option<String>,
    /// Its words.
    pub(super) quote: Option<String>,
    /// Whether the words were found in a snapshot of the source.
    pub(super) verified: bool,
}

/// When and why a statement was replaced.
#[derive(Debug, Serialize)]
pub(super) struct ReplacedShown {
    on: Option<String>,
    because: Option<String>,
    reported_by: Option<String>,
}

/// A fact's statement, by its index, for a template.
pub(super) fn statement(setting: &Setting<'_>, fact: &Fact, index: usize) -> StatementShown {
    let it = &fact.statements[index];
    let (value_html, value) = match &it.value {
        Some(value) => (
            setting.html(value, &fact.property, &fact.label()),
            setting.text(value, &fact.property),
        ),
        None => {
            let words = setting.words.get("values.unreadable").to_string();
            (format!("<p class=\"value\">{}</p>", escape(&words)), words)
        }
    };
    StatementShown {
        number: index + 1,
        value_html,
        value,
        scope: scope_words(setting, &it.scope),
        sources: by_authority(setting.site, &it.sources)
            .into_iter()
            .map(|cited| citation(setting, cited))
            .collect(),
        rank: it.rank.as_str(),
        state: state(fact, index),
        checked: it.checked.map(|day| day.to_string()),
        due: it.due.map(|day| day.to_string()),
        overdue: it.due.is_some_and(|day| day < setting.site.today),
        derived: origin(setting.words, fact, index),
        replaced: it.replaced.as_ref().map(|replaced| ReplacedShown {
            on: replaced.on.map(|day| day.to_string()),
            because: replaced.because.clone(),
            reported_by: replaced.reported_by.clone(),
        }),
    }
}

/// A citation for a template.
pub(super) fn citation(setting: &Setting<'_>, cited: &Cited) -> CitationShown {
    let Citation { id, at, quote } = &cited.citation;
    let source = setting.site.sources.get(&id.it);
    CitationShown {
        id: id.it.clone(),
        title: source.map_or(&id.it, |source| &source.raw.title).clone(),
        href: source.map(|source| setting.here.href(&source.url)),
        at: at.clone(),
        quote: quote.as_ref().map(|quote| quote.it.clone()),
        verified: cited.quoted == Quoted::Found,
    }
}

/// A scope in words: `vSphere 4.0, standard`.
pub(super) fn scope_words(setting: &Setting<'_>, scope: &Scope) -> String {
    let (site, or) = (setting.site, format!(" {} ", setting.words.get("values.or")));
    let order = |name: &str| site.vocabulary.scopes.iter().position(|d| d.name.it == name);
    let mut dimensions: Vec<_> = scope.0.iter().collect();
    dimensions.sort_by_key(|(name, _)| (order(name).is_none(), order(name)));
    let words = dimensions.into_iter().map(|(name, extent)| match extent {
        Extent::Versions(versions) => {
            format!("{} {}", dimension_name(site, name), versions.notation())
        }
        Extent::Choices(choices) => choices.join(&or),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// What people call a dimension of scope: the name of the subject or entity with its id, if any.
pub(super) fn dimension_name<'s>(site: &'s Site, dimension: &'s str) -> &'s str {
    site.names.name(dimension).unwrap_or(dimension)
}

/// A label as a heading: with a capital, unless its first word has one of its own (`vMotion`).
pub(super) fn heading(label: &str) -> String {
    let first = label.split_whitespace().next().unwrap_or_default();
    let mut letters = label.chars();
    match letters.next() {
        Some(letter) if !first.contains(char::is_uppercase) => {
            letter.to_uppercase().chain(letters).collect()
        }
        _ => label.to_string(),
    }
}

/// A role by the word that fact files use.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Limit => "limit",
        Role::Requirement => "requirement",
        Role::Default => "default",
        Role::Measure => "measure",
        Role::Support => "support",
        Role::Caveat => "caveat",
    }
}

/// How a statement stands to the others of its fact.
fn state(fact: &Fact, index: usize) -> &'static str {
    let Statement { rank, .. } = &fact.statements[index];
    let mut conflicts =
        fact.conflicts.iter().filter(|c| c.left == index || c.right == index).peekable();
    if *rank == crate::parse::Rank::Deprecated {
        "deprecated"
    } else if conflicts.peek().is_none() {
        "current"
    } else if fact.decision.as_ref().is_some_and(|decision| decision.keep == index) {
        "kept"
    } else if conflicts.all(|conflict| conflict.settled) {
        "not-kept"
    } else {
        "disputed"
    }
}

fn origin(words: &Words, fact: &Fact, index: usize) -> Option<String> {
    let of = |name, what: &At<String>| Some(words.fill(name, &[("what", &what.it)]));
    match &fact.raw.statements.get(index)?.value {
        RawValue::From { file, at, .. } => {
            Some(words.fill("statement.read", &[("file", &file.it), ("place", &at.it)]))
        }
        RawValue::Count(what) => of("statement.counted", what),
        RawValue::Sum(what) => of("statement.sum", what),
        RawValue::SameAs(what) => of("statement.same", what),
        RawValue::Written(_) | RawValue::Missing => None,
    }
}

/// What leads to a fact's place on its subject's page.
pub(super) fn fact_link(setting: &Setting<'_>, fact: &Fact) -> Option<Link> {
    let subject = setting.site.subjects.get(&fact.subject)?;
    Some(Link {
        title: format!("{}: {}", subject.raw.name.it, fact.label()),
        href: setting.here.to(&subject.url, Some(&fact.raw.name.it)),
    })
}

/// Citations with those of most authority first; of equal ones the order is that of the fact file.
pub(super) fn by_authority<'s>(site: &Site, cited: &'s [Cited]) -> Vec<&'s Cited> {
    let mut cited: Vec<&Cited> = cited.iter().collect();
    cited.sort_by_key(|cited| site.authority(&cited.citation.id.it).unwrap_or(usize::MAX));
    cited
}
