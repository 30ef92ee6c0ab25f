//! Search: an index in many small scripts, so that a page loads only what a query needs, from a
//! server or from a disk. The query itself is left to `templates/search.js`.
//!
//! For each language there is `search/LANGUAGE/index.js`, which names everything else, and below a
//! folder named by the hash of its content:
//! - `tN.js`, postings: the terms of one stretch of the alphabet, each with the sections it is in;
//! - `dN.js`, sections: title, heading, address and beginning of a few;
//! - `facets.js`, what a query may be narrowed to.

mod facets;
mod postings;
mod section;
mod terms;

use std::sync::Arc;

use rayon::prelude::*;

use super::shell::Shell;
use facets::Facets;
use section::{Belongs, Part, Section, sections};
use terms::Weighed;

/// How many sections one file describes.
const SECTIONS_A_FILE: usize = 10;

/// At most and at least how many pages are weighed at a time; it changes nothing that is made.
const MOST_A_RUN: usize = 512;
const LEAST_A_RUN: usize = 32;

/// The files of every language's index, by their paths below the output folder.
pub(super) fn files(shell: &Shell<'_>, wanted: &dyn Fn(&str) -> bool) -> Vec<(String, Vec<u8>)> {
    if !shell.site.config.search {
        return Vec::new();
    }
    let codes = shell.site.config.language_codes();
    let codes: Vec<&str> =
        codes.filter(|code| wanted(&format!("search/{code}/index.js"))).collect();
    codes.into_iter().flat_map(|code| index(shell, code)).collect()
}

/// What is left of a run of sections once it is weighed: so little that a large site fits in memory.
struct Run {
    terms: Weighed,
    /// What is shown of each section, as JSON.
    shown: Vec<String>,
    of: Vec<Arc<Belongs>>,
}

fn run(shell: &Shell<'_>, parts: &[Part]) -> Run {
    let sections = sections(shell, parts);
    let json = |section: &Section| serde_json::to_string(&section.shown()).unwrap_or_default();
    Run {
        terms: terms::weigh(&sections),
        shown: sections.iter().map(json).collect(),
        of: sections.iter().map(|section| section.of.clone()).collect(),
    }
}

fn index(shell: &Shell<'_>, language: &str) -> Vec<(String, Vec<u8>)> {
    let parts = section::parts(shell.site, language);
    let at_once = parts.len() / (4 * rayon::current_num_threads());
    let at_once = at_once.clamp(LEAST_A_RUN, MOST_A_RUN);
    let runs: Vec<Run> = parts.par_chunks(at_once).map(|parts| run(shell, parts)).collect();
    let mut terms = Vec::with_capacity(runs.len());
    let (mut shown, mut of) = (Vec::new(), Vec::new());
    for run in runs {
        terms.push(run.terms);
        shown.extend(run.shown);
        of.extend(run.of);
    }
    let shards = postings::shards(&terms);
    drop(terms);
    let firsts: Vec<String> = shards.iter().map(|shard| shard.first.clone()).collect();
    let postings = shards.into_par_iter().enumerate().map(|(number, shard)| {
        let postings = format!("{{{}}}", shard.postings);
        (format!("t{number}.js"), hand_over(&format!("t{number}"), &postings))
    });
    let mut files: Vec<(String, String)> = postings.collect();
    let sections = shown.len();
    // What is written is let go of at once.
    let mut shown = shown.into_iter();
    for number in 0..sections.div_ceil(SECTIONS_A_FILE) {
        let some: Vec<String> = shown.by_ref().take(SECTIONS_A_FILE).collect();
        let list = format!("[{}]", some.join(","));
        files.push((format!("d{number}.js"), hand_over(&format!("d{number}"), &list)));
    }
    let facets = Facets::of(&of);
    files.push(("facets.js".to_string(), call("facets", &facets)));
    let mut hasher = blake3::Hasher::new();
    for (name, text) in &files {
        hasher.update(name.as_bytes()).update(text.as_bytes());
    }
    let folder = hasher.finalize().to_hex()[..12].to_string();
    let head = serde_json::json!({
        "folder": folder,
        "sections": sections,
        "chunk": SECTIONS_A_FILE,
        "shards": firsts,
    });
    let place = |name: &str| format!("search/{language}/{folder}/{name}");
    let mut all: Vec<_> =
        files.into_iter().map(|(name, text)| (place(&name), text.into_bytes())).collect();
    all.push((format!("search/{language}/index.js"), call("index", &head).into_bytes()));
    all
}

/// A script that hands something over: pages opened from a disk can load scripts, but no data.
fn call(name: &str, what: &impl serde::Serialize) -> String {
    hand_over(name, &serde_json::to_string(what).unwrap_or_else(|_| "null".to_string()))
}

/// The same for what is JSON already.
fn hand_over(name: &str, data: &str) -> String {
    format!("factumSearch.take({name:?},{data});\n")
}
