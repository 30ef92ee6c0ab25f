//! Zola: `config.toml` or `zola.toml` with a `base_url`, its pages below `content`.

use super::{Anchors, SitePath, Tool, Tree, Zone, join, path_of, text_at};

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    if !matches!(path.name(), "config.toml" | "zola.toml") {
        return None;
    }
    let node = tree.data(path)?;
    let url = text_at(&node, &["base_url"])?;
    let base = path.folder();
    let content = join(base, "content");
    if !tree.has_pages(&content) {
        return None;
    }
    let anchors = match text_at(&node, &["slugify", "anchors"]) {
        Some("safe" | "off") => Anchors::Github,
        _ => Anchors::Zola,
    };
    let mut zone = Zone::new(Tool::Zola, Some(path), base, anchors).mount(content.clone(), "");
    zone.statics.extend([join(base, "static"), content]);
    zone.prefix = path_of(url);
    Some(zone)
}
