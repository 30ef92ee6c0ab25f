//! Git as tests use it: deaf to the settings of the machine, with an author of its own.

use std::path::Path;
use std::process::Command;

/// Runs git in a folder and gives what it prints. `authored` is the author's day and time; the committer's is
/// another, since it changes whenever a history is put on top of another.
pub(crate) fn git(folder: &Path, authored: &str, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "protocol.file.allow=always"]).args(arguments);
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_AUTHOR_NAME", "Author"),
        ("GIT_AUTHOR_EMAIL", "author@example.org"),
        ("GIT_COMMITTER_NAME", "Author"),
        ("GIT_COMMITTER_EMAIL", "author@example.org"),
        ("GIT_AUTHOR_DATE", authored),
        ("GIT_COMMITTER_DATE", "2026-11-01T00:00:00Z"),
    ] {
        command.env(name, value);
    }
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    let output = command.output().expect("these tests need git");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {err}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
