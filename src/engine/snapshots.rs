//! Snapshots of sources: each read once, and remembered while its bytes are the same. How a snapshot is
//! read is left to `parse`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Engine;
use crate::parse::{Citation, FactContent, FactFile, Transcript};
use crate::source::{Door, SitePath, Sources};

impl Engine {
    /// Reads the snapshots that sources name, or remembers how they were read; the text of those
    /// alone that a citation quotes.
    pub(super) fn snapshots(
        &mut self,
        door: &dyn Door,
        files: &[Arc<FactFile>],
    ) -> BTreeMap<SitePath, Result<Arc<Transcript>, String>> {
        let known = std::mem::take(&mut self.snapshots);
        let found: Vec<_> = wanted_snapshots(files)
            .into_par_iter()
            .map(|(path, quoted)| {
                let bytes = match Sources::bytes(door, &path) {
                    Ok(bytes) => bytes,
                    Err(why) => return (path, Err(why)),
                };
                let key = ((path.clone(), blake3::hash(&bytes)), quoted);
                let read = known.get(&key).cloned();
                let read =
                    read.unwrap_or_else(|| Arc::new(Transcript::read(&path, &bytes, quoted)));
                (path, Ok((key, read)))
            })
            .collect();
        let mut snapshots = BTreeMap::new();
        for (path, read) in found {
            let read = read.map(|(key, read)| {
                self.snapshots.insert(key, read.clone());
                read
            });
            snapshots.insert(path, read);
        }
        snapshots
    }
}

/// The files of sources, and whether somebody quotes them.
fn wanted_snapshots(files: &[Arc<FactFile>]) -> BTreeMap<SitePath, bool> {
    let mut quoted: BTreeSet<&str> = BTreeSet::new();
    for file in files {
        let FactContent::Subject(subject) = &file.content else { continue };
        let statements = subject.facts.iter().flat_map(|fact| &fact.statements);
        let own = statements.flat_map(|statement| statement.source.iter().flatten());
        let quotes = |citation: &&Citation| citation.quote.is_some();
        let citations = subject.source.iter().chain(own).filter(quotes);
        quoted.extend(citations.map(|citation| citation.id.it.as_str()));
    }
    let mut wanted: BTreeMap<SitePath, bool> = BTreeMap::new();
    for file in files {
        let FactContent::Sources(sources) = &file.content else { continue };
        for source in sources {
            if let Some(path) = source.file.as_ref().and_then(|file| SitePath::new(&file.it)) {
                *wanted.entry(path).or_default() |= quoted.contains(source.id.it.as_str());
            }
        }
    }
    wanted
}
