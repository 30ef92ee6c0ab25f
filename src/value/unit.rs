//! Units: what they measure and how they convert, exactly. GB is not GiB, and Gb is not GB.
//! What a language calls them is left to its word tables.

use std::sync::Arc;

use super::number::Number;

/// What is measured. Only what is alike can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Measure {
    /// Information, in bits.
    Data,
    /// Time, in seconds.
    Time,
    /// Calendar time, in months, which have no fixed number of days.
    Calendar,
    /// Frequency, in hertz.
    Frequency,
    /// Temperature, in kelvins.
    Temperature,
    /// Parts of a whole.
    Part,
    /// Length, in metres.
    Length,
    /// Mass, in grams.
    Mass,
    /// Volume, in litres.
    Volume,
    /// Power, in watts.
    Power,
    /// Energy, in joules.
    Energy,
    /// Voltage, in volts.
    Voltage,
    /// Current, in amperes.
    Current,
    /// Pressure, in pascals.
    Pressure,
    /// Loudness and gain, in decibels.
    Level,
    /// Angle, in degrees.
    Angle,
    /// Money, by its code.
    Money(&'static str),
    /// Things, by their name in the singular.
    Thing(Arc<str>),
}

/// A unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    /// What it measures.
    pub(crate) measure: Measure,
    /// Whether it measures so much in a second.
    pub(crate) rate: bool,
    /// How many base units one of it is.
    pub(crate) factor: Number,
    /// What is added before the factor applies; only temperatures have it.
    pub(crate) offset: Number,
    /// How it is written.
    pub(crate) name: Arc<str>,
    /// Whether the name is a word that has a plural.
    pub(crate) word: bool,
}

impl Unit {
    /// A thing that is counted.
    pub(crate) fn thing(name: &str) -> Unit {
        Unit {
            measure: Measure::Thing(name.to_lowercase().into()),
            rate: false,
            factor: Number::ONE,
            offset: Number::ZERO,
            name: name.into(),
            word: true,
        }
    }

    /// Whether two units measure the same.
    pub(crate) fn is_like(&self, other: &Unit) -> bool {
        self.measure == other.measure && self.rate == other.rate
    }

    /// Whether it counts things, which are whole and never fewer than none.
    pub(crate) fn counts(&self) -> bool {
        matches!(self.measure, Measure::Thing(_)) && !self.rate
    }

    /// Whether less than nothing of it can be.
    pub(crate) fn goes_below_zero(&self) -> bool {
        matches!(
            self.measure,
            Measure::Temperature | Measure::Level | Measure::Angle | Measure::Voltage
        )
    }

    /// So much in base units.
    pub(crate) fn to_base(&self, amount: Number) -> Option<Number> {
        amount.plus(self.offset)?.times(self.factor)
    }

    /// So many base units in this unit.
    pub(crate) fn of_base(&self, amount: Number) -> Option<Number> {
        amount.divided_by(self.factor)?.minus(self.offset)
    }

    /// So much of it in a time that has so many seconds.
    pub(crate) fn per(&self, seconds: Number, name: String) -> Option<Unit> {
        if self.rate {
            return None;
        }
        let factor = self.factor.divided_by(seconds)?;
        Some(Unit { rate: true, factor, name: name.into(), word: false, ..self.clone() })
    }
}

/// Symbols of all languages: measure, symbol, factor over base, as `over/under`.
const SYMBOLS: &[(Measure, &str, i64, i64)] = &[
    (Measure::Time, "s", 1, 1),
    (Measure::Time, "sec", 1, 1),
    (Measure::Time, "ms", 1, 1_000),
    (Measure::Time, "µs", 1, 1_000_000),
    (Measure::Time, "us", 1, 1_000_000),
    (Measure::Time, "ns", 1, 1_000_000_000),
    (Measure::Time, "min", 60, 1),
    (Measure::Time, "mins", 60, 1),
    (Measure::Time, "h", 3_600, 1),
    (Measure::Time, "hr", 3_600, 1),
    (Measure::Time, "hrs", 3_600, 1),
    (Measure::Time, "d", 86_400, 1),
    (Measure::Frequency, "Hz", 1, 1),
    (Measure::Frequency, "kHz", 1_000, 1),
    (Measure::Frequency, "MHz", 1_000_000, 1),
    (Measure::Frequency, "GHz", 1_000_000_000, 1),
    (Measure::Frequency, "THz", 1_000_000_000_000, 1),
    (Measure::Part, "%", 1, 100),
    (Measure::Part, "‰", 1, 1_000),
    (Measure::Part, "ppm", 1, 1_000_000),
    (Measure::Length, "nm", 1, 1_000_000_000),
    (Measure::Length, "µm", 1, 1_000_000),
    (Measure::Length, "mm", 1, 1_000),
    (Measure::Length, "cm", 1, 100),
    (Measure::Length, "m", 1, 1),
    (Measure::Length, "km", 1_000, 1),
    (Measure::Length, "in", 254, 10_000),
    (Measure::Length, "ft", 3_048, 10_000),
    (Measure::Mass, "mg", 1, 1_000),
    (Measure::Mass, "g", 1, 1),
    (Measure::Mass, "kg", 1_000, 1),
    (Measure::Mass, "t", 1_000_000, 1),
    (Measure::Mass, "lb", 45_359_237, 100_000),
    (Measure::Volume, "ml", 1, 1_000),
    (Measure::Volume, "l", 1, 1),
    (Measure::Volume, "L", 1, 1),
    (Measure::Power, "mW", 1, 1_000),
    (Measure::Power, "W", 1, 1),
    (Measure::Power, "kW", 1_000, 1),
    (Measure::Power, "MW", 1_000_000, 1),
    (Measure::Power, "GW", 1_000_000_000, 1),
    (Measure::Energy, "J", 1, 1),
    (Measure::Energy, "kJ", 1_000, 1),
    (Measure::Energy, "Wh", 3_600, 1),
    (Measure::Energy, "kWh", 3_600_000, 1),
    (Measure::Energy, "MWh", 3_600_000_000, 1),
    (Measure::Voltage, "mV", 1, 1_000),
    (Measure::Voltage, "V", 1, 1),
    (Measure::Voltage, "kV", 1_000, 1),
    (Measure::Current, "mA", 1, 1_000),
    (Measure::Current, "A", 1, 1),
    (Measure::Pressure, "Pa", 1, 1),
    (Measure::Pressure, "hPa", 100, 1),
    (Measure::Pressure, "kPa", 1_000, 1),
    (Measure::Pressure, "bar", 100_000, 1),
    (Measure::Level, "dB", 1, 1),
    (Measure::Angle, "°", 1, 1),
];

/// Prefixes of bits and bytes: symbol, name, factor.
const PREFIXES: &[(&str, &str, i64)] = &[
    ("", "", 1),
    ("k", "kilo", 1_000),
    ("K", "kilo", 1_000),
    ("M", "mega", 1_000_000),
    ("G", "giga", 1_000_000_000),
    ("T", "tera", 1_000_000_000_000),
    ("P", "peta", 1_000_000_000_000_000),
    ("E", "exa", 1_000_000_000_000_000_000),
    ("Ki", "kibi", 1 << 10),
    ("Mi", "mebi", 1 << 20),
    ("Gi", "gibi", 1 << 30),
    ("Ti", "tebi", 1 << 40),
    ("Pi", "pebi", 1 << 50),
    ("Ei", "exbi", 1 << 60),
];

/// Codes of money, with their signs.
const MONEY: &[(&str, &str)] = &[
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("CHF", "Fr"),
    ("CNY", "元"),
    ("INR", "₹"),
    ("CAD", "CA$"),
    ("AUD", "A$"),
    ("SEK", "kr"),
    ("PLN", "zł"),
];

fn unit(measure: Measure, rate: bool, factor: Number, name: &str) -> Unit {
    Unit { measure, rate, factor, offset: Number::ZERO, name: name.into(), word: false }
}

/// Every symbol with its unit. Case matters.
pub(crate) fn symbols() -> Vec<(String, Unit)> {
    let mut all = Vec::new();
    for (measure, symbol, over, under) in SYMBOLS {
        if let Some(factor) = Number::ratio(i128::from(*over), i128::from(*under)) {
            all.push((symbol.to_string(), unit(measure.clone(), false, factor, symbol)));
        }
    }
    let eight = Number::whole(8);
    for (prefix, _, factor) in PREFIXES {
        let bits = Number::whole(*factor);
        let bytes = bits.times(eight).unwrap_or(bits);
        for symbol in [format!("{prefix}bit"), format!("{prefix}b")] {
            all.push((symbol.clone(), unit(Measure::Data, false, bits, &symbol)));
        }
        let symbol = format!("{prefix}B");
        all.push((symbol.clone(), unit(Measure::Data, false, bytes, &symbol)));
        // Kubernetes writes 4Gi for 4 GiB.
        if prefix.ends_with('i') {
            all.push((prefix.to_string(), unit(Measure::Data, false, bytes, &symbol)));
        }
        for symbol in [format!("{prefix}bps"), format!("{prefix}bE")] {
            let shown = format!("{prefix}bit/s");
            all.push((symbol, unit(Measure::Data, true, bits, &shown)));
        }
        let shown = format!("{prefix}B/s");
        all.push((format!("{prefix}Bps"), unit(Measure::Data, true, bytes, &shown)));
        // Nobody measures in thousandths of a bit: the prefix is one of the large ones.
        let small = format!("{}bps", prefix.to_lowercase());
        if !all.iter().any(|(known, _)| *known == small) {
            let shown = format!("{prefix}bit/s");
            all.push((small, unit(Measure::Data, true, bits, &shown)));
        }
    }
    for (code, sign) in MONEY {
        for symbol in [code, sign] {
            all.push((symbol.to_string(), unit(Measure::Money(code), false, Number::ONE, code)));
        }
    }
    let kelvin = |name: &str, over, under, offset: (i128, i128)| Unit {
        offset: Number::ratio(offset.0, offset.1).unwrap_or(Number::ZERO),
        ..unit(Measure::Temperature, false, Number::ratio(over, under).unwrap_or(Number::ONE), name)
    };
    all.push(("K".to_string(), kelvin("K", 1, 1, (0, 1))));
    all.push(("°C".to_string(), kelvin("°C", 1, 1, (27_315, 100))));
    all.push(("°F".to_string(), kelvin("°F", 5, 9, (45_967, 100))));
    all
}

/// The prefixes that names of bits and bytes take: symbol and name.
pub(crate) fn prefixes() -> impl Iterator<Item = (&'static str, &'static str)> {
    PREFIXES.iter().filter(|(symbol, ..)| *symbol != "K").map(|(symbol, name, _)| (*symbol, *name))
}
