//! When the articles of a site changed last: one walk through the history of the whole folder, which ends
//! with the first change of the last of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::super::{Changes, SitePath};
use super::git::Git;

/// What stands before the day of a commit.
const COMMIT: u8 = 1;

/// When each article of the site in a folder changed last; `before` is what was known of another time.
///
/// # Errors
/// A sentence: why the history does not tell.
pub(in super::super) fn changes(root: &Path, before: &Changes) -> Result<Changes, String> {
    let git = Git::new(root);
    let ask = |arguments: &[&str]| -> Result<String, String> {
        let answer = git.ask(arguments).map_err(|error| error.to_string())?;
        answer.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_string())
    };
    let shallow = ask(&["rev-parse", "--is-shallow-repository"])
        .map_err(|why| format!("the site is in no git repository that can be read: {why}"))?;
    if shallow == "true" {
        return Err(
            "the clone is shallow, so its history has no beginning; `git fetch --unshallow` \
                    brings the rest"
                .to_string(),
        );
    }
    // A repository without a commit says nothing of any file.
    let Ok(head) = ask(&["rev-parse", "--verify", "--quiet", "HEAD"]) else {
        return Ok(Changes::default());
    };
    if head == before.head {
        return Ok(before.clone());
    }
    let listing = git.ask(&["ls-tree", "-r", "-z", "--name-only", "HEAD", "--", "content"]);
    let listing = listing.map_err(|error| error.to_string())??;
    let names = listing.split(|byte| *byte == 0).filter_map(path);
    let mut missing: BTreeSet<SitePath> = names.collect();
    let mut days = BTreeMap::new();
    let mut day: Option<Date> = None;
    let log = [
        "log",
        "--format=format:%x01%as",
        "--name-only",
        "--no-renames",
        "--no-show-signature",
        "--relative",
        "-z",
        "HEAD",
        "--",
        "content",
    ];
    let read = git.each(&log, |piece| {
        let mut name = piece;
        if let Some((&COMMIT, rest)) = piece.split_first() {
            let mut lines = rest.splitn(2, |byte| *byte == b'\n');
            let written = lines.next().and_then(|day| std::str::from_utf8(day).ok());
            day = written.and_then(|day| day.parse().ok());
            name = lines.next().unwrap_or_default();
        }
        if let Some((path, day)) = path(name).zip(day)
            && missing.remove(&path)
        {
            days.insert(path, day);
        }
        if missing.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    read.map_err(|error| format!("git cannot tell its history: {error:#}"))?;
    Ok(Changes { head, days: Arc::new(days) })
}

/// The path of a file; nothing where it is no text, or empty.
fn path(bytes: &[u8]) -> Option<SitePath> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.is_empty()).and_then(SitePath::new)
}
