//! What one run keeps for the next, in a folder of the site that may be deleted at any time. What
//! the bytes mean is left to those who keep them. Nothing that goes wrong here is worth a word: the
//! next run does the work again.

use std::path::{Path, PathBuf};

/// The folder, from the site's root. The name is hidden, so it is no part of the site.
const FOLDER: &str = ".factum";

/// What was kept under a name, if it can be had.
pub fn kept(root: &Path, name: &str) -> Option<Vec<u8>> {
    std::fs::read(place(root)?.join(name)).ok()
}

/// Keeps bytes under a name, if that can be done: whole or not at all.
pub fn keep(root: &Path, name: &str, bytes: &[u8]) {
    let _ = try_keep(root, name, bytes);
}

/// Lets go of what was kept under the names that somebody chooses, if that can be done.
pub(super) fn forget(root: &Path, chosen: impl Fn(&str) -> bool) {
    let entries = place(root).and_then(|place| std::fs::read_dir(place).ok());
    for entry in entries.into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(&chosen) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn try_keep(root: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let folder = root.join(FOLDER);
    std::fs::create_dir_all(folder.join("cache"))?;
    let Some(place) = place(root) else { return Ok(()) };
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        std::fs::write(ignore, "# What factum keeps for its next run; it may be deleted.\n*\n")?;
    }
    let mut file = tempfile::NamedTempFile::new_in(&place)?;
    std::io::Write::write_all(&mut file, bytes)?;
    file.persist(place.join(name))?;
    Ok(())
}

/// Where things are kept; nothing where the folder is not there or leads out of the site.
fn place(root: &Path) -> Option<PathBuf> {
    let root = std::fs::canonicalize(root).ok()?;
    let place = std::fs::canonicalize(root.join(FOLDER).join("cache")).ok()?;
    place.starts_with(&root).then_some(place)
}
