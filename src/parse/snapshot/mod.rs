//! Snapshots of sources: bytes to text that quotations are looked up in. Leaves the looking up to
//! `site`, and what to say of a snapshot that cannot be read to `rules`.

mod bounds;
mod fold;
mod html;
mod pdf;

use sha2::{Digest as _, Sha256};

pub use fold::{Folded, Hyphen};

use crate::source::SitePath;

/// What a snapshot's bytes hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Transcript {
    /// Their SHA-256, in lower-case hexadecimal digits.
    pub sha256: String,
    /// Their text; `None` when nobody asked for it.
    pub text: Option<Result<Folded, String>>,
}

impl Transcript {
    /// Reads a snapshot. Its text is made only where `quoted` asks for it: a snapshot that nobody
    /// quotes may be of any kind. Never fails: why there is no text is kept as a sentence.
    pub fn read(path: &SitePath, bytes: &[u8], quoted: bool) -> Transcript {
        Transcript { sha256: sha256(bytes), text: quoted.then(|| text(path, bytes)) }
    }
}

/// The SHA-256 of bytes, in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a reader sees of a page of HTML, in lines without empty ones.
pub fn html_text(page: &str) -> String {
    let text = html::text(page);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).map(|line| line + "\n").collect()
}

/// The text of a snapshot, by the extension of its name.
fn text(path: &SitePath, bytes: &[u8]) -> Result<Folded, String> {
    let plain = || std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_string());
    let folded = match path.extension().to_ascii_lowercase().as_str() {
        "txt" => Folded::new(plain()?),
        "md" => Folded::new(&markdown(plain()?)),
        "html" | "htm" => Folded::new(&html::text(plain()?)),
        "pdf" => Folded::of_pages(&pdf::pages(bytes)?),
        other => {
            let kinds = "quotations are looked up in .txt, .md, .html and .pdf files";
            return Err(format!("{kinds}, not in \"{other}\""));
        }
    };
    if folded.is_empty() { Err("it holds no text".to_string()) } else { Ok(folded) }
}

/// What a reader sees of Markdown.
fn markdown(text: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser};
    let mut seen = String::with_capacity(text.len());
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(words) | Event::Code(words) => seen.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::Rule => seen.push('\n'),
            Event::Start(tag) if !is_inline(&tag.to_end()) => seen.push('\n'),
            Event::End(tag) if !is_inline(&tag) => seen.push('\n'),
            _ => {}
        }
    }
    seen
}

fn is_inline(tag: &pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd;
    let inline = [TagEnd::Emphasis, TagEnd::Strong, TagEnd::Strikethrough, TagEnd::Link];
    inline.contains(tag) || *tag == TagEnd::Image
}
