//! The door to a revision of a git repository: a site as it was committed, read through the `git`
//! program without touching the work tree.
//!
//! Leaves the child process to `git`, and what links in a revision lead to to `tree`.

mod changes;
mod git;
mod tree;

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, bail};

pub(super) use changes::changes;

use super::{Door, Found, SitePath, TOPS};
use git::{Git, Objects};
use tree::Tree;

/// A site at a revision.
pub struct Revision {
    commit: String,
    tree: Tree,
    objects: Mutex<Objects>,
    broken: Mutex<Option<String>>,
}

impl Revision {
    /// The site of a folder as it was at a revision: a commit, a branch, a tag, `HEAD~2`.
    ///
    /// # Errors
    /// When there is no git or no repository, when the revision is not known or begins with `-`,
    /// or when the folder is not in it. Each says what to do.
    pub fn open(root: &Path, revision: &str) -> anyhow::Result<Revision> {
        if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
            bail!("{revision:?} is no revision; name a commit, a branch or a tag");
        }
        let git = Git::new(root);
        let prefix = match git.ask(&["rev-parse", "--show-prefix"])? {
            Ok(prefix) => String::from_utf8(prefix).context("the site's folder is no Unicode")?,
            Err(why) => bail!(
                "the site is in no git repository that can be read, so it has no revisions: {why}"
            ),
        };
        let prefix = prefix.strip_suffix('\n').unwrap_or(&prefix).trim_end_matches('/');
        let commit = format!("{revision}^{{commit}}");
        let Ok(commit) = git.ask(&["rev-parse", "--verify", "--quiet", &commit])? else {
            bail!("{}", unknown(&git, revision)?);
        };
        let commit = String::from_utf8_lossy(&commit).trim().to_string();
        let folder = format!("{commit}:{prefix}");
        let folder = if prefix.is_empty() { &commit } else { &folder };
        let listing = match git.ask(&["ls-tree", "-r", "-z", "--full-tree", folder])? {
            Ok(listing) => listing,
            Err(_) if !prefix.is_empty() && git.ask(&["cat-file", "-e", folder])?.is_err() => {
                bail!("the site's folder {prefix} is not in {revision}; name a later revision")
            }
            Err(why) => bail!("git cannot list the files of {revision}: {why}"),
        };
        let mut objects = git.objects()?;
        let tree = Tree::parse(&listing, |id| {
            let bytes = objects.get(id).map_err(anyhow::Error::msg);
            bytes.with_context(|| format!("cannot read a link of {revision}"))
        })?;
        Ok(Revision { commit, tree, objects: Mutex::new(objects), broken: Mutex::new(None) })
    }

    /// The id of the commit that the revision names.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// Whether a file is there.
    pub fn holds(&self, path: &SitePath) -> bool {
        self.tree.file(path.as_str()).is_ok()
    }

    /// Why git could not hand out a file that is there, if it ever could not: what was made of
    /// this revision is then made of a part of it.
    pub fn broken(&self) -> Option<String> {
        self.broken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What to say of a revision that is not there.
fn unknown(git: &Git, revision: &str) -> anyhow::Result<String> {
    let shallow = git.ask(&["rev-parse", "--is-shallow-repository"])?;
    let shallow = shallow.is_ok_and(|answer| answer.starts_with(b"true"));
    Ok(match (shallow, revision.contains("..")) {
        (_, true) => {
            format!("{revision} is no single revision; name two with a space between them")
        }
        (true, _) => format!(
            "there is no revision {revision} in this clone, which is shallow; \
             `git fetch --unshallow` brings its history"
        ),
        (false, _) => format!(
            "there is no revision {revision} in this repository; `git log` and `git branch -a` \
             list those there are, and `git fetch` brings new ones"
        ),
    })
}

impl Door for Revision {
    fn list(&self) -> anyhow::Result<Vec<Found>> {
        let mut found = self.tree.list(&TOPS);
        // The same folders that are not looked into on disk.
        found.retain(|found| found.path.as_str().split('/').nth(1) != Some("target"));
        Ok(found)
    }

    fn read(&self, path: &SitePath) -> Result<Vec<u8>, String> {
        let id = self.tree.file(path.as_str())?;
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        objects.get(id).inspect_err(|why| {
            let mut broken = self.broken.lock().unwrap_or_else(PoisonError::into_inner);
            broken.get_or_insert_with(|| format!("{path}: {why}"));
        })
    }
}
