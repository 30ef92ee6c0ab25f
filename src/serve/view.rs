//! A site as a browser sees it: addresses to bytes, and what is wrong with the site beside them.
//! The bytes are those that a build would write, but for one script that waits for changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::making::Making;
use crate::engine::Snapshot;
use crate::render::{File, Memory, Smaller};

/// Where the server's own files are; no page of a site can be there, since names of a site's own
/// files never begin so.
pub(super) const OWN: &str = "/__factum/";

/// One finding, for the panel over a page.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// `error`, `warning` or `note`.
    pub level: &'static str,
    /// The rule.
    pub rule: &'static str,
    /// What is wrong, in words.
    pub message: String,
    /// `content/guide.md:3:8`.
    pub place: String,
    /// The address of the page that it is about, where it is about one.
    pub url: Option<String>,
}

/// Makes a smaller copy of a picture, or takes one that was kept, in the site at a root.
pub type Copier = fn(&Path, &Smaller) -> Option<Vec<u8>>;

/// A site as it was made last, with what is wrong with it.
pub struct View {
    version: u64,
    /// Nothing before the site could be made for the first time.
    making: Option<Arc<Making>>,
    root: PathBuf,
    copier: Copier,
    /// The path of the site's address: `/kb` of `https://example.org/kb`.
    base: String,
    notices: Vec<Notice>,
    /// Why the site could not be made, if so.
    failure: Option<String>,
}

/// What an address leads to.
pub(super) enum Found {
    /// A file, with its name.
    File(String, Bytes),
    /// A page whose template failed: what went wrong.
    Failed(String),
    /// A folder, whose address ends in a slash.
    Folder,
    /// Nothing.
    Nothing,
}

/// What a file holds.
pub(super) enum Bytes {
    Made(Arc<File>),
    Read(Vec<u8>),
}

impl Bytes {
    /// The bytes themselves.
    pub(super) fn as_slice(&self) -> &[u8] {
        match self {
            Bytes::Made(file) => match &**file {
                File::Made(bytes) => bytes,
                File::Copied(_) | File::Smaller(_) | File::Failed(_) => &[],
            },
            Bytes::Read(bytes) => bytes,
        }
    }
}

impl View {
    /// A site in its `root`, whose files are made when they are asked for. `version` tells it from the views before it, `memory` is what was coloured,
    /// and `copier` makes pictures smaller.
    pub fn new(
        version: u64,
        snapshot: &Arc<Snapshot>,
        root: &Path,
        memory: &Arc<Memory>,
        copier: Copier,
    ) -> View {
        let base_url = &snapshot.site.config.base_url;
        let host = base_url.split_once("://").map_or(base_url.as_str(), |(_, host)| host);
        let base = host.find('/').map_or("", |at| host[at..].trim_end_matches('/')).to_string();
        let making = Making::begin(snapshot.clone(), memory.clone());
        let (making, root) = (Some(Arc::new(making)), root.to_path_buf());
        let notices = Vec::new();
        View { version, making, root, copier, base, notices, failure: None }
    }

    /// The same with what is wrong with the site.
    pub fn with(self, notices: Vec<Notice>) -> View {
        View { notices, ..self }
    }

    /// What is there before the site could be made.
    pub fn nothing(root: &Path) -> View {
        let (root, base) = (root.to_path_buf(), String::new());
        let (copier, notices): (Copier, _) = (|_, _| None, Vec::new());
        View { version: 0, making: None, root, copier, base, notices, failure: None }
    }

    /// What readers keep seeing while the site cannot be made: the pages as they were, and why.
    pub fn failed(&self, version: u64, failure: String) -> View {
        View {
            version,
            making: self.making.clone(),
            root: self.root.clone(),
            copier: self.copier,
            base: self.base.clone(),
            notices: self.notices.clone(),
            failure: Some(failure),
        }
    }

    /// Which view it is.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// The path of the site's address.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// What a decoded path leads to. The site answers at the path of its own address, and at the
    /// root, too.
    pub(super) fn find(&self, path: &str) -> Found {
        let below = path.strip_prefix(&self.base).filter(|rest| rest.starts_with('/'));
        let path = below.unwrap_or(path).trim_start_matches('/');
        let name = match path.is_empty() || path.ends_with('/') {
            true => format!("{path}index.html"),
            false => path.to_string(),
        };
        let Some(making) = &self.making else { return Found::Nothing };
        let Some(file) = making.file(&name) else {
            let folder = making.file(&format!("{path}/index.html")).is_some();
            return if folder { Found::Folder } else { Found::Nothing };
        };
        match &*file {
            File::Made(_) => Found::File(name, Bytes::Made(file)),
            File::Copied(source) => match read(&self.root.join(source.as_str())) {
                Some(bytes) => Found::File(name, Bytes::Read(bytes)),
                None => Found::Nothing,
            },
            File::Smaller(copy) => match (self.copier)(&self.root, copy) {
                Some(bytes) => Found::File(name, Bytes::Read(bytes)),
                None => Found::Nothing,
            },
            File::Failed(finding) => {
                let place = &finding.primary.path;
                Found::Failed(format!(
                    "{place}: {}[{}]: {}",
                    finding.level.as_str(),
                    finding.rule,
                    finding.message
                ))
            }
        }
    }

    /// The page for addresses that lead nowhere.
    pub(super) fn not_found(&self) -> Bytes {
        let file = self.making.as_ref().and_then(|making| making.file("404.html"));
        match file {
            Some(file) if matches!(*file, File::Made(_)) => Bytes::Made(file),
            _ => Bytes::Read(b"<!DOCTYPE html><title>Nothing here</title><body></body>".to_vec()),
        }
    }

    /// What the script over a page is told, as JSON.
    pub(super) fn told(&self) -> String {
        #[derive(Serialize)]
        struct Told<'v> {
            version: u64,
            base: &'v str,
            notices: &'v [Notice],
            failure: Option<&'v str>,
        }
        let told = Told {
            version: self.version,
            base: &self.base,
            notices: &self.notices,
            failure: self.failure.as_deref(),
        };
        serde_json::to_string(&told).unwrap_or_else(|_| "{}".to_string())
    }
}

#[expect(clippy::disallowed_methods, reason = "a copied file is sent as it is on the disk")]
fn read(path: &Path) -> Option<Vec<u8>> {
    std::fs::read(path).ok()
}
