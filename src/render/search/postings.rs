//! Terms to the sections they are in, cut into stretches of the alphabet that a page loads one by one.

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

/// A term of a run, by the places of both.
#[derive(Clone, Copy)]
struct Place {
    run: u32,
    term: u32,
}

/// Sorts the terms of all sections, which come in runs that follow each other, and cuts them into
/// stretches.
pub(super) fn shards(runs: &[Weighed]) -> Vec<Shard> {
    let all = All::new(runs);
    let mut places: Vec<Place> = Vec::with_capacity(runs.iter().map(Weighed::len).sum());
    for (run, weighed) in (0..).zip(runs) {
        places.extend((0..).take(weighed.len()).map(|term| Place { run, term }));
    }
    // Each run is sorted already, and those of one term stay in the order of sections.
    places.sort_by(|one, two| all.term(*one).cmp(all.term(*two)));
    let terms: Vec<&[Place]> =
        places.chunk_by(|one, two| all.term(*one) == all.term(*two)).collect();
    let mut stretches: Vec<&[&[Place]]> = Vec::new();
    let (mut start, mut left) = (0, BYTES_A_SHARD);
    for (at, places) in terms.iter().enumerate() {
        let sections: usize = places.iter().map(|place| all.places(*place).len()).sum();
        let size = all.term(places[0]).len() + 6 + sections.min(MOST_SECTIONS) * 2 * 3;
        if size > left && start < at {
            stretches.push(&terms[start..at]);
            (start, left) = (at, BYTES_A_SHARD);
        }
        left = left.saturating_sub(size);
    }
    if start < terms.len() {
        stretches.push(&terms[start..]);
    }
    stretches.into_par_iter().map(|terms| all.shard(terms)).collect()
}

/// The terms of all runs, with what weighing them needs to know of the whole.
struct All<'r> {
    runs: &'r [Weighed],
    /// The number of the first section of each run.
    firsts: Vec<usize>,
    sections: usize,
    /// How long a section is, in words.
    average: f32,
}

impl<'r> All<'r> {
    fn new(runs: &'r [Weighed]) -> All<'r> {
        let mut sections = 0;
        let firsts = runs.iter().map(|run| {
            sections += run.words.len();
            sections - run.words.len()
        });
        let firsts = firsts.collect();
        let words: usize = runs.iter().flat_map(|run| &run.words).sum();
        let average = (words as f32 / sections.max(1) as f32).max(1.0);
        All { runs, firsts, sections, average }
    }

    fn term(&self, place: Place) -> &'r str {
        self.runs[place.run as usize].term(place.term as usize)
    }

    fn places(&self, place: Place) -> impl ExactSizeIterator<Item = (u32, u16)> + 'r {
        self.runs[place.run as usize].places(place.term as usize)
    }

    /// A stretch of terms, each with its places in the runs.
    fn shard(&self, terms: &[&[Place]]) -> Shard {
        let mut postings = String::with_capacity(BYTES_A_SHARD);
        let mut digits = itoa::Buffer::new();
        for places in terms {
            let weighed = places.iter().flat_map(|place| self.weighed(*place)).collect();
            let numbers = numbers(weighed, self.sections);
            // Terms are letters and digits alone, and need no escapes.
            postings.push_str(if postings.is_empty() { "\"" } else { ",\"" });
            postings.push_str(self.term(places[0]));
            postings.push_str("\":[");
            for (at, number) in numbers.iter().enumerate() {
                postings.push_str(if at > 0 { "," } else { "" });
                postings.push_str(digits.format(*number));
            }
            postings.push(']');
        }
        let first = terms.first().map_or("", |places| self.term(places[0]));
        Shard { first: first.to_string(), postings }
    }

    /// The numbers of the sections of one run that a term is in, and what it weighs there.
    fn weighed(&self, place: Place) -> impl Iterator<Item = (usize, f32)> + '_ {
        let (run, first) = (&self.runs[place.run as usize], self.firsts[place.run as usize]);
        self.places(place).map(move |(number, count)| {
            let (number, count) = (number as usize, f32::from(count));
            let long = 1.0 - B + B * run.words[number] as f32 / self.average;
            (first + number, count * (K1 + 1.0) / (count + K1 * long))
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
