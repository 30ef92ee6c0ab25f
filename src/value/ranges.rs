//! Sets of ordered points as ranges: the one thing that quantities, versions and dates compare by.
//! What the points are, and how a set is spelt, is left to each kind.

use std::cmp::Ordering;

/// Where a range ends, on one side.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum End<T> {
    /// It does not.
    Open,
    /// At this point, which belongs to it.
    With(T),
    /// At this point, which does not belong to it.
    Without(T),
}

impl<T> End<T> {
    /// The point, where there is one.
    pub(crate) fn point(&self) -> Option<&T> {
        match self {
            End::Open => None,
            End::With(point) | End::Without(point) => Some(point),
        }
    }
}

/// What lies between two ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Range<T> {
    /// The lower end.
    pub(crate) low: End<T>,
    /// The upper end.
    pub(crate) high: End<T>,
}

impl<T: Ord + Clone> Range<T> {
    fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (End::Open, _) | (_, End::Open) => false,
            (End::With(low), End::With(high)) => low > high,
            (End::With(low) | End::Without(low), End::With(high) | End::Without(high)) => {
                low >= high
            }
        }
    }

    /// The one point that it consists of, if it does.
    pub(crate) fn single(&self) -> Option<&T> {
        match (&self.low, &self.high) {
            (End::With(low), End::With(high)) if low == high => Some(low),
            _ => None,
        }
    }
}

/// A set of points: ranges in order, none touching the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Ranges<T>(Vec<Range<T>>);

/// How one set stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Both are the same.
    Equal,
    /// The first contains the second and more.
    Wider,
    /// The second contains the first and more.
    Narrower,
    /// Neither contains the other.
    Apart,
}

impl Relation {
    /// The relation of which both containments are known.
    pub(crate) fn of(contains: bool, contained: bool) -> Relation {
        match (contains, contained) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Wider,
            (false, true) => Relation::Narrower,
            (false, false) => Relation::Apart,
        }
    }
}

impl<T: Ord + Clone> Ranges<T> {
    /// The union of ranges; empty ones are left out, touching ones joined.
    pub(crate) fn new(ranges: impl IntoIterator<Item = Range<T>>) -> Ranges<T> {
        let mut sorted: Vec<Range<T>> =
            ranges.into_iter().filter(|range| !range.is_empty()).collect();
        sorted.sort_by(|a, b| low_order(&a.low, &b.low));
        let mut joined: Vec<Range<T>> = Vec::with_capacity(sorted.len());
        for range in sorted {
            match joined.last_mut() {
                Some(last) if touches(&last.high, &range.low) => {
                    if high_order(&last.high, &range.high).is_lt() {
                        last.high = range.high;
                    }
                }
                _ => joined.push(range),
            }
        }
        Ranges(joined)
    }

    /// What lies between two ends.
    pub(crate) fn between(low: End<T>, high: End<T>) -> Ranges<T> {
        Ranges::new([Range { low, high }])
    }

    /// One point.
    pub(crate) fn point(point: T) -> Ranges<T> {
        Ranges::between(End::With(point.clone()), End::With(point))
    }

    /// The ranges, in order.
    pub(crate) fn ranges(&self) -> &[Range<T>] {
        &self.0
    }

    /// The one range, if there is one only.
    pub(crate) fn only(&self) -> Option<&Range<T>> {
        match self.0.as_slice() {
            [range] => Some(range),
            _ => None,
        }
    }

    /// The one point, if there is one only.
    pub(crate) fn single(&self) -> Option<&T> {
        self.only().and_then(Range::single)
    }

    /// Whether nothing is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is in both.
    pub(crate) fn and(&self, other: &Ranges<T>) -> Ranges<T> {
        let mut both = Vec::new();
        for a in &self.0 {
            for b in &other.0 {
                let low = if low_order(&a.low, &b.low).is_ge() { &a.low } else { &b.low };
                let high = if high_order(&a.high, &b.high).is_le() { &a.high } else { &b.high };
                both.push(Range { low: low.clone(), high: high.clone() });
            }
        }
        Ranges::new(both)
    }

    /// What is in either.
    pub(crate) fn or(&self, other: &Ranges<T>) -> Ranges<T> {
        Ranges::new(self.0.iter().chain(&other.0).cloned())
    }

    /// Whether every point of the other is in this one.
    pub(crate) fn contains(&self, other: &Ranges<T>) -> bool {
        other.0.iter().all(|inner| {
            self.0.iter().any(|outer| {
                low_order(&outer.low, &inner.low).is_le()
                    && high_order(&outer.high, &inner.high).is_ge()
            })
        })
    }

    /// How this set stands to another.
    pub(crate) fn relation(&self, other: &Ranges<T>) -> Relation {
        Relation::of(self.contains(other), other.contains(self))
    }
}

fn low_order<T: Ord>(a: &End<T>, b: &End<T>) -> Ordering {
    match (a.point(), b.point()) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Less,
        (_, None) => Ordering::Greater,
        (Some(one), Some(two)) => {
            one.cmp(two).then(matches!(a, End::Without(_)).cmp(&matches!(b, End::Without(_))))
        }
    }
}

fn high_order<T: Ord>(a: &End<T>, b: &End<T>) -> Ordering {
    match (a.point(), b.point()) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Greater,
        (_, None) => Ordering::Less,
        (Some(one), Some(two)) => {
            one.cmp(two).then(matches!(a, End::With(_)).cmp(&matches!(b, End::With(_))))
        }
    }
}

/// Whether nothing lies between the end of one range and the start of the next.
fn touches<T: Ord>(high: &End<T>, low: &End<T>) -> bool {
    match (high, low) {
        (End::Open, _) | (_, End::Open) => true,
        (End::Without(a), End::Without(b)) => a > b,
        (End::With(a) | End::Without(a), End::With(b) | End::Without(b)) => a >= b,
    }
}
