//! A site as a browser sees it: addresses to bytes, and what is wrong with the site beside them.
//! The bytes are those that a build would write, but for one script that waits for changes.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::render::Output;

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

/// A site as it was made last, with what is wrong with it.
pub struct View {
    version: u64,
    output: Output,
    root: PathBuf,
    /// The path of the site's address: `/kb` of `https://example.org/kb`.
    base: String,
    notices: Vec<Notice>,
    /// Why the site could not be made, if so.
    failure: Option<String>,
}

/// What an address leads to.
pub(super) enum Found<'v> {
    /// A file, with its name.
    File(&'v str, Cow<'v, [u8]>),
    /// A folder, whose address ends in a slash.
    Folder,
    /// Nothing.
    Nothing,
}

impl View {
    /// A site that was made, in its `root`, to be published at `base_url`. `version` tells it from
    /// the views before it.
    pub fn new(
        version: u64,
        output: Output,
        root: &Path,
        base_url: &str,
        notices: Vec<Notice>,
    ) -> View {
        let host = base_url.split_once("://").map_or(base_url, |(_, host)| host);
        let base = host.find('/').map_or("", |at| host[at..].trim_end_matches('/')).to_string();
        View { version, output, root: root.to_path_buf(), base, notices, failure: None }
    }

    /// What readers keep seeing while the site cannot be made: the pages as they were, and why.
    pub fn failed(&self, version: u64, failure: String) -> View {
        View {
            version,
            output: self.output.clone(),
            root: self.root.clone(),
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
    pub(super) fn find(&self, path: &str) -> Found<'_> {
        let below = path.strip_prefix(&self.base).filter(|rest| rest.starts_with('/'));
        let path = below.unwrap_or(path).trim_start_matches('/');
        let name = match path.is_empty() || path.ends_with('/') {
            true => format!("{path}index.html"),
            false => path.to_string(),
        };
        if let Some((name, bytes)) = self.output.files.get_key_value(&name) {
            return Found::File(name, Cow::Borrowed(bytes));
        }
        if let Some((name, source)) = self.output.copies.get_key_value(&name) {
            return match read(&self.root.join(source.as_str())) {
                Some(bytes) => Found::File(name, Cow::Owned(bytes)),
                None => Found::Nothing,
            };
        }
        let folder = self.output.files.contains_key(&format!("{path}/index.html"));
        if folder { Found::Folder } else { Found::Nothing }
    }

    /// The page for addresses that lead nowhere.
    pub(super) fn not_found(&self) -> &[u8] {
        let page = self.output.files.get("404.html");
        page.map_or(b"<!DOCTYPE html><title>Nothing here</title><body></body>", Vec::as_slice)
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
