//! Two folders change places, and what is left of a swap that was stopped is put right.
//! Leaves what the folders hold to the parent module.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::existing;
use super::place::Place;

/// Keeps other builds from writing the same folder until it is dropped.
///
/// # Errors
/// When another build holds it.
pub(super) fn lock(place: &Place) -> anyhow::Result<Option<File>> {
    #[cfg(unix)]
    if let Some(Ok(parent)) = place.target.parent().map(File::open) {
        use rustix::fs::{FlockOperation, flock};
        // Some network disks cannot lock a folder; there, two builds at once are the user's care.
        if flock(&parent, FlockOperation::NonBlockingLockExclusive)
            == Err(rustix::io::Errno::WOULDBLOCK)
        {
            bail!("another build is writing {}; wait for it to end", place.name);
        }
        return Ok(Some(parent));
    }
    let _ = place;
    Ok(None)
}

/// Puts right what a stopped build left: the old site goes back where no new one came, and
/// what is left over is removed.
///
/// # Errors
/// When something that factum did not make has one of its names.
pub(super) fn recover(place: &Place) -> anyhow::Result<()> {
    let is_there = |path: &Path| std::fs::symlink_metadata(path).is_ok();
    if !is_there(&place.target) && existing::is_own(&place.old) {
        std::fs::rename(&place.old, &place.target)
            .with_context(|| format!("cannot bring the old {} back", place.name))?;
    }
    for left in [&place.new, &place.old] {
        if !is_there(left) {
            continue;
        }
        existing::remove(left).with_context(|| {
            format!("{} stands in the way of a build; remove it", left.display())
        })?;
    }
    Ok(())
}

/// Puts the new folder in the old one's place, and removes the old one.
///
/// # Errors
/// When the disk refuses; the old folder is then where it was.
pub(super) fn swap(place: &Place) -> anyhow::Result<()> {
    let Place { target, new, old, .. } = place;
    if std::fs::symlink_metadata(target).is_err() {
        return std::fs::rename(new, target).context("cannot put the new site in its place");
    }
    if exchange(new, target) {
        discard(new);
        return Ok(());
    }
    std::fs::rename(target, old).map_err(|error| {
        let busy = matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::CrossesDevices);
        let hint = if busy { " (a mount point? name a folder below it)" } else { "" };
        anyhow::Error::new(error).context(format!("cannot move the old site away{hint}"))
    })?;
    if let Err(error) = std::fs::rename(new, target) {
        std::fs::rename(old, target).context("cannot bring the old site back")?;
        return Err(error).context("cannot put the new site in its place");
    }
    discard(old);
    Ok(())
}

/// Removes a folder of factum's own. What cannot be removed is left for the next build to report.
pub(super) fn discard(folder: &Path) {
    let _ = existing::remove(folder);
}

/// Two folders trade names in one step; `false` where the system or the disk cannot do that.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(left: &Path, right: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, left, CWD, right, RenameFlags::EXCHANGE).is_ok()
}

/// Two folders trade names in one step; not on this system.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_left: &Path, _right: &Path) -> bool {
    false
}
