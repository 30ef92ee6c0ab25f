//! Puts a rendered site on disk: whole or not at all, changed bytes only, nothing of others lost.
//!
//! What the files hold is left to `render`, and whether to write at all to `commands`. The new
//! site is laid out in a folder beside the old one and the two change places, so that whoever
//! stops factum at any moment finds the old site or the new one.
#![expect(clippy::disallowed_methods, reason = "this is the door through which a site is written")]

mod cache;
mod existing;
pub mod pictures;
mod place;
mod swap;
mod writing;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use rayon::prelude::*;

use crate::render::Output;
use crate::source::SitePath;
pub use cache::{keep, kept};
use existing::{Existing, MARKER};
use place::Place;
pub use writing::Writing;

/// What a write did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The files that the site has.
    pub files: usize,
    /// Those that are new or have other bytes than before.
    pub changed: usize,
    /// Files of the site before that it no longer has.
    pub removed: usize,
}

/// Makes `folder`, named from the site's `root` or absolute, hold the output.
///
/// Files that somebody else put into the folder stay as they are. When nothing changed, nothing
/// is touched.
///
/// # Errors
/// When the folder is not one that factum may replace (it holds the site's own text, it is a
/// symbolic link, somebody else made it, another build is writing it) or the disk refuses. The
/// folder is then as it was.
pub fn write(root: &Path, folder: &str, output: &Output) -> anyhow::Result<Written> {
    let writing = Writing::start(root, folder)?;
    output.files.par_iter().try_for_each(|(path, bytes)| writing.put(path, bytes))?;
    pictures::copies(root, &output.smaller, |name, bytes| writing.put(name, bytes))?;
    writing.finish(&output.copies)
}

/// Whether a site may be written to `folder` at all; nothing is touched.
///
/// # Errors
/// When it is not a folder that factum may replace.
pub fn permit(root: &Path, folder: &str) -> anyhow::Result<()> {
    let place = Place::find(root, folder)?;
    Existing::read(&place).map(drop)
}

/// The files that factum made in a folder, by their paths in it.
///
/// # Errors
/// When factum did not make the folder, or it cannot be read.
pub fn made(folder: &Path) -> anyhow::Result<Vec<String>> {
    existing::listed(folder)
        .with_context(|| format!("cannot tell what factum made in {}", folder.display()))
}

/// Writes a file that somebody asked for by its name, anywhere.
///
/// # Errors
/// When the disk refuses.
pub fn beside(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Gives a file of the site a new text; whoever stops factum meanwhile finds the old or the new.
///
/// # Errors
/// When the file is not there any more, or the disk refuses. It is then as it was.
pub fn replace(root: &Path, path: &SitePath, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    let failed = || format!("cannot write {path}; it is left as it was");
    // A link stays a link: its file is what changes.
    let file = std::fs::canonicalize(root.join(path.as_str())).with_context(failed)?;
    let folder = file.parent().unwrap_or(root);
    let mut staged = tempfile::NamedTempFile::new_in(folder).with_context(failed)?;
    staged.write_all(text.as_bytes()).with_context(failed)?;
    let permissions = std::fs::metadata(&file).with_context(failed)?.permissions();
    std::fs::set_permissions(staged.path(), permissions).with_context(failed)?;
    staged.persist(&file).with_context(failed)?;
    Ok(())
}

/// Gives a file of the site a text, whether it is there already or not.
///
/// # Errors
/// When the disk refuses. A file that was there is then as it was.
pub fn put(root: &Path, path: &SitePath, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    let whole = root.join(path.as_str());
    if std::fs::symlink_metadata(&whole).is_ok() {
        return replace(root, path, text);
    }
    let create = || std::fs::File::create_new(&whole)?.write_all(text.as_bytes());
    create().with_context(|| format!("cannot write {path}"))
}

/// Keeps a file of the site, with the folders that lead to it; what was there before goes.
///
/// # Errors
/// When the disk refuses, or a folder leads out of the site. A file that was there is then as it was.
pub fn store(root: &Path, path: &SitePath, bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write as _;
    let failed = || format!("cannot write {path}");
    let whole = root.join(path.as_str());
    let folder = whole.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).with_context(failed)?;
    let (real, root) = (std::fs::canonicalize(folder), std::fs::canonicalize(root));
    ensure!(
        real.with_context(failed)?.starts_with(root.with_context(failed)?),
        "{path} leads out of the site's root"
    );
    let mut staged = tempfile::NamedTempFile::new_in(folder).with_context(failed)?;
    staged.write_all(bytes).with_context(failed)?;
    staged.persist(&whole).with_context(failed)?;
    Ok(())
}

/// Makes a new file of the site, with the folders that it lies in.
///
/// # Errors
/// When it is there already, or the disk refuses.
pub fn create(root: &Path, path: &SitePath, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    let whole = root.join(path.as_str());
    let create = || {
        whole.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        std::fs::File::create_new(&whole)?.write_all(text.as_bytes())
    };
    create().with_context(|| format!("cannot write {path}"))
}

/// A path of the output as one of the system's, if it stays in the folder and is not the marker.
fn inside(path: &str) -> anyhow::Result<PathBuf> {
    let clean = SitePath::new(path).filter(|clean| clean.as_str() == path && path != MARKER);
    ensure!(clean.is_some(), "the site has a page at {path:?}, which is no place for a file");
    Ok(path.split('/').collect())
}
