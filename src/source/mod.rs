//! The world's text, read once: every file of a site, and the names of its assets.
//!
//! A [`Door`] is one way in (a folder on disk, a revision, text in memory, unsaved buffers over any);
//! [`Sources`] is what came through it. What the text means is left to `parse`.

mod changes;
mod disk;
mod known;
mod listing;
mod memory;
mod path;
mod revision;
mod shard;
mod text;
mod watched;

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

pub use changes::Changes;
pub use disk::{Disk, find_root, find_tree};
pub use known::Known;
use known::KnownText;
pub use listing::is_looked_into;
pub use memory::{Memory, Overlay};
pub use path::SitePath;
pub use revision::Revision;
pub use shard::Shard;
pub use text::{Place, Text};
pub use watched::Watched;

/// A half-open range of bytes in one file.
pub type Span = std::ops::Range<usize>;

/// What a site consists of, at its root; a data file of a fact is read where the fact says.
const TOPS: [&str; 7] =
    ["factum.toml", "factum.lock", "factum.addresses", "content", "facts", "templates", "static"];

/// What lies below a folder, in the order of paths; found without a look at what lies elsewhere.
pub fn below<'f, T>(
    files: &'f BTreeMap<SitePath, T>,
    folder: &str,
) -> impl Iterator<Item = (&'f SitePath, &'f T)> + use<'f, T> {
    // What follows a slash among characters is a zero.
    let (start, end) = (format!("{folder}/"), format!("{folder}0"));
    files.range::<str, _>((Bound::Included(start.as_str()), Bound::Excluded(end.as_str())))
}

/// One way into the world. Paths are relative to the site's root.
pub trait Door: Sync {
    /// Every file of the site outside its output folder, in the order of their paths.
    ///
    /// # Errors
    /// When the root itself cannot be listed; a problem with one file is kept in its [`Found`].
    fn list(&self) -> anyhow::Result<Vec<Found>>;

    /// Every file below the root, whatever it is for, in the order of their paths: a tree that was
    /// made for another tool has its pages anywhere.
    ///
    /// # Errors
    /// As those of [`Door::list`].
    fn whole(&self) -> anyhow::Result<Vec<Found>> {
        self.list()
    }

    /// The bytes of one file.
    ///
    /// # Errors
    /// A sentence without the path: why the file cannot be read.
    fn read(&self, path: &SitePath) -> Result<Vec<u8>, String>;

    /// When files changed last; `before` is what was said of that before.
    ///
    /// # Errors
    /// A sentence: why nobody can tell. Behind most doors there is no history.
    fn changes(&self, before: &Changes) -> Result<Changes, String> {
        let _ = before;
        Err("its files have no history here".to_string())
    }

    /// The first bytes of one file: at least `most` of them where it has so many.
    ///
    /// # Errors
    /// As those of [`Door::read`].
    fn head(&self, path: &SitePath, most: usize) -> Result<Vec<u8>, String> {
        let _ = most;
        self.read(path)
    }
}

/// A file that a door found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is, relative to the site's root.
    pub path: SitePath,
    /// Why it cannot be read, where that shows before anybody tries.
    pub trouble: Option<Why>,
    /// What tells that it is what it was without reading it, where the door knows such a thing.
    pub stamp: Option<Stamp>,
}

/// What a file system says of a file's content: while it is the same, so is the content, unless the file was
/// written a moment ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When it was written, and when anything about it was changed, in nanoseconds.
    pub(super) times: (u128, i128),
    /// Its length in bytes.
    pub(super) length: u64,
    /// Which file it is.
    pub(super) file: u64,
    /// Whether it was written so long ago that another text would show.
    pub(super) settled: bool,
}

impl Stamp {
    /// The same, where it tells the file's content from any other.
    fn sure(self) -> Option<Stamp> {
        self.settled.then_some(self)
    }

    /// The same, whether or not it may be relied on.
    fn any(self) -> Stamp {
        Stamp { settled: true, ..self }
    }
}

/// All text of a site and the names of everything else.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Files that a stage reads, by path: Markdown, facts, configuration, templates.
    pub texts: BTreeMap<SitePath, Arc<Text>>,
    /// Files that are only named: images and other assets under `content/` and `static/`.
    pub assets: BTreeMap<SitePath, Asset>,
    /// What tells that an asset is what it was, where the door knows.
    pub stamps: HashMap<SitePath, Stamp>,
    /// Files that should have been text and could not be had.
    pub unreadable: Vec<Unreadable>,
}

/// A file that is published as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset;

/// Why a file that should hold text could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file.
    pub path: SitePath,
    /// What stands in the way.
    pub why: Why,
}

/// What stands in the way of reading a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The bytes are no UTF-8; the offset of the first that is not.
    NotUtf8(usize),
    /// A symbolic link leads out of the site's root.
    Escapes,
    /// The file is larger than [`Sources::LARGEST`] bytes.
    TooLarge(usize),
    /// The system's own words.
    System(String),
}

impl Sources {
    /// The largest text file that is read, in bytes: beyond this a file is data, not documentation.
    pub const LARGEST: usize = 64 << 20;

    /// Reads every file that `wanted` names as text, and notes the others as assets. What is in
    /// `known` and has not changed since is not read again; `wanted` has to say of it what it said then.
    /// Each text that is read is shown to `glance` while it is at hand: to look at all of them again
    /// later takes far longer.
    ///
    /// # Errors
    /// When the site's root cannot be listed.
    pub fn load(
        door: &dyn Door,
        wanted: impl Fn(&SitePath) -> Use,
        glance: impl Fn(&Text) + Sync,
        known: &mut Known,
    ) -> anyhow::Result<Sources> {
        Ok(Sources::among(door, door.list()?, wanted, glance, known))
    }

    /// The same among files that were found before.
    pub fn among(
        door: &dyn Door,
        found: Vec<Found>,
        wanted: impl Fn(&SitePath) -> Use,
        glance: impl Fn(&Text) + Sync,
        known: &mut Known,
    ) -> Sources {
        use rayon::prelude::*;
        let mut sources = Sources::default();
        let mut now = Known::default();
        let mut before = std::mem::take(&mut known.texts).into_iter().peekable();
        // What stands, and nothing in the place of what has to be read.
        let mut texts: Vec<Option<KnownText>> = Vec::with_capacity(before.len());
        let mut others: Vec<Asked> = Vec::new();
        for Found { path, trouble, stamp } in found {
            let is_known = before.peek().is_some_and(|known| known.path == path);
            let wanted = if is_known { Use::Text } else { wanted(&path) };
            match (wanted, trouble) {
                (Use::Ignore, _) => {}
                (_, Some(why)) => sources.unreadable.push(Unreadable { path, why }),
                (Use::Asset, None) => {
                    let sure = stamp.and_then(Stamp::sure);
                    sources.stamps.extend(sure.map(|stamp| (path.clone(), stamp)));
                    now.assets.push((path, stamp.map(Stamp::any)));
                }
                (Use::Text, None) => {
                    while before.next_if(|known| known.path < path).is_some() {}
                    let known = before.next_if(|known| known.path == path);
                    let sure = stamp.and_then(Stamp::sure);
                    texts.push(match known {
                        Some(known) if sure.is_some() && known.stamp == sure => Some(known),
                        known => {
                            others.push(Asked { path, stamp, known: known.map(|it| it.text) });
                            None
                        }
                    });
                }
            }
        }
        drop(before);
        let read = |asked: Asked| {
            let Asked { path, stamp, known } = asked;
            Sources::read(door, path.clone()).map(|text| {
                glance(&text);
                let known = known.filter(|known| **known == text);
                KnownText { path, stamp, text: known.unwrap_or_else(|| Arc::new(text)) }
            })
        };
        let read: Vec<_> = others.into_par_iter().map(read).collect();
        let mut read = read.into_iter();
        now.texts.reserve(texts.len());
        for text in texts {
            match text.map(Ok).or_else(|| read.next()) {
                Some(Ok(text)) => now.texts.push(text),
                Some(Err(unreadable)) => sources.unreadable.push(unreadable),
                None => {}
            }
        }
        let texts = now.texts.iter().map(|known| (known.path.clone(), known.text.clone()));
        sources.texts = texts.collect();
        sources.assets = now.assets.iter().map(|(path, _)| (path.clone(), Asset)).collect();
        now.unreadable.clone_from(&sources.unreadable);
        *known = now;
        sources
    }

    /// Reads one file as it is.
    ///
    /// # Errors
    /// A sentence: why it cannot be had.
    pub fn bytes(door: &dyn Door, path: &SitePath) -> Result<Vec<u8>, String> {
        let bytes = door.read(path)?;
        if bytes.len() > Sources::LARGEST {
            return Err(format!("it is larger than {} MiB", Sources::LARGEST >> 20));
        }
        Ok(bytes)
    }

    /// Reads one file as text.
    ///
    /// # Errors
    /// What stands in the way, as data.
    pub fn read(door: &dyn Door, path: SitePath) -> Result<Text, Unreadable> {
        let bytes = match door.read(&path) {
            Ok(bytes) => bytes,
            Err(words) => return Err(Unreadable { path, why: Why::System(words) }),
        };
        if bytes.len() > Sources::LARGEST {
            return Err(Unreadable { path, why: Why::TooLarge(bytes.len()) });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Text::new(path, text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                Err(Unreadable { path, why: Why::NotUtf8(at) })
            }
        }
    }
}

/// A text that has to be read, and what it was before.
struct Asked {
    path: SitePath,
    stamp: Option<Stamp>,
    known: Option<Arc<Text>>,
}

/// What a site does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Read it.
    Text,
    /// Only know that it is there.
    Asset,
    /// Nothing.
    Ignore,
}
