//! Atom feeds (RFC 4287): what they hold is left to whoever makes one.

use super::escape::escape;
use super::urls::Here;

/// A feed. Addresses are from the root of the site.
pub(super) struct Feed<'f> {
    /// The whole address of the home page, without a final `/`.
    pub(super) base_url: &'f str,
    /// The language of its texts.
    pub(super) language: &'f str,
    /// Who answers for the entries.
    pub(super) author: &'f str,
    pub(super) title: String,
    /// The page that it is the feed of.
    pub(super) of: &'f str,
    /// Its own address.
    pub(super) address: &'f str,
    /// The newest first.
    pub(super) entries: Vec<Entry>,
}

/// An entry of a feed.
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) address: String,
    /// The day of its last change: `2026-11-22`.
    pub(super) day: String,
    pub(super) summary: String,
}

impl Feed<'_> {
    /// The feed as XML; nothing without entries, since a feed must say when it last changed.
    pub(super) fn xml(&self) -> Option<String> {
        let newest = self.entries.iter().map(|entry| entry.day.as_str()).max()?;
        let mut xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_string();
        let language = escape(self.language);
        xml.push_str(&format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n"
        ));
        let of = self.whole(self.of);
        xml.push_str(&format!("<title>{}</title>\n<id>{of}</id>\n", text(&self.title)));
        xml.push_str(&format!("<link rel=\"alternate\" href=\"{of}\"/>\n"));
        xml.push_str(&format!("<link rel=\"self\" href=\"{}\"/>\n", self.whole(self.address)));
        xml.push_str(&format!("<updated>{newest}T00:00:00Z</updated>\n"));
        xml.push_str(&format!("<author><name>{}</name></author>\n", text(self.author)));
        for entry in &self.entries {
            let address = self.whole(&entry.address);
            xml.push_str(&format!(
                "<entry>\n<title>{}</title>\n<id>{address}</id>\n\
                 <link rel=\"alternate\" href=\"{address}\"/>\n\
                 <updated>{}T00:00:00Z</updated>\n<summary>{}</summary>\n</entry>\n",
                text(&entry.title),
                entry.day,
                text(&entry.summary),
            ));
        }
        xml.push_str("</feed>\n");
        Some(xml)
    }

    fn whole(&self, address: &str) -> String {
        let path = Here::Anywhere("").href(address);
        escape(&format!("{}{path}", self.base_url)).into_owned()
    }
}

/// Text for XML, which has no place for most control characters.
fn text(words: &str) -> String {
    let kept = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    escape(&words.replace(['\n', '\r', '\t'], " ").chars().filter(kept).collect::<String>())
        .into_owned()
}
