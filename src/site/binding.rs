//! From a destination to a fact in a scope.
//! What the words of the claim make of it is left to `judging`.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::claims::{FactRef, Unbound};
use super::editions::Edition;
use super::facts::{Fact, FactProblem, FactProblemKind, Subject};
use super::pages::Page;
use super::reference::{Named, destination};
use super::scope::Scope;
use super::subjects::Subjects;
use crate::parse::{Lock, RawVocabulary, nearest};
use crate::source::{SitePath, Span};
use crate::value::{Context, Kind, Names, Property, Words};

/// What binding and judging need to know of the site.
pub(super) struct Judging<'s> {
    pub(super) pages: &'s [Page],
    /// The versions that pages are made for.
    pub(super) editions: &'s [Edition],
    pub(super) subjects: &'s Subjects,
    /// Subjects by the file they stand in.
    pub(super) files: &'s BTreeMap<SitePath, String>,
    pub(super) vocabulary: &'s RawVocabulary,
    /// The words of the site's own language, in which facts are written.
    pub(super) words: &'s Words,
    /// The words of every language of its pages.
    pub(super) languages: &'s BTreeMap<String, Words>,
    pub(super) names: &'s Names,
    /// What people have reviewed.
    pub(super) lock: &'s Lock,
    pub(super) today: Date,
}

/// A destination that names a fact.
pub(super) struct Binding<'s> {
    /// The page that it stands on, by index.
    pub(super) page: usize,
    pub(super) subject: &'s Subject,
    pub(super) fact: &'s Fact,
    pub(super) reference: FactRef,
    pub(super) scope: Scope,
}

/// The scopes of a page and its sections.
pub(super) struct PageScopes {
    page: Scope,
    sections: Vec<(Span, Scope)>,
}

impl PageScopes {
    /// The scope of a place: the page's, within it the sections', the innermost last.
    fn at(&self, offset: usize) -> Scope {
        let inside = self.sections.iter().filter(|(span, _)| span.contains(&offset));
        inside.fold(self.page.clone(), |scope, (_, inner)| scope.within(inner))
    }
}

impl<'s> Judging<'s> {
    /// Reads the scopes of a page; what cannot be read is a problem, and restricts nothing.
    pub(super) fn scopes(&self, page: usize, problems: &mut Vec<FactProblem>) -> PageScopes {
        let article = &self.pages[page].article;
        let mut note = |span: &Span, kind| {
            let (path, span) = (article.path.clone(), span.clone());
            problems.push(FactProblem { path, span, kind });
        };
        let dimensions = &self.vocabulary.scopes;
        let own = article.front.scope.as_ref().map(|node| Scope::from_node(node, dimensions));
        let own = own.unwrap_or_else(|| Ok(Scope::default())).unwrap_or_else(|found| {
            found.into_iter().for_each(|(span, problem)| note(&span, problem));
            Scope::default()
        });
        let edition = self.pages[page].edition.and_then(|edition| self.editions.get(edition));
        let own = edition.map_or_else(|| own.clone(), |edition| own.within(&edition.scope));
        let mut sections = Vec::new();
        for section in &article.scopes {
            match Scope::from_text(&section.text, dimensions) {
                Ok(scope) => sections.push((section.span.clone(), scope)),
                Err(problem) => note(&section.comment, FactProblemKind::Scope(problem)),
            }
        }
        PageScopes { page: own, sections }
    }

    /// Binds a destination that stands at an offset of a page.
    pub(super) fn bind(
        &self,
        page: usize,
        scopes: &PageScopes,
        to: &str,
        offset: usize,
    ) -> Result<Binding<'s>, Unbound> {
        let parts = destination(to).map_err(Unbound::Malformed)?;
        let subject = match &parts.subject {
            Named::Id(id) => self.subjects.get(id),
            Named::File(file) => {
                let path = self.pages[page].article.path.beside(file);
                path.and_then(|path| self.subjects.get(self.files.get(&path)?))
            }
        };
        let id = match &parts.subject {
            Named::Id(_) => parts.id.clone(),
            Named::File(file) => match subject {
                Some(subject) => format!("{}.{}", subject.raw.id.it, parts.id),
                None => format!("{file}#{}", parts.id),
            },
        };
        let found =
            subject.and_then(|subject| Some((subject, subject.facts.get(&parts.property)?)));
        let Some((subject, fact)) = found else {
            let near = self.nearest(&id, subject, &parts.property);
            return Err(Unbound::UnknownFact { id, near });
        };
        let mut scope = scopes.at(offset);
        if let Some(text) = &parts.scope {
            let own = Scope::from_text(text, &self.vocabulary.scopes).map_err(Unbound::Scope)?;
            scope = scope.within(&own);
        }
        let reference = FactRef {
            subject: subject.raw.id.it.clone(),
            property: parts.property,
            selector: parts.selector.map(|selector| selector.meant_for(&fact.property)),
            id,
        };
        Ok(Binding { page, subject, fact, reference, scope })
    }

    /// The nearest id: a property of the same subject, or else of any.
    fn nearest(&self, id: &str, subject: Option<&Subject>, property: &str) -> Option<String> {
        let own = subject.and_then(|subject| {
            let near = nearest(property, subject.facts.keys().map(String::as_str))?;
            Some(format!("{}.{near}", subject.raw.id.it))
        });
        own.or_else(|| {
            let all: Vec<String> = self
                .subjects
                .values()
                .flat_map(|subject| {
                    subject.facts.keys().map(move |name| format!("{}.{name}", subject.raw.id.it))
                })
                .collect();
            nearest(id, all.iter().map(String::as_str)).map(str::to_string)
        })
    }

    /// What a reader needs to know to read a claim on a subject, in the language of its page.
    pub(super) fn context<'c>(
        &'c self,
        binding: &Binding<'c>,
        property: &'c Property,
    ) -> Context<'c> {
        Context {
            property,
            words: self.languages.get(&self.pages[binding.page].language).unwrap_or(self.words),
            names: self.names,
            filler: &binding.subject.filler,
            today: Some(self.today),
        }
    }
}

impl Binding<'_> {
    /// Whether a link in the head of a table binds its column, rather than being a claim in words.
    pub(super) fn is_column(&self) -> bool {
        let counts = self.reference.selector.as_ref().is_some_and(|s| s.aggregate.is_some());
        self.fact.property.kind == Kind::Table && !counts
    }
}
