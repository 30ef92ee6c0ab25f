//! Docusaurus: `docusaurus.config.js` and its kin, which are programs: what folders and routes they
//! name is read, and the usual ones are taken for granted.

use super::{Anchors, SitePath, Tool, Tree, Zone, join, listed_after, quoted_after};

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    if !path.name().starts_with("docusaurus.config.") {
        return None;
    }
    let text = (tree.texts)(path)?;
    let base = path.folder();
    let mut zone = Zone::new(Tool::Docusaurus, Some(path), base, Anchors::Github);
    let routes = quoted_after(&text, "routeBasePath");
    let mut mounts =
        vec![(join(base, "docs"), "docs".to_string()), (join(base, "blog"), "blog".to_string())];
    for (at, folder) in quoted_after(&text, "path") {
        let folder = join(base, folder);
        // The route that is said nearest to the folder, within the same options.
        let near = routes.iter().min_by_key(|(route, _)| route.abs_diff(at));
        let near = near.filter(|(route, _)| route.abs_diff(at) < 400).map(|(_, route)| *route);
        let name = folder.rsplit('/').next().unwrap_or_default().to_string();
        mounts.push((folder, near.map_or(name, |route| route.trim_matches('/').to_string())));
    }
    if routes.values().any(|route| *route == "/") {
        mounts.push((join(base, "docs"), String::new()));
    }
    for (folder, route) in mounts {
        if folder.is_empty() || folder == base || !tree.has_pages(&folder) {
            continue;
        }
        zone = zone.mount(folder.clone(), route.clone());
        zone = zone.mount(folder, join(&route, "next"));
    }
    for name in tree.folders(base).iter().filter(|name| name.ends_with("versioned_docs")) {
        let route = name.strip_suffix("_versioned_docs").unwrap_or("docs");
        let versions = join(base, name);
        for version in tree.folders(&versions) {
            let folder = join(&versions, &version);
            let number = version.strip_prefix("version-").unwrap_or(&version);
            for route in [join(route, number), route.to_string(), number.to_string(), String::new()]
            {
                zone = zone.mount(folder.clone(), route);
            }
        }
    }
    zone = translations(tree, base, zone);
    zone = zone.mount(join(base, "src/pages"), "");
    zone.statics.push(join(base, "static"));
    let moved = listed_after(&text, "from").into_iter();
    zone.redirects.extend(moved.map(|from| from.trim_matches('/').to_string()));
    let prefix = quoted_after(&text, "baseUrl").into_values().next().unwrap_or_default();
    zone.prefix = prefix.trim_matches('/').to_string();
    if zone.mounts.len() == 1 {
        return None;
    }
    Some(zone)
}

/// `i18n/LOCALE/docusaurus-plugin-content-docs/current`: the same pages in another language.
fn translations(tree: &Tree<'_>, base: &str, mut zone: Zone) -> Zone {
    let all = join(base, "i18n");
    for locale in tree.folders(&all) {
        let own = join(&all, &locale);
        for plugin in tree.folders(&own) {
            let route = if plugin.contains("blog") { "blog" } else { "docs" };
            let folder = join(&own, &plugin);
            if route == "blog" {
                zone = zone.mount(folder, join(&locale, route));
                continue;
            }
            for version in tree.folders(&folder) {
                let folder = join(&folder, &version);
                zone = zone.mount(folder.clone(), join(&locale, route)).mount(folder, route);
            }
        }
    }
    zone
}
