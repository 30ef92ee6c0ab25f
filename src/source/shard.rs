//! One of several parts of a site, each the work of another machine: which files are in it, by their
//! names alone. What is done with a part is left to whoever makes, checks or joins it.

use std::fmt;
use std::str::FromStr;

/// One of several parts, such as `2/7`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

impl Shard {
    /// Whether a file is in this part: each is in exactly one, wherever one asks. What is made
    /// together, as the index of a search in one language is, stays together.
    pub fn holds(self, name: &str) -> bool {
        let search = name.strip_prefix("search/").filter(|_| name.ends_with(".js"));
        let key = search.map_or(name, |rest| rest.split('/').next().unwrap_or(rest));
        let hash = blake3::hash(key.as_bytes());
        let first = hash.as_bytes().iter().take(8);
        let number = first.fold(0u64, |number, byte| (number << 8) | u64::from(*byte));
        number % u64::from(self.of) == u64::from(self.number - 1)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let parts = text.split_once('/').and_then(|(number, of)| {
            Some(Shard { number: number.parse().ok()?, of: of.parse().ok()? })
        });
        let fits = parts.filter(|it| it.number >= 1 && it.number <= it.of);
        fits.ok_or_else(|| "a part is written I/N, such as 2/7 for the second of seven".to_string())
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}
