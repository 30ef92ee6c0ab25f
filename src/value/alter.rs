//! Small changes to a value, the same each time: what a fact might come to say instead.
//! What is to be learnt from them is left to the caller.

use jiff::Span as Time;
use jiff::civil::Date;

use super::date::{DateSet, Precision, precision};
use super::number::Number;
use super::quantity::Quantity;
use super::ranges::{End, Range, Ranges};
use super::set::Set;
use super::version::VersionSet;
use super::{Context, Property, Table, Value};

/// Other values of the same property that lie near; none for words that people judge.
pub(super) fn alterations(value: &Value, cx: &Context<'_>) -> Vec<Value> {
    let mut all = match value {
        Value::None => vec![Value::Unknown],
        Value::Unknown => vec![Value::None],
        Value::Quantity(quantity) => quantities(quantity),
        Value::Version(set) => {
            let later = mapped(&set.ranges, |version| version.later());
            later.map(|ranges| Value::Version(VersionSet { ranges })).into_iter().collect()
        }
        Value::Status(status) => statuses(status, cx),
        Value::Boolean(truth) => vec![Value::Boolean(!truth)],
        Value::Date(set) => dates(set).into_iter().collect(),
        Value::Enum(word) => {
            let next = other(cx.property.values.keys().map(String::as_str), word);
            next.map(|word| Value::Enum(word.to_string())).into_iter().collect()
        }
        Value::Entity(id) => {
            let next = other(cx.names.all(), id);
            next.map(|id| Value::Entity(id.to_string())).into_iter().collect()
        }
        Value::Set(set) => sets(set, cx),
        Value::Table(table) => tables(table, cx),
        Value::Text(_) | Value::Url(_) => Vec::new(),
    };
    all.retain(|other| other != value);
    all
}

/// The word that follows in a list that goes round.
fn other<'w>(words: impl Iterator<Item = &'w str> + Clone, word: &str) -> Option<&'w str> {
    let mut after = words.clone().skip_while(|known| *known != word).skip(1);
    after.next().or_else(|| words.clone().find(|known| *known != word))
}

fn mapped<T: Ord + Clone>(
    ranges: &Ranges<T>,
    change: impl Fn(&T) -> Option<T>,
) -> Option<Ranges<T>> {
    let end = |end: &End<T>| {
        Some(match end {
            End::Open => End::Open,
            End::With(point) => End::With(change(point)?),
            End::Without(point) => End::Without(change(point)?),
        })
    };
    let range = |range: &Range<T>| Some(Range { low: end(&range.low)?, high: end(&range.high)? });
    let all: Option<Vec<Range<T>>> = ranges.ranges().iter().map(range).collect();
    Some(Ranges::new(all?))
}

/// One more, one less, and twice as much.
fn quantities(quantity: &Quantity) -> Vec<Value> {
    let natural = quantity.is_natural();
    let by = |change: &dyn Fn(Number) -> Option<Number>| -> Option<Value> {
        let end = |amount: &Number| {
            let Some(unit) = &quantity.unit else { return change(*amount) };
            unit.to_base(change(unit.of_base(*amount)?)?)
        };
        // Where nothing is below zero, a lower end at zero is no bound that anybody set.
        let floor = |range: &Range<Number>| {
            natural && range.low == End::With(Number::ZERO) && range.single().is_none()
        };
        let range = |range: &Range<Number>| {
            let whole = mapped(&Ranges::new([range.clone()]), end)?;
            let changed = whole.only()?.clone();
            Some(if floor(range) { Range { low: range.low.clone(), ..changed } } else { changed })
        };
        let all: Option<Vec<_>> = quantity.amounts.ranges().iter().map(range).collect();
        let all = Ranges::new(all?);
        let points = all.ranges().iter().flat_map(|range| [&range.low, &range.high]);
        let below = points.filter_map(End::point).any(|point| point.is_negative());
        if all.is_empty() || (natural && below) {
            return None;
        }
        Some(Value::Quantity(Quantity::new(&all, quantity.unit.clone())))
    };
    let more = by(&|amount| amount.plus(Number::ONE));
    let less = by(&|amount| amount.minus(Number::ONE));
    let twice = by(&|amount| amount.times(Number::whole(2)));
    [more, less, twice].into_iter().flatten().collect()
}

/// The next rung of the ladder, or the one before; and the first status beside it that it is not.
fn statuses(status: &str, cx: &Context<'_>) -> Vec<Value> {
    let all = &cx.words.statuses;
    let rung = other(all.ladder.iter().map(String::as_str), status);
    let beside = other(all.beside.iter().map(String::as_str), status);
    let is = |status: &str| Value::Status(status.to_string());
    rung.map(is).into_iter().chain(beside.map(is)).collect()
}

/// As much later as it is precise.
fn dates(set: &DateSet) -> Option<Value> {
    let mut all = Vec::new();
    for range in set.ranges.ranges() {
        let (low, high) = (range.low.point().copied(), range.high.point().copied());
        let step = match (low, high) {
            (Some(low), Some(high)) => precision(low, high).unwrap_or(Precision::Day),
            (Some(day), None) | (None, Some(day)) => match (day.month(), day.day()) {
                (1, 1) => Precision::Year,
                (_, 1) => Precision::Month,
                _ => Precision::Day,
            },
            (None, None) => return None,
        };
        let step = match step {
            Precision::Year => Time::new().years(1),
            Precision::Month => Time::new().months(1),
            Precision::Day => Time::new().days(1),
        };
        let later = |day: &Date| day.checked_add(step).ok();
        all.extend(mapped(&Ranges::new([range.clone()]), later)?.ranges().iter().cloned());
    }
    Some(Value::Date(DateSet { ranges: Ranges::new(all) }))
}

/// Each item left out in turn; where there is one only, another in its place.
fn sets(set: &Set, cx: &Context<'_>) -> Vec<Value> {
    if let [only] = set.items.as_slice() {
        let others = alterations(only, cx).into_iter();
        return others.map(|item| Value::Set(Set { items: vec![item], ..set.clone() })).collect();
    }
    let without = |index: usize| {
        let mut items = set.items.clone();
        items.remove(index);
        Value::Set(Set { items, ..set.clone() })
    };
    (0..set.items.len()).map(without).collect()
}

/// Each row left out in turn; then, for each column, its first cell changed.
fn tables(table: &Table, cx: &Context<'_>) -> Vec<Value> {
    let without = |index: usize| {
        let mut rows = table.rows.clone();
        rows.remove(index);
        Value::Table(Table { rows, ..table.clone() })
    };
    let mut all: Vec<Value> = (0..table.rows.len()).map(without).collect();
    let columns = table.columns.iter().filter(|(name, _)| **name != table.key);
    for (name, property) in columns {
        all.extend(cell(table, name, property, cx));
    }
    all
}

fn cell(table: &Table, column: &str, property: &Property, cx: &Context<'_>) -> Option<Value> {
    let cx = Context { property, ..*cx };
    for (index, row) in table.rows.iter().enumerate() {
        let Some(value) = row.cells.get(column) else { continue };
        let Some(other) = alterations(value, &cx).into_iter().next() else { continue };
        let mut rows = table.rows.clone();
        rows[index].cells.insert(column.to_string(), other);
        return Some(Value::Table(Table { rows, ..table.clone() }));
    }
    None
}
