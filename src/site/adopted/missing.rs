//! What is not in a tree: published by somebody else, made by a program, or missing indeed.
//! What is there is left to `resolve`.

use std::collections::BTreeSet;

use super::super::destination::relative_path;
use super::super::links::Broken;
use super::super::nearby::Nearby;
use super::resolve::{Elsewhere, has_page_extension};
use crate::parse::adopt::{Tool, Zone, below, join};
use crate::source::{SitePath, is_looked_into};

impl Elsewhere<'_> {
    /// Whether what is not here may be published by somebody else.
    pub(super) fn is_elsewhere(&self, page: usize, zone: &Zone, path: &str) -> bool {
        let from = &self.pages[page].article.path;
        let index = self.zones[page];
        let extension =
            path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, e)| e);
        let is_page = has_page_extension(path);
        let simple = !path.contains('/') && !is_page;
        let versions = path.split('/').filter(|name| is_version(name));
        if zone.programs && (!is_page || zone.tool == Tool::Hugo)
            || path.starts_with(['@', '~']) && zone.tool.manner().aliases
            || zone.tool == Tool::Docusaurus && versions.count() > 0
            || zone.tool == Tool::Plain
                && (extension == Some("html") || self.is_foreign(page) && simple)
        {
            return true;
        }
        if let Some(rooted) = path.strip_prefix('/') {
            let top = rooted.split('/').next().unwrap_or_default();
            let lower = top.to_lowercase();
            return match zone.tool {
                Tool::Plain | Tool::Learn => !is_page,
                _ => {
                    !self.tops.contains(&(index, top))
                        && !self.tops.contains(&(index, lower.as_str()))
                        && !is_page
                }
            };
        }
        // Above the root of the site lies the rest of the host.
        let climbed = match zone.holds(from.as_str()) {
            Some((mount, rest)) => {
                let depth = rest.matches('/').count();
                let up = path
                    .split('/')
                    .take_while(|name| matches!(*name, ".." | "."))
                    .filter(|name| *name == "..")
                    .count();
                let pretty = usize::from(!is_page && zone.tool.manner().pretty);
                up > depth + pretty
                    || (up > depth && !is_page)
                    || (up > depth && mount.folder.is_empty())
            }
            None => true,
        };
        climbed || (zone.tool == Tool::MkDocs && !is_page && extension.is_none())
    }

    /// Whether what is not here lies in a hidden folder, or git leaves it out and so a program makes it.
    pub(super) fn is_left_out(&self, page: usize, zone: &Zone, path: &str) -> bool {
        let places = || self.places(page, zone, path);
        is_hidden(path) || places().iter().any(|place| self.adopted.ignored.holds(place))
    }

    /// Where a file could lie that a link names, which is not here.
    fn places(&self, page: usize, zone: &Zone, path: &str) -> Vec<String> {
        let article = &self.pages[page].article;
        if path.starts_with('/') {
            return roots(zone).into_iter().map(|root| join(root, path)).collect();
        }
        let beside = article.path.beside(path).map(|file| file.to_string());
        // As a browser reads it, from the address of the page.
        let url = SitePath::new(&format!("root{}/_", self.pages[page].url));
        let url = url.and_then(|at| at.beside(path));
        let url = url.as_ref().and_then(|at| at.below("root"));
        let made = zone.mounts.iter().filter_map(|mount| {
            let rest = below(url?, &mount.route).filter(|_| zone.tool.manner().pretty)?;
            Some(join(&mount.folder, rest))
        });
        beside.into_iter().chain(made).collect()
    }

    /// What is wrong with a link to what is not here, with the nearest that is.
    pub(super) fn missing(&self, page: usize, zone: &Zone, path: &str, to: &str) -> Broken {
        let from = &self.pages[page].article.path;
        let near = self.near.get_or_init(|| {
            let paths = self.pages.iter().map(|page| page.article.path.as_str());
            Nearby::new(paths.chain(self.files.iter().map(|path| path.as_str())))
        });
        let rest = to.find(['#', '?']).map_or("", |at| &to[at..]);
        let roots = if path.starts_with('/') { roots(zone) } else { BTreeSet::new() };
        let file = from.beside(path).map(|file| file.to_string());
        let rooted = roots.iter().map(|root| join(root, path));
        let tries: Vec<String> =
            if roots.is_empty() { file.into_iter().collect() } else { rooted.collect() };
        let write = |found: &str, root: Option<&&str>| match root {
            Some(root) => below(found, root).map(|below| format!("/{below}{rest}")),
            None => {
                SitePath::new(found).map(|found| format!("{}{rest}", relative_path(from, &found)))
            }
        };
        for (at, wanted) in tries.iter().enumerate() {
            let root = roots.iter().nth(at);
            let ends = ["", ".md", "/index.md", "/_index.md", "/README.md", ".mdx"];
            let case = ends.iter().find_map(|end| {
                let found = near.other_case(&format!("{}{end}", wanted.trim_end_matches('/')))?;
                Some(found.strip_suffix(end).unwrap_or(found))
            });
            if let Some(found) = case {
                return Broken::NoTarget { near: write(found, root), case: true };
            }
        }
        let nearest = tries.first().and_then(|wanted| near.nearest(wanted));
        let near = nearest.and_then(|found| write(found, roots.iter().next()));
        Broken::NoTarget { near, case: false }
    }
}

/// The folders that an address from the root may name a file below.
fn roots(zone: &Zone) -> BTreeSet<&str> {
    let mounts = zone.mounts.iter().map(|mount| mount.folder.as_str());
    let statics = zone.statics.iter().map(String::as_str);
    mounts.chain(statics).chain([zone.base.as_str()]).collect()
}

/// Whether a destination leads through a hidden folder, into which nobody looked.
fn is_hidden(path: &str) -> bool {
    let hidden = |name: &str| {
        name.len() > 1 && name != ".." && name.starts_with('.') && !is_looked_into(name)
    };
    path.rsplit_once('/').is_some_and(|(folders, _)| folders.split('/').any(hidden))
}

/// Whether a name in an address is that of a version, such as `28.x`, which may be kept elsewhere.
fn is_version(name: &str) -> bool {
    name.contains('.')
        && name.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'x'))
        && name.starts_with(|c: char| c.is_ascii_digit())
}
