//! Trees made for other tools: the addresses that their pages have there.
//! What links between them name is left to `resolve`, which tool it is to `parse::adopt`.

mod missing;
mod places;
mod resolve;

use std::sync::Arc;

pub(super) use resolve::Elsewhere;

use super::{Page, PageKind};
use crate::parse::adopt::{Adopted, Tool, Zone};
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
        Page {
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
            article,
        }
    };
    articles.into_iter().enumerate().map(page).collect()
}

/// Every address of a page within its site, the first of them its own: without slashes at the ends,
/// without `.html` and `index.html`, in lower case where the tool makes it so.
fn addresses(zone: &Zone, article: &Article) -> Vec<String> {
    let path = article.path.as_str();
    let mut found = Vec::new();
    let said = |key: &str| article.front.extra.as_ref()?.get(key)?.text().filter(|t| !t.is_empty());
    let deepest = zone.holds(path).map(|(mount, _)| mount.folder.len());
    for mount in &zone.mounts {
        let Some(below) = crate::parse::adopt::below(path, &mount.folder) else { continue };
        if deepest != Some(mount.folder.len()) && zone.tool == Tool::Docusaurus {
            continue;
        }
        let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
        let stem = article.path.stem();
        let folder = segments(zone.tool, folder);
        let own = own_name(zone.tool, stem, &folder);
        let mut add = |parts: &[&str]| {
            let all = std::iter::once(mount.route.as_str()).chain(parts.iter().copied());
            let all: Vec<&str> = all.filter(|part| !part.is_empty()).collect();
            found.push(all.join("/"));
        };
        if let Some(slug) = said("slug").map(|slug| slug.trim_end_matches('/')) {
            match slug.strip_prefix('/') {
                Some(whole) => add(&[whole]),
                None if is_front(zone.tool, stem) => {
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
        if let (Some(id), Tool::Docusaurus) = (said("id"), zone.tool) {
            add(&[&folder, id]);
        }
        match own {
            Some(own) => add(&[&folder, &own]),
            None => add(&[&folder]),
        }
        if let Some(dated) = dated(zone.tool, name) {
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
    let fold =
        |address: String| if zone.tool == Tool::Hugo { hugo_name(&address) } else { address };
    let mut unique: Vec<String> = Vec::new();
    for address in found.into_iter().map(fold) {
        if !unique.contains(&address) {
            unique.push(address);
        }
    }
    unique
}

/// Whether a file is the front of its folder.
fn is_front(tool: Tool, stem: &str) -> bool {
    match tool {
        Tool::Zola | Tool::Hugo => {
            let stem = stem.split('.').next().unwrap_or(stem);
            matches!(stem, "_index" | "index")
        }
        Tool::Plain
        | Tool::MdBook
        | Tool::MkDocs
        | Tool::Docusaurus
        | Tool::Jekyll
        | Tool::Vitepress => {
            stem.eq_ignore_ascii_case("index") || stem.eq_ignore_ascii_case("readme")
        }
        Tool::Astro | Tool::Learn => stem.eq_ignore_ascii_case("index"),
    }
}

/// The last part of an address; nothing for the front of a folder.
fn own_name(tool: Tool, stem: &str, folder: &str) -> Option<String> {
    if is_front(tool, stem) {
        return None;
    }
    let stem = match tool {
        // `guide.fr.md` is the guide in French.
        Tool::Hugo | Tool::Zola => {
            stem.rsplit_once('.').filter(|(_, code)| code.len() == 2).map_or(stem, |(stem, _)| stem)
        }
        _ => stem,
    };
    if tool == Tool::Docusaurus {
        let bare = without_number(stem);
        let last = folder.rsplit('/').next().unwrap_or_default();
        return (bare != last || folder.is_empty()).then(|| bare.to_string());
    }
    Some(match tool {
        Tool::Zola => slug(dateless(stem)),
        Tool::Jekyll => dateless(stem).to_string(),
        Tool::Astro => stem.to_lowercase(),
        _ => stem.to_string(),
    })
}

fn segments(tool: Tool, folder: &str) -> String {
    let names = folder.split('/').map(|name| match tool {
        Tool::Docusaurus => without_number(name).to_string(),
        Tool::Zola => slug(name),
        Tool::Astro => name.to_lowercase(),
        _ => name.to_string(),
    });
    names.collect::<Vec<_>>().join("/")
}

/// `2024-01-31-title` is `2024/01/31/title` to blogs.
fn dated(tool: Tool, name: &str) -> Option<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let rest = dateless(stem);
    let is_blog = matches!(tool, Tool::Docusaurus | Tool::Jekyll) && rest.len() < stem.len();
    is_blog.then(|| format!("{}/{rest}", stem[..10].replace('-', "/")))
}

fn dateless(stem: &str) -> &str {
    let is_date = stem.get(..10).is_some_and(|date| date.parse::<jiff::civil::Date>().is_ok());
    let rest = stem.get(10..).filter(|_| is_date).unwrap_or(stem);
    rest.strip_prefix(['-', '_']).unwrap_or(stem)
}

/// `01-start` is `start` to Docusaurus.
fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == name.len() {
        return name;
    }
    let bare = rest.trim_start_matches([' ', '-', '_', '.']);
    // A version or a date is no place in an order.
    let number = bare.is_empty()
        || bare.len() == rest.len()
        || bare.starts_with(|c: char| c.is_ascii_digit());
    if number { name } else { bare }
}

/// A name as Zola has it in addresses.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_string()
}

/// An address as Hugo has it: lower case, hyphens for blanks.
fn hugo_name(address: &str) -> String {
    address.to_lowercase().replace(' ', "-")
}
