//! From claims as written to claims with verdicts, page by page.
//! Which fact a destination names is left to `binding`; lists and tables to `collections`.

use super::binding::{Binding, Judging};
use super::choosing::Choice;
use super::claims::{Bound, Claim, ClaimForm, Unbound};
use super::computing::selected;
use super::facts::FactProblem;
use crate::parse::{Form, RawClaim};
use crate::value::{Aggregate, Judgement, Mode, Property, SelectProblem, Value, Verdict, judge};

impl<'s> Judging<'s> {
    /// Every claim of a page, judged, in the order of their places.
    pub(super) fn page(&self, page: usize, problems: &mut Vec<FactProblem>) -> Vec<Claim> {
        let article = &self.pages[page].article;
        if article.claims.is_empty()
            && article.lists.is_empty()
            && article.scopes.is_empty()
            && article.front.scope.is_none()
        {
            return Vec::new();
        }
        let scopes = self.scopes(page, problems);
        let mut claims = Vec::new();
        for (index, raw) in article.claims.iter().enumerate() {
            let bound = self.bind(page, &scopes, &raw.to, raw.span.start);
            if raw.form == Form::Header && bound.as_ref().is_ok_and(Binding::is_column) {
                continue;
            }
            claims.push(self.claim(page, index, raw, bound));
        }
        for (index, list) in article.lists.iter().enumerate() {
            claims.push(self.list(page, &scopes, index, list));
        }
        for (index, table) in article.tables.iter().enumerate() {
            claims.extend(self.table(page, &scopes, index, table));
        }
        claims.sort_by_key(|claim| (claim.span.start, claim.span.end));
        self.ask_people(page, &mut claims);
        self.age(&mut claims);
        claims
    }

    /// A link, an insertion or a block, judged.
    pub(super) fn claim(
        &self,
        page: usize,
        index: usize,
        raw: &RawClaim,
        binding: Result<Binding<'s>, Unbound>,
    ) -> Claim {
        let mut claim = Claim {
            page,
            form: ClaimForm::Prose(index),
            span: raw.span.clone(),
            words_span: raw.words_span.clone(),
            words: raw.words.clone(),
            to: raw.to.clone(),
            to_span: raw.to_span.clone(),
            bound: Err(Unbound::Malformed(String::new())),
            mode: Mode::Exact,
            judgement: unjudged("it is bound to no fact"),
            asked: None,
        };
        let inserted = matches!(raw.form, Form::Insertion | Form::Block);
        let mode = if inserted { None } else { Mode::parse(&raw.title) };
        claim.mode = match mode.transpose() {
            Ok(mode) => mode.unwrap_or_default(),
            Err(problem) => {
                claim.bound = Err(Unbound::Mode(problem.title));
                return claim;
            }
        };
        let binding = match binding {
            Ok(binding) => binding,
            Err(unbound) => {
                claim.bound = Err(unbound);
                return claim;
            }
        };
        if inserted {
            self.insert(&mut claim, binding);
        } else {
            self.judge(&mut claim, binding);
        }
        claim
    }

    /// Judges words in their scope, and looks into other scopes when they do not hold.
    fn judge(&self, claim: &mut Claim, binding: Binding<'s>) {
        let (fact, mode) = (binding.fact, claim.mode.clone());
        let choice = match &mode {
            Mode::AsOf(_, last) => fact.choose_as_of(&binding.scope, *last),
            _ => fact.choose(&binding.scope),
        };
        let mut bound = match self.bound(&binding, &choice) {
            Ok(bound) => bound,
            Err(unbound) => {
                claim.bound = Err(unbound);
                return;
            }
        };
        let property = bound.property.clone();
        let cx = self.context(&binding, &property);
        let words = claim.words.as_str();
        let open = bound.statement.is_some_and(|index| counts_open(&binding, index));
        let against = |value: &Value| {
            let found = judge(words, value, &cx, &mode);
            // Of what is not known to be complete there may be more than is listed.
            let more = (open && found.verdict != Verdict::Holds).then(|| value.or_more());
            let more = more.flatten().map(|more| judge(words, &more, &cx, &mode));
            more.filter(|more| more.verdict == Verdict::Holds).unwrap_or(found)
        };
        claim.judgement = match &choice {
            Choice::One(_) => match &bound.value {
                Some(value) => against(value),
                None => unjudged("the fact's value cannot be read"),
            },
            Choice::Disputed(rivals) => {
                let mut found = self.rivals(&binding, rivals, &against);
                found.verdict = Verdict::Disputed;
                found.reason = format!("the fact is in dispute: {}", found.expected);
                found.fix = None;
                found
            }
            Choice::Unresolved(rivals) => {
                let found = self.rivals(&binding, rivals, &against);
                let reason = format!(
                    "the value depends on the scope, which is not given: {}",
                    found.expected
                );
                match found.verdict {
                    Verdict::Holds => found,
                    _ => Judgement { verdict: Verdict::Unjudged, reason, fix: None, ..found },
                }
            }
            Choice::Nothing if binding.scope.is_everything() => unjudged("nothing is stated"),
            Choice::Nothing => unjudged(&format!("nothing is stated for {}", binding.scope)),
        };
        if self.wants_other_scope(claim, &choice) {
            let selector = binding.reference.selector.as_ref();
            let other = fact.elsewhere(&binding.scope).find_map(|(index, value)| {
                let (value, _) =
                    selected(value, &fact.property, selector, self.words, self.names).ok()?;
                let found = against(&value);
                (found.verdict == Verdict::Holds).then_some((index, found))
            });
            if let Some((index, found)) = other {
                let there = &fact.statements[index].scope;
                claim.judgement.verdict = Verdict::OutOfScope;
                claim.judgement.reads_as = found.reads_as;
                claim.judgement.reason = format!("true for {there}, not for {}", binding.scope);
                bound.rivals = vec![index];
            }
        }
        claim.bound = Ok(bound);
    }

    fn wants_other_scope(&self, claim: &Claim, choice: &Choice) -> bool {
        let wrong = !matches!(
            claim.judgement.verdict,
            Verdict::Holds | Verdict::Disputed | Verdict::Stale | Verdict::Unjudged
        );
        let plain = !matches!(claim.mode, Mode::Myth | Mode::AsOf(..));
        plain && (wrong || *choice == Choice::Nothing)
    }

    /// The judgement that words get from each of several values, if it is the same.
    fn rivals(
        &self,
        binding: &Binding<'s>,
        rivals: &[usize],
        against: &impl Fn(&Value) -> Judgement,
    ) -> Judgement {
        let fact = binding.fact;
        let selector = binding.reference.selector.as_ref();
        let mut found: Option<Judgement> = None;
        let mut expected = Vec::new();
        for index in rivals {
            let statement = &fact.statements[*index];
            let value = statement.value.as_ref().and_then(|value| {
                selected(value, &fact.property, selector, self.words, self.names).ok()
            });
            let Some((value, _)) = value else { continue };
            let one = against(&value);
            let scope = statement.scope.to_string();
            let source = statement.sources.first().map(|cited| cited.citation.id.it.as_str());
            let by = [Some(scope.as_str()).filter(|scope| !scope.is_empty()), source];
            let by: Vec<&str> = by.into_iter().flatten().collect();
            expected.push(match by.is_empty() {
                true => one.expected.clone(),
                false => format!("{} ({})", one.expected, by.join(", ")),
            });
            found = Some(match found {
                None => one,
                Some(known) if known.verdict == one.verdict => known,
                Some(known) => Judgement { verdict: Verdict::Unjudged, ..known },
            });
        }
        let mut found = found.unwrap_or_else(|| unjudged("the fact's value cannot be read"));
        found.expected = expected.join("; ");
        found
    }

    /// An insertion holds by its nature, unless there is nothing sure to insert.
    fn insert(&self, claim: &mut Claim, binding: Binding<'s>) {
        let choice = binding.fact.choose(&binding.scope);
        let bound = match self.bound(&binding, &choice) {
            Ok(bound) => bound,
            Err(unbound) => {
                claim.bound = Err(unbound);
                return;
            }
        };
        let cx = self.context(&binding, &bound.property);
        claim.judgement = match (&choice, &bound.value) {
            (Choice::One(_), Some(value)) => {
                let notation = value.notation(&cx);
                claim.words = value.phrase(&cx);
                Judgement {
                    verdict: Verdict::Holds,
                    reads_as: Some(notation.clone()),
                    expected: notation,
                    reason: "the value stands in the page itself".to_string(),
                    fix: None,
                }
            }
            (Choice::One(_), None) => unjudged("the fact's value cannot be read"),
            (Choice::Disputed(rivals), _) => Judgement {
                verdict: Verdict::Disputed,
                reason: "the fact is in dispute".to_string(),
                ..self.rivals(&binding, rivals, &|value| of_value(value.notation(&cx)))
            },
            (Choice::Unresolved(rivals), _) => {
                let all = self.rivals(&binding, rivals, &|value| of_value(value.notation(&cx)));
                let reason =
                    format!("the value depends on the scope, which is not given: {}", all.expected);
                Judgement { verdict: Verdict::Unjudged, reason, ..all }
            }
            (Choice::Nothing, _) if binding.scope.is_everything() => unjudged("nothing is stated"),
            (Choice::Nothing, _) => unjudged(&format!("nothing is stated for {}", binding.scope)),
        };
        claim.bound = Ok(bound);
    }

    /// What holds is stale once its fact is past the day of its review.
    fn age(&self, claims: &mut [Claim]) {
        for claim in claims.iter_mut().filter(|claim| claim.judgement.verdict == Verdict::Holds) {
            let Ok(bound) = &claim.bound else { continue };
            let fact = self.subjects.get(&bound.fact.subject);
            let fact = fact.and_then(|subject| subject.facts.get(&bound.fact.property));
            let statement =
                fact.zip(bound.statement).and_then(|(fact, at)| fact.statements.get(at));
            if let Some(dispute) = fact.and_then(|fact| fact.open_dispute()) {
                claim.judgement.verdict = Verdict::Disputed;
                claim.judgement.reason = format!("it is disputed: {}", dispute.because);
            } else if statement.and_then(|it| it.due).is_some_and(|due| due < self.today) {
                claim.judgement.verdict = Verdict::Stale;
                claim.judgement.reason = "the fact is past the day of its review".to_string();
            }
        }
    }

    /// A binding with what applies in its scope.
    pub(super) fn bound(&self, binding: &Binding<'s>, choice: &Choice) -> Result<Bound, Unbound> {
        let fact = binding.fact;
        let selector = binding.reference.selector.as_ref();
        let (statement, rivals) = match choice {
            Choice::One(index) => (Some(*index), Vec::new()),
            Choice::Disputed(found) | Choice::Unresolved(found) => (None, found.clone()),
            Choice::Nothing => (None, Vec::new()),
        };
        // What is selected is the same for all rivals: the first stands for the property.
        let example = statement.or(rivals.first().copied());
        let value = example.and_then(|index| fact.statements[index].value.as_ref());
        let (property, value) = match value {
            None => (fact.property.clone(), None),
            Some(value) => {
                let found = selected(value, &fact.property, selector, self.words, self.names);
                let (value, property): (Value, Property) =
                    found.map_err(|problem| unselected(&binding.reference, problem))?;
                (property, statement.map(|_| value))
            }
        };
        Ok(Bound {
            fact: binding.reference.clone(),
            scope: binding.scope.clone(),
            statement,
            rivals,
            property,
            value,
        })
    }
}

/// Whether a claim counts the rows or items of a value that does not say that it has them all.
fn counts_open(binding: &Binding<'_>, statement: usize) -> bool {
    let selector = binding.reference.selector.as_ref();
    let counts = selector.is_some_and(|it| it.aggregate == Some(Aggregate::Count));
    let value = binding.fact.statements.get(statement).and_then(|it| it.value.as_ref());
    counts
        && match value {
            Some(Value::Table(table)) => !table.complete,
            Some(Value::Set(set)) => !set.complete,
            _ => false,
        }
}

fn unselected(reference: &super::FactRef, problem: SelectProblem) -> Unbound {
    let whole = format!("{}.{}", reference.subject, reference.property);
    let id = reference.id.clone();
    match problem {
        SelectProblem::UnknownColumn { column, near } => {
            let near = near.map(|near| id.replacen(&column, &near, 1));
            Unbound::UnknownFact { id, near }
        }
        SelectProblem::UnknownValue { column, value, near } => {
            let near = near.map(|near| format!(", perhaps {near}")).unwrap_or_default();
            Unbound::Malformed(format!("no row of {whole} has the {column} \"{value}\"{near}"))
        }
        SelectProblem::NotATable => {
            Unbound::Malformed(format!("{whole} has no rows to choose from"))
        }
        SelectProblem::NotOrdered { column } => {
            Unbound::Malformed(format!("the values of {column} in {whole} have no order"))
        }
        SelectProblem::NotSummed { column } => Unbound::Malformed(format!(
            "the values of {column} in {whole} are no amounts that could be added up"
        )),
    }
}

/// A judgement that stands for a value alone.
fn of_value(notation: String) -> Judgement {
    Judgement {
        verdict: Verdict::Unjudged,
        reads_as: None,
        expected: notation,
        reason: String::new(),
        fix: None,
    }
}

/// A claim that nothing could be said of.
pub(super) fn unjudged(reason: &str) -> Judgement {
    Judgement {
        verdict: Verdict::Unjudged,
        reads_as: None,
        expected: String::new(),
        reason: reason.to_string(),
        fix: None,
    }
}
