//! Lists that are claims as wholes: their items are read and judged together. Tables are left to
//! `grids`, the judging of sets of names to `value`.

use super::binding::{Binding, Judging, PageScopes};
use super::claims::{Bound, Claim, ClaimForm, Unbound};
use super::judging::unjudged;
use crate::parse::{Cell, RawList};
use crate::source::Span;
use crate::value::{
    Cover, ItemVerdict, Judgement, Kind, ListJudgement, ListOptions, Mode, Verdict, judge_list,
};

impl<'s> Judging<'s> {
    /// A list that a comment binds.
    pub(super) fn list(
        &self,
        page: usize,
        scopes: &PageScopes,
        index: usize,
        raw: &RawList,
    ) -> Claim {
        let nothing = ListJudgement { items: Vec::new(), missing: Vec::new() };
        let mut claim = Claim {
            page,
            form: ClaimForm::List { list: index, judged: nothing },
            span: raw.span.clone(),
            words_span: raw.span.clone(),
            words: joined(raw.items.iter()),
            to: raw.to.clone(),
            to_span: raw.to_span.clone(),
            bound: Err(Unbound::Malformed("no list and no code follows the comment".to_string())),
            mode: Mode::Exact,
            judgement: unjudged("it is bound to no fact"),
            asked: None,
        };
        if raw.items.is_empty() {
            return claim;
        }
        let options = match options(&raw.options) {
            Ok(options) => options,
            Err((unbound, span)) => {
                claim.bound = Err(unbound);
                claim.to_span = span;
                return claim;
            }
        };
        let found = self.bind(page, scopes, &raw.to, raw.comment.start).and_then(|binding| {
            let bound = self.bound(&binding, &binding.fact.choose(&binding.scope))?;
            Ok((binding, bound))
        });
        let (binding, bound) = match found {
            Ok(found) => found,
            Err(unbound) => {
                claim.bound = Err(unbound);
                return claim;
            }
        };
        if !matches!(bound.property.kind, Kind::Set | Kind::Table) {
            let words = format!(
                "{} is no set or table, so no list can be compared with it",
                binding.reference.id
            );
            claim.bound = Err(Unbound::Malformed(words));
            return claim;
        }
        let items: Vec<&str> = raw.items.iter().map(|item| item.words.as_str()).collect();
        let (judged, judgement) = self.items(&binding, &bound, &items, options);
        claim.form = ClaimForm::List { list: index, judged };
        claim.judgement = judgement;
        claim.bound = Ok(bound);
        claim
    }

    /// Whether a fact lists all that there is.
    pub(super) fn is_complete(&self, binding: &Binding<'s>) -> bool {
        binding.fact.property.complete
    }

    /// The items of a list, or the names of a table's rows, against a fact; `cover` and `ordered` are what
    /// the comment asks for.
    pub(super) fn items(
        &self,
        binding: &Binding<'s>,
        bound: &Bound,
        items: &[&str],
        (cover, ordered): (Option<Cover>, bool),
    ) -> (ListJudgement, Judgement) {
        // Without a word for it, how a list must cover its fact follows from the fact.
        let usual = if self.is_complete(binding) { Cover::Exact } else { Cover::Subset };
        let options = ListOptions { cover: cover.unwrap_or(usual), ordered };
        let Some(value) = &bound.value else {
            let nothing = ListJudgement { items: Vec::new(), missing: Vec::new() };
            let reason = match bound.rivals.is_empty() {
                true => format!("nothing is stated for {}", binding.scope),
                false => "the fact is in dispute".to_string(),
            };
            let mut judgement = unjudged(&reason);
            if !bound.rivals.is_empty() {
                judgement.verdict = Verdict::Disputed;
            }
            return (nothing, judgement);
        };
        let cx = self.context(binding, &bound.property);
        let judged = judge_list(items, value, &cx, &options);
        let (verdict, reason) = sum_up(&judged);
        let judgement = Judgement {
            verdict,
            reads_as: (verdict != Verdict::Unjudged).then(|| items.join("; ")),
            expected: value.notation(&cx),
            reason,
            fix: None,
        };
        (judged, judgement)
    }
}

/// The verdict on a list as a whole, with the reason.
fn sum_up(judged: &ListJudgement) -> (Verdict, String) {
    let count =
        |kind: fn(&ItemVerdict) -> bool| judged.items.iter().filter(|item| kind(item)).count();
    let extra = count(|item| matches!(item, ItemVerdict::Extra | ItemVerdict::SaysMore { .. }));
    let less = count(|item| matches!(item, ItemVerdict::SaysLess { .. })) + judged.missing.len();
    let moved = count(|item| matches!(item, ItemVerdict::OutOfOrder { .. }));
    let open = judged.items.iter().find_map(|item| match item {
        ItemVerdict::Unjudged { reason } => Some(reason),
        _ => None,
    });
    match (extra, less, moved, open) {
        (0, 0, 0, None) => (Verdict::Holds, "every item agrees".to_string()),
        (0, 0, 0, Some(reason)) => (Verdict::Unjudged, reason.clone()),
        (0, 0, moved, _) => (Verdict::Contradicted, format!("{moved} out of order")),
        (extra, 0, ..) => (Verdict::SaysMore, format!("{extra} beyond the fact")),
        (0, less, ..) => (Verdict::SaysLess, format!("{less} short of the fact")),
        (extra, less, ..) => {
            (Verdict::Contradicted, format!("{extra} beyond the fact, {less} short of it"))
        }
    }
}

/// How a list must cover its fact, if the comment says so, and whether it must keep its order.
fn options(words: &[(String, Span)]) -> Result<(Option<Cover>, bool), (Unbound, Span)> {
    let (mut cover, mut ordered) = (None, false);
    for (word, span) in words {
        match word.as_str() {
            "exact" => cover = Some(Cover::Exact),
            "subset" => cover = Some(Cover::Subset),
            "superset" => cover = Some(Cover::Superset),
            "ordered" => ordered = true,
            other => {
                let known = ["exact", "subset", "superset", "ordered"];
                let near = crate::parse::nearest(other, known.into_iter());
                let near = near.map(|near| format!(", perhaps {near}")).unwrap_or_default();
                let words = format!("\"{other}\" is no option of a list{near}");
                return Err((Unbound::Malformed(words), span.clone()));
            }
        }
    }
    Ok((cover, ordered))
}

/// The words of some cells as one text.
pub(super) fn joined<'c>(cells: impl Iterator<Item = &'c Cell>) -> String {
    cells.map(|cell| cell.words.as_str()).collect::<Vec<_>>().join("; ")
}
