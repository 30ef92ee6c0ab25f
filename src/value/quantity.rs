//! Quantities: sets of exact amounts of something.
//! How amounts are spelt is left to `read::quantity`, how units convert to `unit`.

use super::number::Number;
use super::ranges::{End, Range, Ranges};
use super::unit::Unit;

/// A set of amounts, in base units, with the unit it is shown in.
#[derive(Clone, Debug)]
pub struct Quantity {
    pub(crate) amounts: Ranges<Number>,
    pub(crate) unit: Option<Unit>,
}

impl PartialEq for Quantity {
    /// Equality of meaning: 10 Gbit/s is 10,000 Mbit/s.
    fn eq(&self, other: &Quantity) -> bool {
        let alike = match (&self.unit, &other.unit) {
            (Some(one), Some(two)) => one.is_like(two),
            (None, None) => true,
            _ => false,
        };
        alike && self.amounts == other.amounts
    }
}

impl Quantity {
    /// A set of amounts in base units, in the one form that equal sets have.
    pub(crate) fn new(amounts: &Ranges<Number>, unit: Option<Unit>) -> Quantity {
        let amounts = normal(amounts, unit.as_ref(), unit.as_ref().is_some_and(Unit::counts));
        Quantity { amounts, unit }
    }

    /// The one amount there is, and all above it.
    pub(crate) fn or_more(&self) -> Option<Quantity> {
        let least = *self.amounts.single()?;
        let amounts = Ranges::between(End::With(least), End::Open);
        Some(Quantity::new(&amounts, self.unit.clone()))
    }

    /// The same amounts, as if they were counted.
    pub(crate) fn counted(&self) -> Ranges<Number> {
        normal(&self.amounts, self.unit.as_ref(), true)
    }

    /// So many base units, in the unit it is shown in.
    pub(crate) fn shown(&self, amount: Number) -> Number {
        self.unit.as_ref().and_then(|unit| unit.of_base(amount)).unwrap_or(amount)
    }

    /// The bound, where it is bounded on one side only, and whether that is the upper side.
    pub(crate) fn bound(&self) -> Option<(Number, bool)> {
        let range = self.amounts.only()?;
        let open_below = match &range.low {
            End::Open => true,
            End::With(low) => *low == Number::ZERO && self.is_natural(),
            End::Without(_) => false,
        };
        match (&range.low, &range.high) {
            (_, End::With(high)) if open_below => Some((*high, true)),
            (End::With(low), End::Open) => Some((*low, false)),
            _ => None,
        }
    }

    /// Whether nothing below zero can be meant.
    pub(crate) fn is_natural(&self) -> bool {
        self.unit.as_ref().is_none_or(|unit| !unit.goes_below_zero())
    }
}

/// Open lower ends become zero where nothing is below it; counted things become whole.
fn normal(amounts: &Ranges<Number>, unit: Option<&Unit>, counted: bool) -> Ranges<Number> {
    let negative = |range: &Range<Number>| {
        [&range.low, &range.high]
            .into_iter()
            .filter_map(End::point)
            .any(|point| point.is_negative())
    };
    let natural =
        unit.is_none_or(|unit| !unit.goes_below_zero()) && !amounts.ranges().iter().any(negative);
    let mut all: Vec<Range<Number>> = Vec::new();
    for range in amounts.ranges() {
        let mut range = range.clone();
        if natural && range.low == End::Open {
            range.low = End::With(Number::ZERO);
        }
        if counted {
            range = whole(range);
            let next = |high: &Number| high.plus(Number::ONE);
            if let (Some(last), End::With(low)) = (all.last_mut(), &range.low)
                && let End::With(high) = &last.high
                && next(high) == Some(*low)
            {
                last.high = range.high;
                continue;
            }
        }
        all.push(range);
    }
    Ranges::new(all)
}

fn whole(range: Range<Number>) -> Range<Number> {
    let low = match range.low {
        End::With(low) => End::With(low.ceil()),
        End::Without(low) => low.floor().plus(Number::ONE).map_or(End::Without(low), End::With),
        End::Open => End::Open,
    };
    let high = match range.high {
        End::With(high) => End::With(high.floor()),
        End::Without(high) => high.ceil().minus(Number::ONE).map_or(End::Without(high), End::With),
        End::Open => End::Open,
    };
    Range { low, high }
}
