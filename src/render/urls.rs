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
        let mut href = match self {
            Here::At(from) if fragment.is_some() && from == path => String::new(),
            Here::At(from) => encode(&relative(from, path)),
            Here::Anywhere(base) => encode(&format!("{base}/{}", path.trim_start_matches('/'))),
        };
        if let Some(fragment) = fragment {
            href.push('#');
            href.push_str(&encode(fragment));
        }
        href
    }

    /// What leads from here to the site's root, with a final `/`.
    pub(super) fn root(self) -> String {
        self.href("/")
    }
}

fn relative(from: &str, to: &str) -> String {
    let folder = |address: &str| address.rfind('/').map_or(0, |at| at + 1);
    let (here, file) = (&from[..folder(from)], &to[folder(to)..]);
    let mut up: Vec<&str> = here.split_terminator('/').collect();
    let mut down: Vec<&str> = to[..folder(to)].split_terminator('/').collect();
    let common = up.iter().zip(&down).take_while(|(a, b)| a == b).count();
    up.drain(..common);
    down.drain(..common);
    let mut path = "../".repeat(up.len());
    for name in down {
        path.push_str(name);
        path.push('/');
    }
    path.push_str(file);
    // An empty address means this very page, and a colon in its first name would begin a scheme.
    if path.is_empty() || path.split('/').next().is_some_and(|first| first.contains(':')) {
        path.insert_str(0, "./");
    }
    path
}

/// Writes bytes that may not stand in an address, or that would mean something in it, as `%XX`.
pub(super) fn encode(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        let kept = byte.is_ascii_graphic() && !br##""#%<>?[\]^`{|}"##.contains(&byte);
        if kept {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The file below the output folder that an address is published as.
pub(super) fn file(address: &str) -> String {
    let names: Vec<&str> =
        address.split('/').filter(|name| !matches!(*name, "" | "." | "..")).collect();
    let path = names.join("/");
    let is_file = !address.ends_with('/')
        && names.last().is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"));
    match path.is_empty() {
        true => "index.html".to_string(),
        false if is_file => path,
        false => format!("{path}/index.html"),
    }
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
    }
}
