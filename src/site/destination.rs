//! Destinations of links as text: what they are spelt like, and which of some known ones are near.
//! What they name is left to `links`.

use std::borrow::Cow;

use crate::source::SitePath;

/// Whether a destination begins with a scheme, or with `//` and so with a host.
pub(super) fn is_external(to: &str) -> bool {
    if to.starts_with("//") {
        return true;
    }
    // Nearly all links begin with a dot.
    if !to.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let Some(colon) = memchr::memchr(b':', to.as_bytes()) else { return false };
    let scheme = &to[..colon];
    scheme.len() > 1
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
}

/// What a destination asks of what it names, behind its `?`.
pub(super) fn query(to: &str) -> Option<&str> {
    let sign = memchr::memchr2(b'#', b'?', to.as_bytes())?;
    let query = to[sign..].strip_prefix('?')?;
    Some(query.split('#').next().unwrap_or_default()).filter(|query| !query.is_empty())
}

/// The path of an address at which a site is published: `/docs` of `https://example.org/docs`.
pub(super) fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.find('/').map_or("", |at| &rest[at..]).trim_end_matches('/')
}

/// Percent-encoded bytes as text; what is no such encoding stays as it is.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'%', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The path from one file to another, as its author would write it.
pub(super) fn relative_path(from: &SitePath, to: &SitePath) -> String {
    let from: Vec<&str> = from.folder().split('/').filter(|name| !name.is_empty()).collect();
    let names: Vec<&str> = to.as_str().split('/').collect();
    let common = from.iter().zip(&names).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(names[common..].iter().copied()).collect::<Vec<_>>().join("/")
}
