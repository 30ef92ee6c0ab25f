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

use rayon::prelude::*;

use super::shell::Shell;
use facets::Facets;
use section::{Section, sections};

/// How many sections one file describes.
const SECTIONS_A_FILE: usize = 10;

/// The files of every language's index, by their paths below the output folder.
pub(super) fn files(shell: &Shell<'_>) -> Vec<(String, Vec<u8>)> {
    let codes: Vec<&str> = shell.site.config.language_codes().collect();
    codes.into_iter().flat_map(|code| index(shell, code)).collect()
}

fn index(shell: &Shell<'_>, language: &str) -> Vec<(String, Vec<u8>)> {
    let sections = sections(shell, language);
    let terms: Vec<_> = sections.par_iter().map(terms::weigh).collect();
    let shards = postings::shards(&terms);
    let mut files: Vec<(String, String)> = Vec::new();
    for (number, shard) in shards.iter().enumerate() {
        files.push((format!("t{number}.js"), call(&format!("t{number}"), &shard.postings)));
    }
    for (number, some) in sections.chunks(SECTIONS_A_FILE).enumerate() {
        let shown: Vec<_> = some.iter().map(Section::shown).collect();
        files.push((format!("d{number}.js"), call(&format!("d{number}"), &shown)));
    }
    let facets = Facets::of(&sections);
    files.push(("facets.js".to_string(), call("facets", &facets)));
    let mut hasher = blake3::Hasher::new();
    for (name, text) in &files {
        hasher.update(name.as_bytes()).update(text.as_bytes());
    }
    let folder = hasher.finalize().to_hex()[..12].to_string();
    let firsts: Vec<&str> = shards.iter().map(|shard| shard.first.as_str()).collect();
    let head = serde_json::json!({
        "folder": folder,
        "sections": sections.len(),
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
    let data = serde_json::to_string(what).unwrap_or_else(|_| "null".to_string());
    format!("factumSearch.take({name:?},{data});\n")
}
