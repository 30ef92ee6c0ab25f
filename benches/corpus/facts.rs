//! Facts of several types with values that follow from the seed, and sentences that state them.

use std::fmt::Write as _;

use super::prose::{Random, capital};

/// How many facts a subject has.
pub(crate) const A_SUBJECT: usize = 10;

/// One fact.
pub(crate) struct Fact {
    number: usize,
    value: usize,
}

impl Fact {
    /// A fact by its number.
    pub(crate) fn of(seed: u64, number: usize) -> Fact {
        Fact { number, value: Random::of(seed, "fact", number).below(90) + 2 }
    }

    fn id(&self) -> String {
        format!("subject-{:05}.{}", self.number / A_SUBJECT, self.name())
    }

    fn name(&self) -> String {
        let kind = ["memory", "disks", "released", "requires", "driver"][self.number % 5];
        format!("{kind}-{}", self.number % A_SUBJECT)
    }

    /// Its line in a fact file.
    fn write(&self, file: &mut String) {
        let (name, value) = (self.name(), self.value);
        let _ = match self.number % 5 {
            0 => writeln!(
                file,
                "  {name}: {{ type: quantity, unit: GB, role: measure, value: {value} }}"
            ),
            1 => writeln!(
                file,
                "  {name}: {{ type: quantity, unit: disk, role: limit, value: {{ max: {value} }} }}"
            ),
            2 => writeln!(
                file,
                "  {name}: {{ type: date, value: 20{:02}-{:02}-{:02} }}",
                value % 20 + 5,
                value % 12 + 1,
                value % 28 + 1
            ),
            3 => writeln!(
                file,
                "  {name}: {{ type: version, role: requirement, value: \">={}.{}\" }}",
                value % 9 + 1,
                value % 10
            ),
            _ => writeln!(
                file,
                "  {name}: {{ type: enum, values: [network, storage, graphics], value: {} }}",
                ["network", "storage", "graphics"][value % 3]
            ),
        };
    }

    /// A sentence that states it, with a link to it or without.
    pub(crate) fn claim(&self, body: &mut String, random: &mut Random, bound: bool) {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let value = self.value;
        let words = match self.number % 5 {
            0 => format!("{value} GB"),
            1 => match random.below(2) {
                0 => format!("up to {value} disks"),
                _ => format!("at most {value} disks"),
            },
            2 => {
                let (year, month) = (value % 20 + 2005, MONTHS[value % 12]);
                format!("{} {month} {year}", value % 28 + 1)
            }
            3 => format!("{}.{} or later", value % 9 + 1, value % 10),
            _ => ["network", "storage", "graphics"][value % 3].to_string(),
        };
        let subject = capital(&random.word());
        let _ = match bound {
            true => writeln!(body, "{subject} has [{words}](fact:{}) by now.", self.id()),
            false => writeln!(body, "{subject} has {words} by now."),
        };
    }
}

/// The file of a subject; the last one may have fewer facts.
pub(crate) fn subject(seed: u64, subject: usize, all: usize) -> String {
    let mut random = Random::of(seed, "subject", subject);
    let name = format!("{} {} {subject}", capital(&random.word()), capital(&random.word()));
    let alias = format!("{} {subject}", capital(&random.word()));
    let mut file = format!(
        "name: {name}\naliases: [\"{alias}\", \"{alias} Server\"]\nsource: handbook\n\nfacts:\n"
    );
    for number in (subject * A_SUBJECT..all).take(A_SUBJECT) {
        Fact::of(seed, number).write(&mut file);
    }
    file
}

/// The file of sources.
pub(crate) fn sources() -> String {
    "handbook:\n  title: The handbook of everything made up\n  publisher: Nobody\n".to_string()
}
