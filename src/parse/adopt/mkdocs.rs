//! MkDocs: `mkdocs.yml`, its pages below `docs`, each at an address of its own folder.

use super::{Anchors, SitePath, Tool, Tree, Zone, join, path_of, text_at};
use crate::value::Node;

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    let is_yaml = matches!(path.extension(), "yml" | "yaml");
    if !path.name().starts_with("mkdocs.") || !is_yaml {
        return None;
    }
    let text = (tree.texts)(path)?;
    // A file that only overrides another, or has tags that no parser knows, still says this much.
    let node = tree.data(path);
    let said = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
        line.map(|value| value.trim().trim_matches(['"', '\'']).to_string())
    };
    let base = path.folder();
    let docs = said("docs_dir").unwrap_or_else(|| "docs".to_string());
    // Settings in another folder's name, such as `../docs`, are meant from there.
    let folder = join(base, &docs);
    if !tree.has_pages(&folder) {
        return None;
    }
    let unicode = text.contains("slugs") && text.contains("slugify");
    let anchors = if unicode { Anchors::Pymdown } else { Anchors::Mkdocs };
    let mut zone = Zone::new(Tool::MkDocs, Some(path), base, anchors).mount(folder.clone(), "");
    zone.statics.push(folder);
    zone.statics.extend(said("custom_dir").map(|custom| join(base, &custom)));
    zone.programs = ["hooks:", "autorefs", "mkdocstrings", "macros", "gen-files"]
        .iter()
        .any(|it| text.contains(it));
    let words = text.split([' ', '\'', '"', '\n', ',', '[', ']']);
    zone.named = words.filter(|word| word.ends_with(".md")).map(|word| join("", word)).collect();
    zone.prefix = said("site_url").map(|url| path_of(&url)).unwrap_or_default();
    if let Some(node) = &node {
        zone.prefix = text_at(node, &["site_url"]).map_or(zone.prefix, path_of);
        redirects(node, &mut zone);
    }
    Some(zone)
}

/// What the plugin of that name moves: `old.md: new.md`.
fn redirects(node: &Node, zone: &mut Zone) {
    for plugin in node.get("plugins").and_then(Node::list).unwrap_or_default() {
        let maps = plugin.get("redirects").and_then(|it| it.get("redirect_maps"));
        for entry in maps.and_then(Node::map).unwrap_or_default() {
            let old = entry.key.trim_end_matches(".md");
            let old = old.strip_suffix("index").unwrap_or(old);
            zone.redirects.push(old.trim_matches('/').to_string());
        }
    }
}
