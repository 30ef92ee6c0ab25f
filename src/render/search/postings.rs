//! Terms to the sections they are in, cut into stretches of the alphabet that a page loads one by one.

use std::fmt::Write as _;

use rayon::prelude::*;

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
    /// All of it as JSON, but for the brackets around it.
    pub(super) postings: String,
}

/// Sorts the terms of all sections, which come in runs that follow each other, and cuts them into
/// stretches.
pub(super) fn shards(runs: &[Weighed]) -> Vec<Shard> {
    let sections: usize = runs.iter().map(|run| run.words.len()).sum();
    let words: usize = runs.iter().flat_map(|run| &run.words).sum();
    let average = (words as f32 / sections.max(1) as f32).max(1.0);
    let mut first = 0;
    let mut terms: Vec<(&str, Places<'_>)> = Vec::new();
    for run in runs {
        let mut start = 0;
        for (term, end) in &run.terms {
            let of_run = &run.places[start..*end];
            terms.push((term, Places { first, run, of_run }));
            start = *end;
        }
        first += run.words.len();
    }
    // Each run is sorted already, and those of one term stay in the order of sections.
    terms.sort_by_key(|(term, _)| *term);
    let by_term: Vec<&[(&str, Places<'_>)]> = terms.chunk_by(|one, two| one.0 == two.0).collect();
    let weigh = |places: &&[(&str, Places<'_>)]| {
        let all = places.iter().flat_map(|(_, it)| it.weighed(average)).collect();
        let numbers = numbers(all, sections);
        (numbers.len(), json(places[0].0, &numbers))
    };
    let weighed: Vec<(usize, String)> = by_term.par_iter().map(weigh).collect();
    let mut shards: Vec<Shard> = Vec::new();
    let mut left = 0;
    for (places, (numbers, json)) in by_term.into_iter().zip(weighed) {
        let term = places[0].0;
        let size = term.len() + 6 + numbers * 3;
        match shards.last_mut().filter(|_| size <= left) {
            Some(shard) => {
                left -= size;
                shard.postings.push(',');
                shard.postings.push_str(&json);
            }
            None => {
                left = BYTES_A_SHARD.saturating_sub(size);
                shards.push(Shard { first: term.to_string(), postings: json });
            }
        }
    }
    shards
}

/// A term, which is letters and digits alone, with its numbers as JSON.
fn json(term: &str, numbers: &[u32]) -> String {
    let mut json = String::with_capacity(term.len() + 6 + numbers.len() * 4);
    let _ = write!(json, "\"{term}\":[");
    for (at, number) in numbers.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(json, "{}{number}", if at > 0 { "," } else { "" });
    }
    json.push(']');
    json
}

/// The sections of one run that a term is in.
struct Places<'r> {
    /// The number of the run's first section.
    first: usize,
    run: &'r Weighed,
    of_run: &'r [(u32, f32)],
}

impl Places<'_> {
    /// The numbers of the sections, and what the term weighs there.
    fn weighed(&self, average: f32) -> impl Iterator<Item = (usize, f32)> + '_ {
        self.of_run.iter().map(move |(number, count)| {
            let number = *number as usize;
            let long = 1.0 - B + B * self.run.words[number] as f32 / average;
            (self.first + number, count * (K1 + 1.0) / (count + K1 * long))
        })
    }
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
