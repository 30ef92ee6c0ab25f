//! Astro: `astro.config.mjs` with pages below `src/content/docs`, as Starlight has them.

use super::{Anchors, SitePath, Tool, Tree, Zone, join, quoted_after, rooted_keys};

pub(super) fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Zone> {
    if !path.name().starts_with("astro.config.") {
        return None;
    }
    let base = path.folder();
    let content = join(base, "src/content/docs");
    if !tree.has_pages(&content) {
        return None;
    }
    let mut zone = Zone::new(Tool::Astro, Some(path), base, Anchors::Github);
    zone = zone.mount(content.clone(), "");
    zone.statics.push(join(base, "public"));
    let text = (tree.texts)(path).unwrap_or_default();
    // What the sidebar names and nobody wrote, a program writes.
    for name in quoted_after(&text, "slug").into_values() {
        let file = |end: &str| tree.has(&format!("{content}/{name}{end}"));
        if ![".md", ".mdx", "/index.md", "/index.mdx"].into_iter().any(file) {
            zone.redirects.push(name.trim_matches('/').to_string());
        }
    }
    for folder in quoted_after(&text, "directory").into_values() {
        if !tree.has_pages(&join(&content, folder)) {
            zone.redirects.push(format!("{}/*", folder.trim_matches('/')));
        }
    }
    // What stands before `[` is the same in every address that is meant.
    let moved = rooted_keys(&text).map(|key| match key.split_once('[') {
        Some((start, _)) => format!("{}*", start.trim_start_matches('/')),
        None => key.trim_matches('/').to_string(),
    });
    zone.redirects.extend(moved);
    // Starlight shows a page that nobody has translated in the language that all others follow.
    if text.contains("locales") {
        let language = quoted_after(&text, "defaultLocale").into_values().next();
        let language = language.filter(|language| *language != "root").unwrap_or_default();
        zone.untranslated = Some(language.to_string());
    }
    let prefix = quoted_after(&text, "base").into_values().next().unwrap_or_default();
    zone.prefix = prefix.trim_matches('/').to_string();
    Some(zone)
}
