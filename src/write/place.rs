//! Where a site may be written: which folders factum refuses to replace, whoever asks.
//! Leaves what a folder already holds to `existing`.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};

/// The folder to replace and the two names beside it that a replacement needs.
pub(super) struct Place {
    /// The folder's name as the user knows it.
    pub(super) name: String,
    /// The folder, with every symbolic link before it followed.
    pub(super) target: PathBuf,
    /// Where the new site is laid out.
    pub(super) new: PathBuf,
    /// Where the old site waits when the two cannot change places at once.
    pub(super) old: PathBuf,
}

impl Place {
    /// The place that `folder` names, from the site's root or absolute.
    ///
    /// # Errors
    /// When a site must not be written there.
    pub(super) fn find(root: &Path, folder: &str) -> anyhow::Result<Place> {
        let root = std::fs::canonicalize(root)
            .with_context(|| format!("cannot open the site's root {}", root.display()))?;
        // Collecting drops a final `/`, behind which a symbolic link would look like a folder.
        let wanted: PathBuf = root.join(folder).components().collect();
        match std::fs::symlink_metadata(&wanted) {
            Ok(found) if found.is_symlink() => {
                bail!(
                    "the output folder {folder} is a symbolic link; name the folder it leads to instead"
                )
            }
            Ok(found) => {
                ensure!(
                    found.is_dir(),
                    "the output folder {folder} is a file; move it away or name another folder"
                )
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).context(format!("cannot open {folder}")),
        }
        let target = real(&wanted).with_context(|| format!("cannot find a place for {folder}"))?;
        ensure!(
            !root.starts_with(&target),
            "the output folder {folder} holds the site itself, which a build would replace; \
             name a folder of its own, such as public"
        );
        for own in ["content", "facts", "templates", "static"] {
            let own_path = real(&root.join(own)).unwrap_or_else(|_| root.join(own));
            ensure!(
                !target.starts_with(&own_path) && !own_path.starts_with(&target),
                "the output folder {folder} and the site's {own}/ lie in one another; \
                 name a folder of its own, such as public"
            );
        }
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            bail!("{folder} cannot be an output folder");
        };
        let beside = |suffix: &str| {
            let mut beside = std::ffi::OsString::from(".");
            beside.push(name);
            beside.push(suffix);
            parent.join(beside)
        };
        let (new, old) = (beside(".factum-new"), beside(".factum-old"));
        Ok(Place { name: folder.to_string(), target, new, old })
    }
}

/// A path with the links of whatever exists of it followed.
fn real(path: &Path) -> std::io::Result<PathBuf> {
    match (std::fs::canonicalize(path), path.parent(), path.file_name()) {
        (Err(error), Some(parent), Some(name)) if error.kind() == ErrorKind::NotFound => {
            Ok(real(parent)?.join(name))
        }
        (result, _, _) => result,
    }
}
