//! Paths inside a site: relative to its root, with `/` between names, on every system.
//! Leaves the system's own paths to `disk`.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A path below the site's root, such as `content/vsphere/pvscsi.md`.
///
/// It never starts with `/`, and holds no empty, `.` or `..` name.
#[derive(Clone, Debug, Eq, PartialOrd, Ord)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// A path from text, with `.` and `..` worked out; `None` when it leaves the root or names it.
    pub fn new(path: &str) -> Option<SitePath> {
        // Nearly all paths are clean already.
        if is_clean(path) {
            return Some(SitePath(path.into()));
        }
        SitePath::resolve("", path).map(|path| SitePath(path.into()))
    }

    /// What `relative` means for somebody who stands in this file: `b.md` from `a/x.md` is
    /// `a/b.md`. `None` when it leaves the root.
    pub fn beside(&self, relative: &str) -> Option<SitePath> {
        self.text_beside(relative).map(|path| SitePath(path.into()))
    }

    /// The same as text, for those who only look whether there is such a file.
    pub fn text_beside(&self, relative: &str) -> Option<String> {
        SitePath::resolve(self.folder(), relative)
    }

    fn resolve(base: &str, relative: &str) -> Option<String> {
        // Most links go up some folders and down again.
        let (mut base, mut down) = (base, relative);
        while let Some(rest) = down.strip_prefix("../").filter(|_| !base.is_empty()) {
            base = &base[..memchr::memrchr(b'/', base.as_bytes()).unwrap_or(0)];
            down = rest;
        }
        let mut path = String::with_capacity(base.len() + down.len() + 1);
        path.push_str(base);
        if is_clean(down) {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(down);
            return Some(path);
        }
        for name in down.split('/') {
            match name {
                "" | "." => {}
                ".." if path.is_empty() => return None,
                ".." => path.truncate(path.rfind('/').unwrap_or(0)),
                name => {
                    if !path.is_empty() {
                        path.push('/');
                    }
                    path.push_str(name);
                }
            }
        }
        if path.is_empty() { None } else { Some(path) }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last name: `pvscsi.md`.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last name without its extension: `pvscsi`.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(name, |(stem, _)| stem)
    }

    /// What follows the last dot of the name: `md`.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or("", |(_, ext)| ext)
    }

    /// The folder's path, `""` for a file at the root.
    pub fn folder(&self) -> &str {
        &self.0[..memchr::memrchr(b'/', self.0.as_bytes()).unwrap_or(0)]
    }

    /// The rest of the path below a folder: `vsphere/pvscsi.md` below `content`.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

/// Two that are kept in one place are equal without a look at their text.
impl PartialEq for SitePath {
    fn eq(&self, other: &SitePath) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Hash for SitePath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

/// Whether a path certainly has no name in it that is empty, `.` or `..`: none begins with a dot.
fn is_clean(path: &str) -> bool {
    let bytes = path.as_bytes();
    let begins = |at: usize| bytes.get(at).is_some_and(|byte| !matches!(byte, b'/' | b'.'));
    begins(0) && memchr::memchr_iter(b'/', bytes).all(|slash| begins(slash + 1))
}

/// A path hashes and compares as its text does.
impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
