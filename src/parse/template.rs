//! Templates as far as links go: the addresses that stand in them as they are, or behind the root of the
//! site. What a template computes is left to whoever renders it.

use super::addresses::addresses;
use crate::source::Span;

/// An address that a template of the site writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawAddress {
    /// The bytes of the address, with what stands for the root.
    pub span: Span,
    /// The address from the root of the site, or of the host.
    pub to: String,
    /// Whether it is from the root of the site, wherever that is published.
    pub from_site: bool,
}

/// The addresses in the text of a template, in order. Those that are computed, relative to a page that
/// the template knows nothing of, or on another host, are not among them.
pub fn template_addresses(text: &str) -> Vec<RawAddress> {
    let bare = without_remarks(text);
    let found = addresses(&bare).into_iter().filter_map(|address| {
        let (from_site, rest) = match behind_root(&address.to) {
            Some(rest) => (true, rest),
            None => (false, address.to.strip_prefix('/')?),
        };
        let literal = !["{{", "{%", "}}"].iter().any(|mark| rest.contains(mark));
        let to = format!("/{}", rest.trim_start_matches('/'));
        // Two slashes begin the name of a host.
        let here = literal && (from_site || !rest.starts_with('/'));
        here.then_some(RawAddress { span: address.at, to, from_site })
    });
    found.collect()
}

/// What stands behind `{{ root }}`.
fn behind_root(address: &str) -> Option<&str> {
    let inner = address.strip_prefix("{{")?.trim_start_matches('-').trim_start();
    let rest = inner.strip_prefix("root")?.trim_start();
    rest.trim_start_matches('-').strip_prefix("}}")
}

/// The text with blanks for the remarks of its author, so that places stay what they are.
fn without_remarks(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("{#") {
        let end = rest[start..].find("#}").map_or(rest.len(), |end| start + end + 2);
        bare.push_str(&rest[..start]);
        bare.extend(rest[start..end].bytes().map(|_| ' '));
        rest = &rest[end..];
    }
    bare.push_str(rest);
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_as_it_is_is_found() {
        let text = "{# <a href=\"/ä\"> #}<a href=\"/gone/#x\"><a href='{{ root }}a/b'>{{- root -}}\
                    <a href=\"{{- root -}}c\"><a href=\"{{ url }}\"><a href=\"//host/x\">\
                    <a href=\"/x/{{ id }}\"><a href=\"../up/\"><img src=\"/i.png\">";
        let found = template_addresses(text);
        let to: Vec<&str> = found.iter().map(|it| it.to.as_str()).collect();
        assert_eq!(to, ["/gone/#x", "/a/b", "/c", "/i.png"]);
        let spans: Vec<&str> = found.iter().map(|it| &text[it.span.clone()]).collect();
        assert_eq!(spans, ["/gone/#x", "{{ root }}a/b", "{{- root -}}c", "/i.png"]);
    }
}
