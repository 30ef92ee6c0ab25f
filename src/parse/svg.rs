//! SVG from another library, with nothing in it but shapes and words: no script, no style, no link, no
//! colour but those of the page, and ids of its own.

use std::fmt::Write as _;

use super::html::escape;

/// The elements that are kept. What other elements hold is kept without them.
const ELEMENTS: [&str; 15] = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "defs", "marker", "clipPath", "use",
];

/// The elements that go with everything in them.
const GONE: [&str; 6] = ["style", "script", "foreignObject", "image", "title", "desc"];

/// The attributes that are kept.
const ATTRIBUTES: [&str; 44] = [
    "alignment-baseline",
    "cx",
    "cy",
    "d",
    "dominant-baseline",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "id",
    "marker-end",
    "marker-mid",
    "marker-start",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "opacity",
    "orient",
    "points",
    "r",
    "refX",
    "refY",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
];

/// SVG as a part of a page: `label` tells what it shows, `index` tells its ids from those of others.
/// Nothing where it cannot be read.
pub(super) fn tidy(svg: &str, label: &str, index: usize) -> Option<String> {
    let mut out = String::with_capacity(svg.len());
    let mut rest = &svg[svg.find("<svg")?..];
    let mut gone: Option<String> = None;
    while let Some(at) = rest.find('<') {
        if gone.is_none() {
            out.push_str(&rest[..at]);
        }
        rest = &rest[at + 1..];
        let end = tag_end(rest)?;
        let (tag, behind) = (&rest[..end], &rest[end + 1..]);
        rest = behind;
        let name = tag.trim_start_matches('/');
        let name =
            &name[..name.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(name.len())];
        if let Some(open) = &gone {
            if tag.starts_with('/') && open == name {
                gone = None;
            }
            continue;
        }
        if GONE.contains(&name) && !tag.starts_with('/') && !tag.ends_with('/') {
            gone = Some(name.to_string());
        }
        if !ELEMENTS.contains(&name) {
            continue;
        }
        if tag.starts_with('/') {
            let _ = write!(out, "</{name}>");
            continue;
        }
        let _ = write!(out, "<{name}");
        if name == "svg" {
            let _ = write!(out, " role=\"img\" aria-label=\"{}\"", escape(label));
        }
        for (key, value) in attributes(tag) {
            attribute(&mut out, name, key, value, index);
        }
        out.push_str(if tag.ends_with('/') { "/>" } else { ">" });
    }
    out.push_str(if gone.is_none() { rest } else { "" });
    Some(out)
}

/// Where a tag ends, quotation marks respected.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quoted = None;
    tag.char_indices().find_map(|(at, char)| match (quoted, char) {
        (None, '>') => Some(at),
        (None, '"' | '\'') => {
            quoted = Some(char);
            None
        }
        (Some(quote), _) if quote == char => {
            quoted = None;
            None
        }
        _ => None,
    })
}

/// The attributes of a tag; those in its style are attributes of their own.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some(at) = rest.find('=') {
        let key = rest[..at].trim_end();
        let key = key.rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).next();
        let value = rest[at + 1..].trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some(end) = value[1..].find(quote) else { break };
        let (key, inside) = (key.unwrap_or_default(), &value[1..=end]);
        match key {
            "style" => {
                let parts = inside.split(';').filter_map(|part| part.split_once(':'));
                found.extend(parts.map(|(key, value)| (key.trim(), value.trim())));
            }
            _ => found.push((key, inside)),
        }
        rest = &value[end + 2..];
    }
    found
}

fn attribute(out: &mut String, element: &str, key: &str, value: &str, index: usize) {
    let known = ATTRIBUTES.contains(&key) || matches!(key, "y2" | "clip-path");
    if !known || value.contains(['<', '"']) {
        return;
    }
    let value = match key {
        "fill" | "stroke" => colour(element, key, value).to_string(),
        "id" => format!("diagram-{index}-{value}"),
        _ if value.contains("url(") => match value.strip_prefix("url(#") {
            Some(id) => format!("url(#diagram-{index}-{id}"),
            None => return,
        },
        _ => value.to_string(),
    };
    let _ = write!(out, " {key}=\"{value}\"");
}

/// A colour of the page in place of one that would not follow it.
fn colour<'v>(element: &str, key: &str, value: &'v str) -> &'v str {
    let own =
        value.starts_with("var(--") || matches!(value, "none" | "transparent" | "currentColor");
    match (own, element, key) {
        (true, ..) => value,
        (_, "text" | "tspan", "fill") => "var(--ink)",
        (_, _, "fill") => "var(--wash)",
        _ => "var(--edge)",
    }
}
