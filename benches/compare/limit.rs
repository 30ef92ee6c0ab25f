//! The least that any generator must do with these pages: walk, read, YAML, Markdown, ids of
//! headings, links with their anchors, one template with the sidebar, write; on two threads. A page has
//! what any page of documentation has: a header of twenty links, crumbs, the sidebar, contents. It
//! keeps no history, knows no facts, reports nothing, and writes into an empty folder.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads and writes its site")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tera::{Context, Tera, Value};

/// The front matter.
#[derive(Deserialize)]
struct Front {
    title: String,
    description: String,
}

/// A page with its HTML.
struct Page {
    /// Below the content, with `/`.
    path: String,
    front: Front,
    html: String,
    contents: Vec<Heading>,
    ids: HashSet<String>,
    links: Vec<String>,
}

#[derive(Serialize)]
struct Heading {
    title: String,
    id: String,
}

#[derive(Serialize)]
struct Item<'p> {
    title: &'p str,
    href: String,
}

/// Builds `content` below `root` into `output`.
pub(crate) fn run(root: &Path, output: &Path) -> ExitCode {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
    match pool.map_err(anyhow::Error::from).and_then(|pool| pool.install(|| build(root, output))) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(broken) => {
            eprintln!("{broken} links lead nowhere");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn build(root: &Path, output: &Path) -> anyhow::Result<usize> {
    let content = root.join("content");
    let files: Vec<PathBuf> = walkdir::WalkDir::new(&content)
        .into_iter()
        .filter_map(|entry| entry.ok().filter(|entry| entry.file_type().is_file()))
        .map(walkdir::DirEntry::into_path)
        .collect();
    let pages: Vec<Page> =
        files.par_iter().map(|file| page(&content, file)).collect::<anyhow::Result<_>>()?;
    let by_path: HashMap<&str, &Page> = pages.iter().map(|it| (it.path.as_str(), it)).collect();
    let broken = pages
        .par_iter()
        .map(|page| page.links.iter().filter(|link| !leads(&by_path, page, link)).count());
    let broken = broken.sum();

    let mut folders: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in &pages {
        folders.entry(folder(&page.path)).or_default().push(page);
    }
    for pages in folders.values_mut() {
        pages.sort_by_key(|page| &page.path);
    }
    let sidebars: HashMap<&str, Value> = folders
        .par_iter()
        .map(|(folder, pages)| {
            let items: Vec<Item<'_>> = pages
                .iter()
                .map(|page| Item {
                    title: &page.front.title,
                    href: format!("../{}/", stem(&page.path)),
                })
                .collect();
            (*folder, Value::from_serializable(&items))
        })
        .collect();
    let mut tera = Tera::default();
    tera.add_raw_templates([("base.html", BASE), ("page.html", PAGE)])?;
    let header: Vec<Item<'_>> =
        HEADER.iter().map(|title| Item { title, href: format!("/{title}/") }).collect();
    let header = Value::from_serializable(&header);
    pages.par_iter().try_for_each(|page| {
        let mut context = Context::new();
        context.insert("title", &page.front.title);
        context.insert("description", &page.front.description);
        context.insert("body", &page.html);
        context.insert("contents", &page.contents);
        context.insert_value("header", header.clone());
        let above: Vec<&str> = folder(&page.path).split('/').collect();
        context.insert("crumbs", &above);
        if let Some(sidebar) = sidebars.get(folder(&page.path)) {
            context.insert_value("sidebar", sidebar.clone());
        }
        let html = tera.render("page.html", &context)?;
        let folder = output.join(page.path.trim_end_matches(".md"));
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("index.html"), html)?;
        anyhow::Ok(())
    })?;
    Ok(broken)
}

fn page(content: &Path, file: &Path) -> anyhow::Result<Page> {
    let text = std::fs::read_to_string(file)?;
    let path = file.strip_prefix(content)?.to_string_lossy().replace('\\', "/");
    let (front, body) = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .ok_or_else(|| anyhow::anyhow!("{path} has no front matter"))?;
    let front: Front = serde_yaml::from_str(front)?;
    let (mut ids, mut links, mut contents) = (HashSet::new(), Vec::new(), Vec::new());
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut heading: Option<(usize, String)> = None;
    for event in Parser::new_ext(body, Options::ENABLE_TABLES) {
        match &event {
            Event::Start(Tag::Heading { .. }) => heading = Some((events.len(), String::new())),
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, text)) = &mut heading {
                    text.push_str(words);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((at, text)) = heading.take() {
                    let slug = text.to_lowercase().replace(' ', "-");
                    if let Some(Event::Start(Tag::Heading { id, .. })) = events.get_mut(at) {
                        *id = Some(slug.clone().into());
                    }
                    ids.insert(slug.clone());
                    contents.push(Heading { title: text, id: slug });
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            _ => {}
        }
        events.push(event);
    }
    let mut html = String::with_capacity(body.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    Ok(Page { path, front, html, contents, ids, links })
}

/// Whether a link leads out of the site, or to a page and an id in it.
fn leads(pages: &HashMap<&str, &Page>, from: &Page, link: &str) -> bool {
    if link.contains("://") {
        return true;
    }
    let (path, id) = link.split_once('#').map_or((link, None), |(path, id)| (path, Some(id)));
    let mut names: Vec<&str> = folder(&from.path).split('/').filter(|it| !it.is_empty()).collect();
    for name in path.split('/') {
        match name {
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    let target = pages.get(names.join("/").as_str());
    target.is_some_and(|page| id.is_none_or(|id| page.ids.contains(id)))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md")
}

/// What the header of every page leads to.
const HEADER: [&str; 20] = [
    "start",
    "guides",
    "concepts",
    "how-to",
    "reference",
    "api",
    "cli",
    "settings",
    "releases",
    "blog",
    "security",
    "support",
    "community",
    "about",
    "contact",
    "status",
    "legal",
    "privacy",
    "search",
    "index",
];

const BASE: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{{ title }}</title>\n<meta name=\"description\" content=\"{{ description }}\"></head>\n<body>\n<header><ul>{% for it in header %}<li><a href=\"{{ it.href }}\">{{ it.title }}</a></li>{% endfor %}</ul></header>\n{% block main %}{% endblock main %}\n<footer>Bench</footer>\n</body>\n</html>\n";
const PAGE: &str = "{% extends \"base.html\" %}\n{% block main %}<nav>{% for it in crumbs %}<span>{{ it }}</span>{% endfor %}</nav>\n<ul>{% for it in sidebar %}<li><a href=\"{{ it.href }}\">{{ it.title }}</a></li>{% endfor %}</ul>\n<ul>{% for it in contents %}<li><a href=\"#{{ it.id }}\">{{ it.title }}</a></li>{% endfor %}</ul>\n<main><h1>{{ title }}</h1>\n{{ body | safe }}</main>{% endblock main %}\n";
