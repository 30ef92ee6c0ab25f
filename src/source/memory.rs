//! Doors to text in memory: a whole site, or an editor's unsaved buffers over another door.
//! Leaves the folder on disk to `disk`.

use std::collections::BTreeMap;

use super::{Changes, Door, Found, SitePath};

/// A site held in memory, as tests and embedding programs use it.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<SitePath, Vec<u8>>,
}

impl Memory {
    /// An empty site.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// Adds a file, or replaces it. A path that leaves the root is not taken, and `false` says so.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Vec<u8>>) -> bool {
        let Some(path) = SitePath::new(path) else { return false };
        self.files.insert(path, bytes.into());
        true
    }

    /// Takes a file out; `false` when it was not there.
    pub fn remove(&mut self, path: &str) -> bool {
        SitePath::new(path).is_some_and(|path| self.files.remove(&path).is_some())
    }
}

impl Door for Memory {
    fn list(&self) -> anyhow::Result<Vec<Found>> {
        Ok(self
            .files
            .keys()
            .map(|path| Found { path: path.clone(), trouble: None, stamp: None })
            .collect())
    }

    fn read(&self, path: &SitePath) -> Result<Vec<u8>, String> {
        self.files.get(path).cloned().ok_or_else(|| "no such file".to_string())
    }
}

/// Unsaved buffers in front of another door: what an editor shows is what is checked.
pub struct Overlay<'a> {
    under: &'a dyn Door,
    buffers: Memory,
}

impl<'a> Overlay<'a> {
    /// Puts buffers in front of a door.
    pub fn new(under: &'a dyn Door, buffers: Memory) -> Overlay<'a> {
        Overlay { under, buffers }
    }
}

impl Door for Overlay<'_> {
    fn list(&self) -> anyhow::Result<Vec<Found>> {
        let mut found: BTreeMap<_, _> =
            self.under.list()?.into_iter().map(|found| (found.path.clone(), found)).collect();
        found.extend(self.buffers.list()?.into_iter().map(|found| (found.path.clone(), found)));
        Ok(found.into_values().collect())
    }

    fn whole(&self) -> anyhow::Result<Vec<Found>> {
        let mut found: BTreeMap<_, _> =
            self.under.whole()?.into_iter().map(|found| (found.path.clone(), found)).collect();
        found.extend(self.buffers.list()?.into_iter().map(|found| (found.path.clone(), found)));
        Ok(found.into_values().collect())
    }

    fn read(&self, path: &SitePath) -> Result<Vec<u8>, String> {
        self.buffers.read(path).or_else(|_| self.under.read(path))
    }

    fn changes(&self, before: &Changes) -> Result<Changes, String> {
        self.under.changes(before)
    }

    fn head(&self, path: &SitePath, most: usize) -> Result<Vec<u8>, String> {
        self.buffers.read(path).or_else(|_| self.under.head(path, most))
    }
}
