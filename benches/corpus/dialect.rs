//! How each tool writes what differs between them: front matter, links, and front pages of folders.

use super::Corpus;

/// A tool whose Markdown it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// factum, and others that take a file's path as a link: Hugo, MkDocs, lychee.
    Paths,
    /// Hugo: as paths, with front pages that are called otherwise.
    Hugo,
    /// Zola: links from the root of the content.
    Zola,
    /// mdBook: titles are headings, there is no front matter.
    MdBook,
    /// MkDocs: as paths, with front pages that are called otherwise.
    MkDocs,
}

impl Dialect {
    /// What stands before the text of a page.
    pub(crate) fn head(self, title: &str, about: &str) -> String {
        match self {
            Dialect::MdBook => format!("# {title}\n\n"),
            _ => format!("---\ntitle: {title}\ndescription: {about}\n---\n\n"),
        }
    }

    /// The name of a folder's front page.
    pub(crate) fn front(self) -> &'static str {
        match self {
            Dialect::Paths | Dialect::Hugo | Dialect::Zola => "_index.md",
            Dialect::MdBook => "README.md",
            Dialect::MkDocs => "index.md",
        }
    }

    /// What leads from one page to another.
    pub(crate) fn link(self, from: usize, to: usize, anchor: Option<&str>) -> String {
        let ((here, _), (folder, name)) = (Corpus::place(from), Corpus::place(to));
        let fragment = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        match self {
            Dialect::Zola => format!("@/{folder}/{name}.md{fragment}"),
            _ if here == folder => format!("{name}.md{fragment}"),
            _ => format!("../../{folder}/{name}.md{fragment}"),
        }
    }
}
