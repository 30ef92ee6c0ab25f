//! What a site knows before any page is read: subjects with their facts, sources, the vocabulary,
//! names, and what is wrong with them. Made of the fact files alone, and kept from one build to the
//! next; which pages a change of it touches is told by [`Change`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;

use super::facts::FactProblem;
use super::gathering;
use super::stating::Stating;
use super::subjects::Subjects;
use super::{
    Duplicate, FactProblemKind, Needed, Shared, Source, computing, conditions, conflicts, quotes,
    renewing, testimony, violations,
};
use crate::parse::{FactFile, Parsed, RawVocabulary, Transcript, nearest};
use crate::source::{SitePath, Text};
use crate::value::{Names, Node, Words};

/// What the fact files say.
#[derive(Clone)]
pub(super) struct Knowledge {
    pub(super) subjects: Arc<Subjects>,
    pub(super) sources: Arc<IndexMap<String, Source>>,
    pub(super) vocabulary: Arc<RawVocabulary>,
    /// The words of each language in use, by its code.
    pub(super) words: Arc<BTreeMap<String, Words>>,
    pub(super) names: Arc<Names>,
    /// The facts that others are computed from.
    pub(super) needed: Arc<Needed>,
    /// Subjects by the file they stand in.
    pub(super) files: Arc<BTreeMap<SitePath, String>>,
    pub(super) problems: Vec<FactProblem>,
    pub(super) duplicates: Vec<Duplicate>,
}

/// What knowledge is made of.
pub(super) struct Given {
    pub(super) facts: Vec<Arc<FactFile>>,
    pub(super) derived: BTreeMap<SitePath, Result<Node, String>>,
    derived_texts: Vec<Option<Arc<Text>>>,
    snapshots: BTreeMap<SitePath, Result<Arc<Transcript>, String>>,
    /// The languages of the site, its own first.
    languages: Vec<String>,
    pub(super) language: String,
    pub(super) today: Date,
}

/// What is another than in the build before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing.
    Nothing,
    /// These subjects, and nothing that reaches beyond them.
    Subjects(BTreeSet<String>),
    /// So much that nobody is sure what it reaches.
    Everything,
}

impl Given {
    /// What is given for a site.
    pub(super) fn of(parsed: &Parsed, today: Date) -> Given {
        Given {
            facts: parsed.facts.clone(),
            derived: parsed.derived.clone(),
            derived_texts: parsed.derived.keys().map(|it| parsed.texts.get(it).cloned()).collect(),
            snapshots: parsed.snapshots.clone(),
            languages: parsed.config.language_codes().map(str::to_string).collect(),
            language: parsed.config.language.clone(),
            today,
        }
    }

    /// Whether all but the fact files is the same.
    fn same_around(&self, other: &Given) -> bool {
        let same = |one: &Result<Arc<Transcript>, String>, two: &Result<_, String>| match (one, two)
        {
            (Ok(one), Ok(two)) => Arc::ptr_eq(one, two),
            (Err(one), Err(two)) => one == two,
            _ => false,
        };
        let snapshots = self.snapshots.len() == other.snapshots.len()
            && self
                .snapshots
                .iter()
                .zip(&other.snapshots)
                .all(|((path, one), (other, two))| path == other && same(one, two));
        snapshots
            && self.today == other.today
            && self.language == other.language
            && self.languages == other.languages
            && self.derived == other.derived
            && self.derived_texts == other.derived_texts
    }

    /// Whether everything is the same.
    fn same(&self, other: &Given) -> bool {
        self.facts.len() == other.facts.len()
            && self.facts.iter().zip(&other.facts).all(|(one, two)| Arc::ptr_eq(one, two))
            && self.same_around(other)
    }

    /// The fact files that are not the same, by their paths.
    fn changed<'g>(&'g self, other: &'g Given) -> BTreeSet<&'g SitePath> {
        let before: BTreeMap<&SitePath, &Arc<FactFile>> =
            other.facts.iter().map(|file| (&file.path, file)).collect();
        let known = |file: &&Arc<FactFile>| {
            before.get(&file.path).is_some_and(|known| Arc::ptr_eq(known, file))
        };
        let changed = self.facts.iter().filter(|file| !known(file)).map(|file| &file.path);
        changed.collect()
    }
}

/// Takes over what was known, or finds it out anew; and how the two differ.
pub(super) fn know(
    parsed: &Parsed,
    given: &Given,
    before: Option<(&Given, &Knowledge)>,
) -> (Knowledge, Change) {
    let Some((earlier, known)) = before else {
        return (find_out(parsed, given.today), Change::Everything);
    };
    if given.same(earlier) {
        return (known.clone(), Change::Nothing);
    }
    if given.same_around(earlier)
        && let Some((new, subjects)) = renewing::renewed(parsed, given, (earlier, known))
    {
        return (new, Change::Subjects(subjects));
    }
    let mut new = find_out(parsed, given.today);
    // What came out the same is the same, and whoever keeps something that rests on it can see so.
    keep(&mut new.sources, &known.sources);
    keep(&mut new.vocabulary, &known.vocabulary);
    // Words are made of these two alone.
    if Arc::ptr_eq(&new.vocabulary, &known.vocabulary) && given.languages == earlier.languages {
        new.words = known.words.clone();
    }
    keep(&mut new.names, &known.names);
    keep(&mut new.needed, &known.needed);
    keep(&mut new.files, &known.files);
    let around = given.same_around(earlier)
        && Arc::ptr_eq(&new.sources, &known.sources)
        && Arc::ptr_eq(&new.vocabulary, &known.vocabulary)
        && Arc::ptr_eq(&new.words, &known.words)
        && Arc::ptr_eq(&new.names, &known.names)
        && Arc::ptr_eq(&new.files, &known.files);
    let change = match around.then(|| subjects(&new, known, &given.changed(earlier))).flatten() {
        Some(subjects) => Change::Subjects(subjects),
        None => Change::Everything,
    };
    (new, change)
}

fn keep<T: PartialEq>(new: &mut Arc<T>, known: &Arc<T>) {
    if **new == **known {
        *new = known.clone();
    }
}

/// The subjects that differ; `None` where there are others than there were, or facts of other names.
fn subjects(
    new: &Knowledge,
    known: &Knowledge,
    files: &BTreeSet<&SitePath>,
) -> Option<BTreeSet<String>> {
    if new.subjects.len() != known.subjects.len() {
        return None;
    }
    let mut changed = BTreeSet::new();
    for ((id, subject), (earlier_id, earlier)) in new.subjects.iter().zip(known.subjects.iter()) {
        if id != earlier_id || !subject.facts.keys().eq(earlier.facts.keys()) {
            return None;
        }
        if files.contains(&subject.path) || subject != earlier {
            changed.insert(id.clone());
        }
    }
    Some(changed)
}

fn find_out(parsed: &Parsed, today: Date) -> Knowledge {
    let mut problems = Vec::new();
    let mut gathered = gathering::gather(parsed.facts.iter().map(|file| &**file));
    let properties = gathering::properties(&gathered, &mut problems);
    let (names, places) = gathering::names(&mut gathered, &properties);
    let languages: BTreeMap<String, Words> = parsed
        .config
        .language_codes()
        .map(|code| (code.to_string(), Words::new(code, &gathered.vocabulary.words)))
        .collect();
    // What facts say is written in the site's own language.
    let words = &languages[&parsed.config.language];
    let sources: IndexMap<String, Source> = std::mem::take(&mut gathered.sources)
        .into_iter()
        .map(|(id, (path, raw))| {
            let url = format!("/sources/{id}/");
            let snapshot = raw.file.as_ref().map(|file| snapshot(parsed, &file.it));
            (id, Source { raw, path, url, snapshot })
        })
        .collect();
    let stating = Stating {
        vocabulary: &gathered.vocabulary,
        words,
        names: &names,
        sources: &sources,
        derived: &parsed.derived,
    };
    let mut subjects = Subjects::default();
    for ((id, (path, raw)), properties) in gathered.subjects.iter().zip(properties.into_values()) {
        subjects.insert(id.clone(), stating.subject(path, raw, properties, &mut problems));
    }
    let dimensions = &gathered.vocabulary.scopes;
    computing::compute(&mut subjects, words, &names, dimensions, &mut problems);
    conflicts::settle_all(&mut subjects, today, &mut problems);
    let rules = conditions::resolve(&gathered.types, &parsed.texts, words, &names, &mut problems);
    violations::check(&subjects, &rules, words, &mut problems);
    check_source_kinds(&gathered.vocabulary, &sources, &mut problems);
    let mut duplicates = std::mem::take(&mut gathered.duplicates);
    for collision in names.collisions() {
        let place = |id: &String| places.get(id).cloned();
        if let [first, again, ..] = collision.ids.as_slice()
            && let (Some(first), Some(again)) = (place(first), place(again))
        {
            let id = collision.name.clone();
            duplicates.push(Duplicate { what: Shared::Name, id, first, again });
        }
    }
    quotes::verify(&mut subjects, &sources);
    testimony::hear(&mut subjects, words, &names, today);
    let files = subjects.iter().map(|(id, subject)| (subject.path.clone(), id.clone())).collect();
    Knowledge {
        needed: Arc::new(Needed::of(&subjects)),
        subjects: Arc::new(subjects),
        sources: Arc::new(sources),
        vocabulary: Arc::new(gathered.vocabulary),
        words: Arc::new(languages),
        names: Arc::new(names),
        files: Arc::new(files),
        problems,
        duplicates,
    }
}

/// The snapshot that a source names.
fn snapshot(parsed: &Parsed, file: &str) -> quotes::Snapshot {
    let outside = || Err("it leads out of the site's root".to_string());
    let Some(path) = SitePath::new(file) else { return outside() };
    parsed.snapshots.get(&path).cloned().unwrap_or_else(|| Err("no such file".to_string()))
}

fn check_source_kinds(
    vocabulary: &RawVocabulary,
    sources: &IndexMap<String, Source>,
    problems: &mut Vec<FactProblem>,
) {
    let kinds = &vocabulary.source_kinds;
    if kinds.is_empty() {
        return;
    }
    for Source { path, raw, .. } in sources.values() {
        let Some(kind) = &raw.kind else { continue };
        if !kinds.iter().any(|known| known.it == kind.it) {
            let near = nearest(&kind.it, kinds.iter().map(|kind| kind.it.as_str()));
            let unknown =
                FactProblemKind::SourceKindUnknown(kind.it.clone(), near.map(str::to_string));
            let span = kind.span.clone();
            problems.push(FactProblem { path: path.clone(), span, kind: unknown });
        }
    }
}
