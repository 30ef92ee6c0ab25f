//! Addresses in raw HTML: where in a tag a link or an image says what it leads to.
//! What they name is left to `site`; ids in HTML are left to `ids`.

use crate::source::Span;

/// An address in an attribute of a tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The bytes of its tag.
    pub(super) tag: Span,
    /// The bytes of the address.
    pub(super) at: Span,
    /// The address, entities resolved.
    pub(super) to: String,
    /// Whether something is shown from there, rather than led to.
    pub(super) shown: bool,
    /// Of the address of an `<img>`: its tag.
    pub(super) image: Option<ImageTag>,
}

/// An `<img>`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ImageTag {
    /// Its attributes, their names in lower case, entities resolved.
    pub(super) attributes: Vec<(String, String)>,
    /// Where it ends, before `>` or `/>`.
    pub(super) end: usize,
}

/// Every address in a piece of HTML, in order. Comments and what is no tag hold none.
pub(super) fn addresses(html: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        let rest = &html[open + 1..];
        if rest.starts_with("!--") {
            at = rest.find("-->").map_or(html.len(), |end| open + 1 + end + 3);
            continue;
        }
        at = open + 1;
        let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let element = rest[..name_end].to_ascii_lowercase();
        if element.is_empty() {
            continue;
        }
        let first = found.len();
        let mut source = None;
        let mut said = Vec::new();
        at = attributes(html, at + name_end, |name, value| {
            let name = name.to_ascii_lowercase();
            if element == "img" {
                let value = value.clone().map_or(String::new(), |at| unescape(&html[at]));
                said.push((name.clone(), value));
            }
            let (Some(shown), Some(value)) = (meaning(&element, &name), value) else { return };
            source = source.or((element == "img" && name == "src").then_some(found.len()));
            for at in pieces(html, value, name == "srcset") {
                let to = unescape(&html[at.clone()]);
                found.push(Address { tag: open..open, at, to, shown, image: None });
            }
        });
        for address in &mut found[first..] {
            address.tag.end = at;
        }
        if let Some(source) = source
            && let Some(inside) = html[open..at].strip_suffix('>')
        {
            let end = open + inside.trim_end_matches(|c: char| c == '/' || c.is_whitespace()).len();
            // Behind a value without quotation marks a slash belongs to the value.
            let end = end.max(found.last().map_or(end, |address| address.at.end));
            found[source].image = Some(ImageTag { attributes: said, end });
        }
    }
    found
}

/// Whether an attribute holds an address, and whether it is shown.
fn meaning(element: &str, attribute: &str) -> Option<bool> {
    match (element, attribute) {
        ("a" | "area" | "link", "href") | ("object", "data") => Some(false),
        ("a" | "use", "xlink:href") | ("use", "href") => Some(false),
        ("image", "href" | "xlink:href") => Some(true),
        ("img" | "source", "src" | "srcset") | ("video", "src" | "poster") => Some(true),
        ("audio" | "track" | "embed" | "input", "src") => Some(true),
        _ => None,
    }
}

/// The addresses in a value: `a.png 1x, b.png 2x` has two.
fn pieces(html: &str, value: Span, several: bool) -> Vec<Span> {
    let trimmed = |span: Span| {
        let text = &html[span.clone()];
        let start = span.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    };
    if !several {
        return vec![trimmed(value)];
    }
    let mut found = Vec::new();
    let mut at = value.start;
    for piece in html[value].split(',') {
        let span = trimmed(at..at + piece.len());
        let end = html[span.clone()].find(char::is_whitespace).map_or(span.end, |e| span.start + e);
        if span.start < end {
            found.push(span.start..end);
        }
        at += piece.len() + 1;
    }
    found
}

/// Calls `found` with the name and the bytes of the value, if there is one, of each attribute from `at`
/// on, up to the end of the tag; where the tag ends.
fn attributes(html: &str, mut at: usize, mut found: impl FnMut(&str, Option<Span>)) -> usize {
    let skip = |at: usize, wanted: fn(char) -> bool| {
        html[at..].find(|c: char| !wanted(c)).map_or(html.len(), |n| at + n)
    };
    loop {
        at = skip(at, |c| c.is_whitespace() || c == '/');
        let name_end = skip(at, |c| !c.is_whitespace() && !matches!(c, '=' | '>' | '/'));
        let name = &html[at..name_end];
        at = skip(name_end, char::is_whitespace);
        match html[at..].chars().next() {
            Some('=') => at = skip(at + 1, char::is_whitespace),
            next @ (Some('>') | None) => {
                if !name.is_empty() {
                    found(name, None);
                }
                return (at + next.map_or(0, char::len_utf8)).min(html.len());
            }
            // A name without a value, or a character that begins none.
            Some(_) if name.is_empty() && name_end == at => {
                at += html[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            Some(_) => {
                found(name, None);
                continue;
            }
        }
        let quote = html[at..].chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => {
                let start = at + 1;
                let end = html[start..].find(quote).map_or(html.len(), |n| start + n);
                (start..end, (end + 1).min(html.len()))
            }
            None => {
                let end = skip(at, |c| !c.is_whitespace() && c != '>');
                (at..end, end)
            }
        };
        found(name, Some(value));
        at = next;
    }
}

/// A value with its entities resolved, as a browser reads it.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    let tag = format!("<a x=\"{}\">", text.replace('"', "&quot;"));
    let value = html5gum::Tokenizer::new(tag.as_str()).flatten().find_map(|token| match token {
        html5gum::Token::StartTag(tag) => tag.attributes.into_values().next(),
        _ => None,
    });
    value.map_or_else(|| text.to_string(), |value| String::from_utf8_lossy(&value).into_owned())
}
