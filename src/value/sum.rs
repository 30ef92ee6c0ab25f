//! Adding up amounts: the cells of a column, or the items of a set.
//! Which cells those are is left to `select`.

use super::number::Number;
use super::quantity::Quantity;
use super::ranges::{End, Ranges};
use super::unit::{Measure, Unit};
use super::{Kind, Property, SelectProblem, Value, Words};

/// The sum of some cells, bounds added to bounds, with the property that it has. `none` adds nothing;
/// where a cell is absent or unknown, nobody knows the sum.
///
/// # Errors
/// When the cells are not amounts of one measure, or one of them is several amounts.
pub(super) fn sum<'v>(
    cells: impl Iterator<Item = Option<&'v Value>>,
    column: &Property,
    name: &str,
    words: &Words,
) -> Result<(Value, Property), SelectProblem> {
    let refused = || SelectProblem::NotSummed { column: name.to_string() };
    let mut unit = column.unit.as_ref().map(|unit| words.unit_named(unit));
    let mut measured = unit.is_some();
    let mut total = (End::With(Number::ZERO), End::With(Number::ZERO));
    let mut known = column.kind == Kind::Quantity || column.of == Some(Kind::Quantity);
    if !known {
        return Err(refused());
    }
    for cell in cells {
        let quantity = match cell {
            Some(Value::Quantity(quantity)) => quantity,
            Some(Value::None) => continue,
            Some(Value::Unknown) | None => {
                known = false;
                continue;
            }
            Some(_) => return Err(refused()),
        };
        if !measured {
            unit.clone_from(&quantity.unit);
            measured = true;
        }
        // A sum of temperatures is the temperature of nothing.
        let adds = match (&unit, &quantity.unit) {
            (None, None) => true,
            (Some(one), Some(two)) => one.is_like(two) && one.measure != Measure::Temperature,
            _ => false,
        };
        let range = quantity.amounts.only().filter(|_| adds).ok_or_else(refused)?;
        let low = plus(&total.0, &range.low).ok_or_else(refused)?;
        total = (low, plus(&total.1, &range.high).ok_or_else(refused)?);
    }
    let property = Property { kind: Kind::Quantity, of: None, ..column.clone() };
    if !known {
        return Ok((Value::Unknown, property));
    }
    let amounts = Ranges::between(total.0, total.1);
    Ok((Value::Quantity(Quantity::new(&amounts, unit)), property))
}

impl Value {
    /// The same amounts in the unit that a property declares, which plain numbers take on. Nothing
    /// where it measures something else; other kinds of value stay what they are.
    pub fn in_unit_of(self, property: &Property, words: &Words) -> Option<Value> {
        let (Value::Quantity(quantity), Some(unit)) = (&self, &property.unit) else {
            return Some(self);
        };
        let unit = words.unit_named(unit);
        let takes = match &quantity.unit {
            Some(own) => own.is_like(&unit),
            None => Unit::counts(&unit),
        };
        takes.then(|| Value::Quantity(Quantity::new(&quantity.amounts, Some(unit))))
    }
}

/// The end of a sum of two ranges, unless it has too many digits.
fn plus(one: &End<Number>, two: &End<Number>) -> Option<End<Number>> {
    Some(match (one, two) {
        (End::Open, _) | (_, End::Open) => End::Open,
        (End::With(one), End::With(two)) => End::With(one.plus(*two)?),
        (End::With(one) | End::Without(one), End::With(two) | End::Without(two)) => {
            End::Without(one.plus(*two)?)
        }
    })
}
