//! The path or address that a broken one is nearest to, found without comparing it with all:
//! names are looked up by the rarest of the three-letter pieces that they share.

use std::collections::BTreeMap;

/// Paths to choose from.
pub(super) struct Nearby<'k> {
    known: Vec<&'k str>,
    /// The known paths by the pieces of their last names.
    pieces: BTreeMap<[char; 3], Vec<usize>>,
    /// The known paths by themselves in lower case.
    folded: BTreeMap<String, usize>,
}

/// How many pieces of a name are looked up, and how many paths are compared for each: bounds that
/// keep a site full of broken links from being compared with itself.
const PIECES: usize = 6;
const COMPARED: usize = 200;

impl<'k> Nearby<'k> {
    pub(super) fn new(known: impl Iterator<Item = &'k str>) -> Nearby<'k> {
        let known: Vec<&str> = known.collect();
        let mut pieces: BTreeMap<[char; 3], Vec<usize>> = BTreeMap::new();
        let mut folded = BTreeMap::new();
        for (index, path) in known.iter().enumerate() {
            for piece in pieces_of(&name(path)) {
                pieces.entry(piece).or_default().push(index);
            }
            folded.entry(path.to_lowercase()).or_insert(index);
        }
        Nearby { known, pieces, folded }
    }

    /// The path that differs in the case of letters alone.
    pub(super) fn other_case(&self, path: &str) -> Option<&'k str> {
        self.folded.get(&path.to_lowercase()).map(|index| self.known[*index])
    }

    /// The known path whose last name is nearest, and of those the one whose folder is nearest.
    pub(super) fn nearest(&self, path: &str) -> Option<&'k str> {
        let wanted = name(path);
        let mut lists: Vec<&Vec<usize>> =
            pieces_of(&wanted).iter().filter_map(|piece| self.pieces.get(piece)).collect();
        lists.sort_by_key(|list| list.len());
        let mut compared: Vec<usize> = lists
            .iter()
            .take(PIECES)
            .flat_map(|list| list.iter().take(COMPARED).copied())
            .collect();
        compared.sort_unstable();
        compared.dedup();
        let mut best: Option<((f64, f64), &str)> = None;
        for candidate in compared.into_iter().map(|index| self.known[index]) {
            let near = strsim::jaro_winkler(&wanted, &name(candidate));
            if near < 0.84 {
                continue;
            }
            let score = (near, strsim::normalized_levenshtein(path, candidate));
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }
}

/// The last name of a path, in lower case.
fn name(path: &str) -> String {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or("").to_lowercase()
}

/// The pieces of a name, its ends among them.
fn pieces_of(name: &str) -> Vec<[char; 3]> {
    let padded: Vec<char> = ['^', '^'].into_iter().chain(name.chars()).chain(['$', '$']).collect();
    let mut pieces: Vec<[char; 3]> = padded.windows(3).map(|w| [w[0], w[1], w[2]]).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}
