//! The files of a revision as git lists them, and where its symbolic links lead within the site.
//! How the list is had, and how files are read, is left to others.

use std::collections::BTreeMap;

use crate::source::{Found, SitePath, Why};

/// A name in a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A file, by the id of its bytes.
    File(String),
    /// A symbolic link: the path that it names.
    Link(String),
    /// Another repository, whose files this one does not hold.
    Submodule,
}

/// The names of a site at a revision, by path from the site's root.
#[derive(Debug, Default)]
pub(super) struct Tree {
    entries: BTreeMap<String, Entry>,
    /// Names that are no text, shown by a mark.
    unnamed: Vec<SitePath>,
}

/// Where a path leads once its links are followed.
enum Leads<'t> {
    To(&'t Entry),
    Folder(String),
    Out,
}

/// Paths with more links than this in them are taken for circles, as systems do.
const MOST_LINKS: usize = 40;

impl Tree {
    /// Reads what `git ls-tree -r -z` prints; `link` reads the bytes of a link.
    ///
    /// # Errors
    /// When a link cannot be read.
    pub(super) fn parse(
        listing: &[u8],
        mut link: impl FnMut(&str) -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<Tree> {
        let mut tree = Tree::default();
        for record in listing.split(|byte| *byte == 0) {
            let Some(tab) = record.iter().position(|byte| *byte == b'\t') else { continue };
            let head = String::from_utf8_lossy(&record[..tab]);
            let mut words = head.split(' ');
            let (Some(mode), _, Some(id)) = (words.next(), words.next(), words.next()) else {
                continue;
            };
            let path = match std::str::from_utf8(&record[tab + 1..]) {
                Ok(path) => path.to_string(),
                Err(_) => {
                    tree.unnamed
                        .extend(SitePath::new(&String::from_utf8_lossy(&record[tab + 1..])));
                    continue;
                }
            };
            let entry = match mode {
                "120000" => Entry::Link(String::from_utf8_lossy(&link(id)?).into_owned()),
                "160000" => Entry::Submodule,
                _ => Entry::File(id.to_string()),
            };
            tree.entries.insert(path, entry);
        }
        Ok(tree)
    }

    /// Every file below a folder or at a path, with what stands behind links to folders.
    pub(super) fn list(&self, tops: &[&str]) -> Vec<Found> {
        let mut found = Vec::new();
        for path in &self.unnamed {
            let top = path.as_str().split('/').next().unwrap_or_default();
            if tops.contains(&top) {
                let trouble = Some(Why::System("its name is not UTF-8".to_string()));
                found.push(Found { path: path.clone(), trouble, stamp: None });
            }
        }
        for top in tops {
            match self.entries.get(*top) {
                Some(entry) => self.name(top, top, entry, &mut Vec::new(), &mut found),
                None => self.walk(top, top, &mut Vec::new(), &mut found),
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }

    /// The id of the bytes at a path, its links followed.
    ///
    /// # Errors
    /// A sentence without the path: why there is none.
    pub(super) fn file(&self, path: &str) -> Result<&str, String> {
        match self.follow(path) {
            Some(Leads::To(Entry::File(id))) => Ok(id),
            Some(Leads::To(_)) => Err("it is a submodule".to_string()),
            Some(Leads::Folder(_)) => Err("it is a folder".to_string()),
            Some(Leads::Out) => Err("it leads out of the site's root".to_string()),
            None => Err("no such file".to_string()),
        }
    }

    /// The names below a folder, as if the folder stood at `shown`.
    fn walk(&self, folder: &str, shown: &str, above: &mut Vec<String>, found: &mut Vec<Found>) {
        above.push(folder.to_string());
        let start = format!("{folder}/");
        for (path, entry) in self.entries.range(start.clone()..) {
            let Some(rest) = path.strip_prefix(&start) else { break };
            self.name(path, &format!("{shown}/{rest}"), entry, above, found);
        }
        above.pop();
    }

    fn name(
        &self,
        path: &str,
        shown: &str,
        entry: &Entry,
        above: &mut Vec<String>,
        found: &mut Vec<Found>,
    ) {
        let Some(site_path) = SitePath::new(shown) else { return };
        let trouble = match entry {
            Entry::File(_) => None,
            Entry::Submodule => Some(submodule()),
            Entry::Link(_) => match self.follow(path) {
                Some(Leads::To(Entry::File(_))) => None,
                Some(Leads::To(Entry::Submodule)) => Some(submodule()),
                Some(Leads::Folder(folder)) => {
                    // A link to a folder that it lies in would never end.
                    let inside = format!("{path}/").starts_with(&format!("{folder}/"));
                    if folder.is_empty() || inside || above.contains(&folder) {
                        Some(Why::Escapes)
                    } else {
                        return self.walk(&folder, shown, above, found);
                    }
                }
                Some(Leads::Out | Leads::To(Entry::Link(_))) | None => Some(Why::Escapes),
            },
        };
        found.push(Found { path: site_path, trouble, stamp: None });
    }

    /// Follows the links in a path, name by name; `None` where it names nothing.
    fn follow(&self, path: &str) -> Option<Leads<'_>> {
        let mut left: Vec<String> = path.split('/').rev().map(str::to_string).collect();
        let mut at: Vec<String> = Vec::new();
        let mut links = 0;
        while let Some(name) = left.pop() {
            match name.as_str() {
                "" | "." => continue,
                ".." if at.pop().is_none() => return Some(Leads::Out),
                ".." => continue,
                _ => at.push(name),
            }
            let here = at.join("/");
            let Some(entry) = self.entries.get(&here) else { continue };
            match entry {
                Entry::Link(target) => {
                    links += 1;
                    if links > MOST_LINKS {
                        return Some(Leads::Out);
                    }
                    if target.starts_with('/') {
                        return Some(Leads::Out);
                    }
                    at.pop();
                    left.extend(target.split('/').rev().map(str::to_string));
                }
                _ if left.is_empty() => return Some(Leads::To(entry)),
                Entry::Submodule => return Some(Leads::To(entry)),
                Entry::File(_) => return None,
            }
        }
        let folder = at.join("/");
        let start = format!("{folder}/");
        let mut below = self.entries.range(start.clone()..);
        let there =
            folder.is_empty() || below.next().is_some_and(|(key, _)| key.starts_with(&start));
        there.then_some(Leads::Folder(folder))
    }
}

fn submodule() -> Why {
    Why::System("it is a submodule, whose files the repository does not hold".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree of lines `mode path`; a link's target, spaces as `_`, stands for its id.
    fn tree(lines: &[(&str, &str, &str)]) -> Tree {
        let mut listing = Vec::new();
        for (mode, id, path) in lines {
            listing.extend(format!("{mode} blob {id}\t{path}\0").into_bytes());
        }
        Tree::parse(&listing, |id| Ok(id.replace('_', " ").into_bytes())).expect("a tree")
    }

    #[test]
    fn links_are_followed_within_the_site_only() {
        let tree = tree(&[
            ("100644", "1", "content/a b.md"),
            ("120000", "a_b.md", "content/link.md"),
            ("120000", "../../outside.md", "content/out.md"),
            ("120000", "loop.md", "content/loop.md"),
            ("120000", "..", "content/up"),
            ("120000", "../more", "content/more"),
            ("100644", "2", "more/ü\n.md"),
            ("160000", "3", "content/module"),
        ]);
        assert_eq!(tree.file("content/link.md"), Ok("1"));
        assert_eq!(tree.file("content/more/ü\n.md"), Ok("2"));
        assert!(tree.file("content/out.md").is_err() && tree.file("content/loop.md").is_err());
        let found = tree.list(&["content"]);
        let names: Vec<(&str, bool)> =
            found.iter().map(|f| (f.path.as_str(), f.trouble.is_none())).collect();
        assert_eq!(
            names,
            [
                ("content/a b.md", true),
                ("content/link.md", true),
                ("content/loop.md", false),
                ("content/module", false),
                ("content/more/ü\n.md", true),
                ("content/out.md", false),
                ("content/up", false),
            ]
        );
    }
}
