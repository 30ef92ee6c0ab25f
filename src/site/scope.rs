//! Scopes: for which products, versions and editions something is true.
//! Which statement a claim's scope picks is left to `claims`.

use std::collections::BTreeMap;
use std::fmt;

use super::facts::FactProblemKind;
use crate::parse::{Dimension, Problem, nearest};
use crate::source::Span;
use crate::value::{self, Form, Node, VersionSet};

/// A set of worlds: for each dimension named, the values in it. A dimension that is not named is
/// not restricted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope(pub BTreeMap<String, Extent>);

/// The values of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub enum Extent {
    /// Versions.
    Versions(VersionSet),
    /// Words such as editions, sorted.
    Choices(Vec<String>),
}

/// What is wrong with a scope as written.
#[derive(Clone, Debug, PartialEq)]
pub enum ScopeProblem {
    /// No dimension of that name; the nearest one.
    UnknownDimension(String, Option<String>),
    /// A value that the dimension does not know; the nearest one.
    UnknownValue {
        /// The dimension.
        dimension: String,
        /// The value as written.
        value: String,
        /// The nearest that is known.
        near: Option<String>,
    },
    /// A value without a dimension where the vocabulary declares none.
    NoDimensions,
}

/// How one scope lies in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It covers the other whole.
    Covers,
    /// It covers a part of it.
    Overlaps,
    /// They have nothing in common.
    Apart,
}

impl Scope {
    /// Reads a scope from a fact file or front matter: a map of dimensions, or a value alone.
    ///
    /// # Errors
    /// Every problem, with the bytes that it is about.
    pub fn from_node(
        node: &Node,
        dimensions: &[Dimension],
    ) -> Result<Scope, Vec<(Span, FactProblemKind)>> {
        let mut scope = Scope::default();
        let mut problems = Vec::new();
        match &node.form {
            Form::Map(entries) => {
                for entry in entries {
                    let texts: Vec<&str> = match &entry.value.form {
                        Form::List(items) => items.iter().filter_map(Node::text).collect(),
                        _ => entry.value.text().into_iter().collect(),
                    };
                    let versions = dimensions.iter().any(|d| d.versions && d.name.it == entry.key);
                    if let Some(problem) = ambiguous(&entry.value).filter(|_| versions) {
                        problems.push((entry.value.span.clone(), FactProblemKind::Value(problem)));
                    } else if let Err(problem) = scope.insert(&entry.key, &texts, dimensions) {
                        let of_key = matches!(problem, ScopeProblem::UnknownDimension(..));
                        let span = if of_key { &entry.key_span } else { &entry.value.span };
                        problems.push((span.clone(), FactProblemKind::Scope(problem)));
                    }
                }
            }
            _ => {
                if let Err(problem) = scope.insert_text(node.text().unwrap_or_default(), dimensions)
                {
                    problems.push((node.span.clone(), FactProblemKind::Scope(problem)));
                }
            }
        }
        if problems.is_empty() { Ok(scope) } else { Err(problems) }
    }

    /// Reads a scope as claims and comments write it: `6.5`, or `vsphere=6.5,edition=standard`.
    ///
    /// # Errors
    /// The first problem.
    pub fn from_text(text: &str, dimensions: &[Dimension]) -> Result<Scope, ScopeProblem> {
        let mut scope = Scope::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            scope.insert_text(part, dimensions)?;
        }
        Ok(scope)
    }

    fn insert_text(&mut self, text: &str, dimensions: &[Dimension]) -> Result<(), ScopeProblem> {
        let named = text
            .split_once('=')
            .filter(|(name, _)| name.trim().chars().next().is_some_and(char::is_alphabetic));
        if let Some((name, value)) = named {
            return self.insert(name.trim(), &[value.trim()], dimensions);
        }
        // A value alone belongs to the dimension that knows it, or else to the first of versions.
        let knows = |d: &&Dimension| d.known.iter().any(|known| known.it == text);
        let dimension = dimensions
            .iter()
            .find(knows)
            .or_else(|| dimensions.iter().find(|dimension| dimension.versions))
            .or_else(|| dimensions.first())
            .ok_or(ScopeProblem::NoDimensions)?;
        let name = dimension.name.it.clone();
        self.insert(&name, &[text], dimensions)
    }

    fn insert(
        &mut self,
        name: &str,
        values: &[&str],
        all: &[Dimension],
    ) -> Result<(), ScopeProblem> {
        let Some(dimension) = all.iter().find(|dimension| dimension.name.it == name) else {
            let near = nearest(name, all.iter().map(|dimension| dimension.name.it.as_str()));
            return Err(ScopeProblem::UnknownDimension(name.to_string(), near.map(str::to_string)));
        };
        let known = || dimension.known.iter().map(|known| known.it.as_str());
        let unknown = |value: &str| ScopeProblem::UnknownValue {
            dimension: name.to_string(),
            value: value.to_string(),
            near: nearest(value, known()).map(str::to_string),
        };
        let closed = !dimension.known.is_empty();
        let plain =
            |value: &str| value.starts_with(|c: char| c.is_ascii_digit()) && !value.contains(' ');
        for value in values {
            let must_be_known = closed && (!dimension.versions || plain(value));
            if value.is_empty() || (must_be_known && !known().any(|known| known == *value)) {
                return Err(unknown(value));
            }
        }
        let extent = if dimension.versions {
            let text = values.join(" || ");
            Extent::Versions(VersionSet::parse(&text).map_err(|_| unknown(&text))?)
        } else {
            let mut choices: Vec<String> = values.iter().map(|value| value.to_string()).collect();
            choices.sort();
            choices.dedup();
            Extent::Choices(choices)
        };
        self.0.insert(name.to_string(), extent);
        Ok(())
    }

    /// This scope with another's dimensions put in their places: the inner one wins.
    pub fn within(&self, inner: &Scope) -> Scope {
        let mut scope = self.clone();
        scope.0.extend(inner.0.iter().map(|(name, extent)| (name.clone(), extent.clone())));
        scope
    }

    /// How this scope, a statement's, lies to the scope of a claim.
    pub(super) fn fits(&self, claim: &Scope) -> Fit {
        let mut fit = Fit::Covers;
        for (name, extent) in &self.0 {
            match claim.0.get(name) {
                None => fit = Fit::Overlaps,
                Some(wanted) if extent.contains(wanted) => {}
                Some(wanted) if extent.intersects(wanted) => fit = Fit::Overlaps,
                Some(_) => return Fit::Apart,
            }
        }
        fit
    }

    /// The versions of the first dimension, by name, that has versions.
    pub fn versions(&self) -> Option<&VersionSet> {
        self.0.values().find_map(|extent| match extent {
            Extent::Versions(versions) => Some(versions),
            Extent::Choices(_) => None,
        })
    }

    /// Whether every world of the other lies in it.
    pub fn contains(&self, other: &Scope) -> bool {
        self.fits(other) == Fit::Covers
    }

    /// Whether some world lies in both.
    pub fn overlaps(&self, other: &Scope) -> bool {
        self.0
            .iter()
            .all(|(name, extent)| other.0.get(name).is_none_or(|wanted| extent.intersects(wanted)))
    }

    /// The worlds that lie in both, where there are any.
    pub(super) fn and(&self, other: &Scope) -> Option<Scope> {
        let mut both = self.clone();
        for (name, extent) in &other.0 {
            let common = match self.0.get(name) {
                Some(own) => own.and(extent)?,
                None => extent.clone(),
            };
            both.0.insert(name.clone(), common);
        }
        Some(both)
    }

    /// Whether it restricts nothing.
    pub fn is_everything(&self) -> bool {
        self.0.is_empty()
    }
}

/// A version that other readers of the file take for a number, and shorten: `4.10`.
fn ambiguous(node: &Node) -> Option<Problem> {
    let Form::Text { text, quoted: false } = &node.form else { return None };
    let is_number = text.contains('.') && text.parse::<f64>().is_ok();
    let kind = value::ProblemKind::AmbiguousScalar { text: text.clone() };
    is_number.then(|| value::Problem { span: node.span.clone(), kind }.into())
}

impl Extent {
    pub(super) fn contains(&self, other: &Extent) -> bool {
        match (self, other) {
            (Extent::Versions(a), Extent::Versions(b)) => a.contains(b),
            (Extent::Choices(a), Extent::Choices(b)) => b.iter().all(|choice| a.contains(choice)),
            _ => false,
        }
    }

    fn and(&self, other: &Extent) -> Option<Extent> {
        match (self, other) {
            (Extent::Versions(a), Extent::Versions(b)) => a.and(b).map(Extent::Versions),
            (Extent::Choices(a), Extent::Choices(b)) => {
                let both: Vec<String> = a.iter().filter(|it| b.contains(it)).cloned().collect();
                if both.is_empty() { None } else { Some(Extent::Choices(both)) }
            }
            _ => None,
        }
    }

    fn intersects(&self, other: &Extent) -> bool {
        match (self, other) {
            (Extent::Versions(a), Extent::Versions(b)) => a.intersects(b),
            (Extent::Choices(a), Extent::Choices(b)) => b.iter().any(|choice| a.contains(choice)),
            _ => false,
        }
    }

    /// The values for people: `4.0`, `≥ 6.5`, `enterprise`.
    pub fn notation(&self) -> String {
        match self {
            Extent::Versions(versions) => versions.notation(),
            Extent::Choices(choices) => choices.join(", "),
        }
    }
}

impl fmt::Display for Scope {
    /// `vsphere 4.0, edition standard`; nothing for a scope that restricts nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, extent)) in self.0.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(f, "{comma}{name} {}", extent.notation())?;
        }
        Ok(())
    }
}
