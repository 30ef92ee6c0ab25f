//! Jekyll: a folder with `_config.yml` is the root of its pages, and each of its collections a folder
//! below it whose name begins with `_`.

use super::{Anchors, SitePath, Tool, Tree, Zone, join, text_at};

/// Folders of that kind that hold no pages.
const NO_COLLECTIONS: [&str; 7] =
    ["_data", "_drafts", "_includes", "_layouts", "_plugins", "_sass", "_site"];

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    let base = path.folder();
    if !matches!(path.name(), "_config.yml" | "_config.yaml") || !tree.has_pages(base) {
        return None;
    }
    let mut zone = Zone::new(Tool::Jekyll, Some(path), base, Anchors::Github).mount(base, "");
    let node = tree.data(path);
    for name in tree.folders(base) {
        let Some(collection) = name.strip_prefix('_') else { continue };
        if NO_COLLECTIONS.contains(&name.as_str()) {
            continue;
        }
        let said = |keys: &[&str]| node.as_ref().and_then(|node| text_at(node, keys));
        let of_posts = || said(&["permalink"]).filter(|_| collection == "posts");
        let permalink = said(&["collections", collection, "permalink"]).or_else(of_posts);
        let permalink = permalink.filter(|it| it.starts_with('/'));
        // What stands before the first part that is filled in; posts stand at the root by themselves.
        let start = permalink.map(|it| it.split(':').next().unwrap_or_default().trim_matches('/'));
        let own = if collection == "posts" { "" } else { collection };
        let route = start.filter(|start| !start.is_empty()).unwrap_or(own);
        zone = zone.mount(join(base, &name), route);
    }
    zone.statics.push(base.to_string());
    Some(zone)
}
