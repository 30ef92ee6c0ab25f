//! mdBook: `book.toml`, its pages below `src`, each made an `.html` file.

use super::{Anchors, SitePath, Tool, Tree, Zone, join, text_at};

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    if path.name() != "book.toml" {
        return None;
    }
    let node = tree.data(path)?;
    let base = path.folder();
    let source = text_at(&node, &["book", "src"]).unwrap_or("src");
    let mut zone = Zone::new(Tool::MdBook, Some(path), base, Anchors::Mdbook);
    zone = zone.mount(join(base, source), "");
    // A book whose summary is not there cannot be built, so it is something else.
    if !tree.has(&join(&zone.mounts[0].folder, "SUMMARY.md")) {
        return None;
    }
    zone.statics.push(zone.mounts[0].folder.clone());
    const KNOWN: [&str; 4] = ["links", "index", "mermaid", "katex"];
    let programs = node.get("preprocessor").and_then(|node| node.map()).unwrap_or_default();
    zone.programs = programs.iter().any(|program| !KNOWN.contains(&program.key.as_str()));
    let moved = ["output", "html", "redirect"].iter().try_fold(&node, |node, key| node.get(key));
    for entry in moved.and_then(|moved| moved.map()).unwrap_or_default() {
        zone.redirects.push(entry.key.trim_matches('/').to_string());
    }
    Some(zone)
}
