//! Jekyll: a folder with `_config.yml` is the root of its pages.

use super::{Anchors, SitePath, Tool, Tree, Zone};

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    let base = path.folder();
    if !matches!(path.name(), "_config.yml" | "_config.yaml") || !tree.has_pages(base) {
        return None;
    }
    let mut zone = Zone::new(Tool::Jekyll, Some(path), base, Anchors::Github).mount(base, "");
    zone.statics.push(base.to_string());
    Some(zone)
}
