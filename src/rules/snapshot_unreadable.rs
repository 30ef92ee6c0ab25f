//! Snapshots of sources that cannot be had, or hold no text though they are quoted. What they say
//! is left to `quote-not-found`, their hash to `snapshot-changed`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "snapshot-unreadable",
    level: Level::Error,
    summary: "a snapshot of a source that is not there or cannot be read",
    page: include_str!("snapshot_unreadable.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for source in site.sources.values() {
        let (Some(file), Some(snapshot)) = (&source.raw.file, &source.snapshot) else { continue };
        let why = match snapshot {
            Err(why) => why,
            Ok(transcript) => match &transcript.text {
                Some(Err(why)) => why,
                _ => continue,
            },
        };
        findings.add(
            Label::new(&source.path, file.span.clone(), ""),
            format!("the snapshot {} cannot be read: {why}", file.it),
        );
    }
}
