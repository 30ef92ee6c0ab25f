//! What breaks the rules of a subject's type: facts that contradict it together, in one scope, row by
//! row where the rule looks at a table. What the conditions mean is left to `conditions`.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::choosing::Choice;
use super::conditions::{Operand, Rule, Side, Term};
use super::facts::{Fact, FactProblem, FactProblemKind, Subject};
use super::scope::{Fit, Scope};
use super::subjects::Subjects;
use crate::parse::{Rank, RawRule, RawValue};
use crate::source::{SitePath, Span};
use crate::value::{Comparison, Row, Table, Value, Words};

/// A rule that facts of a subject break together.
#[derive(Clone)]
pub struct Violation {
    /// The rule.
    pub rule: RawRule,
    /// The type that it belongs to.
    pub kind: String,
    /// The file of the type.
    pub rule_path: SitePath,
    /// The subject's id.
    pub subject: String,
    /// The row that breaks it, where it looks at rows: its index.
    pub row: Option<usize>,
    /// Where the facts hold together.
    pub scope: Scope,
    /// What the rule looks at, in the order in which it does, each with the index of the statement
    /// that holds; nothing where none does.
    pub parts: Vec<(Operand, Option<usize>)>,
}

/// More scopes than this are not looked at for one rule and subject: so many that differ are not
/// written, only made.
const MOST_SCOPES: usize = 256;

/// Checks every rule on every subject of its type.
pub(super) fn check(
    subjects: &Subjects,
    rules: &BTreeMap<String, Vec<Rule>>,
    words: &Words,
    problems: &mut Vec<FactProblem>,
) {
    for subject in subjects.values() {
        let rules = subject.raw.kind.as_ref().and_then(|kind| rules.get(&kind.it));
        for rule in rules.into_iter().flatten() {
            Checking::new(subject, rule, words).run(problems);
        }
    }
}

struct Checking<'a> {
    subject: &'a Subject,
    rule: &'a Rule,
    words: &'a Words,
    /// What the rule looks at, each once.
    operands: Vec<&'a Operand>,
    /// The facts of it, each once; nothing where the subject has no such fact.
    facts: IndexMap<&'a str, Option<&'a Fact>>,
}

/// What a scope has of a fact.
#[derive(Clone, Copy, PartialEq)]
enum Held {
    /// Nothing.
    Absent,
    /// Something that is in dispute, or true in a part of the scope only.
    Open,
    /// The statement of this index.
    At(usize),
}

/// What a condition finds at an operand.
enum Found<'a> {
    Absent,
    /// Something that cannot be compared: it is open, or is no value.
    Open,
    Value(&'a Value),
}

/// A scope with what it has of each fact, and the row that is looked at.
struct World<'a> {
    held: &'a [Held],
    row: Option<&'a Row>,
}

impl<'a> Checking<'a> {
    fn new(subject: &'a Subject, rule: &'a Rule, words: &'a Words) -> Checking<'a> {
        let mut operands: Vec<&Operand> = Vec::new();
        for term in rule.when.iter().chain(&rule.require) {
            let (one, two) = match term {
                Term::Stated(operand, _) | Term::Compared(operand, _, Side::Value(_)) => {
                    (operand, None)
                }
                Term::Compared(one, _, Side::Operand(two)) => (one, Some(two)),
            };
            for operand in std::iter::once(one).chain(two) {
                if !operands.contains(&operand) {
                    operands.push(operand);
                }
            }
        }
        let facts = operands
            .iter()
            .map(|operand| (operand.property.as_str(), subject.facts.get(&operand.property)))
            .collect();
        Checking { subject, rule, words, operands, facts }
    }

    fn run(&self, problems: &mut Vec<FactProblem>) {
        let mut seen: Vec<Vec<Held>> = Vec::new();
        for scope in self.scopes() {
            let held: Vec<Held> = self.facts.values().map(|fact| held(*fact, &scope)).collect();
            if seen.contains(&held) {
                continue;
            }
            match &self.rule.table {
                None => self.judge(&scope, &World { held: &held, row: None }, None, problems),
                Some(table) => {
                    let rows = self.table(table, &held).map(|table| table.rows.as_slice());
                    for (index, row) in rows.unwrap_or_default().iter().enumerate() {
                        let world = World { held: &held, row: Some(row) };
                        self.judge(&scope, &world, Some(index), problems);
                    }
                }
            }
            seen.push(held);
        }
    }

    /// The scopes in which different statements may hold: those of the statements, and what they have
    /// in common.
    fn scopes(&self) -> Vec<Scope> {
        let mut all: Vec<Scope> = Vec::new();
        for fact in self.facts.values().flatten() {
            let mut own: Vec<&Scope> = Vec::new();
            for statement in fact.statements.iter().filter(|it| it.rank != Rank::Deprecated) {
                if !own.contains(&&statement.scope) {
                    own.push(&statement.scope);
                }
            }
            let common = all.iter().flat_map(|known| own.iter().filter_map(|it| known.and(it)));
            let found: Vec<Scope> = own.iter().map(|it| (*it).clone()).chain(common).collect();
            for scope in found {
                if all.len() < MOST_SCOPES && !all.contains(&scope) {
                    all.push(scope);
                }
            }
        }
        if all.is_empty() {
            all.push(Scope::default());
        }
        all
    }

    fn judge(
        &self,
        scope: &Scope,
        world: &World<'_>,
        row: Option<usize>,
        problems: &mut Vec<FactProblem>,
    ) {
        let applies = self.all(&self.rule.when, world) == Some(true);
        if !applies || self.all(&self.rule.require, world) != Some(false) {
            return;
        }
        let statement = |operand: &Operand| match self.held(&operand.property, world.held) {
            Held::At(index) => Some(index),
            Held::Absent | Held::Open => None,
        };
        let parts = self
            .operands
            .iter()
            .filter(|operand| !matches!(self.held(&operand.property, world.held), Held::Open));
        let violation = Violation {
            rule: self.rule.raw.clone(),
            kind: self.subject.raw.kind.as_ref().map(|kind| kind.it.clone()).unwrap_or_default(),
            rule_path: self.rule.path.clone(),
            subject: self.subject.raw.id.it.clone(),
            row,
            scope: scope.clone(),
            parts: parts.map(|operand| ((*operand).clone(), statement(operand))).collect(),
        };
        let (path, span) = self.place(world);
        let kind = FactProblemKind::RuleViolated(Box::new(violation));
        problems.push(FactProblem { path, span, kind });
    }

    /// Whether all terms hold; nothing where that cannot be told.
    fn all(&self, terms: &[Term], world: &World<'_>) -> Option<bool> {
        let mut known = Some(true);
        for term in terms {
            match self.holds(term, world) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => known = None,
            }
        }
        known
    }

    fn holds(&self, term: &Term, world: &World<'_>) -> Option<bool> {
        match term {
            Term::Stated(operand, negated) => {
                let open = self.held(&operand.property, world.held) == Held::Open;
                let stated = !matches!(self.find(operand, world), Found::Absent);
                (!open).then_some(stated != *negated)
            }
            Term::Compared(operand, how, side) => {
                let Found::Value(one) = self.find(operand, world) else { return None };
                let two = match side {
                    Side::Value(value) => value,
                    Side::Operand(operand) => match self.find(operand, world) {
                        Found::Value(value) => value,
                        Found::Absent | Found::Open => return None,
                    },
                };
                // That nobody knows it is known, when a rule asks for just that.
                match (side, two, how) {
                    (Side::Value(_), Value::Unknown, Comparison::Equal) => Some(one == two),
                    (Side::Value(_), Value::Unknown, Comparison::Different) => Some(one != two),
                    _ => one.compares(*how, two, self.words),
                }
            }
        }
    }

    fn find<'w>(&self, operand: &Operand, world: &World<'w>) -> Found<'w>
    where
        'a: 'w,
    {
        if let (Some(column), Some(row)) = (&operand.column, world.row) {
            return row.cells.get(column).map_or(Found::Absent, Found::Value);
        }
        match self.held(&operand.property, world.held) {
            Held::Absent => Found::Absent,
            Held::Open => Found::Open,
            Held::At(_) => {
                self.value(&operand.property, world.held).map_or(Found::Open, Found::Value)
            }
        }
    }

    fn held(&self, property: &str, held: &[Held]) -> Held {
        let index = self.facts.get_index_of(property);
        index.and_then(|index| held.get(index)).copied().unwrap_or(Held::Absent)
    }

    fn value(&self, property: &str, held: &[Held]) -> Option<&'a Value> {
        let Held::At(index) = self.held(property, held) else { return None };
        self.subject.facts.get(property)?.statements.get(index)?.value.as_ref()
    }

    fn table(&self, property: &str, held: &[Held]) -> Option<&'a Table> {
        match self.value(property, held)? {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// What has to change: the row, or the first thing that is required and stated, or else the first
    /// that is stated at all.
    fn place(&self, world: &World<'_>) -> (SitePath, Span) {
        let required = self.rule.require.iter().map(|term| match term {
            Term::Stated(operand, _) | Term::Compared(operand, ..) => operand,
        });
        let looked_at = self.rule.table.as_deref().into_iter();
        let names = looked_at.chain(required.map(|operand| operand.property.as_str()));
        let mut names = names.chain(self.facts.keys().copied());
        let found = names.find_map(|name| match self.held(name, world.held) {
            Held::At(index) => Some((self.subject.facts.get(name)?, index)),
            Held::Absent | Held::Open => None,
        });
        let Some((fact, index)) = found else {
            return (self.subject.path.clone(), self.subject.raw.name.span.clone());
        };
        let (path, span) = fact.statements[index].value_at.clone();
        // The rows of a table that is another's stand with the other.
        let here = matches!(
            fact.raw.statements[index].value,
            RawValue::Written(_) | RawValue::From { .. }
        );
        match world.row.filter(|_| here) {
            Some(row) => (path, row.span.clone()),
            None => (path, span),
        }
    }
}

fn held(fact: Option<&Fact>, scope: &Scope) -> Held {
    let Some(fact) = fact else { return Held::Absent };
    match fact.choose(scope) {
        Choice::One(index) if fact.statements[index].scope.fits(scope) == Fit::Covers => {
            Held::At(index)
        }
        Choice::Nothing => Held::Absent,
        Choice::One(_) | Choice::Disputed(_) | Choice::Unresolved(_) => Held::Open,
    }
}
