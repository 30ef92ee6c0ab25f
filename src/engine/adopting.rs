//! Reading a tree that was made for other tools: all of it, and what it shows of them.
//! Leaves what the settings of those tools say to `parse::adopt`.

use super::{Options, includes};
use crate::parse::adopt::{self, Adopted, Tree};
use crate::parse::{Adoption, Lock};
use crate::source::{Door, Known, SitePath, Sources, Text, Use};

/// Reads every page, every fact and every file of settings; of all others only the names.
///
/// # Errors
/// When the root cannot be listed.
pub(super) fn load(
    door: &dyn Door,
    adoption: &Adoption,
    options: &Options,
    known: &mut Known,
) -> anyhow::Result<Sources> {
    let mut found = door.whole()?;
    // What cannot be read is the matter of whoever publishes the tree, unless it is a page.
    found.retain(|found| found.trouble.is_none());
    let left_out = |path: &SitePath| {
        adoption.skip.iter().any(|folder| adopt::below(path.as_str(), folder).is_some())
    };
    let mut sources = Sources::among(
        door,
        found,
        |path| {
            let own = options.config.as_ref() == Some(path) || path.as_str() == Lock::NAME;
            let settings = adopt::is_settings(path) || adopt::is_ignore_file(path);
            let fact = path.below("facts").is_some() && matches!(path.extension(), "yaml" | "yml");
            match () {
                () if left_out(path) => Use::Ignore,
                () if own || fact || adopt::is_page(path) || settings => Use::Text,
                () => Use::Asset,
            }
        },
        includes::glance,
        known,
    );
    // Settings that are no text say nothing.
    sources
        .unreadable
        .retain(|file| adopt::is_page(&file.path) || file.path.below("facts").is_some());
    Ok(sources)
}

/// The sites of a tree that was read.
pub(super) fn detect(sources: &Sources, adoption: &Adoption) -> Adopted {
    let mut files: Vec<SitePath> =
        sources.texts.keys().chain(sources.assets.keys()).cloned().collect();
    files.sort();
    let text = |path: &SitePath| {
        sources.texts.get(path).map(|text: &std::sync::Arc<Text>| text.as_str().to_string())
    };
    adopt::detect(&Tree { files: &files, texts: &text }, adoption.tool)
}
