//! `factum init`: a small site that builds, as somewhere to start.
//! The files stand beside this one as they are written.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::Outcome;
use super::print::Printer;
use crate::engine::{Engine, Options};
use crate::parse::adopt::Tool;
use crate::report;
use crate::source::Disk;

/// The files of the site, by path.
const FILES: [(&str, &str); 5] = [
    ("factum.toml", include_str!("factum.toml")),
    ("content/_index.md", include_str!("home.md")),
    ("content/chess.md", include_str!("chess.md")),
    ("facts/chess.yaml", include_str!("chess.yaml")),
    ("facts/sources.yaml", include_str!("sources.yaml")),
];

/// Makes the site; a folder that already has one of the files is left as it is.
///
/// # Errors
/// When a file is in the way, or the disk refuses.
#[expect(clippy::disallowed_methods, reason = "making the first files is what this command is for")]
pub(super) fn run(dir: &Path, printer: &mut Printer) -> anyhow::Result<Outcome> {
    for (path, _) in FILES {
        if std::fs::symlink_metadata(dir.join(path)).is_ok() {
            bail!("{} is already there; nothing was written", dir.join(path).display());
        }
    }
    for (path, text) in FILES {
        let path = dir.join(path);
        let create = || {
            path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            // New or not at all: between the look above and now somebody may have come first.
            std::fs::File::create_new(&path)?.write_all(text.as_bytes())
        };
        create().with_context(|| format!("cannot write {}", path.display()))?;
    }
    let site = if dir == Path::new(".") {
        "here; `factum build` makes its pages".to_string()
    } else {
        format!("in {0}; `factum build --root {0}` makes its pages", dir.display())
    };
    printer.remark(&format!("a small site is {site}"))?;
    Ok(Outcome::Clean)
}

/// Writes the settings for a tree that was made for another tool; the tree is left as it is.
///
/// # Errors
/// When there are settings, when no page is there, or when the disk refuses.
#[expect(clippy::disallowed_methods, reason = "making the first files is what this command is for")]
pub(super) fn adopt(tree: &Path, printer: &mut Printer) -> anyhow::Result<Outcome> {
    let path = tree.join("factum.toml");
    if std::fs::symlink_metadata(&path).is_ok() {
        bail!("{} is already there; nothing was written", path.display());
    }
    // How a tree is laid out is the same on every day.
    let options = Options { adopt: true, ..Options::at(jiff::civil::Date::ZERO) };
    let snapshot = Engine::new().snapshot(&Disk::new(tree, Vec::new()), &options)?;
    let site = &snapshot.site;
    let adopted = site.adopted.as_ref().filter(|_| !site.pages.is_empty());
    let Some(adopted) = adopted else { bail!("no page is in {}", tree.display()) };
    let mut tools: Vec<Tool> = adopted.zones.iter().map(|zone| zone.tool).collect();
    tools.retain(|tool| *tool != Tool::Plain);
    tools.dedup();
    let tool = match tools.as_slice() {
        [] => Tool::Plain.key(),
        [tool] => tool.key(),
        _ => "auto",
    };
    let text = format!("# factum checks this tree where it is.\n[adopt]\ntool = \"{tool}\"\n");
    std::fs::File::create_new(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", path.display()))?;
    let assumed = report::assumed(site).unwrap_or_default();
    printer.remark(&format!("{assumed}\nwrote {}", path.display()))?;
    Ok(Outcome::Clean)
}
