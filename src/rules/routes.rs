//! Which rule each kind of bad news is the matter of: every kind belongs to exactly one rule, so
//! that one cause gives one finding, and none is forgotten when a kind is added.
//!
//! What to say of it is left to the rules.

use std::collections::BTreeSet;

use super::*;
use crate::parse::{Cell, Lock, Problem, ProblemKind as Written};
use crate::site::{
    Bound, Broken, Claim, ClaimForm, ConditionProblem, FactProblemKind as Stated, Link, Named,
    Origin, Outcome, ScopeProblem, Shared, Standing, Unbound,
};
use crate::source::{SitePath, Span};
use crate::value::{Aggregate, ItemVerdict, Kind, Mode, ProblemKind as Valued, Value, Verdict};

/// What is wrong at a place of a file that is not prose.
pub(super) enum Wrong<'a> {
    /// The text itself.
    Text(&'a Written),
    /// A value.
    Value(&'a Valued),
    /// A fact, seen beside the rest of the site.
    Fact(&'a Stated),
}

/// Everything that is wrong at single places and is the matter of this rule.
pub(super) fn wrongs<'a>(
    site: &'a Site,
    rule: &'static Rule,
) -> impl Iterator<Item = (&'a SitePath, &'a Span, Wrong<'a>)> {
    let written = site.problems.iter().map(|(path, problem)| (path, &problem.span, flat(problem)));
    let stated = site.fact_problems.iter().map(|problem| match &problem.kind {
        Stated::Value(inner) => (&problem.path, &problem.span, flat(inner)),
        kind => (&problem.path, &problem.span, Wrong::Fact(kind)),
    });
    written.chain(stated).filter(move |(path, _, wrong)| is(of_wrong(path, wrong), rule))
}

fn flat(problem: &Problem) -> Wrong<'_> {
    match &problem.kind {
        Written::Value(kind) => Wrong::Value(kind),
        kind => Wrong::Text(kind),
    }
}

fn is(one: &'static Rule, other: &'static Rule) -> bool {
    one.name == other.name
}

fn of_wrong(path: &SitePath, wrong: &Wrong<'_>) -> &'static Rule {
    match wrong {
        Wrong::Text(kind) => of_written(path, kind),
        Wrong::Value(kind) => of_valued(kind),
        Wrong::Fact(kind) => of_stated(path, kind),
    }
}

fn of_written(path: &SitePath, kind: &Written) -> &'static Rule {
    match kind {
        Written::Syntax(_) if path.below("content").is_some() => &front_matter_invalid::RULE,
        Written::Syntax(_) if path.below("facts").is_some() => &fact_file_invalid::RULE,
        Written::Syntax(_) if path.as_str() == Lock::NAME => &lock_invalid::RULE,
        Written::Syntax(_) => &config_invalid::RULE,
        Written::UnknownKey { .. } => &unknown_key::RULE,
        Written::DuplicateKey { .. } => &duplicate_key::RULE,
        Written::WrongType { .. } | Written::MissingKey(_) => &wrong_type::RULE,
        Written::Value(kind) => of_valued(kind),
    }
}

fn of_valued(kind: &Valued) -> &'static Rule {
    match kind {
        Valued::WrongType { .. } | Valued::OtherUnit { .. } | Valued::MissingKey { .. } => {
            &wrong_type::RULE
        }
        Valued::UnknownUnit { .. } => &unknown_unit::RULE,
        Valued::EmptyRange { .. } => &empty_range::RULE,
        Valued::UnknownWord { .. } | Valued::AmbiguousName { .. } => &unknown_word::RULE,
        Valued::AmbiguousScalar { .. } => &ambiguous_scalar::RULE,
        Valued::Placeholder { .. } => &placeholder_value::RULE,
        Valued::UnknownKey { .. } => &unknown_key::RULE,
        Valued::Repeated { .. } => &duplicate_id::RULE,
    }
}

fn of_stated(path: &SitePath, kind: &Stated) -> &'static Rule {
    match kind {
        Stated::Value(problem) => of_written(path, &problem.kind),
        Stated::UndeclaredProperty { .. } | Stated::TaxonomyUnknown(..) => &unknown_key::RULE,
        Stated::UnknownType(..) | Stated::SourceKindUnknown(..) => &unknown_word::RULE,
        Stated::RequiredMissing(_) => &required_fact_missing::RULE,
        Stated::Scope(problem) => of_scope(problem),
        Stated::SourceUnknown(..) => &source_unknown::RULE,
        Stated::DerivedMissing(_) | Stated::DerivedDrift { .. } => &derived_drift::RULE,
        Stated::Cycle(_) => &computed_cycle::RULE,
        Stated::Condition(ConditionProblem::UnknownProperty(..)) => &unknown_word::RULE,
        Stated::Condition(_) => &wrong_type::RULE,
        Stated::RuleViolated(_) => &rule_violated::RULE,
        Stated::ComputedUnfit { .. } => &wrong_type::RULE,
        Stated::ComputedUnknown(..) | Stated::AccompanyUnknown(..) | Stated::AboutUnknown(..) => {
            &unknown_fact::RULE
        }
        Stated::ResolutionIncomplete(_) => &resolution_incomplete::RULE,
        Stated::ResolutionOverdue(_) => &resolution_overdue::RULE,
    }
}

fn of_scope(problem: &ScopeProblem) -> &'static Rule {
    match problem {
        ScopeProblem::UnknownDimension(..) | ScopeProblem::UnknownValue { .. } => {
            &unknown_word::RULE
        }
        ScopeProblem::NoDimensions => &scope_unresolved::RULE,
    }
}

/// The rule that reports what two things share.
pub(super) fn of_shared(what: Shared) -> &'static Rule {
    match what {
        Shared::Subject | Shared::Source | Shared::Type => &duplicate_id::RULE,
        Shared::Url => &duplicate_url::RULE,
        Shared::Name => &alias_collision::RULE,
    }
}

/// The links and images of a page that lead nowhere in the way that this rule reports.
pub(super) fn broken<'a>(
    site: &'a Site,
    page: usize,
    rule: &'static Rule,
) -> impl Iterator<Item = (&'a Link, &'a Broken)> {
    let broken = |link: &'a Link| link.target.as_ref().err().map(|broken| (link, broken));
    let links = site.links_with(page, |among| among.broken).iter().filter_map(broken);
    let mut seen = BTreeSet::new();
    links
        .filter(move |(link, broken)| is(of_link(link.origin, broken), rule))
        // A definition that several references share is one cause.
        .filter(move |(link, _)| seen.insert(link.to_span.start))
}

fn of_link(origin: Origin, broken: &Broken) -> &'static Rule {
    match (broken, origin) {
        (Broken::NoAnchor { .. }, _) => &anchor_broken::RULE,
        (Broken::Case(_), _) => &link_case::RULE,
        (Broken::Escapes, _) => &link_escapes_site::RULE,
        (
            Broken::NoTarget { .. }
            | Broken::Backslash { .. }
            | Broken::NotPublished(_)
            | Broken::Withheld(..),
            Origin::Image(_),
        ) => &image_broken::RULE,
        (
            Broken::NoTarget { .. }
            | Broken::Backslash { .. }
            | Broken::NotPublished(_)
            | Broken::Withheld(..),
            Origin::Link(_),
        ) => &link_broken::RULE,
    }
}

/// The claims of a page that are bound to nothing in a way that this rule reports.
pub(super) fn unbound<'a>(
    site: &'a Site,
    page: usize,
    rule: &'static Rule,
) -> impl Iterator<Item = (&'a Claim, &'a Unbound)> {
    let unbound = |claim: &'a Claim| claim.bound.as_ref().err().map(|unbound| (claim, unbound));
    let claims = site.claims_of(page).iter().filter_map(unbound);
    let mut seen = BTreeSet::new();
    claims
        .filter(move |(_, unbound)| is(of_unbound(unbound), rule))
        .filter(move |(claim, _)| seen.insert(claim.to_span.start))
}

fn of_unbound(unbound: &Unbound) -> &'static Rule {
    match unbound {
        Unbound::UnknownFact { .. } | Unbound::Malformed(_) => &unknown_fact::RULE,
        Unbound::Mode(_) => &unknown_word::RULE,
        Unbound::Scope(problem) => of_scope(problem),
    }
}

/// The claims of a page whose verdict is the matter of this rule.
pub(super) fn judged<'a>(
    site: &'a Site,
    page: usize,
    rule: &'static Rule,
) -> impl Iterator<Item = (&'a Claim, &'a Bound)> {
    let bound = |claim: &'a Claim| claim.bound.as_ref().ok().map(|bound| (claim, bound));
    let claims = site.claims_of(page).iter().filter_map(bound);
    claims.filter(move |(claim, bound)| {
        of_verdict(site, claim, bound).is_some_and(|found| is(found, rule))
    })
}

fn of_verdict(site: &Site, claim: &Claim, bound: &Bound) -> Option<&'static Rule> {
    let verdict = claim.judgement.verdict;
    match verdict {
        _ if edited(site, claim, bound) => return Some(&owned_words_edited::RULE),
        Verdict::Holds => return None,
        Verdict::Disputed => return Some(&disputed_not_shown::RULE),
        // Of a table its rows say so, once for all its cells.
        Verdict::Stale => {
            let cell = matches!(claim.form, ClaimForm::Cell { .. });
            return (!cell).then_some(&claim_stale::RULE);
        }
        Verdict::Unjudged if changed(claim) => return Some(&review_needed::RULE),
        // What applies differs within the claim's scope, which does not choose.
        Verdict::Unjudged if bound.statement.is_none() && !bound.rivals.is_empty() => {
            return Some(&scope_unresolved::RULE);
        }
        _ => {}
    }
    match &claim.form {
        // What their items say is said item by item; only a list without items is left.
        ClaimForm::List { judged, .. } | ClaimForm::Rows { judged, .. } => {
            let silent = judged.items.is_empty() && judged.missing.is_empty();
            (verdict == Verdict::Unjudged && silent).then_some(&claim_unjudged::RULE)
        }
        ClaimForm::Cell { .. } => Some(match verdict {
            Verdict::Contradicted | Verdict::SaysMore | Verdict::OutOfScope => {
                &cell_contradicted::RULE
            }
            verdict => of_words(verdict)?,
        }),
        ClaimForm::Prose(_) if wrong(claim) && is_count(bound) => Some(&count_differs::RULE),
        ClaimForm::Prose(_) if wrong(claim) && other_unit(claim, bound) => {
            Some(&unit_differs::RULE)
        }
        ClaimForm::Prose(_) => match (&claim.mode, verdict) {
            (_, Verdict::Unjudged) => Some(&claim_unjudged::RULE),
            (Mode::Owned, _) => Some(&owned_words_edited::RULE),
            (Mode::Myth, _) => Some(&myth_holds::RULE),
            (Mode::Exact | Mode::Weaker | Mode::Approximate(_) | Mode::AsOf(..), verdict) => {
                of_words(verdict)
            }
        },
    }
}

/// Whether a claim was reviewed by somebody and is not what it was then.
fn changed(claim: &Claim) -> bool {
    let standing = claim.asked.as_ref().map(|asked| asked.standing);
    matches!(standing, Some(Standing::Changed { .. }))
}

/// Whether words that factum owns are others than it would write. Words that contradict their fact
/// are told apart below, with everything else that does.
fn edited(site: &Site, claim: &Claim, bound: &Bound) -> bool {
    claim.mode == Mode::Owned
        && match claim.judgement.verdict {
            Verdict::Holds | Verdict::Stale => claim.judgement.fix.is_some(),
            Verdict::Unjudged => wording::phrase(site, claim, bound)
                .is_some_and(|phrase| phrase.trim() != claim.words.trim()),
            _ => false,
        }
}

/// Whether a number is wrong in a claim whose words are its author's and mean what they say.
fn wrong(claim: &Claim) -> bool {
    matches!(claim.mode, Mode::Exact | Mode::Weaker | Mode::Approximate(_))
        && matches!(
            claim.judgement.verdict,
            Verdict::Contradicted | Verdict::SaysMore | Verdict::SaysLess
        )
}

fn is_count(bound: &Bound) -> bool {
    let selector = bound.fact.selector.as_ref();
    selector.is_some_and(|selector| selector.aggregate == Some(Aggregate::Count))
}

/// Whether words differ from their fact in nothing but the unit, as `4 GB` does from 4 GiB: the
/// numbers are the fact's as they are written, and others once they are in the fact's unit.
fn other_unit(claim: &Claim, bound: &Bound) -> bool {
    fn numbers(text: &str) -> Vec<String> {
        let runs = text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
        let plain = runs.map(|run| run.replace(',', "").trim_matches('.').to_string());
        plain.filter(|run| !run.is_empty()).collect()
    }
    let Some(read) = &claim.judgement.reads_as else { return false };
    let fact = numbers(&claim.judgement.expected);
    bound.property.kind == Kind::Quantity
        && numbers(&claim.words) == fact
        && numbers(read) != fact
        && !fact.is_empty()
}

fn of_words(verdict: Verdict) -> Option<&'static Rule> {
    match verdict {
        Verdict::Holds => None,
        Verdict::Contradicted => Some(&claim_contradicted::RULE),
        Verdict::SaysMore => Some(&claim_says_more::RULE),
        Verdict::SaysLess => Some(&claim_says_less::RULE),
        Verdict::BoundDropped => Some(&claim_bound_dropped::RULE),
        Verdict::OutOfScope => Some(&claim_out_of_scope::RULE),
        Verdict::Disputed => Some(&disputed_not_shown::RULE),
        Verdict::Stale => Some(&claim_stale::RULE),
        Verdict::Unjudged => Some(&claim_unjudged::RULE),
    }
}

/// The statements of a fact that may be matched, with their values.
pub(super) fn live(fact: &crate::site::Fact) -> impl Iterator<Item = (usize, &Value)> {
    fact.statements.iter().enumerate().filter_map(|(index, statement)| {
        let live = statement.rank != crate::parse::Rank::Deprecated;
        Some((index, statement.value.as_ref().filter(|_| live)?))
    })
}

/// An item of a list, or the key cell of a table's row, with what was found of it.
pub(super) struct Item<'a> {
    /// The list or the table's key column.
    pub(super) claim: &'a Claim,
    /// Its fact.
    pub(super) bound: &'a Bound,
    /// The item's words and places.
    pub(super) cell: &'a Cell,
    /// All of them, in order.
    pub(super) cells: Vec<&'a Cell>,
    /// What was found.
    pub(super) verdict: &'a ItemVerdict,
}

/// The items and rows of a page whose verdicts are the matter of this rule.
pub(super) fn items<'a>(
    site: &'a Site,
    page: &'a Page,
    index: usize,
    rule: &'static Rule,
) -> Vec<Item<'a>> {
    let mut found = Vec::new();
    for claim in site.claims_of(index) {
        let (ClaimForm::List { judged, .. } | ClaimForm::Rows { judged, .. }) = &claim.form else {
            continue;
        };
        let Ok(bound) = &claim.bound else { continue };
        let cells = cells(page, &claim.form);
        let open = is_superset(page, &claim.form);
        for (verdict, cell) in judged.items.iter().zip(&cells) {
            // Beyond its fact, such a list may say what it likes.
            if open && matches!(verdict, ItemVerdict::Unjudged { .. }) {
                continue;
            }
            if of_item(&claim.form, verdict).is_some_and(|found| is(found, rule)) {
                found.push(Item { claim, bound, cell, cells: cells.clone(), verdict });
            }
        }
    }
    found
}

fn is_superset(page: &Page, form: &ClaimForm) -> bool {
    let ClaimForm::List { list, .. } = form else { return false };
    let options = page.article.lists.get(*list).map(|list| &list.options);
    options.into_iter().flatten().any(|(word, _)| word == "superset")
}

/// The items of a list, or the key cells of a table's rows, in order.
pub(super) fn cells<'a>(page: &'a Page, form: &ClaimForm) -> Vec<&'a Cell> {
    match form {
        ClaimForm::List { list, .. } => page
            .article
            .lists
            .get(*list)
            .map(|list| list.items.iter().collect())
            .unwrap_or_default(),
        ClaimForm::Rows { table, column, .. } => {
            let rows = page.article.tables.get(*table).map(|table| &table.rows);
            rows.into_iter().flatten().filter_map(|row| row.get(*column)).collect()
        }
        ClaimForm::Prose(_) | ClaimForm::Cell { .. } => Vec::new(),
    }
}

fn of_item(form: &ClaimForm, verdict: &ItemVerdict) -> Option<&'static Rule> {
    match verdict {
        ItemVerdict::Holds { .. } | ItemVerdict::Beside => None,
        ItemVerdict::Extra => Some(&list_item_extra::RULE),
        ItemVerdict::Repeated { .. } => Some(&list_item_repeated::RULE),
        ItemVerdict::OutOfOrder { .. } => Some(&list_out_of_order::RULE),
        ItemVerdict::SaysMore { .. } => Some(&claim_says_more::RULE),
        ItemVerdict::SaysLess { .. } => Some(&claim_says_less::RULE),
        ItemVerdict::Unjudged { .. } if matches!(form, ClaimForm::Rows { .. }) => {
            Some(&row_unknown::RULE)
        }
        ItemVerdict::Unjudged { .. } => Some(&claim_unjudged::RULE),
    }
}

/// The addresses on the web that a site names, each with what came of asking for it.
pub(super) fn external(site: &Site) -> Vec<(Named<'_>, &Outcome)> {
    let Some(external) = &site.external else { return Vec::new() };
    let named = site.named_addresses().into_iter();
    named.filter_map(|named| external.outcomes.get(named.to).map(|it| (named, it))).collect()
}
