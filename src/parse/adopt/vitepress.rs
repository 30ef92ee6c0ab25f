//! VitePress and VuePress: a folder with `.vitepress/config.*` is the root of its pages.

use super::{Anchors, SitePath, Tool, Tree, Zone, join, quoted_after};

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    let folder = path.folder();
    let mark = folder.rsplit('/').next().unwrap_or_default();
    if !matches!(mark, ".vitepress" | ".vuepress")
        || path.stem().split('.').next() != Some("config")
    {
        return None;
    }
    let base = folder[..folder.len() - mark.len()].trim_end_matches('/');
    let text = (tree.texts)(path).unwrap_or_default();
    let source = quoted_after(&text, "srcDir").into_values().next();
    let content = source.map_or_else(|| base.to_string(), |source| join(base, source));
    let mut zone = Zone::new(Tool::Vitepress, Some(path), base, Anchors::Vitepress);
    zone = zone.mount(content.clone(), "");
    zone.statics.extend([join(&content, "public"), join(folder, "public"), content]);
    let prefix = quoted_after(&text, "base").into_values().next().unwrap_or_default();
    zone.prefix = prefix.trim_matches('/').to_string();
    Some(zone)
}
