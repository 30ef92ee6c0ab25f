//! DocFX and learn.microsoft.com: a folder with `docfx.json` is the root of its pages, and pages
//! move by `.openpublishing.redirection.json`.

use super::{Anchors, SitePath, Tool, Tree, Zone};
use crate::value::Node;

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    let base = path.folder();
    let settings = matches!(path.name(), "docfx.json" | ".openpublishing.publish.config.json");
    if !settings || !tree.has_pages(base) {
        return None;
    }
    let mut zone = Zone::new(Tool::Learn, Some(path), base, Anchors::Factum).mount(base, "");
    zone.statics.push(base.to_string());
    let moved = |file: &&SitePath| file.name().starts_with(".openpublishing.redirection");
    for file in tree.files.iter().filter(moved) {
        let Some(node) = tree.data(file) else { continue };
        for entry in node.get("redirections").and_then(Node::list).unwrap_or_default() {
            let source =
                ["source_path", "source_path_from_root"].iter().find_map(|key| entry.get(key));
            let source = source.and_then(Node::text).unwrap_or_default().trim_matches('/');
            zone.redirects.push(source.to_string());
        }
    }
    Some(zone)
}
