//! Raw HTML: the tags that code hosts do not let through, because they change how everything behind
//! them is read. Making HTML safe is left to `safe`.

use pulldown_cmark::CowStr;

/// The tags that are shown as text.
const REFUSED: [&str; 9] =
    ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"];

/// Raw HTML with the refused tags as text.
pub(super) fn filtered(html: CowStr<'_>) -> CowStr<'_> {
    if !html.match_indices('<').any(|(at, _)| is_refused(&html[at + 1..])) {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 8);
    let mut rest = &*html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        out.push_str(if is_refused(rest) { "&lt;" } else { "<" });
    }
    out.push_str(rest);
    out.into()
}

/// Whether a tag is refused, by what follows its `<`.
fn is_refused(tag: &str) -> bool {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let length = tag.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, behind) = tag.split_at(length);
    let ends = behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || c == '>');
    (ends || behind.starts_with("/>"))
        && REFUSED.iter().any(|refused| name.eq_ignore_ascii_case(refused))
}
