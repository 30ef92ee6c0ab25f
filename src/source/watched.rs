//! A folder on disk of which somebody tells what changes there: what was found in it stands, and only
//! the files that are told are asked again. Who tells, and how well, is left to `serve`.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::disk::Glance;
use super::{Changes, Disk, Door, Found, SitePath, TOPS};

/// A site in a folder that is watched.
///
/// The next time its files are listed, only those that [`Watched::told`] named since are asked. Where
/// nobody told anything, or where more than the text of a file changed, all of them are.
pub struct Watched {
    disk: Disk,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What was found last.
    found: Option<Vec<Found>>,
    /// The files that may have changed since; nothing where it may be any.
    told: Option<BTreeSet<PathBuf>>,
}

impl Watched {
    /// A door to a folder of which nothing is known yet.
    pub fn new(disk: Disk) -> Watched {
        Watched { disk: disk.stamping(), state: Mutex::default() }
    }

    /// Takes the word that nothing but these files has changed since the files were listed.
    pub fn told(&self, files: BTreeSet<PathBuf>) {
        self.state().told.get_or_insert_default().extend(files);
    }

    /// A thread that broke off leaves either what was known before or nothing.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was found before with what is to be said now of some files; nothing where that is not all.
    fn renewed(&self, mut found: Vec<Found>, told: &BTreeSet<PathBuf>) -> Option<Vec<Found>> {
        for file in told {
            let path = self.disk.named(file)?;
            if !TOPS.contains(&path.as_str().split('/').next().unwrap_or_default()) {
                continue;
            }
            let known = found.binary_search_by(|known| known.path.cmp(&path));
            match (known, self.disk.glance(file)) {
                (Ok(at), Glance::Plain(stamp)) if found[at].trouble.is_none() => {
                    found[at].stamp = stamp;
                }
                // It came and went, as what some editors write beside a file.
                (Err(_), Glance::Nothing) if !holds(&found, &path) => {}
                _ => return None,
            }
        }
        // Of what was written only a moment before it was found nobody could be sure. Now somebody may be.
        let unsure = |it: &&mut Found| {
            let stamp = it.stamp.filter(|_| it.trouble.is_none());
            stamp.is_some_and(|stamp| self.disk.settles(&stamp))
        };
        let ask = |it: &mut Found| match self.disk.glance_at(&it.path) {
            Glance::Plain(stamp) => {
                it.stamp = stamp;
                Some(())
            }
            Glance::Nothing | Glance::Other => None,
        };
        found.par_iter_mut().filter(unsure).map(ask).collect::<Option<()>>()?;
        Some(found)
    }
}

/// Whether something was found below a path, which then was a folder.
fn holds(found: &[Found], path: &SitePath) -> bool {
    let behind = found.partition_point(|known| known.path <= *path);
    let mut below =
        found[behind..].iter().take_while(|it| it.path.as_str().starts_with(path.as_str()));
    below.any(|it| it.path.below(path.as_str()).is_some())
}

impl Door for Watched {
    fn list(&self) -> anyhow::Result<Vec<Found>> {
        let State { found, told } = std::mem::take(&mut *self.state());
        let renewed = found.zip(told).and_then(|(found, told)| self.renewed(found, &told));
        let found = match renewed {
            Some(found) => found,
            None => self.disk.list()?,
        };
        self.state().found = Some(found.clone());
        Ok(found)
    }

    fn whole(&self) -> anyhow::Result<Vec<Found>> {
        *self.state() = State::default();
        self.disk.whole()
    }

    fn read(&self, path: &SitePath) -> Result<Vec<u8>, String> {
        self.disk.read(path)
    }

    fn changes(&self, before: &Changes) -> Result<Changes, String> {
        self.disk.changes(before)
    }

    fn head(&self, path: &SitePath, most: usize) -> Result<Vec<u8>, String> {
        self.disk.head(path, most)
    }
}
