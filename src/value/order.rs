//! How one value stands to another, where a rule compares them: by order where the kind has one,
//! else by equality. Which values are compared, and when, is left to `site`.

use super::number::Number;
use super::ranges::{End, Ranges};
use super::{Kind, Property, Quantity, Value, Words};

/// What one value is to be to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The same.
    Equal,
    /// Another.
    Different,
    /// Less.
    Below,
    /// Less or the same.
    UpTo,
    /// More.
    Above,
    /// More or the same.
    From,
}

impl Comparison {
    /// All of them with their signs; a sign that begins with another comes before it.
    pub const SIGNS: [(&str, Comparison); 6] = [
        ("!=", Comparison::Different),
        ("<=", Comparison::UpTo),
        (">=", Comparison::From),
        ("=", Comparison::Equal),
        ("<", Comparison::Below),
        (">", Comparison::Above),
    ];

    /// Whether it asks for an order.
    pub fn orders(self) -> bool {
        !matches!(self, Comparison::Equal | Comparison::Different)
    }
}

impl Kind {
    /// Whether its values can be put in order.
    pub fn is_ordered(self) -> bool {
        matches!(self, Kind::Quantity | Kind::Version | Kind::Status | Kind::Date)
    }
}

impl Property {
    /// Whether its values can be compared with those of another: they are of one kind, or one is a set
    /// of what the other is, and measure the same.
    pub fn is_comparable(&self, other: &Property, words: &Words) -> bool {
        let item = |property: &Property| match property.kind {
            Kind::Set => property.of.unwrap_or_default(),
            kind => kind,
        };
        let alike = match (&self.unit, &other.unit) {
            (Some(one), Some(two)) => words.unit_named(one).is_like(&words.unit_named(two)),
            _ => true,
        };
        item(self) == item(other) && self.kind != Kind::Table && alike
    }
}

impl Value {
    /// Whether this value stands to another as asked; nothing where that cannot be told: nobody knows
    /// one of them, they measure different things, or they overlap.
    ///
    /// A value with one bound is compared by it, a range as a whole. A status beside the ladder lies
    /// below the ladder. A set is the same as what is in it.
    pub fn compares(&self, how: Comparison, other: &Value, words: &Words) -> Option<bool> {
        match how {
            Comparison::Equal => equals(self, other, words),
            Comparison::Different => equals(self, other, words).map(|same| !same),
            Comparison::Below => order(self, other, words)?.below(),
            Comparison::UpTo => order(self, other, words)?.up_to(),
            Comparison::Above => order(other, self, words)?.below(),
            Comparison::From => order(other, self, words)?.up_to(),
        }
    }
}

/// How the ends of two values stand to each other.
#[derive(Clone, Copy)]
struct Order {
    /// The highest of the first to the lowest of the second.
    inner: std::cmp::Ordering,
    /// The lowest of the first to the highest of the second.
    outer: std::cmp::Ordering,
}

impl Order {
    fn below(self) -> Option<bool> {
        if self.inner.is_lt() { Some(true) } else { self.outer.is_ge().then_some(false) }
    }

    fn up_to(self) -> Option<bool> {
        if self.inner.is_le() { Some(true) } else { self.outer.is_gt().then_some(false) }
    }

    fn same(self) -> Option<bool> {
        match (self.inner.is_eq() && self.outer.is_eq(), self.inner.is_lt() || self.outer.is_gt()) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        }
    }
}

fn order(one: &Value, two: &Value, words: &Words) -> Option<Order> {
    match (one, two) {
        (Value::Quantity(one), Value::Quantity(two)) => {
            let alike = match (&one.unit, &two.unit) {
                (Some(one), Some(two)) => one.is_like(two),
                (None, None) => true,
                _ => false,
            };
            let floor = |it: &Quantity| it.is_natural().then_some(&Number::ZERO);
            let (low, high) = (ends(&one.amounts, floor(one))?, ends(&two.amounts, floor(two))?);
            alike.then(|| between(low, high))
        }
        (Value::Version(one), Value::Version(two)) => {
            Some(between(ends(&one.ranges, None)?, ends(&two.ranges, None)?))
        }
        (Value::Date(one), Value::Date(two)) => {
            Some(between(ends(&one.ranges, None)?, ends(&two.ranges, None)?))
        }
        (Value::Status(one), Value::Status(two)) => {
            let rung =
                |status: &str| words.statuses.ladder.iter().position(|known| known == status);
            let (low, high) = (rung(one), rung(two));
            // Two that stand beside the ladder have no order between them.
            let told = low.is_some() || high.is_some() || one == two;
            told.then(|| Order { inner: low.cmp(&high), outer: low.cmp(&high) })
        }
        _ => None,
    }
}

fn equals(one: &Value, two: &Value, words: &Words) -> Option<bool> {
    match (one, two) {
        (Value::Unknown, _) | (_, Value::Unknown) => None,
        (Value::Set(one), Value::Set(two)) if one != two => {
            (one.complete && two.complete).then_some(false)
        }
        (Value::Set(set), item) | (item, Value::Set(set)) if !matches!(item, Value::Set(_)) => {
            if set.items.contains(item) {
                Some(true)
            } else {
                set.complete.then_some(false)
            }
        }
        (Value::Status(one), Value::Status(two)) => Some(one == two),
        (one, two) if one == two => Some(true),
        (Value::None, _) | (_, Value::None) => Some(false),
        (Value::Quantity(_) | Value::Version(_) | Value::Date(_), _) => {
            order(one, two, words)?.same()
        }
        (one, two) => {
            let alike = std::mem::discriminant(one) == std::mem::discriminant(two);
            alike.then_some(false)
        }
    }
}

/// A point with what lies next to it: just below, at it, or just above.
type Edge<'r, T> = (&'r T, i8);

/// The lowest and the highest of a set; the one bound for both, where there is only one. Nothing
/// lies below `floor`, so a range that begins there is bounded above only.
fn ends<'r, T: Ord + Clone>(
    ranges: &'r Ranges<T>,
    floor: Option<&T>,
) -> Option<(Edge<'r, T>, Edge<'r, T>)> {
    let edge = |end: &'r End<T>, side: i8| match end {
        End::Open => None,
        End::With(point) => Some((point, 0)),
        End::Without(point) => Some((point, side)),
    };
    let open = ranges.only().is_some_and(|range| match &range.low {
        End::With(low) => Some(low) == floor && range.high != End::Open,
        End::Open | End::Without(_) => false,
    });
    let low = edge(&ranges.ranges().first()?.low, 1).filter(|_| !open);
    let high = edge(&ranges.ranges().last()?.high, -1);
    Some((low.or(high)?, high.or(low)?))
}

fn between<T: Ord>(one: (Edge<'_, T>, Edge<'_, T>), two: (Edge<'_, T>, Edge<'_, T>)) -> Order {
    Order { inner: one.1.cmp(&two.0), outer: one.0.cmp(&two.1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Form, Names, Node, Vocabulary};

    fn value(kind: &str, text: &str) -> Value {
        let words = Words::new("en", &Vocabulary::default());
        let property: Property =
            serde_json::from_value(serde_json::json!({ "type": kind, "unit": null })).expect(kind);
        let (key, text) =
            text.split_once(": ").map_or((None, text), |(key, text)| (Some(key), text));
        let plain = Node { span: 0..0, form: Form::Text { text: text.to_string(), quoted: true } };
        let node = match key {
            None => plain,
            Some(key) => Node {
                span: 0..0,
                form: Form::Map(vec![crate::value::Entry {
                    key: key.to_string(),
                    key_span: 0..0,
                    value: plain,
                }]),
            },
        };
        Value::from_node(&node, &property, &words, &Names::default()).expect(text)
    }

    fn is(kind: &str, one: &str, sign: &str, two: &str) -> Option<bool> {
        let words = Words::new("en", &Vocabulary::default());
        let how = Comparison::SIGNS.iter().find(|(known, _)| *known == sign).expect(sign).1;
        value(kind, one).compares(how, &value(kind, two), &words)
    }

    #[test]
    fn what_has_an_order_is_compared_by_it() {
        let (yes, no) = (Some(true), Some(false));
        for (kind, one, sign, two, wanted) in [
            ("quantity", "2 GiB", "<", "2100 MiB", yes),
            ("quantity", "2 GiB", "=", "2048 MiB", yes),
            ("quantity", "2 GiB", "<", "2 h", None),
            ("quantity", "max: 2", "<=", "max: 4", yes),
            ("quantity", "max: 4", "<=", "4", yes),
            ("quantity", "below: 4", "<", "4", yes),
            ("quantity", "below: 4", ">=", "4", no),
            ("quantity", "min: 4", "<=", "max: 8", yes),
            ("quantity", "min: 9", "<=", "max: 8", no),
            ("version", "4.10", ">", "4.9", yes),
            ("version", ">=6.5 <7.0", "<", "7.0", yes),
            ("version", ">=6.5 <7.0", "<", "6.7", None),
            ("version", ">=6.5", ">=", "6.5", yes),
            ("date", "2009-08", "<", "2009-09-01", yes),
            ("date", "2009-08", "<", "2009-08-15", None),
            ("date", "2009-08", "=", "2009-08-15", None),
            ("date", "2009-08", "=", "2009-08", yes),
            ("date", "before: 2009-08", "<", "2009-08", yes),
            ("status", "works", "<", "supported", yes),
            ("status", "unsupported", "<", "works", yes),
            ("status", "supported", "<=", "removed", no),
            ("status", "removed", "<", "unsupported", None),
            ("status", "removed", "!=", "unsupported", yes),
            ("boolean", "true", "=", "false", no),
            ("boolean", "true", "<", "false", None),
            ("quantity", "unknown", "=", "2", None),
            ("quantity", "none", "!=", "2", yes),
            ("quantity", "none", "<", "2", None),
        ] {
            assert_eq!(is(kind, one, sign, two), wanted, "{one} {sign} {two}");
        }
    }
}
