//! Articles and section fronts: what `page.html` and `section.html` are given.

use serde::Serialize;

use super::Link;
use super::body;
use super::extra;
use super::json_ld;
use super::listed;
use super::moved::{self, Part};
use super::nav;
use super::problem_report::{self, Reported};
use super::relied::{anchor, relied};
use super::said::{Said, said};
use super::shell::{Head, Shell};
use super::statement::{CitationShown, citation, dimension_name, fact_link, scope_words};
use super::twin;
use super::urls::Here;
use super::value_html::Setting;
use crate::diagnostic::Diagnostic;
use crate::parse::{FrontMatter, TAGS, slug};
use crate::site::{Bound, Claim, Origin, Page, PageKind, Site, Target, terms};
use crate::value::{Form, Node};

/// The page itself.
#[derive(Serialize)]
struct PageShown<'s> {
    title: &'s str,
    description: Option<&'s str>,
    /// The address from the site's root.
    url: &'s str,
    /// The file.
    path: &'s str,
    /// Whether it is the front of a section.
    section: bool,
    /// The `<h1>` that its text begins with, as HTML.
    heading: Option<String>,
    /// Its text as HTML, without that heading.
    body: String,
    /// Its headings of the second and third level.
    contents: Vec<Entry<'s>>,
    /// The scope of its claims, in words.
    scope: Option<String>,
    /// The subjects it is about.
    about: Vec<Link>,
    date: Option<String>,
    updated: Option<String>,
    review_by: Option<String>,
    owner: Option<&'s str>,
    authors: &'s [String],
    tags: Vec<Link>,
    /// What it is sorted by beside tags.
    taxonomies: Vec<Sorted<'s>>,
    /// The same as Markdown.
    twin: Option<String>,
    /// Where its file can be changed.
    edit: Option<String>,
    /// Parts that used to be here, and what leads to where they are.
    moved: Vec<Part>,
    extra: serde_json::Value,
}

/// A heading in the contents of a page.
#[derive(Serialize)]
struct Entry<'s> {
    level: u8,
    title: &'s str,
    id: &'s str,
}

/// A taxonomy with the terms of a page.
#[derive(Serialize)]
struct Sorted<'s> {
    /// Its name in front matter.
    name: &'s str,
    title: &'s str,
    terms: Vec<Link>,
}

/// A fact that the page relies on.
#[derive(Serialize)]
pub(super) struct FactShown<'s> {
    /// `vmdirectpath.devices-per-vm`.
    id: String,
    /// Its id in the page.
    anchor: String,
    /// The subject's name.
    pub(super) subject: &'s str,
    /// What people call the property.
    pub(super) label: String,
    /// What leads to it.
    href: String,
    /// Its value in short.
    value: String,
    /// Where that is true, in words; empty when it is true everywhere.
    scope: String,
    pub(super) sources: Vec<CitationShown>,
    checked: Option<String>,
    /// What the page says of it.
    pub(super) said: Vec<Said>,
}

/// Makes the page of an article, by its index.
///
/// # Errors
/// The finding, where its template is not there or fails.
pub(super) fn make(shell: &Shell<'_>, index: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = shell.site;
    let page = site.page(index);
    let article = &*page.article;
    let front = &article.front;
    let here = shell.here(Some(&page.url));
    let setting = shell.setting(here, &page.language, &[]);
    let mut context = shell.context(&Head {
        title: &page.title,
        description: front.description.as_deref().unwrap_or_default(),
        url: Some(&page.url),
        language: &page.language,
        page: Some(index),
        area: "",
    })?;
    let body = body::fill(shell, &setting, index)?;
    context.insert("page", &shown(shell, &setting, page, body));
    let facts = facts(&setting, index);
    context.insert("json_ld", &json_ld::article(site, page, &facts));
    context.insert("facts", &facts);
    let backlinks = site.backlinks.get(index).map_or(&[][..], Vec::as_slice);
    let linked_from: Vec<Link> = backlinks
        .iter()
        .filter(|from| **from != index)
        .map(|from| nav::link(site, here, *from))
        .collect();
    context.insert("linked_from", &linked_from);
    let (previous, next) =
        listed::neighbours(site, here, index).unwrap_or_else(|| nav::neighbours(site, here, index));
    context.insert("previous", &previous);
    context.insert("next", &next);
    context.insert("children", &nav::children(site, here, index));
    context.insert("lists_children", &lists_children(site, index));
    shell.render(template(shell, page), &context, Some(article))
}

/// The template of a page: its own, or the one of its kind. One that is not there, or that cannot be used,
/// is a finding already, and the page is shown without it.
fn template<'p>(shell: &Shell<'_>, page: &'p Page) -> &'p str {
    match (&page.article.front.template, page.kind) {
        (Some(name), _) if shell.theme.templates.has(name) => name,
        (_, PageKind::Article) => "page.html",
        (_, PageKind::Section) => "section.html",
    }
}

fn shown<'s>(
    shell: &Shell<'_>,
    setting: &Setting<'s>,
    page: &'s Page,
    body: body::Body,
) -> PageShown<'s> {
    let front = &page.article.front;
    let contents = page.article.headings.iter().filter(|heading| matches!(heading.level, 2 | 3));
    let about = front.about.iter().filter_map(|(id, _)| {
        let subject = setting.site.subjects.get(id)?;
        Some(Link { title: subject.raw.name.it.clone(), href: setting.here.href(&subject.url) })
    });
    PageShown {
        title: &page.title,
        description: front.description.as_deref(),
        url: &page.url,
        path: page.article.path.as_str(),
        section: page.kind == PageKind::Section,
        heading: body.heading,
        body: body.html,
        contents: contents
            .map(|heading| Entry { level: heading.level, title: &heading.text, id: &heading.id })
            .collect(),
        scope: front.scope.as_ref().and_then(|scope| scope_written(setting.site, scope)),
        about: about.collect(),
        date: front.date.map(|day| day.to_string()),
        updated: setting.site.updated(page).map(|day| day.to_string()),
        review_by: front.review_by.as_ref().map(|(day, _)| day.to_string()),
        owner: front.owner.as_deref(),
        authors: &front.authors,
        tags: terms_of(setting, front, TAGS),
        taxonomies: sorted(setting, front),
        twin: page.written.then(|| setting.here.href(&twin::address(page))),
        edit: edit(setting.site, page),
        moved: moved::parts(shell, setting.here, page),
        extra: front.extra.as_ref().map(extra::json).unwrap_or_default(),
    }
}

/// What a page is sorted by beside tags.
fn sorted<'s>(setting: &Setting<'s>, front: &FrontMatter) -> Vec<Sorted<'s>> {
    let others = setting.site.taxonomies.iter().filter(|taxonomy| taxonomy.name != TAGS);
    let shown = others.map(|taxonomy| Sorted {
        name: &taxonomy.name,
        title: &taxonomy.title,
        terms: terms_of(setting, front, &taxonomy.name),
    });
    shown.filter(|shown| !shown.terms.is_empty()).collect()
}

/// The terms of a page in a taxonomy, with what leads to theirs.
fn terms_of(setting: &Setting<'_>, front: &FrontMatter, taxonomy: &str) -> Vec<Link> {
    let known = setting.site.taxonomies.iter().find(|known| known.name == taxonomy);
    let link = |name: &str| {
        let term = known.and_then(|known| known.terms.get(&slug(name)));
        let href = term.map(|term| setting.here.href(&term.url)).unwrap_or_default();
        Link { title: name.to_string(), href }
    };
    terms(front, taxonomy).map(link).collect()
}

/// Where a page can be changed, if the site says where.
fn edit(site: &Site, page: &Page) -> Option<String> {
    let pattern = site.config.edit_url.as_ref().filter(|_| page.written)?;
    let path = super::urls::encode(page.article.path.as_str());
    Some(pattern.replace("{path}", &path))
}

/// The scope of a page as its front matter writes it, with the names that people use.
fn scope_written(site: &Site, scope: &Node) -> Option<String> {
    let words = match &scope.form {
        Form::Text { text, .. } => text.clone(),
        Form::List(_) => return None,
        Form::Map(entries) => {
            let parts = entries.iter().filter_map(|entry| {
                let name = dimension_name(site, &entry.key);
                Some(format!("{name} {}", entry.value.text()?))
            });
            parts.collect::<Vec<_>>().join(", ")
        }
    };
    Some(words).filter(|words| !words.is_empty())
}

/// The facts that a page relies on, each once for each of its statements, in the order of the text.
fn facts<'s>(setting: &Setting<'s>, index: usize) -> Vec<FactShown<'s>> {
    let groups = relied(setting.site, index);
    let shown = groups.into_iter().enumerate();
    let shown = shown.filter_map(|(at, it)| {
        let mut fact = fact(setting, it.bound, &it.claims)?;
        fact.anchor = anchor(at);
        report(setting.site, setting.site.page(index), &mut fact);
        Some(fact)
    });
    shown.collect()
}

/// Gives each wording the address at which its readers report a problem, if the site has one.
fn report(site: &Site, page: &Page, fact: &mut FactShown<'_>) {
    let Some(pattern) = &site.config.report_url else { return };
    let url = format!("{}{}", site.config.base_url, Here::Anywhere("").href(&page.url));
    for said in &mut fact.said {
        let with = Reported { fact: &fact.id, page: &page.url, words: &said.words, url: &url };
        said.report = Some(problem_report::address(pattern, &with));
    }
}

fn fact<'s>(setting: &Setting<'s>, bound: &Bound, claims: &[&Claim]) -> Option<FactShown<'s>> {
    let site = setting.site;
    let subject = site.subjects.get(&bound.fact.subject)?;
    let fact = subject.facts.get(&bound.fact.property)?;
    let setting = Setting { filler: &subject.filler, ..*setting };
    let statement = bound.statement.and_then(|at| fact.statements.get(at));
    let value = match statement.map(|statement| &statement.value) {
        Some(Some(value)) => setting.text(value, &fact.property),
        Some(None) => setting.words.get("values.unreadable").to_string(),
        None => claims.first()?.judgement.expected.clone(),
    };
    let scope = statement.map_or(&bound.scope, |statement| &statement.scope);
    let sources = statement.map_or(&[][..], |statement| statement.sources.as_slice());
    Some(FactShown {
        id: fact.id(),
        anchor: String::new(),
        subject: &subject.raw.name.it,
        label: fact.label(),
        href: fact_link(&setting, fact)?.href,
        value,
        scope: scope_words(&setting, scope),
        sources: sources.iter().map(|cited| citation(&setting, cited)).collect(),
        checked: statement.and_then(|statement| statement.checked).map(|day| day.to_string()),
        said: said(setting.words, site, claims),
    })
}

/// Whether a page's own text leads to all of its children already.
fn lists_children(site: &Site, index: usize) -> bool {
    let linked = |child: &usize| {
        site.links_of(index).iter().any(|link| {
            matches!(link.origin, Origin::Link(_))
                && matches!(&link.target, Ok(Target::Page { page, .. }) if page == child)
        })
    };
    site.page(index).children.iter().all(linked)
}
