//! Addresses: relative ones from page to page, so that a site works below any folder, and the
//! files that addresses are published as. Which page has which address is left to `site`.

use std::fmt::Write as _;

/// The place of a page, from which every address on it is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Here<'a> {
    /// A page with an address of its own, such as `/vsphere/pvscsi/`.
    At(&'a str),
    /// A page that is shown at any address; its links start from this path, such as `/docs`.
    Anywhere(&'a str),
}

impl Here<'_> {
    /// What leads from here to an address of the site: `../vmdirectpath/#devices-per-vm`.
    pub(super) fn href(self, to: &str) -> String {
        // A `#` in the middle belongs to the name of a page, such as `/c#/`.
        match to.rsplit_once('#').filter(|(_, fragment)| !fragment.contains('/')) {
            Some((path, fragment)) => self.to(path, Some(fragment)),
            None => self.to(to, None),
        }
    }

    /// What leads from here to a page of the site, and an id in it.
    pub(super) fn to(self, path: &str, fragment: Option<&str>) -> String {
        let mut href = String::with_capacity(path.len() + fragment.map_or(0, str::len) + 16);
        match self {
            Here::At(from) if fragment.is_some() && from == path => {}
            Here::At(from) => relative(from, path, &mut href),
            Here::Anywhere(base) => {
                push(base, &mut href);
                href.push('/');
                push(path.trim_start_matches('/'), &mut href);
            }
        }
        if let Some(fragment) = fragment {
            href.push('#');
            push(fragment, &mut href);
        }
        href
    }

    /// What leads from here to the site's root, with a final `/`.
    pub(super) fn root(self) -> String {
        self.href("/")
    }
}

/// Adds what leads from one address to another.
fn relative(from: &str, to: &str, out: &mut String) {
    // Just behind the last slash up to which both are the same.
    let mut common = 0;
    for (at, (byte, other)) in from.bytes().zip(to.bytes()).enumerate() {
        if byte != other {
            break;
        }
        if byte == b'/' {
            common = at + 1;
        }
    }
    let up = from.as_bytes()[common..].iter().filter(|byte| **byte == b'/').count();
    let down = &to[common..];
    // An empty address means this very page, and a colon in its first name would begin a scheme.
    let mut first = down.bytes().take_while(|byte| *byte != b'/');
    if up == 0 && (down.is_empty() || first.any(|byte| byte == b':')) {
        out.push_str("./");
    }
    for _ in 0..up {
        out.push_str("../");
    }
    push(down, out);
}

/// Which bytes may not stand in an address, or would mean something in it.
const WRITTEN_OUT: [bool; 256] = {
    let mut all = [true; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        let meant = matches!(
            byte,
            b'"' | b'#'
                | b'%'
                | b'<'
                | b'>'
                | b'?'
                | b'['
                | b'\\'
                | b']'
                | b'^'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
        );
        all[byte as usize] = meant;
        byte += 1;
    }
    all
};

/// Adds an address with its bytes written as `%XX` that may not stand there.
fn push(address: &str, out: &mut String) {
    let mut rest = address;
    while let Some(at) = rest.bytes().position(|byte| WRITTEN_OUT[usize::from(byte)]) {
        out.push_str(&rest[..at]);
        // What begins at a byte of its own ends at one.
        let next = rest[at..].chars().next().map_or(1, char::len_utf8);
        for byte in rest[at..at + next].bytes() {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        rest = &rest[at + next..];
    }
    out.push_str(rest);
}

/// An address that leads somewhere, with what is asked of what stands there.
pub(super) fn asking(href: String, query: Option<&str>) -> String {
    let Some(query) = query else { return href };
    let (path, anchor) = href.split_at(href.find('#').unwrap_or(href.len()));
    let mut asking = format!("{path}?");
    for (at, part) in query.split('%').enumerate() {
        // What its author has written as `%XX` is so already.
        if at > 0 {
            asking.push('%');
        }
        push(part, &mut asking);
    }
    asking + anchor
}

/// Writes bytes that may not stand in an address, or that would mean something in it, as `%XX`.
pub(super) fn encode(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    push(address, &mut out);
    out
}

/// The folder that a page's address lies in, with its final `/`: `/vsphere/` of `/vsphere/pvscsi/`. From all
/// pages of a folder the same addresses lead to the same places.
pub(super) fn folder(address: &str) -> Option<&str> {
    let names = address.trim_end_matches('/');
    Some(&names[..=names.rfind('/')?])
}

/// The file below the output folder that an address is published as.
pub(super) fn file(address: &str) -> String {
    file_names(address).collect::<Vec<_>>().join("/")
}

/// Whether a path below the output folder is that of the file which an address is published as.
pub(super) fn is_file(address: &str, path: &str) -> bool {
    file_names(address).eq(path.split('/'))
}

/// The names in the path of the file that an address is published as.
fn file_names(address: &str) -> impl Iterator<Item = &str> {
    let names = || address.split('/').filter(|name| !matches!(*name, "" | "." | ".."));
    let is_file = !address.ends_with('/')
        && names()
            .next_back()
            .is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"));
    names().chain((!is_file).then_some("index.html"))
}

/// The path of the address at which the site is published: `/docs` of `https://example.org/docs`.
pub(super) fn base_path(base_url: &str) -> &str {
    let rest = base_url.split_once("://").map_or("", |(_, rest)| rest);
    rest.find('/').map_or("", |at| &rest[at..]).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_to_the_page() {
        let from = Here::At("/vsphere/pvscsi/");
        for (to, expected) in [
            ("/vsphere/vmdirectpath/#limits", "../vmdirectpath/#limits"),
            ("/vsphere/pvscsi/#limits", "#limits"),
            ("/vsphere/pvscsi/", "./"),
            ("/vsphere/", "../"),
            ("/", "../../"),
            ("/style.css", "../../style.css"),
            ("/vsphere/pvscsi/a b.png", "a%20b.png"),
            ("/facts/x/#ä", "../../facts/x/#%C3%A4"),
            ("/c#/#100%", "../../c%23/#100%25"),
        ] {
            assert_eq!(from.href(to), expected, "to {to}");
        }
        assert_eq!(Here::At("/").href("/a:b/"), "./a:b/");
        assert_eq!(Here::Anywhere("/docs").href("/facts/#x"), "/docs/facts/#x");
        assert_eq!(Here::Anywhere("").root(), "/");
    }

    #[test]
    fn addresses_become_files_below_the_output() {
        assert_eq!(file("/"), "index.html");
        assert_eq!(file("/a/b/"), "a/b/index.html");
        assert_eq!(file("/a/../../b"), "a/b/index.html");
        assert_eq!(file("/404.html"), "404.html");
        assert_eq!(base_path("https://example.org/docs/"), "/docs");
        assert_eq!(base_path("https://example.org"), "");
        assert_eq!(folder("/vsphere/pvscsi/"), Some("/vsphere/"));
        assert_eq!((folder("/pvscsi/"), folder("/")), (Some("/"), None));
    }
}
