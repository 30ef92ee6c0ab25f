//! Pages of sources: the list of them, and one page a source with the facts that rest on it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::shell::{Head, SOURCES, Shell};
use super::statement::{dimension_name, fact_link, scope_words};
use super::value_html::Setting;
use crate::diagnostic::Diagnostic;
use crate::site::{Cited, Fact, Quoted, Site, Source, Statement};

/// Which statements cite which source, in the order of the fact files.
pub(super) struct Citing<'s>(BTreeMap<&'s str, Vec<(&'s Fact, &'s Statement, &'s Cited)>>);

impl<'s> Citing<'s> {
    /// Sorts the citations of a site.
    pub(super) fn new(site: &'s Site) -> Citing<'s> {
        let mut citing: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (_, fact) in site.facts() {
            for statement in &fact.statements {
                for cited in &statement.sources {
                    let id = cited.citation.id.it.as_str();
                    citing.entry(id).or_default().push((fact, statement, cited));
                }
            }
        }
        Citing(citing)
    }

    fn of(&self, id: &str) -> &[(&'s Fact, &'s Statement, &'s Cited)] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}

/// A source on its page or in the list.
#[derive(Serialize)]
struct SourceShown<'s> {
    id: &'s str,
    title: &'s str,
    href: String,
    /// Its kind in words: `vendor documentation`.
    kind: Option<String>,
    publisher: Option<&'s str>,
    author: Option<&'s str>,
    published: Option<&'s str>,
    /// Its address in the world.
    url: Option<&'s str>,
    /// A snapshot of it in the repository.
    file: Option<&'s str>,
    sha256: Option<&'s str>,
    note: Option<&'s str>,
    /// How many statements cite it.
    count: usize,
}

/// A statement that cites the source.
#[derive(Serialize)]
struct FactShown {
    /// The subject and the fact.
    title: String,
    href: String,
    /// The value in short.
    value: String,
    scope: String,
    /// The place in the source.
    at: Option<String>,
    /// The words of the source.
    quote: Option<String>,
    /// Whether they were found in a snapshot.
    verified: bool,
    /// Whether the statement is only kept for the record.
    deprecated: bool,
}

/// Makes a source's page.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn make(shell: &Shell<'_>, id: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
    let source = &shell.site.sources[id];
    let language = &shell.site.config.language;
    let setting = shell.setting(shell.here(Some(&source.url)), language, &[]);
    let mut context = shell.context(&Head {
        title: &source.raw.title,
        description: &setting.words.fill("source.description", &[("name", &source.raw.title)]),
        url: Some(&source.url),
        language,
        page: None,
        area: "sources",
    })?;
    let citing = shell.citing.of(id);
    let facts: Vec<FactShown> = citing
        .iter()
        .filter_map(|(fact, statement, cited)| fact_shown(&setting, fact, statement, cited))
        .collect();
    context.insert("source", &source_shown(shell, &setting, id, source));
    context.insert("facts", &facts);
    shell.render("source.html", &context, None)
}

/// Makes the list of sources.
///
/// # Errors
/// The finding, where its template fails.
pub(super) fn index(shell: &Shell<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = shell.site;
    let language = &site.config.language;
    let setting = shell.setting(shell.here(Some(SOURCES)), language, &[]);
    let words = setting.words;
    let mut context = shell.context(&Head {
        title: words.get("site.sources"),
        description: words.get("sources.lead"),
        url: Some(SOURCES),
        language,
        page: None,
        area: "sources",
    })?;
    let sources: Vec<_> =
        site.sources.iter().map(|(id, source)| source_shown(shell, &setting, id, source)).collect();
    context.insert("sources", &sources);
    shell.render("sources.html", &context, None)
}

fn source_shown<'s>(
    shell: &Shell<'_>,
    setting: &Setting<'s>,
    id: &'s str,
    source: &'s Source,
) -> SourceShown<'s> {
    let raw = &source.raw;
    SourceShown {
        id,
        title: &raw.title,
        href: setting.here.href(&source.url),
        kind: raw
            .kind
            .as_ref()
            .map(|kind| dimension_name(setting.site, &kind.it).replace('-', " ")),
        publisher: raw.publisher.as_deref(),
        author: raw.author.as_deref(),
        published: raw.published.as_deref(),
        url: raw.url.as_ref().map(|url| url.it.as_str()),
        file: raw.file.as_ref().map(|file| file.it.as_str()),
        sha256: raw.sha256.as_ref().map(|hash| hash.it.as_str()),
        note: raw.note.as_deref(),
        count: shell.citing.of(id).len(),
    }
}

fn fact_shown(
    setting: &Setting<'_>,
    fact: &Fact,
    statement: &Statement,
    cited: &Cited,
) -> Option<FactShown> {
    let subject = setting.site.subjects.get(&fact.subject)?;
    let setting = Setting { filler: &subject.filler, ..*setting };
    let link = fact_link(&setting, fact)?;
    let value = statement.value.as_ref().map(|value| setting.text(value, &fact.property));
    Some(FactShown {
        title: link.title,
        href: link.href,
        value: value.unwrap_or_else(|| setting.words.get("values.unreadable").to_string()),
        scope: scope_words(&setting, &statement.scope),
        at: cited.citation.at.clone(),
        quote: cited.citation.quote.as_ref().map(|quote| quote.it.clone()),
        verified: cited.quoted == Quoted::Found,
        deprecated: statement.rank == crate::parse::Rank::Deprecated,
    })
}
