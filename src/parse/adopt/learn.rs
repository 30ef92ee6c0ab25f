//! DocFX and learn.microsoft.com: a folder with `docfx.json` is the root of its pages, and pages
//! move by `.openpublishing.redirection.json`.

use super::{Anchors, SitePath, Tool, Tree, Zone, join};
use crate::value::Node;

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    let base = path.folder();
    let settings = matches!(path.name(), "docfx.json" | ".openpublishing.publish.config.json");
    if !settings || !tree.has_pages(base) {
        return None;
    }
    let mut zone = Zone::new(Tool::Learn, Some(path), base, Anchors::Docfx).mount(base, "");
    zone.statics.push(base.to_string());
    let moved = |file: &&SitePath| file.name().starts_with(".openpublishing.redirection");
    for file in tree.files.iter().filter(moved) {
        let Some(node) = tree.data(file) else { continue };
        for entry in node.get("redirections").and_then(Node::list).unwrap_or_default() {
            let text = |key| entry.get(key).and_then(Node::text);
            // From the root of the repository, or from the file that says so.
            let source = match (text("source_path_from_root"), text("source_path")) {
                (Some(source), _) => join("", source),
                (None, Some(source)) => join(file.folder(), source),
                (None, None) => continue,
            };
            zone.redirects.push(source);
        }
    }
    Some(zone)
}
