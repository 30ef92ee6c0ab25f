//! Hugo: `hugo.toml`, `config.toml` and their kin, its pages below `content` and, for several
//! languages, below the folder of each.

use super::{Anchors, SitePath, Tool, Tree, Zone, join, path_of, text_at};
use crate::value::Node;

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    let stem = path.stem();
    if !matches!(stem, "hugo" | "config")
        || !matches!(path.extension(), "toml" | "yaml" | "yml" | "json")
    {
        return None;
    }
    // Settings may lie in `config/_default/` below the site's folder.
    let folder = path.folder();
    let base = match folder.rsplit_once("config/") {
        Some((base, _)) => base.trim_end_matches('/'),
        None => folder,
    };
    let node = tree.data(path)?;
    let content = join(base, text_at(&node, &["contentDir"]).unwrap_or("content"));
    if node.get("base_url").is_some() || !tree.has_pages(&content) {
        return None;
    }
    let is_hugo = stem == "hugo"
        || folder != base
        || ["baseURL", "baseurl", "baseUrl", "theme", "module", "languageCode"]
            .iter()
            .any(|key| node.get(key).is_some());
    if !is_hugo {
        return None;
    }
    let mut zone = Zone::new(Tool::Hugo, Some(path), base, Anchors::Hugo);
    zone = zone.mount(content.clone(), "");
    let languages = node.get("languages").and_then(Node::map).unwrap_or_default();
    for entry in languages {
        if let Some(own) = text_at(&entry.value, &["contentDir"]) {
            zone = zone.mount(join(base, own), entry.key.clone());
        }
    }
    // The folder of a language below `content` is the root of its pages.
    for name in tree.folders(&content) {
        let folder = join(&content, &name);
        let is_language = name.len() == 2 || name.get(2..3) == Some("-");
        if is_language && !zone.mounts.iter().any(|mount| mount.folder == folder) {
            zone = zone.mount(folder.clone(), "").mount(folder, name);
        }
    }
    zone.statics.extend([join(base, "static"), join(base, "assets"), content]);
    let in_base = |file: &&SitePath| super::below(file.as_str(), base).is_some();
    let hooks = tree.files.iter().filter(in_base);
    zone.programs = hooks.into_iter().any(|file| file.as_str().contains("_markup/render-link"))
        || (tree.texts)(path).is_some_and(|text| text.contains("mounts"));
    zone.prefix = text_at(&node, &["baseURL"]).map(path_of).unwrap_or_default();
    Some(zone)
}
