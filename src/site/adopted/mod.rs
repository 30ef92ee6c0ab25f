//! Trees made for other tools: the addresses that their pages have there.
//! What links between them name is left to `resolve`, which tool it is to `parse::adopt`.

mod missing;
mod names;
mod places;
mod resolve;

use std::sync::Arc;

pub(super) use resolve::Elsewhere;

use super::{Page, PageKind, Placed};
use crate::parse::adopt::{Adopted, Zone};
use crate::parse::{Article, Config};

/// The pages of a tree, in the order of their paths. Nothing is left out: whether a draft is
/// published is a matter of its tool.
pub(super) fn lay_out(
    articles: Vec<Arc<Article>>,
    adopted: &Adopted,
    config: &Config,
) -> Vec<Page> {
    let page = |(index, article): (usize, Arc<Article>)| {
        let zone = &adopted.zones[adopted.zone_of(&article.path)];
        let mut addresses = addresses(zone, &article);
        let url = if addresses.is_empty() { String::new() } else { addresses.remove(0) };
        let title = article.front.title.clone();
        let heading = || article.headings.iter().find(|heading| heading.level == 1);
        let title = title.or_else(|| heading().map(|heading| heading.text.clone()));
        let placed = Placed {
            title: title.unwrap_or_else(|| article.path.stem().to_string()),
            url: format!("/{url}"),
            aliases: addresses.into_iter().map(|address| format!("/{address}")).collect(),
            kind: PageKind::Article,
            parent: None,
            children: Vec::new(),
            language: config.language.clone(),
            translations: vec![index],
            edition: None,
            place: 0,
            editions: vec![index],
            written: true,
        };
        Page::new(article, placed)
    };
    articles.into_iter().enumerate().map(page).collect()
}

/// Every address of a page within its site, the first of them its own: without slashes at the ends,
/// without `.html` and `index.html`, in lower case where the tool makes it so.
fn addresses(zone: &Zone, article: &Article) -> Vec<String> {
    let manner = zone.tool.manner();
    let path = article.path.as_str();
    let mut found = Vec::new();
    let said = |key: &str| article.front.extra.as_ref()?.get(key)?.text().filter(|t| !t.is_empty());
    let deepest = zone.holds(path).map(|(mount, _)| mount.folder.len());
    for mount in &zone.mounts {
        let Some(below) = crate::parse::adopt::below(path, &mount.folder) else { continue };
        if deepest != Some(mount.folder.len()) && manner.deepest_folder_only {
            continue;
        }
        let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
        let stem = article.path.stem();
        let folder = names::folders(manner, folder);
        let own = names::own_name(manner, stem, &folder);
        let mut add = |parts: &[&str]| {
            let all = std::iter::once(mount.route.as_str()).chain(parts.iter().copied());
            let all: Vec<&str> = all.filter(|part| !part.is_empty()).collect();
            found.push(all.join("/"));
        };
        if let Some(slug) = said("slug").map(|slug| slug.trim_end_matches('/')) {
            match slug.strip_prefix('/') {
                Some(whole) => add(&[whole]),
                None if names::is_front(manner, stem) => {
                    add(&[folder.rsplit_once('/').map_or("", |(f, _)| f), slug])
                }
                None => add(&[&folder, slug]),
            }
        }
        for key in ["url", "permalink", "path"] {
            if let Some(whole) = said(key) {
                add(&[whole.trim_matches('/').trim_end_matches(".html")]);
            }
        }
        if let Some(id) = said("id").filter(|_| manner.named_by_id) {
            add(&[&folder, id]);
        }
        match own {
            Some(own) => add(&[&folder, &own]),
            None => add(&[&folder]),
        }
        if let Some(dated) = names::dated(manner, stem) {
            add(&[&folder, &dated]);
        }
        // The address that the tool would have made of the name alone leads there on some hosts.
        add(&[&folder, stem]);
    }
    for key in ["aliases", "redirect_from"] {
        let Some(node) = article.front.extra.as_ref().and_then(|extra| extra.get(key)) else {
            continue;
        };
        let one = node.text().into_iter();
        let many = node.list().unwrap_or_default().iter().filter_map(|node| node.text());
        for alias in one.chain(many) {
            let alias = alias.trim_end_matches(".html").trim_end_matches("index");
            match alias.starts_with('/') {
                true => found.push(alias.trim_matches('/').to_string()),
                false => {
                    let folder = found.first().cloned().unwrap_or_default();
                    let beside = format!("{folder}/../{alias}");
                    found
                        .extend(crate::source::SitePath::new(&beside).map(|path| path.to_string()));
                    found.push(alias.trim_matches('/').to_string());
                }
            }
        }
    }
    let mut unique: Vec<String> = Vec::new();
    for address in found.iter().map(|address| names::address(manner.names, address)) {
        if !unique.contains(&address) {
            unique.push(address);
        }
    }
    unique
}
