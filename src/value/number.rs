//! Exact numbers: ratios of integers, so that 0.1 is 0.1 and a third is a third.
//! How numbers are spelt in a language is left to `read::number`.

use std::cmp::Ordering;
use std::fmt;

/// An exact number, in lowest terms, with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Number {
    over: i128,
    under: i128,
}

impl Number {
    /// Nothing.
    pub(crate) const ZERO: Number = Number { over: 0, under: 1 };
    /// One.
    pub(crate) const ONE: Number = Number { over: 1, under: 1 };

    /// A whole number.
    pub(crate) const fn whole(value: i64) -> Number {
        Number { over: value as i128, under: 1 }
    }

    /// A ratio; nothing where it would divide by zero.
    pub(crate) fn ratio(over: i128, under: i128) -> Option<Number> {
        if under == 0 || over == i128::MIN || under == i128::MIN {
            return None;
        }
        if under == 1 {
            return Some(Number { over, under });
        }
        let divisor = gcd(over.unsigned_abs(), under.unsigned_abs()) as i128 * under.signum();
        Some(Number { over: over / divisor, under: under / divisor })
    }

    /// Reads plain decimal notation: digits, perhaps a sign and one point. At most 30 digits.
    pub(crate) fn parse(text: &str) -> Option<Number> {
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(part) || whole.len() + part.len() > 30 {
            return None;
        }
        if digits.ends_with('.') {
            return None;
        }
        let mut over: i128 = 0;
        for byte in whole.bytes().chain(part.bytes()) {
            over = over * 10 + i128::from(byte - b'0');
        }
        let under = 10i128.checked_pow(u32::try_from(part.len()).ok()?)?;
        Number::ratio(if negative { -over } else { over }, under)
    }

    /// The sum, unless it has too many digits.
    pub(crate) fn plus(self, other: Number) -> Option<Number> {
        let left = self.over.checked_mul(other.under)?;
        let right = other.over.checked_mul(self.under)?;
        Number::ratio(left.checked_add(right)?, self.under.checked_mul(other.under)?)
    }

    /// The difference, unless it has too many digits.
    pub(crate) fn minus(self, other: Number) -> Option<Number> {
        self.plus(Number { over: -other.over, under: other.under })
    }

    /// The product, unless it has too many digits.
    pub(crate) fn times(self, other: Number) -> Option<Number> {
        let one = Number::ratio(self.over, other.under)?;
        let two = Number::ratio(other.over, self.under)?;
        Some(Number {
            over: one.over.checked_mul(two.over)?,
            under: one.under.checked_mul(two.under)?,
        })
    }

    /// The quotient, unless it divides by zero or has too many digits.
    pub(crate) fn divided_by(self, other: Number) -> Option<Number> {
        self.times(Number::ratio(other.under, other.over)?)
    }

    /// Whether it has no fraction.
    pub(crate) fn is_whole(self) -> bool {
        self.under == 1
    }

    /// Whether it is below zero.
    pub(crate) fn is_negative(self) -> bool {
        self.over < 0
    }

    /// The greatest whole number that is not above it.
    pub(crate) fn floor(self) -> Number {
        Number { over: self.over.div_euclid(self.under), under: 1 }
    }

    /// The least whole number that is not below it.
    pub(crate) fn ceil(self) -> Number {
        Number { over: -((-self.over).div_euclid(self.under)), under: 1 }
    }
}

impl Ord for Number {
    /// Compares whole parts, then reciprocals of the rests, so that no product can overflow.
    fn cmp(&self, other: &Number) -> Ordering {
        if self.under == other.under {
            return self.over.cmp(&other.over);
        }
        let (mut a, mut b, mut c, mut d) = (self.over, self.under, other.over, other.under);
        let mut turned = false;
        loop {
            let order = a.div_euclid(b).cmp(&c.div_euclid(d));
            let (left, right) = (a.rem_euclid(b), c.rem_euclid(d));
            let order = match (order, left, right) {
                (Ordering::Equal, 0, 0) => return Ordering::Equal,
                (Ordering::Equal, 0, _) => Ordering::Less,
                (Ordering::Equal, _, 0) => Ordering::Greater,
                (Ordering::Equal, ..) => {
                    (a, b, c, d) = (b, left, d, right);
                    turned = !turned;
                    continue;
                }
                (order, ..) => order,
            };
            return if turned { order.reverse() } else { order };
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Number {
    /// Writes a decimal where it ends (`2.5`), else a fraction (`1/3`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.under == 1 {
            // Nearly all numbers are small, and the smaller type is written much sooner.
            return match i64::try_from(self.over) {
                Ok(small) => small.fmt(f),
                Err(_) => self.over.fmt(f),
            };
        }
        let mut rest = self.under;
        let (mut twos, mut fives) = (0u32, 0u32);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        let places = twos.max(fives);
        let scaled = 10i128
            .checked_pow(places)
            .and_then(|tens| self.over.checked_mul(tens / self.under.min(tens)));
        match scaled {
            Some(scaled) if rest == 1 && places <= 30 => {
                let digits =
                    format!("{:0width$}", scaled.unsigned_abs(), width = places as usize + 1);
                let (whole, part) = digits.split_at(digits.len() - places as usize);
                write!(f, "{}{whole}.{part}", if self.over < 0 { "-" } else { "" })
            }
            _ => write!(f, "{}/{}", self.over, self.under),
        }
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return u128::from(a.max(1));
    }
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_are_exact() {
        let parse = |text| Number::parse(text).expect(text);
        assert_eq!(parse("0.1").plus(parse("0.2")), Some(parse("0.3")));
        assert_eq!(parse("2.50"), parse("2.5"));
        assert_eq!(parse("-0.25").to_string(), "-0.25");
        assert_eq!(Number::ratio(1, 3).map(|third| third.to_string()), Some("1/3".to_string()));
        assert_eq!(Number::parse("1."), None);
        assert_eq!(parse("2.5").floor(), Number::whole(2));
        assert_eq!(parse("-2.5").ceil(), Number::whole(-2));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(over in -1_000_000_000_000i64..1_000_000_000_000, places in 0u32..12) {
            let number = Number::ratio(i128::from(over), 10i128.pow(places)).expect("a ratio");
            prop_assert_eq!(Number::parse(&number.to_string()), Some(number));
        }

        #[test]
        fn order_is_that_of_cross_products(a in -9999i128..9999, b in 1i128..9999, c in -9999i128..9999, d in 1i128..9999) {
            let (left, right) = (Number::ratio(a, b).expect("a ratio"), Number::ratio(c, d).expect("a ratio"));
            prop_assert_eq!(left.cmp(&right), (a * d).cmp(&(c * b)));
        }
    }
}
