//! Ids of headings, and the ids that a piece of HTML publishes.
//! How an id is made of words is left to `anchors`.

use rustc_hash::FxHashMap;

use super::anchors::{Anchors, Title};

/// Gives each heading of a page an id of its own: that of its words, and a number after the second
/// of the same.
#[derive(Default)]
pub(super) struct Ids {
    anchors: Anchors,
    used: FxHashMap<String, usize>,
}

impl Ids {
    /// Ids in the way of a tool.
    pub(super) fn new(anchors: Anchors) -> Ids {
        Ids { anchors, used: FxHashMap::default() }
    }

    /// Notes an id that an author chose, so that none that is made equals it.
    pub(super) fn take(&mut self, id: &str) {
        self.used.entry(id.to_string()).or_insert(0);
    }

    /// An id for a heading.
    pub(super) fn make(&mut self, title: &Title<'_>) -> String {
        let base = self.anchors.base(title);
        if !base.is_empty() && !self.used.contains_key(&base) {
            self.used.insert(base.clone(), 0);
            return base;
        }
        let joint = self.anchors.joint();
        let id = loop {
            let count = self.used.entry(base.clone()).or_insert(0);
            *count += 1;
            let id = format!("{base}{joint}{count}");
            if !self.used.contains_key(&id) {
                break id;
            }
        };
        self.used.insert(id.clone(), 0);
        id
    }
}

/// Words as part of an address: letters and digits of any script, `-` and `_`.
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for char in words.trim().chars() {
        // Nearly all letters are of these.
        if char.is_ascii_alphanumeric() {
            slug.push(char.to_ascii_lowercase());
        } else if char.is_alphanumeric() || char == '_' || char == '-' {
            slug.extend(char.to_lowercase());
        } else if char.is_whitespace() {
            slug.push('-');
        }
    }
    slug
}

/// Every id in HTML of factum's own, in which no quotation mark stands within a value.
pub(super) fn of_own(html: &str) -> impl Iterator<Item = String> + '_ {
    const ID: &str = " id=\"";
    memchr::memmem::find_iter(html.as_bytes(), ID).map(|at| {
        let value = html[at + ID.len()..].split('"').next().unwrap_or_default();
        unescaped(value)
    })
}

/// The value of an attribute as it is meant.
fn unescaped(value: &str) -> String {
    if memchr::memchr(b'&', value.as_bytes()).is_none() {
        return value.to_string();
    }
    value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Every id that HTML publishes, sorted: `id` of any element, `name` of an anchor.
pub fn published(html: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let anchor = rest.starts_with("a ") || rest.starts_with("A ") || rest.starts_with("a\n");
        rest = attributes(rest, |name, value| {
            if name.eq_ignore_ascii_case("id") || (anchor && name.eq_ignore_ascii_case("name")) {
                ids.push(unescaped(value));
            }
        });
    }
    ids.sort();
    ids.dedup();
    ids
}

/// Calls `found` with each attribute of the tag that `tag` is inside of; what follows the tag.
fn attributes(tag: &str, mut found: impl FnMut(&str, &str)) -> &str {
    let name_end = tag.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(tag.len());
    let mut rest = &tag[name_end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return rest.strip_prefix('>').unwrap_or(rest);
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || c == '=' || c == '>').unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            if end == 0 {
                return rest;
            }
            continue;
        };
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => {
                let inner = &after[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or(""))
            }
            None => {
                let end =
                    after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
                after.split_at(end)
            }
        };
        found(name, value);
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::{of_own, published};

    #[test]
    fn ids_of_headings_are_found_in_both_ways() {
        let html =
            "\n<h2 id=\"a\" class=\"x\">\n<h3 id=\"b&amp;&quot;c&gt;&quot;\"><sup id=\"fnref-1\">";
        let ids: Vec<String> = of_own(html).collect();
        assert_eq!(ids, ["a", "b&\"c>\"", "fnref-1"]);
        assert_eq!(published(html), ids);
    }
}
