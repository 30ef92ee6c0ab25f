//! Links in trees made for other tools, each as its tool resolves it. Where a plugin, a template or
//! another deployment may be meant, which factum cannot see, a link is left alone rather than
//! called broken.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use super::super::destination::{decode, is_external};
use super::super::links::{Broken, Target};
use super::super::nearby::Nearby;
use super::Page;
use crate::parse::adopt::{Adopted, Tool, Zone, below, join};
use crate::source::SitePath;

/// Everything that a link in a tree can name.
pub(in crate::site) struct Elsewhere<'s> {
    pub(super) pages: &'s [Page],
    pub(super) adopted: &'s Adopted,
    pub(super) files: &'s BTreeSet<&'s SitePath>,
    /// The site of each page, by index.
    pub(super) zones: Vec<usize>,
    pub(super) by_path: HashMap<&'s str, usize>,
    /// Pages by site and address; versions of a product share addresses.
    by_url: HashMap<(usize, &'s str), Vec<usize>>,
    /// Pages by site and name without extension, as Hugo looks for them.
    by_name: HashMap<(usize, &'s str), Vec<usize>>,
    folders: HashSet<&'s str>,
    /// The first names of addresses, by site: what begins otherwise is published by somebody else.
    pub(super) tops: HashSet<(usize, &'s str)>,
    pub(super) near: OnceLock<Nearby<'s>>,
}

/// The parts of a destination.
struct Parts {
    path: String,
    anchor: Option<String>,
}

impl<'s> Elsewhere<'s> {
    pub(in crate::site) fn new(
        pages: &'s [Page],
        adopted: &'s Adopted,
        files: &'s BTreeSet<&'s SitePath>,
    ) -> Elsewhere<'s> {
        let zones: Vec<usize> =
            pages.iter().map(|page| adopted.zone_of(&page.article.path)).collect();
        let mut by_url: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
        let mut by_name: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
        let mut tops = HashSet::new();
        for (index, page) in pages.iter().enumerate() {
            let zone = zones[index];
            for url in std::iter::once(&page.url).chain(&page.aliases) {
                let url = url.trim_start_matches('/');
                by_url.entry((zone, url)).or_default().push(index);
                tops.insert((zone, url.split('/').next().unwrap_or_default()));
            }
            by_name.entry((zone, page.article.path.stem())).or_default().push(index);
        }
        let paths = || pages.iter().map(|page| &page.article.path).chain(files.iter().copied());
        let mut folders = HashSet::new();
        for path in paths() {
            let mut folder = path.folder();
            while !folder.is_empty() && folders.insert(folder) {
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            }
        }
        let by_path =
            pages.iter().enumerate().map(|(i, page)| (page.article.path.as_str(), i)).collect();
        Elsewhere {
            pages,
            adopted,
            files,
            zones,
            by_path,
            by_url,
            by_name,
            folders,
            tops,
            near: OnceLock::new(),
        }
    }

    /// Resolves a destination that is written on a page.
    pub(in crate::site) fn resolve(&self, page: usize, to: &str) -> Result<Target, Broken> {
        self.exactly(page, to).map_err(|broken| self.overlooked(page, to, broken))
    }

    /// What of a broken link its publisher overlooks.
    fn overlooked(&self, page: usize, to: &str, broken: Broken) -> Broken {
        let manner = self.adopted.zones[self.zones[page]].tool.manner();
        match broken {
            Broken::NoTarget { near: Some(near), case: true } if manner.any_case_of_paths => {
                Broken::Case(near)
            }
            Broken::NoAnchor { near: Some(near), case: true, .. } if manner.any_case_of_ids => {
                let path = to.split_once('#').map_or(to, |(path, _)| path);
                Broken::Case(format!("{path}#{near}"))
            }
            broken => broken,
        }
    }

    fn exactly(&self, page: usize, to: &str) -> Result<Target, Broken> {
        let zone = &self.adopted.zones[self.zones[page]];
        let unseen = || Ok(Target::Unseen(to.to_string()));
        if let Some(inner) = to.strip_prefix("{{").filter(|_| zone.tool == Tool::Hugo) {
            return self.reference(page, inner).unwrap_or_else(unseen);
        }
        // Templates fill these in, and `a::b` is what a program's own documentation links by name.
        let by_program = to.contains(['{', '}', '<', '`', '$', '[']) || to.contains("%7B");
        if by_program || to.contains("::") {
            return unseen();
        }
        if is_external(to) {
            return Ok(Target::External(to.to_string()));
        }
        if to.contains('\\') {
            let slashes = to.replace('\\', "/");
            let right = match self.resolve(page, &slashes) {
                Ok(_) => Some(slashes),
                Err(Broken::Case(right)) => Some(right),
                Err(_) => None,
            };
            let overlooked = right.is_some() && zone.tool.manner().backslashes;
            return Err(Broken::Backslash { right, overlooked });
        }
        let parts = Parts::of(to);
        if parts.path.is_empty() {
            return self.anchor(&[page], parts.anchor);
        }
        if let Some(found) = self.lookup(page, &parts.path) {
            return match found {
                Found::Pages(pages) => self.anchor(&pages, parts.anchor),
                Found::File(address) => Ok(Target::Asset { address, fragment: None }),
                Found::Unseen => unseen(),
            };
        }
        if self.is_elsewhere(page, zone, &parts.path) || self.is_left_out(page, zone, &parts.path) {
            return unseen();
        }
        Err(self.missing(page, zone, &parts.path, to))
    }

    /// `{{< ref "page.md#id" >}}`: by path from the root, from here, or by name alone.
    fn reference(&self, page: usize, shortcode: &str) -> Option<Result<Target, Broken>> {
        let words = shortcode.trim_start_matches(['<', '%', ' ', '_']);
        let name = words.strip_prefix("relref").or(words.strip_prefix("ref"))?;
        let to = name.split(['"', '`', '\'']).nth(1)?;
        let parts = Parts::of(to);
        if parts.path.is_empty() {
            return Some(self.anchor(&[page], parts.anchor));
        }
        let zone = self.zones[page];
        let stem = parts.path.trim_end_matches('/').trim_end_matches(".md");
        let found = match self.lookup(page, &parts.path) {
            Some(Found::Pages(pages)) => pages,
            Some(_) => return None,
            None => self.by_name.get(&(zone, stem)).cloned().or_else(|| {
                let root = self.url(zone, &stem.to_lowercase());
                root.or_else(|| self.by_path_tail(zone, stem))
            })?,
        };
        Some(self.anchor(&found, parts.anchor))
    }

    fn by_path_tail(&self, zone: usize, stem: &str) -> Option<Vec<usize>> {
        let mounts = &self.adopted.zones[zone].mounts;
        let found = mounts.iter().flat_map(|mount| {
            ["", "/_index", "/index"].map(|end| join(&mount.folder, &format!("{stem}{end}.md")))
        });
        let found: Vec<usize> =
            found.filter_map(|path| self.by_path.get(path.as_str()).copied()).collect();
        (!found.is_empty()).then_some(found)
    }

    fn lookup(&self, page: usize, path: &str) -> Option<Found> {
        let zone_index = self.zones[page];
        let zone = &self.adopted.zones[zone_index];
        let from = &self.pages[page].article.path;
        for (mark, root) in
            [("@/", zone.mounts[0].folder.as_str()), ("@site/", &zone.base), ("~/", &zone.base)]
        {
            if let Some(rest) = path.strip_prefix(mark) {
                return self.file(&join(root, rest)).or_else(|| self.file(&join("", rest)));
            }
        }
        if let Some(rooted) = path.strip_prefix('/') {
            // Docusaurus looks for a file from the root of the pages of the same version first.
            let mount = zone.holds(from.as_str()).map(|(mount, _)| mount.folder.as_str());
            let mounts = mount.into_iter().chain(zone.mounts.iter().map(|m| m.folder.as_str()));
            let named = has_page_extension(path) && zone.tool.manner().deepest_folder_only;
            let mut files = mounts.filter(|_| named).map(|folder| join(folder, rooted));
            return files
                .find_map(|file| self.file(&file))
                .or_else(|| self.rooted(zone_index, zone, rooted));
        }
        if let Some(found) = from.beside(path).and_then(|file| self.file(file.as_str())) {
            return Some(found);
        }
        let beside = from.beside(path).map(|file| file.to_string()).unwrap_or_default();
        let made = zone.mounts.iter().filter_map(|mount| below(&beside, &mount.folder));
        if zone.moved(&beside)
            || made.into_iter().any(|made| zone.named.iter().any(|named| named == made))
            || from.name() == "SUMMARY.md" && zone.tool == Tool::MdBook
            || self.in_english(&beside)
        {
            return Some(Found::Unseen);
        }
        // A folder above all names the tree itself, which is there.
        if from.beside(path).is_none() && climbs_to_root(from, path) {
            return Some(Found::Unseen);
        }
        // As a browser reads it, from the address of the page or from that of its folder.
        let addresses = std::iter::once(&self.pages[page].url).chain(&self.pages[page].aliases);
        for url in addresses {
            for base in [format!("root{url}/_"), format!("root{url}")] {
                let at = SitePath::new(&base).and_then(|at| at.beside(path));
                let Some(at) = at else { continue };
                let at = if at.as_str() == "root" { Some("") } else { at.below("root") };
                if let Some(found) = at.and_then(|at| self.rooted(zone_index, zone, at)) {
                    return Some(found);
                }
            }
        }
        if zone.tool.manner().files_from_root {
            return zone.mounts.iter().find_map(|mount| self.file(&join(&mount.folder, path)));
        }
        None
    }

    /// Whether a file that nobody has translated is there in English, which many sites then show.
    fn in_english(&self, path: &str) -> bool {
        let names: Vec<&str> = path.split('/').collect();
        let code = |name: &str| name.len() == 2 || name.get(2..3) == Some("-") && name.len() <= 7;
        let found = names.iter().enumerate().filter(|(_, name)| code(name));
        found.into_iter().any(|(at, _)| {
            let mut names = names.clone();
            names[at] = "en";
            self.file(&names.join("/")).is_some()
        })
    }

    /// What stands at an address from the root of the published site.
    fn rooted(&self, index: usize, zone: &Zone, path: &str) -> Option<Found> {
        let inside = below(path, &zone.prefix).filter(|_| !zone.prefix.is_empty());
        for path in [Some(path), inside].into_iter().flatten() {
            let clean = path.trim_end_matches('/');
            let clean = SitePath::new(clean).map(|path| path.to_string()).unwrap_or_default();
            if let Some(found) = self.url(index, &clean) {
                return Some(Found::Pages(found));
            }
            if let Some(found) = self.untranslated(index, zone, &clean) {
                return Some(Found::Pages(found));
            }
            let root = zone.base.as_str();
            for statics in zone.statics.iter().map(String::as_str).chain([root, ""]) {
                let file = join(statics, path);
                if let Some(found) = self.file(&file).filter(|_| !file.is_empty()) {
                    return Some(found);
                }
            }
            if zone.mounts.iter().any(|mount| mount.route == clean) || clean.is_empty() {
                return Some(Found::Unseen);
            }
            if zone.moved(&clean) {
                return Some(Found::Unseen);
            }
        }
        None
    }

    /// The page that is shown at an address in another language, since nobody has translated it.
    fn untranslated(&self, index: usize, zone: &Zone, path: &str) -> Option<Vec<usize>> {
        let language = zone.untranslated.as_ref()?;
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let is_language = first.len() == 2 || first.get(2..3) == Some("-");
        if !is_language || first == language || !self.tops.contains(&(index, first)) {
            return None;
        }
        self.url(index, join(language, rest).as_str())
    }

    /// Pages at an address, in any of the ways to write it.
    fn url(&self, zone: usize, path: &str) -> Option<Vec<usize>> {
        let bare = path.trim_end_matches('/');
        let bare = bare.strip_suffix(".html").or(bare.strip_suffix(".htm")).unwrap_or(bare);
        let folder = bare.strip_suffix("index").map(|folder| folder.trim_end_matches('/'));
        let names = self.adopted.zones[zone].tool.manner().names;
        let written = super::names::address(names, bare);
        let ways = [Some(bare), folder, Some(written.as_str())];
        let mut ways = ways.into_iter().flatten();
        ways.find_map(|way| self.by_url.get(&(zone, way))).cloned()
    }

    /// What a file of the tree is: a page, another file, a folder.
    fn file(&self, path: &str) -> Option<Found> {
        if let Some(page) = self.by_path.get(path) {
            return Some(Found::Pages(vec![*page]));
        }
        if SitePath::new(path).is_some_and(|path| self.files.contains(&path)) {
            return Some(Found::File(path.to_string()));
        }
        for front in ["README.md", "readme.md", "index.md", "_index.md", "index.mdx"] {
            if let Some(page) = self.by_path.get(join(path, front).as_str()) {
                return Some(Found::Pages(vec![*page]));
            }
        }
        if self.folders.contains(path) {
            return Some(Found::File(path.to_string()));
        }
        // Hosts and tools that serve `/guide` from `guide.md`.
        for extension in [".md", ".mdx", ".markdown"] {
            if let Some(page) = self.by_path.get(format!("{path}{extension}").as_str()) {
                return Some(Found::Pages(vec![*page]));
            }
        }
        let bare = path.strip_suffix(".html")?;
        let page = self.by_path.get(format!("{bare}.md").as_str())?;
        Some(Found::Pages(vec![*page]))
    }
}

/// What stands where a link leads.
enum Found {
    /// Pages; of several any may be meant.
    Pages(Vec<usize>),
    /// A file or a folder.
    File(String),
    /// Something that factum does not see, but that is there.
    Unseen,
}

impl Parts {
    fn of(to: &str) -> Parts {
        let (path, anchor) = to.split_once('#').map_or((to, None), |(p, a)| (p, Some(a)));
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        let anchor = anchor.map(|anchor| decode(anchor).into_owned());
        Parts { path: decode(path).trim().to_string(), anchor }
    }
}

/// Whether a path leads from a file to the root of the tree and no further.
fn climbs_to_root(from: &SitePath, path: &str) -> bool {
    let depth = from.as_str().matches('/').count();
    let mut names = path.split('/').filter(|name| !matches!(*name, "" | "."));
    let ups = names.clone().count();
    names.all(|name| name == "..") && ups == depth
}

/// Whether an address names a page by its file.
pub(super) fn has_page_extension(path: &str) -> bool {
    [".md", ".mdx", ".markdown"].iter().any(|end| path.ends_with(end))
}
