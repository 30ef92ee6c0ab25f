//! Every address in every file that is written leads somewhere: on a server at the root of a host,
//! below a path, and opened from a disk. Leaves the addresses of other sites alone.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Parser, Tag};
use url::Url;

use super::html::{Element, elements};
use super::{Files, SITES, files};

/// Attributes that hold an address.
const ADDRESSES: [&str; 6] = ["href", "src", "poster", "action", "data-twin", "data-root"];

#[test]
fn every_address_leads_somewhere_on_a_server_and_from_a_disk() {
    let mut wrong = Vec::new();
    let mut looked_at = 0;
    for site in SITES {
        // The largest is tried at the more difficult place alone.
        let bases = ["https://site.example/a/b", "https://site.example"];
        for base in &bases[..if site.is_empty() { 1 } else { 2 }] {
            let files = files(site, base);
            let base = Url::parse(&format!("{base}/")).expect("an address");
            let disk = Url::parse("file:///a/b/").expect("an address");
            let site = Site::new(&files, &base);
            for (name, address) in &site.addresses {
                looked_at += 1;
                let whole = address.starts_with(base.as_str());
                let page = |from: &Url| from.join(name).expect("the address of a file");
                let from_server = site.leads(&base, &page(&base), address);
                // The page for addresses that lead nowhere is only ever sent by a server, and a whole
                // address is meant for those who read elsewhere.
                let from_disk = if *name == "404.html" || whole {
                    Ok(())
                } else {
                    site.leads(&disk, &page(&disk), address)
                };
                for (kind, led) in [("server", from_server), ("disk", from_disk)] {
                    if let Err(why) = led {
                        wrong.push(format!("{base} from a {kind}: {name}: {address}: {why}"));
                    }
                }
            }
        }
    }
    assert!(looked_at > 5_000, "only {looked_at} addresses were found");
    assert!(wrong.is_empty(), "{} of {looked_at}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn an_address_that_leads_nowhere_is_found() {
    let pages =
        [("a/index.html", "<h2 id=x>x</h2><a href='../b/#y'>"), ("b/index.html", "<p id=z>")];
    let files: Files = pages.map(|(name, page)| (name.to_string(), page.into())).into();
    let base = Url::parse("https://site.example/kb/").expect("an address");
    let site = Site::new(&files, &base);
    let page = base.join("a/index.html").expect("an address");
    let leads = |address: &str| site.leads(&base, &page, address).is_ok();
    for good in
        ["#x", "", "../b/", "../b/#z", "/kb/b/", "https://elsewhere.example/q", "mailto:a@b.c"]
    {
        assert!(leads(good), "{good}");
    }
    for bad in ["#y", "../b/#y", "../c/", "/b/", "../../b/", "https://site.example/c/", "../b"] {
        assert!(!leads(bad), "{bad}");
    }
}

/// A site as those who follow its links know it: files, and the ids in pages.
struct Site<'f> {
    files: &'f Files,
    /// The ids of each page.
    ids: BTreeMap<&'f str, BTreeSet<String>>,
    /// The addresses of each file, each once.
    addresses: BTreeSet<(&'f str, String)>,
}

impl<'f> Site<'f> {
    fn new(files: &'f Files, base: &Url) -> Site<'f> {
        let mut site = Site { files, ids: BTreeMap::new(), addresses: BTreeSet::new() };
        for (name, bytes) in files {
            let text = String::from_utf8_lossy(bytes);
            let kind = name.rsplit_once('.').map_or("", |(_, end)| end);
            let mut found = match kind {
                "md" => of_markdown(&text),
                "xml" | "json" | "txt" => whole(&text, base),
                _ => Vec::new(),
            };
            if matches!(kind, "html" | "svg" | "xml") {
                let elements = elements(bytes);
                found.extend(elements.iter().flat_map(of_element));
                let ids = elements.iter().filter_map(|it| it.get("id").map(str::to_string));
                site.ids.insert(name, ids.collect());
            }
            site.addresses.extend(found.into_iter().map(|address| (name.as_str(), address)));
        }
        site
    }

    /// Whether an address in a page leads to a file below `base`, and to an id in it.
    fn leads(&self, base: &Url, page: &Url, address: &str) -> Result<(), String> {
        let to = page.join(address).map_err(|error| error.to_string())?;
        if (to.scheme(), to.host_str()) != (base.scheme(), base.host_str()) {
            let known = ["http", "https", "mailto"].contains(&to.scheme());
            return if known { Ok(()) } else { Err("a scheme that nobody expects".to_string()) };
        }
        let path = to.path().strip_prefix(base.path()).ok_or("it is outside of the site")?;
        let mut name = decoded(path);
        if name.is_empty() || name.ends_with('/') {
            name.push_str("index.html");
        }
        if !self.files.contains_key(&name) {
            return Err(format!("there is no {name}"));
        }
        let Some(anchor) = to.fragment().filter(|it| !it.is_empty()) else { return Ok(()) };
        // The twin of a page has the headings of the page.
        let page = name.strip_suffix("index.md").map(|start| format!("{start}index.html"));
        let ids = self.ids.get(page.as_deref().unwrap_or(&name));
        match ids.is_some_and(|ids| ids.contains(&decoded(anchor))) {
            true => Ok(()),
            false => Err(format!("{name} has no id {anchor}")),
        }
    }
}

fn of_element(element: &Element) -> Vec<String> {
    let attributes = element.attributes();
    let mut found: Vec<String> = attributes
        .filter(|(name, _)| ADDRESSES.contains(name))
        .map(|(_, value)| value.to_string())
        .collect();
    let set = element.get("srcset").into_iter().flat_map(|set| set.split(", "));
    found.extend(set.filter_map(|it| it.split_whitespace().next()).map(str::to_string));
    let content = element.get("content").unwrap_or_default();
    match (element.get("http-equiv"), element.get("property")) {
        (Some("refresh"), _) => {
            found.extend(content.split_once("url=").map(|(_, to)| to.to_string()))
        }
        (_, Some("og:url" | "og:image")) => found.push(content.to_string()),
        _ => {}
    }
    found
}

fn of_markdown(text: &str) -> Vec<String> {
    let address = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        _ => None,
    };
    Parser::new(text).filter_map(address).collect()
}

/// The addresses that begin with that of the site, wherever they stand.
fn whole(text: &str, base: &Url) -> Vec<String> {
    let ends = |letter: char| letter.is_whitespace() || "\"'<>)".contains(letter);
    let starts = text.match_indices(base.as_str()).map(|(at, _)| &text[at..]);
    starts.map(|rest| rest.split(ends).next().unwrap_or_default().to_string()).collect()
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
