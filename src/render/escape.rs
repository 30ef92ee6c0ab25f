//! Text made safe inside HTML, in an element or between the quotation marks of an attribute.

use std::borrow::Cow;

/// The text with the five characters that mean something in HTML written as entities.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let meant = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    let Some(first) = text.bytes().position(meant) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for character in text[first..].chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}
