//! Lists and tables that are claims as wholes: their items and rows are read and judged together.
//! The judging of sets of names is left to `value`.

use super::binding::{Binding, Judging, PageScopes};
use super::claims::{Bound, Claim, ClaimForm, Unbound};
use super::judging::unjudged;
use crate::parse::{Cell, RawList, RawTable};
use crate::source::Span;
use crate::value::{
    Cover, ItemVerdict, Judgement, Kind, ListJudgement, ListOptions, Mode, Table, Value, Verdict,
    judge, judge_list,
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

    /// A table with links in its head: its key column as a list of rows, and every other cell.
    pub(super) fn table(
        &self,
        page: usize,
        scopes: &PageScopes,
        index: usize,
        raw: &RawTable,
    ) -> Vec<Claim> {
        let article = &self.pages[page].article;
        let columns: Vec<(usize, usize, Binding<'s>)> = raw
            .columns
            .iter()
            .enumerate()
            .filter_map(|(column, head)| {
                let head = (*head)?;
                let to = &article.claims[head].to;
                let binding = self.bind(page, scopes, to, raw.span.start).ok()?;
                binding.is_column().then_some((column, head, binding))
            })
            .collect();
        let Some((key_column, head, key)) = columns.first() else { return Vec::new() };
        let head_claim = &article.claims[*head];
        let cells: Vec<&Cell> = raw.rows.iter().filter_map(|row| row.get(*key_column)).collect();
        let items: Vec<&str> = cells.iter().map(|cell| cell.words.as_str()).collect();
        let new = |form, span: Span, words: String, judgement| Claim {
            page,
            form,
            words_span: span.clone(),
            span,
            words,
            to: head_claim.to.clone(),
            to_span: head_claim.to_span.clone(),
            bound: Err(Unbound::Malformed(String::new())),
            mode: Mode::Exact,
            judgement,
            asked: None,
        };
        let choice = key.fact.choose(&key.scope);
        let nothing = ListJudgement { items: Vec::new(), missing: Vec::new() };
        let form = |judged| ClaimForm::Rows { table: index, column: *key_column, judged };
        let bound = match self.bound(key, &choice) {
            Ok(bound) => bound,
            Err(unbound) => {
                let judgement = unjudged("it is bound to no fact");
                let mut claim =
                    new(form(nothing), head_claim.span.clone(), items.join("; "), judgement);
                claim.bound = Err(unbound);
                return vec![claim];
            }
        };
        let cover = if self.is_complete(key) { Cover::Exact } else { Cover::Subset };
        let (judged, judgement) = self.items(key, &bound, &items, (Some(cover), false));
        let statement = bound.statement;
        let mut rows = new(
            form(judged.clone()),
            head_claim.span.clone(),
            joined(cells.iter().copied()),
            judgement,
        );
        rows.words_span = head_claim.words_span.clone();
        rows.bound = Ok(bound);
        let mut claims = vec![rows];
        let whole = statement.and_then(|index| key.fact.statements[index].value.as_ref());
        let Some(Value::Table(table)) = whole else { return claims };
        for (column, head, binding) in &columns[1..] {
            let name = match column_of(binding, key, table) {
                Ok(name) => name,
                Err(unbound) => {
                    let head = &article.claims[*head];
                    let judgement = unjudged("it is bound to no fact");
                    let mut claim = new(
                        form(nothing.clone()),
                        head.span.clone(),
                        head.words.clone(),
                        judgement,
                    );
                    claim.to = head.to.clone();
                    claim.to_span = head.to_span.clone();
                    claim.bound = Err(unbound);
                    claims.push(claim);
                    continue;
                }
            };
            let rows = raw.rows.iter().enumerate().zip(&judged.items);
            for ((row, cells), item) in rows {
                let (Some(id), Some(cell)) = (id_of(item), cells.get(*column)) else { continue };
                if cell.claim.is_some() {
                    continue;
                }
                let Some((bound, judgement)) = self.cell(binding, table, id, name, cell, statement)
                else {
                    continue;
                };
                let form =
                    ClaimForm::Cell { table: index, row, column: *column, key: id.to_string() };
                let mut claim = new(form, cell.span.clone(), cell.words.clone(), judgement);
                claim.to = article.claims[*head].to.clone();
                claim.to_span = article.claims[*head].to_span.clone();
                claim.bound = Ok(bound);
                claims.push(claim);
            }
        }
        claims
    }

    fn cell(
        &self,
        binding: &Binding<'s>,
        table: &Table,
        id: &str,
        column: &str,
        cell: &Cell,
        statement: Option<usize>,
    ) -> Option<(Bound, Judgement)> {
        let row = table.rows.iter().find(|row| row.id == id)?;
        let property = table.columns.get(column)?.clone();
        let value = row.cells.get(column);
        let judgement = match value {
            Some(value) => {
                let cx = self.context(binding, &property);
                judge(&cell.words, value, &cx, &Mode::Exact)
            }
            None if cell.words.is_empty() => return None,
            None => unjudged(&format!("the fact says nothing of the {column} of {}", row.name)),
        };
        let mut fact = binding.reference.clone();
        fact.id = format!("{}.{}[{}={id}].{column}", fact.subject, fact.property, table.key);
        let bound = Bound {
            fact,
            scope: binding.scope.clone(),
            statement,
            rivals: Vec::new(),
            value: value.cloned(),
            property,
        };
        Some((bound, judgement))
    }

    fn is_complete(&self, binding: &Binding<'s>) -> bool {
        binding.fact.property.complete
    }

    fn items(
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

/// The column that a link in a table's head means, of the same fact as the key column's.
fn column_of<'b>(
    binding: &'b Binding<'_>,
    key: &Binding<'_>,
    table: &Table,
) -> Result<&'b str, Unbound> {
    let (own, whole) = (&binding.reference, &key.reference);
    if own.subject != whole.subject || own.property != whole.property {
        return Err(Unbound::Malformed("the columns of a table are bound to one fact".to_string()));
    }
    let name = own.selector.as_ref().and_then(|selector| selector.column.as_deref());
    let Some(name) = name else {
        let words = "the first linked column names the rows; a further one names its column";
        return Err(Unbound::Malformed(words.to_string()));
    };
    if !table.columns.contains_key(name) {
        let near = crate::parse::nearest(name, table.columns.keys().map(String::as_str));
        let near = near.map(|near| format!("{}.{}.{near}", whole.subject, whole.property));
        return Err(Unbound::UnknownFact { id: own.id.clone(), near });
    }
    Ok(name)
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

fn id_of(item: &ItemVerdict) -> Option<&str> {
    match item {
        ItemVerdict::Holds { id }
        | ItemVerdict::OutOfOrder { id }
        | ItemVerdict::SaysMore { id }
        | ItemVerdict::SaysLess { id } => Some(id),
        _ => None,
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

fn joined<'c>(cells: impl Iterator<Item = &'c Cell>) -> String {
    cells.map(|cell| cell.words.as_str()).collect::<Vec<_>>().join("; ")
}
