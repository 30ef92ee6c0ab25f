//! Statements of a fact on two sides: matched by what they say and by scope, and compared.
//! What else a fact consists of is left to `facts`.

use super::facts::{Change, Field, On, StatementChange, fields};
use crate::site::Statement;
use crate::value::{Property, Table, Value};

/// A way to take two statements for the same.
type Way<'a> = &'a dyn Fn(&Statement, &Statement) -> bool;

/// What became of each statement.
pub(super) fn compare(was: On<'_>, now: On<'_>) -> Vec<StatementChange> {
    let (old, new) = (&was.fact.statements, &now.fact.statements);
    let mut left: Vec<usize> = (0..old.len()).collect();
    let mut pairs: Vec<Option<usize>> = vec![None; new.len()];
    let alike = |one: &Statement, two: &Statement| of_both(was, one, now, two).is_empty();
    let cited = |one: &Statement, two: &Statement| {
        let ids = |it: &Statement| -> Vec<String> {
            it.sources.iter().map(|cited| cited.citation.id.it.clone()).collect()
        };
        one.scope == two.scope && ids(one) == ids(two)
    };
    // What is the same stays what it is; the rest is taken for the same by ever less.
    let ways: [Way<'_>; 4] = [&alike, &cited, &|one, two| one.scope == two.scope, &|one, two| {
        value(was, one) == value(now, two)
    }];
    for way in ways {
        for (index, statement) in new.iter().enumerate() {
            if pairs[index].is_none()
                && let Some(at) = left.iter().position(|at| way(&old[*at], statement))
            {
                pairs[index] = Some(left.remove(at));
            }
        }
    }
    let mut changes = Vec::new();
    for (statement, pair) in new.iter().zip(&pairs) {
        let scope = statement.scope.to_string();
        match pair {
            None => changes.push(one(now, statement, Change::Added)),
            Some(at) => {
                let fields = of_both(was, &old[*at], now, statement);
                if !fields.is_empty() {
                    changes.push(StatementChange { scope, change: Change::Changed, fields });
                }
            }
        }
    }
    changes.extend(left.iter().map(|at| one(was, &old[*at], Change::Removed)));
    changes
}

/// Every statement of a fact that is new or gone as a whole.
pub(super) fn all(on: On<'_>, change: Change) -> Vec<StatementChange> {
    on.fact.statements.iter().map(|statement| one(on, statement, change)).collect()
}

fn one(on: On<'_>, statement: &Statement, change: Change) -> StatementChange {
    let own = [
        ("value", value(on, statement)),
        ("rank", rank(statement).filter(|rank| rank != "normal")),
        ("sources", sources(statement)),
        ("replaced", replaced(statement)),
    ];
    let fields = fields(own.map(|(name, text)| match change {
        Change::Removed => (name, text, None),
        _ => (name, None, text),
    }));
    StatementChange { scope: statement.scope.to_string(), change, fields }
}

fn of_both(was: On<'_>, one: &Statement, now: On<'_>, two: &Statement) -> Vec<Field> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let scope = |it: &Statement| Some(it.scope.to_string()).filter(|scope| !scope.is_empty());
    let mut found = fields([("value", value(was, one), value(now, two))]);
    if let (Some(Value::Table(left)), Some(Value::Table(right))) = (&one.value, &two.value) {
        found.extend(cells((was, left), (now, right)));
    } else if found.is_empty() && one.value != two.value {
        // Sets may differ in how they are meant where their notation does not show it.
        let name = "value".to_string();
        let words = |value: &Option<Value>| value.as_ref().map(meant);
        found.push(Field { name, before: words(&one.value), after: words(&two.value) });
    }
    found.extend(fields([
        ("scope", scope(one), scope(two)),
        ("rank", rank(one), rank(two)),
        ("sources", sources(one), sources(two)),
        ("replaced", replaced(one), replaced(two)),
        ("checked", day(one.checked), day(two.checked)),
        ("due", day(one.due), day(two.due)),
    ]));
    found
}

fn value(on: On<'_>, statement: &Statement) -> Option<String> {
    Some(on.notation(statement.value.as_ref()?, &on.fact.property))
}

/// What notation leaves out of a value.
fn meant(value: &Value) -> String {
    match value {
        Value::Set(set) if set.complete => "a complete list".to_string(),
        Value::Set(_) => "a list that may lack items".to_string(),
        _ => "the same words with another meaning".to_string(),
    }
}

fn rank(statement: &Statement) -> Option<String> {
    Some(statement.rank.as_str().to_string())
}

fn sources(statement: &Statement) -> Option<String> {
    let words = statement.sources.iter().map(|cited| {
        let citation = &cited.citation;
        let at = citation.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
        let quote = citation.quote.as_ref().map(|quote| format!(": “{}”", quote.it));
        format!("{}{at}{}", citation.id.it, quote.unwrap_or_default())
    });
    Some(words.collect::<Vec<_>>().join("; ")).filter(|words| !words.is_empty())
}

fn replaced(statement: &Statement) -> Option<String> {
    let it = statement.replaced.as_ref()?;
    let parts = [
        it.on.map(|on| format!("on {on}")),
        it.because.clone(),
        it.reported_by.as_ref().map(|by| format!("reported by {by}")),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// The cells of rows that both tables have, by the rows' names.
fn cells((was, one): (On<'_>, &Table), (now, two): (On<'_>, &Table)) -> Vec<Field> {
    let mut found = Vec::new();
    for row in &two.rows {
        let Some(old) = one.rows.iter().find(|old| old.id == row.id) else { continue };
        let gone = one.columns.keys().filter(|name| !two.columns.contains_key(*name));
        for column in two.columns.keys().chain(gone) {
            let text = |on: On<'_>, table: &Table, value: Option<&Value>| {
                let property: &Property = table.columns.get(column)?;
                Some(on.notation(value?, property))
            };
            let before = text(was, one, old.cells.get(column));
            let after = text(now, two, row.cells.get(column));
            if before != after {
                let name = format!("{} of {}", column.replace('-', " "), row.name);
                found.push(Field { name, before, after });
            }
        }
    }
    found
}
