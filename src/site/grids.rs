//! Tables with links in their heads: the first linked column is judged as a list of the fact's rows, every
//! cell under a further one against the cell of the fact. Lists are left to `collections`.

use super::binding::{Binding, Judging, PageScopes};
use super::claims::{Bound, Claim, ClaimForm, Unbound};
use super::collections::joined;
use super::judging::unjudged;
use crate::parse::{Cell, RawClaim, RawTable};
use crate::value::{Cover, ItemVerdict, Judgement, ListJudgement, Mode, Table, Value, judge};

/// A column of an article's table whose head is a link to a fact.
struct Column<'r, 's> {
    page: usize,
    /// Where it stands in the table.
    at: usize,
    /// The link in its head.
    head: &'r RawClaim,
    binding: Binding<'s>,
}

impl Column<'_, '_> {
    /// A claim with the words of the head; what it is bound to may be set afterwards.
    fn claim(&self, form: ClaimForm, bound: Result<Bound, Unbound>, judgement: Judgement) -> Claim {
        Claim {
            page: self.page,
            form,
            span: self.head.span.clone(),
            words_span: self.head.words_span.clone(),
            words: self.head.words.clone(),
            to: self.head.to.clone(),
            to_span: self.head.to_span.clone(),
            bound,
            mode: Mode::Exact,
            judgement,
            asked: None,
        }
    }

    /// A claim on a column of which no fact is known.
    fn unbound(&self, form: ClaimForm, why: Unbound) -> Claim {
        self.claim(form, Err(why), unjudged("it is bound to no fact"))
    }
}

impl<'s> Judging<'s> {
    /// The claims of a table: one on its rows, and one on each cell under a linked head.
    pub(super) fn table(
        &self,
        page: usize,
        scopes: &PageScopes,
        index: usize,
        raw: &RawTable,
    ) -> Vec<Claim> {
        let columns = self.columns(page, scopes, raw);
        let Some((key, others)) = columns.split_first() else { return Vec::new() };
        let rows = self.rows(key, index, raw);
        let (ClaimForm::Rows { judged, .. }, Ok(bound)) = (&rows.form, &rows.bound) else {
            return vec![rows];
        };
        let statement = bound.statement;
        let whole = statement.and_then(|at| key.binding.fact.statements[at].value.as_ref());
        let Some(Value::Table(table)) = whole else { return vec![rows] };
        let mut cells = Vec::new();
        for column in others {
            let name = match column_of(&column.binding, &key.binding, table) {
                Ok(name) => name,
                Err(unbound) => {
                    let nothing = ListJudgement { items: Vec::new(), missing: Vec::new() };
                    let at = key.at;
                    let form = ClaimForm::Rows { table: index, column: at, judged: nothing };
                    cells.push(column.unbound(form, unbound));
                    continue;
                }
            };
            for ((row, line), item) in raw.rows.iter().enumerate().zip(&judged.items) {
                let (Some(id), Some(cell)) = (id_of(item), line.get(column.at)) else { continue };
                if cell.claim.is_some() {
                    continue;
                }
                let found = self.cell(&column.binding, statement, table, (id, name), cell);
                let Some((bound, judgement)) = found else { continue };
                let key = id.to_string();
                let form = ClaimForm::Cell { table: index, row, column: column.at, key };
                cells.push(Claim {
                    span: cell.span.clone(),
                    words_span: cell.span.clone(),
                    words: cell.words.clone(),
                    ..column.claim(form, Ok(bound), judgement)
                });
            }
        }
        let mut claims = vec![rows];
        claims.append(&mut cells);
        claims
    }

    /// The columns of a table that are bound to a table of facts.
    fn columns<'r>(
        &'r self,
        page: usize,
        scopes: &PageScopes,
        raw: &RawTable,
    ) -> Vec<Column<'r, 's>> {
        let article = &self.pages[page].article;
        let heads = raw.columns.iter().enumerate();
        let bound = heads.filter_map(|(at, head)| {
            let head = &article.claims[(*head)?];
            let binding = self.bind(page, scopes, &head.to, raw.span.start).ok()?;
            binding.is_column().then_some(Column { page, at, head, binding })
        });
        bound.collect()
    }

    /// The claim on the rows: the cells of the key column as a list of the fact's rows.
    fn rows(&self, key: &Column<'_, 's>, index: usize, raw: &RawTable) -> Claim {
        let cells: Vec<&Cell> = raw.rows.iter().filter_map(|row| row.get(key.at)).collect();
        let words = joined(cells.iter().copied());
        let form = |judged| ClaimForm::Rows { table: index, column: key.at, judged };
        let choice = key.binding.fact.choose(&key.binding.scope);
        let bound = match self.bound(&key.binding, &choice) {
            Ok(bound) => bound,
            Err(unbound) => {
                let nothing = ListJudgement { items: Vec::new(), missing: Vec::new() };
                let span = key.head.span.clone();
                return Claim { words, words_span: span, ..key.unbound(form(nothing), unbound) };
            }
        };
        let items: Vec<&str> = cells.iter().map(|cell| cell.words.as_str()).collect();
        let cover = if self.is_complete(&key.binding) { Cover::Exact } else { Cover::Subset };
        let (judged, judgement) = self.items(&key.binding, &bound, &items, (Some(cover), false));
        Claim { words, ..key.claim(form(judged), Ok(bound), judgement) }
    }

    /// A cell against the row and the column of the fact's table; nothing where neither says anything.
    fn cell(
        &self,
        binding: &Binding<'s>,
        statement: Option<usize>,
        table: &Table,
        (id, column): (&str, &str),
        cell: &Cell,
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

fn id_of(item: &ItemVerdict) -> Option<&str> {
    match item {
        ItemVerdict::Holds { id }
        | ItemVerdict::OutOfOrder { id }
        | ItemVerdict::SaysMore { id }
        | ItemVerdict::SaysLess { id } => Some(id),
        _ => None,
    }
}
