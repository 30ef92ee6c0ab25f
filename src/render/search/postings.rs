//! Terms to the sections they are in, cut into stretches of the alphabet that a page loads one by one.

use std::collections::BTreeMap;

use super::terms::Weighed;

/// About how many bytes one stretch takes.
const BYTES_A_SHARD: usize = 8 << 10;

/// The most sections that a term names: those where it weighs most. A word that is nearly everywhere
/// tells nothing apart, and would alone be more than a query may load.
const MOST_SECTIONS: usize = 600;

/// How BM25 lets further mentions count less, and how it takes the length of a text into account.
/// The usual values, from Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// One stretch of the alphabet.
pub(super) struct Shard {
    /// Its first term.
    pub(super) first: String,
    /// For each term pairs of numbers: how far it is from the section before, and the weight there.
    pub(super) postings: BTreeMap<String, Vec<u32>>,
}

/// Sorts the terms of all sections, and cuts them into stretches.
pub(super) fn shards(sections: &[Weighed]) -> Vec<Shard> {
    let words: usize = sections.iter().map(|section| section.words).sum();
    let average = (words as f32 / sections.len().max(1) as f32).max(1.0);
    let mut places: BTreeMap<&str, Vec<(usize, f32)>> = BTreeMap::new();
    for (number, section) in sections.iter().enumerate() {
        let long = 1.0 - B + B * section.words as f32 / average;
        for (term, count) in &section.terms {
            let weight = count * (K1 + 1.0) / (count + K1 * long);
            places.entry(term).or_default().push((number, weight));
        }
    }
    let mut shards: Vec<Shard> = Vec::new();
    let mut left = 0;
    for (term, places) in places {
        let numbers = numbers(places, sections.len());
        let size = term.len() + 6 + numbers.len() * 3;
        match shards.last_mut().filter(|_| size <= left) {
            Some(shard) => {
                left -= size;
                shard.postings.insert(term.to_string(), numbers);
            }
            None => {
                left = BYTES_A_SHARD.saturating_sub(size);
                let postings = BTreeMap::from([(term.to_string(), numbers)]);
                shards.push(Shard { first: term.to_string(), postings });
            }
        }
    }
    shards
}

/// The pairs of a term: a tenth of what BM25 weighs is the unit.
fn numbers(mut places: Vec<(usize, f32)>, all: usize) -> Vec<u32> {
    let (there, all) = (places.len() as f32, all as f32);
    let rare = (1.0 + (all - there + 0.5) / (there + 0.5)).ln();
    if places.len() > MOST_SECTIONS {
        places.sort_by(|(one, left), (two, right)| right.total_cmp(left).then(one.cmp(two)));
        places.truncate(MOST_SECTIONS);
        places.sort_by_key(|(number, _)| *number);
    }
    let mut before = 0;
    let mut numbers = Vec::with_capacity(places.len() * 2);
    for (number, weight) in places {
        numbers.push(u32::try_from(number - before).unwrap_or(u32::MAX));
        numbers.push((weight * rare * 10.0).round().max(1.0) as u32);
        before = number;
    }
    numbers
}
