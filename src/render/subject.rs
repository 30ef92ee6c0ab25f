//! Pages of facts: the list of subjects, and one page a subject with everything that is stated of
//! it, on whose word, what was decided, and which articles rely on it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Link;
use super::decision::{DisputeShown, ResolutionShown, disputes, resolution};
use super::nav;
use super::said::{Said, said};
use super::shell::{FACTS, Head, Shell};
use super::statement::{StatementShown, fact_link, heading, role, scope_words, statement};
use super::value_html::Setting;
use crate::diagnostic::Diagnostic;
use crate::parse::Rank;
use crate::site::{Claim, Fact, Site, Subject};
use crate::value::Value;

/// A subject on its page or in the list.
#[derive(Serialize)]
struct SubjectShown<'s> {
    id: &'s str,
    name: &'s str,
    href: String,
    aliases: Vec<&'s str>,
    description: Option<&'s str>,
    /// Its type.
    kind: Option<&'s str>,
    owner: Option<&'s str>,
    /// The fact file.
    path: &'s str,
    /// How many facts it has.
    count: usize,
    /// How many of them rest on an unresolved conflict.
    disputed: usize,
}

/// Subjects of one folder below `facts/`.
#[derive(Serialize)]
struct Group<'s> {
    /// The folder; empty for files in `facts/` itself.
    folder: &'s str,
    subjects: Vec<SubjectShown<'s>>,
}

/// A fact on its subject's page.
#[derive(Serialize)]
struct FactShown<'s> {
    /// `vmdirectpath.devices-per-vm`.
    id: String,
    /// Its id in the page.
    anchor: &'s str,
    label: String,
    /// The type of its value.
    kind: &'static str,
    /// Which direction of error does harm.
    role: &'static str,
    note: Option<&'s str>,
    /// Whether a set or table lists everything there is.
    complete: bool,
    /// Whether an unresolved conflict stands among its statements.
    disputed: bool,
    /// Its statements by scope, the earliest versions first, and of one scope those that count
    /// before those kept for the record.
    scopes: Vec<ScopeShown>,
    /// Whether they differ by version, and so tell what changed when.
    timeline: bool,
    resolution: Option<ResolutionShown<'s>>,
    /// What people said against it.
    disputes: Vec<DisputeShown<'s>>,
    /// Facts that oblige a page to state this one too.
    accompanies: Vec<Link>,
    /// Words that no page may say.
    prohibited: Vec<&'s str>,
    /// The articles that rely on it.
    used: Vec<UseShown>,
}

/// The statements of one scope.
#[derive(Serialize)]
struct ScopeShown {
    /// The scope in words; empty for everywhere.
    scope: String,
    statements: Vec<StatementShown>,
}

/// An article that relies on a fact.
#[derive(Serialize)]
struct UseShown {
    title: String,
    href: String,
    said: Vec<Said>,
}

/// Makes a subject's page.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn make(shell: &Shell<'_>, id: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = shell.site;
    let subject = &site.subjects[id];
    let here = shell.here(Some(&subject.url));
    let language = &site.config.language;
    let setting = shell.setting(here, language, &subject.filler);
    let name = &subject.raw.name.it;
    let description = subject.raw.description.clone();
    let description =
        description.unwrap_or_else(|| setting.words.fill("subject.description", &[("name", name)]));
    let mut context = shell.context(&Head {
        title: name,
        description: &description,
        url: Some(&subject.url),
        language,
        page: None,
        area: "facts",
    })?;
    let facts: Vec<_> =
        subject.facts.values().map(|fact| fact_shown(shell, &setting, subject, fact)).collect();
    let about = shell.about.get(id).map_or(&[][..], Vec::as_slice);
    let articles: Vec<Link> = about.iter().map(|index| nav::link(site, here, *index)).collect();
    context.insert("subject", &subject_shown(&setting, id, subject));
    context.insert("facts", &facts);
    context.insert("articles", &articles);
    shell.render("subject.html", &context, None)
}

/// Makes the list of subjects.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn index(shell: &Shell<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = shell.site;
    let language = &site.config.language;
    let setting = shell.setting(shell.here(Some(FACTS)), language, &[]);
    let mut context = shell.context(&Head {
        title: setting.words.get("site.facts"),
        description: setting.words.get("facts.lead"),
        url: Some(FACTS),
        language,
        page: None,
        area: "facts",
    })?;
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (id, subject) in site.subjects.iter() {
        let folder = subject.path.folder();
        let folder = folder.strip_prefix("facts").unwrap_or(folder).trim_start_matches('/');
        let shown = subject_shown(&setting, id, subject);
        match groups.iter_mut().find(|group| group.folder == folder) {
            Some(group) => group.subjects.push(shown),
            None => groups.push(Group { folder, subjects: vec![shown] }),
        }
    }
    context.insert("groups", &groups);
    shell.render("facts.html", &context, None)
}

fn subject_shown<'s>(setting: &Setting<'s>, id: &'s str, subject: &'s Subject) -> SubjectShown<'s> {
    SubjectShown {
        id,
        name: &subject.raw.name.it,
        href: setting.here.href(&subject.url),
        aliases: subject.raw.aliases.iter().map(|alias| alias.it.as_str()).collect(),
        description: subject.raw.description.as_deref(),
        kind: subject.raw.kind.as_ref().map(|kind| kind.it.as_str()),
        owner: subject.raw.owner.as_deref(),
        path: subject.path.as_str(),
        count: subject.facts.len(),
        disputed: subject.facts.values().filter(|fact| fact.is_disputed()).count(),
    }
}

fn fact_shown<'s>(
    shell: &Shell<'s>,
    setting: &Setting<'_>,
    subject: &'s Subject,
    fact: &'s Fact,
) -> FactShown<'s> {
    let site = shell.site;
    let accompanies = fact.raw.must_accompany.iter().filter_map(|property| {
        let other = fact_link(setting, subject.facts.get(&property.it)?)?;
        Some(Link { title: subject.facts[&property.it].label(), href: other.href })
    });
    FactShown {
        id: fact.id(),
        anchor: &fact.raw.name.it,
        label: heading(&fact.label()),
        kind: fact.property.kind.as_str(),
        role: role(fact.property.role()),
        note: fact.raw.note.as_deref(),
        complete: complete(fact),
        disputed: fact.conflicts.iter().any(|conflict| !conflict.settled),
        disputes: disputes(fact),
        scopes: scopes(setting, fact),
        timeline: timeline(fact),
        resolution: resolution(site, fact),
        accompanies: accompanies.collect(),
        prohibited: fact.raw.prohibited.iter().map(|words| words.it.as_str()).collect(),
        used: used(shell, setting, fact),
    }
}

/// Whether a statement that counts lists everything there is.
fn complete(fact: &Fact) -> bool {
    let values = fact.statements.iter().filter(|it| it.rank != Rank::Deprecated);
    values.filter_map(|it| it.value.as_ref()).any(|value| match value {
        Value::Set(set) => set.complete,
        Value::Table(table) => table.complete,
        _ => false,
    })
}

/// Whether statements hold for different versions.
fn timeline(fact: &Fact) -> bool {
    let mut starts = fact.statements.iter().map(|it| it.scope.versions());
    let first = starts.next().flatten();
    first.is_some() && starts.any(|other| other.is_some() && other != first)
}

/// The statements by scope: by the version they begin with, and then as they are written.
fn scopes(setting: &Setting<'_>, fact: &Fact) -> Vec<ScopeShown> {
    let mut scopes: Vec<ScopeShown> = Vec::new();
    let mut statements: Vec<_> = fact.statements.iter().enumerate().collect();
    statements.sort_by_key(|(_, it)| it.scope.versions().and_then(|versions| versions.first()));
    for (index, it) in statements {
        let scope = scope_words(setting, &it.scope);
        let shown = statement(setting, fact, index);
        match scopes.iter_mut().find(|group| group.scope == scope) {
            Some(group) => group.statements.push(shown),
            None => scopes.push(ScopeShown { scope, statements: vec![shown] }),
        }
    }
    for group in &mut scopes {
        group.statements.sort_by_key(|statement| match statement.state {
            "deprecated" => 2,
            "not-kept" => 1,
            _ => 0,
        });
    }
    scopes
}

/// The articles that rely on a fact, with what they say.
fn used<'s>(shell: &Shell<'s>, setting: &Setting<'_>, fact: &'s Fact) -> Vec<UseShown> {
    let claims: Vec<&Claim> = shell.site.claims_on(&fact.subject, &fact.raw.name.it).collect();
    let pages = claims.chunk_by(|a: &&Claim, b: &&Claim| a.page == b.page);
    let uses = pages.map(|claims| {
        let link = nav::link(shell.site, setting.here, claims[0].page);
        // An article has one page for each version, under one title.
        let page = shell.site.page(claims[0].page);
        let edition = page.edition.and_then(|edition| shell.site.editions.get(edition));
        let title = match edition.filter(|_| page.editions.len() > 1) {
            Some(edition) => format!("{} ({})", link.title, edition.name),
            None => link.title,
        };
        UseShown { title, href: link.href, said: said(setting.words, shell.site, claims) }
    });
    uses.filter(|used| !used.said.is_empty()).collect()
}

/// Articles, by index, by the subjects that they are about.
pub(super) fn about(site: &Site) -> BTreeMap<&str, Vec<usize>> {
    let mut about: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, page) in site.pages.iter().enumerate() {
        // Of the editions of an article the newest stands for all.
        if page.editions.first().is_some_and(|newest| *newest != index) {
            continue;
        }
        for (id, _) in &page.article.front.about {
            about.entry(id).or_default().push(index);
        }
    }
    about
}
