//! What was coloured before, within a run and from one build to the next. It never changes what is
//! shown, only how soon: an entry is found by its engine, language and text alone, and one that does
//! not carry its own sum is as good as none.
//!
//! Where the entries are kept is left to `write`.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::colour::{ENGINE, colour};
use crate::render::mentions::Mentions;
use crate::site::Site;

/// A block by its engine, language and text.
type Key = [u8; 16];

/// What a file of entries begins with.
const HEAD: &[u8] = b"factum code 1\n";

/// Coloured code by language and text. It may be shared by threads, and kept from build to build.
#[derive(Debug, Default)]
pub struct Memory {
    known: RwLock<BTreeMap<Key, Entry>>,
    /// Whether there is something that was not among the entries read.
    grown: AtomicBool,
    /// The names of subjects that were searched for last, within this run.
    mentions: Mutex<Option<Arc<Mentions>>>,
}

/// Coloured code; nothing where the code cannot be coloured.
type Html = Option<Arc<str>>;

#[derive(Debug)]
struct Entry {
    html: Html,
    used: AtomicBool,
}

impl Memory {
    /// A memory with the entries that [`Memory::entries`] gave an earlier run; those that are damaged
    /// are left out.
    pub fn read(bytes: &[u8]) -> Memory {
        let mut known = BTreeMap::new();
        let mut grown = false;
        let mut rest = bytes.strip_prefix(HEAD).unwrap_or_default();
        while !rest.is_empty() {
            let Some((key, html, behind)) = entry(rest) else {
                grown = true;
                break;
            };
            known.insert(key, Entry { html, used: AtomicBool::new(false) });
            rest = behind;
        }
        Memory {
            known: RwLock::new(known),
            grown: AtomicBool::new(grown),
            mentions: Mutex::default(),
        }
    }

    /// The search for the names of a site's subjects: that of the site before, where they are the same.
    pub(in crate::render) fn mentions(&self, site: &Site) -> Arc<Mentions> {
        let mut known = self.mentions.lock().unwrap_or_else(PoisonError::into_inner);
        let mentions = Mentions::new(site, known.as_ref());
        *known = Some(mentions.clone());
        mentions
    }

    /// The entries that were asked for, for a later run; nothing when none is new.
    pub fn entries(&self) -> Option<Vec<u8>> {
        if !self.grown.load(Ordering::Relaxed) {
            return None;
        }
        let mut bytes = HEAD.to_vec();
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        for (key, entry) in known.iter().filter(|(_, entry)| entry.used.load(Ordering::Relaxed)) {
            let html = entry.html.as_deref().unwrap_or_default().as_bytes();
            // Coloured code is never empty, so that nothing can stand for code without colours.
            bytes.extend(key);
            bytes.extend((html.len() as u64).to_le_bytes());
            bytes.extend(sum(key, html));
            bytes.extend(html);
        }
        Some(bytes)
    }

    /// The code in colours, from memory where it is known; nothing where it has none.
    pub(super) fn coloured(&self, grammar: &str, code: &str) -> Option<Arc<str>> {
        let key = key(grammar, code);
        {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(entry) = known.get(&key) {
                entry.used.store(true, Ordering::Relaxed);
                return entry.html.clone();
            }
        }
        let html: Option<Arc<str>> =
            colour(grammar, code).filter(|html| !html.is_empty()).map(Arc::from);
        let entry = Entry { html: html.clone(), used: AtomicBool::new(true) };
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(key, entry);
        self.grown.store(true, Ordering::Relaxed);
        html
    }
}

/// The first entry of some bytes and what follows it; nothing where it is damaged.
fn entry(bytes: &[u8]) -> Option<(Key, Html, &[u8])> {
    let (key, rest) = bytes.split_first_chunk::<16>()?;
    let (length, rest) = rest.split_first_chunk::<8>()?;
    let (found, rest) = rest.split_first_chunk::<16>()?;
    let (html, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    if sum(key, html) != *found {
        return None;
    }
    let html = std::str::from_utf8(html).ok()?;
    Some((*key, (!html.is_empty()).then(|| Arc::from(html)), rest))
}

fn key(grammar: &str, code: &str) -> Key {
    let mut hasher = blake3::Hasher::new();
    for part in [ENGINE, "\0", grammar, "\0", code] {
        hasher.update(part.as_bytes());
    }
    head(&hasher.finalize())
}

fn sum(key: &Key, html: &[u8]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(key).update(html);
    head(&hasher.finalize())
}

fn head(hash: &blake3::Hash) -> [u8; 16] {
    let mut head = [0; 16];
    head.copy_from_slice(&hash.as_bytes()[..16]);
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Memory {
        let memory = Memory::default();
        memory.coloured("rust", "fn one() {}\n");
        memory.coloured("toml", "two = 2\n");
        memory
    }

    #[test]
    fn entries_come_back_and_are_written_only_when_there_are_new_ones() {
        let bytes = filled().entries().expect("there are new ones");
        let again = Memory::read(&bytes);
        assert_eq!(
            again.coloured("rust", "fn one() {}\n"),
            filled().coloured("rust", "fn one() {}\n")
        );
        assert_eq!(again.entries(), None);
        again.coloured("rust", "fn three() {}\n");
        let grown = again.entries().expect("there is a new one");
        // What nobody asked for any more is gone.
        assert_eq!(Memory::read(&grown).known.into_inner().expect("whole").len(), 2);
    }

    #[test]
    fn a_damaged_entry_is_coloured_anew() {
        let whole = filled().entries().expect("there are new ones");
        let fresh = filled().coloured("rust", "fn one() {}\n");
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            let memory = Memory::read(&bytes);
            assert_eq!(memory.coloured("rust", "fn one() {}\n"), fresh, "damaged at {at}");
        }
        for length in 0..whole.len() {
            let memory = Memory::read(&whole[..length]);
            assert_eq!(
                memory.coloured("toml", "two = 2\n"),
                filled().coloured("toml", "two = 2\n")
            );
        }
    }
}
