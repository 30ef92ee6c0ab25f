//! A subject's file: names, defaults, and facts in their three spellings.
//! Leaves values as they are written, for `site` to read by their types.

use super::declaration;
use super::facts::{
    At, Citation, FactContent, Rank, RawDispute, RawFact, RawResolution, RawStatement, RawSubject,
    RawValue, Replaced, Review,
};
use super::fields::{Fields, nearest, text, wrong_type};
use super::problem::{Problem, ProblemKind};
use crate::source::SitePath;
use crate::value::{Entry, Form, Node, Property};

/// Keys of a fact's map that belong to the fact, not to a single statement or the property.
const FACT_KEYS: &[&str] =
    &["statements", "resolution", "disputes", "review", "note", "must-accompany", "prohibited"];
/// Keys of a statement.
const STATEMENT_KEYS: &[&str] = &[
    "value", "from", "count", "sum", "same-as", "rows", "scope", "source", "rank", "replaced",
    "checked",
];

/// Reads the tree of a subject's file.
pub(super) fn read(path: &SitePath, node: &Node, problems: &mut Vec<Problem>) -> FactContent {
    let mut fields = Fields::new(node, "a map with a name and facts", problems);
    let top = node.span.start..node.span.start;
    let stem = At { it: path.stem().to_string(), span: top };
    let id = fields.text("id", problems).unwrap_or(stem);
    let name = fields.text("name", problems).unwrap_or_else(|| id.clone());
    let subject = RawSubject {
        name,
        aliases: fields.texts("aliases", problems),
        broader: fields.texts("broader", problems),
        description: fields.text("description", problems).map(|at| at.it),
        kind: fields.text("type", problems),
        scope: fields.node("scope").cloned(),
        source: fields.node("source").map(|node| citations(node, problems)).unwrap_or_default(),
        owner: fields.text("owner", problems).map(|at| at.it),
        checked: fields.date("checked", problems).map(|at| at.it),
        review: fields.node("review").and_then(|node| review(node, problems)),
        facts: match fields.node("facts") {
            Some(Node { form: Form::Map(entries), .. }) => {
                entries.iter().map(|entry| fact(entry, problems)).collect()
            }
            Some(other) => {
                problems.push(wrong_type(other, "a map of properties and their values"));
                Vec::new()
            }
            None => Vec::new(),
        },
        id,
    };
    fields.finish(&[], problems);
    FactContent::Subject(Box::new(subject))
}

fn fact(entry: &Entry, problems: &mut Vec<Problem>) -> RawFact {
    let span = entry.key_span.start..entry.value.span.end.max(entry.key_span.end);
    let mut fact = RawFact {
        name: At { it: entry.key.clone(), span: entry.key_span.clone() },
        span,
        property: None,
        statements: Vec::new(),
        resolution: None,
        disputes: Vec::new(),
        review: None,
        note: None,
        must_accompany: Vec::new(),
        prohibited: Vec::new(),
    };
    let node = &entry.value;
    if !is_full(node) {
        let mut statement = empty_statement(node);
        if !node.is_null() {
            statement.value = RawValue::Written(node.clone());
        }
        fact.statements.push(statement);
        return fact;
    }
    let mut fields = Fields::new(node, "a map", problems);
    fact.property = property(node, &mut fields, problems);
    fact.resolution = fields.node("resolution").map(|node| resolution(node, problems));
    fact.disputes =
        fields.node("disputes").map(|node| disputes(node, problems)).unwrap_or_default();
    fact.review = fields.node("review").and_then(|node| review(node, problems));
    fact.note = fields.text("note", problems).map(|at| at.it);
    fact.must_accompany = fields.texts("must-accompany", problems);
    fact.prohibited = fields.texts("prohibited", problems);
    match fields.node("statements") {
        Some(Node { form: Form::List(items), .. }) => {
            fact.statements = items
                .iter()
                .map(|item| {
                    let mut fields = Fields::new(item, "a statement: a map with a value", problems);
                    let statement = statement(item, &mut fields, problems);
                    fields.finish(&[], problems);
                    statement
                })
                .collect();
        }
        Some(other) => problems.push(wrong_type(other, "a list of statements")),
        None => fact.statements.push(statement(node, &mut fields, problems)),
    }
    fields.finish(STATEMENT_KEYS, problems);
    fact
}

/// Whether a node is the long spelling of a fact: a map with a key of a fact, a statement or a
/// property. Other maps, such as `{ max: 2 }`, are values.
fn is_full(node: &Node) -> bool {
    let Some(entries) = node.map() else { return false };
    let known = || FACT_KEYS.iter().chain(STATEMENT_KEYS).chain(Property::KEYS);
    entries.iter().any(|entry| known().any(|key| *key == entry.key))
}

/// The keys that declare a property, as a map of their own.
fn property(node: &Node, fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<Node> {
    let entries: Vec<&Entry> = Property::KEYS.iter().filter_map(|key| fields.entry(key)).collect();
    if entries.is_empty() {
        return None;
    }
    let sound = |entry: &Entry| declaration::sound_entry(entry, problems);
    let entries = entries.into_iter().filter_map(sound).collect();
    Some(Node { span: node.span.clone(), form: Form::Map(entries) })
}

fn empty_statement(node: &Node) -> RawStatement {
    RawStatement {
        span: node.span.clone(),
        value: RawValue::Missing,
        scope: None,
        source: None,
        rank: Rank::Normal,
        replaced: None,
        checked: None,
    }
}

fn statement(node: &Node, fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> RawStatement {
    let mut statement = empty_statement(node);
    statement.value = value(fields, problems);
    statement.scope = fields.node("scope").cloned();
    statement.source = fields.node("source").map(|node| citations(node, problems));
    if let Some(rank) = fields.text("rank", problems) {
        let ranks = [Rank::Preferred, Rank::Normal, Rank::Deprecated];
        match ranks.iter().find(|known| known.as_str() == rank.it) {
            Some(known) => statement.rank = *known,
            None => {
                let near = nearest(&rank.it, ranks.iter().map(|rank| rank.as_str()));
                let kind = value_word("rank", &rank.it, near);
                problems.push(Problem { span: rank.span, kind });
            }
        }
    }
    statement.replaced = fields.node("replaced").map(|node| replaced(node, problems));
    statement.checked = fields.date("checked", problems).map(|at| at.it);
    statement
}

/// A word that is none of those that can stand at a place.
pub(super) fn value_word(what: &'static str, word: &str, near: Option<&str>) -> ProblemKind {
    ProblemKind::Value(crate::value::ProblemKind::UnknownWord {
        what,
        word: word.to_string(),
        near: near.map(str::to_string),
    })
}

/// The value of a statement, or where it comes from. A table's rows may stand beside its columns.
fn value(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> RawValue {
    let written = fields.node("value").or_else(|| fields.node("rows")).cloned();
    let count = fields.text("count", problems);
    let sum = fields.text("sum", problems);
    let same_as = fields.text("same-as", problems);
    several(fields, problems);
    if let Some(from) = fields.node("from") {
        let mut keys = Fields::new(from, "a map with file and at", problems);
        let file = keys.text("file", problems);
        let at = keys.text("at", problems);
        for (key, found) in [("file", &file), ("at", &at)] {
            if found.is_none() {
                keys.missing(key, problems);
            }
        }
        keys.finish(&[], problems);
        if let (Some(file), Some(at)) = (file, at) {
            return RawValue::From { file, at, beside: written };
        }
        return RawValue::Missing;
    }
    let computed = count.map(RawValue::Count).or(sum.map(RawValue::Sum));
    let computed = computed.or(same_as.map(RawValue::SameAs));
    computed.or(written.map(RawValue::Written)).unwrap_or(RawValue::Missing)
}

/// Of what says where a value comes from there may be one. A value beside `from` is compared with it.
fn several(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) {
    let keys = ["value", "rows", "from", "count", "sum", "same-as"];
    let said: Vec<&Entry> = keys.into_iter().filter_map(|key| fields.entry(key)).collect();
    let checked = |one: &Entry, two: &Entry| {
        matches!((one.key.as_str(), two.key.as_str()), ("value" | "rows", "from"))
    };
    if let [one, .., two] = said.as_slice()
        && !(said.len() == 2 && checked(one, two))
    {
        let kind = ProblemKind::WrongType {
            expected: format!("nothing beside {}, which gives the value already", one.key),
            found: two.key.clone(),
        };
        problems.push(Problem { span: two.key_span.clone(), kind });
    }
}

fn replaced(node: &Node, problems: &mut Vec<Problem>) -> Replaced {
    let mut fields = Fields::new(node, "a map with on, because and reported-by", problems);
    let replaced = Replaced {
        on: fields.date("on", problems).map(|at| at.it),
        because: fields.text("because", problems).map(|at| at.it),
        reported_by: fields.text("reported-by", problems).map(|at| at.it),
    };
    fields.finish(&[], problems);
    replaced
}

fn resolution(node: &Node, problems: &mut Vec<Problem>) -> RawResolution {
    let mut fields = Fields::new(node, "a map with keep, because, by and on", problems);
    let resolution = RawResolution {
        span: node.span.clone(),
        keep: fields.text("keep", problems),
        because: fields.text("because", problems).map(|at| at.it),
        by: fields.text("by", problems).map(|at| at.it),
        on: fields.date("on", problems).map(|at| at.it),
        revisit: fields.date("revisit", problems),
    };
    fields.finish(&[], problems);
    resolution
}

/// One dispute, or a list of them.
fn disputes(node: &Node, problems: &mut Vec<Problem>) -> Vec<RawDispute> {
    match &node.form {
        Form::List(items) => items.iter().filter_map(|item| dispute(item, problems)).collect(),
        _ => dispute(node, problems).into_iter().collect(),
    }
}

fn dispute(node: &Node, problems: &mut Vec<Problem>) -> Option<RawDispute> {
    let mut fields = Fields::new(node, "a map with because, by, on and answer", problems);
    let because = fields.text("because", problems);
    if because.is_none() && node.map().is_some() {
        fields.missing("because", problems);
    }
    let by = fields.text("by", problems).map(|at| at.it);
    let on = fields.date("on", problems).map(|at| at.it);
    let answer = fields.text("answer", problems).map(|at| at.it);
    fields.finish(&[], problems);
    Some(RawDispute { span: node.span.clone(), because: because?.it, by, on, answer })
}

/// `{ every: 12 months }`.
fn review(node: &Node, problems: &mut Vec<Problem>) -> Option<Review> {
    let mut fields = Fields::new(node, "a map with every, such as { every: 12 months }", problems);
    let every = fields.node("every");
    fields.finish(&[], problems);
    let every = every?;
    let span: Option<jiff::Span> = every.text().and_then(|text| text.parse().ok());
    match span.filter(|span| span.is_positive()) {
        Some(span) => Some(Review { every: span.fieldwise(), span: node.span.clone() }),
        None => {
            problems.push(wrong_type(every, "a time such as 12 months"));
            None
        }
    }
}

/// An id, a map with an id, or a list of those.
pub(super) fn citations(node: &Node, problems: &mut Vec<Problem>) -> Vec<Citation> {
    match &node.form {
        Form::List(items) => items.iter().filter_map(|item| citation(item, problems)).collect(),
        _ => citation(node, problems).into_iter().collect(),
    }
}

fn citation(node: &Node, problems: &mut Vec<Problem>) -> Option<Citation> {
    if node.text().is_some() {
        return Some(Citation { id: text(node, problems)?, at: None, quote: None });
    }
    let mut fields =
        Fields::new(node, "a source: its id, or a map with id, at and quote", problems);
    let id = fields.text("id", problems);
    if id.is_none() && node.map().is_some() {
        fields.missing("id", problems);
    }
    let at = fields.text("at", problems).map(|at| at.it);
    let quote = fields.text("quote", problems);
    fields.finish(&[], problems);
    Some(Citation { id: id?, at, quote })
}
