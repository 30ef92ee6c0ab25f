//! What of a run one part of a site answers for, and what tells that the parts are of one site.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Level};
use crate::site::Site;
use crate::source::{Shard, SitePath};

/// A part of a site, in one state of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Which part.
    #[serde(serialize_with = "written")]
    pub part: Shard,
    /// A fingerprint of everything that the site was made from.
    pub input: String,
}

impl Part {
    /// A part of a site as it is, judged with these levels.
    pub fn of(shard: Shard, site: &Site, levels: &[(String, Level)]) -> Part {
        let mut hasher = blake3::Hasher::new();
        // With its length, so that no two lists of parts run together into the same bytes.
        let mut add = |text: &str| {
            hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
        };
        add(env!("CARGO_PKG_VERSION"));
        add(&site.today.to_string());
        add(&site.config.base_url);
        add(&format!("{levels:?}"));
        for (path, text) in &site.texts {
            add(path.as_str());
            add(text.as_str());
        }
        site.assets.keys().for_each(|path| add(path.as_str()));
        // Drafts are pages only where they are asked for.
        site.pages.iter().for_each(|page| add(&page.url));
        Part { part: shard, input: hasher.finalize().to_hex()[..32].to_string() }
    }

    /// Whether the part answers for a file of the site's sources.
    pub fn answers_for(&self, path: &SitePath) -> bool {
        self.part.holds(path.as_str())
    }

    /// The findings that the part answers for.
    pub fn own(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        findings.into_iter().filter(|finding| self.answers_for(&finding.primary.path)).collect()
    }
}

fn written<S: serde::Serializer>(shard: &Shard, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(shard)
}
