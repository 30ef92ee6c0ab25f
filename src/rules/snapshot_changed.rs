//! Snapshots that are not the bytes that somebody took. What they hold is left to `quote-not-found`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "snapshot-changed",
    level: Level::Error,
    summary: "a snapshot of a source whose bytes are not those of its sha256",
    page: include_str!("snapshot_changed.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for source in site.sources.values() {
        let (Some(hash), Some(Ok(snapshot))) = (&source.raw.sha256, &source.snapshot) else {
            continue;
        };
        if hash.it.trim().eq_ignore_ascii_case(&snapshot.sha256) {
            continue;
        }
        let file = source.raw.file.as_ref().map_or("", |file| &file.it);
        let message = format!("the SHA-256 of {file} is {}", snapshot.sha256);
        let title = "write the hash that the file has".to_string();
        let fix = wording::replace(&source.path, &hash.span, title, &snapshot.sha256);
        findings
            .add(Label::new(&source.path, hash.span.clone(), ""), message)
            .help("put the file back, or look at what changed in it before you write its new hash")
            // Only a person can say that the other text is meant.
            .fix(Fix { sure: false, ..fix });
    }
}
