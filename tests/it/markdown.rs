//! The published examples of CommonMark and of GitHub's Markdown, rendered by factum.
//!
//! The examples are data in `tests/markdown`. Where factum's pages differ from a plain rendering on
//! purpose, in the ids of headings or the box around a table, both sides are brought to one form
//! before they are compared; every example that still differs is listed with the reason, and a line of
//! that list which no longer differs fails as well.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use factum::engine::{Engine, Options, Snapshot};
use factum::source::Memory;
use html5gum::{Token, Tokenizer};
use serde::Deserialize;

#[derive(Deserialize)]
struct Example {
    example: usize,
    section: String,
    markdown: String,
    html: String,
}

const REFUSED: &str = "the example shows HTML without GitHub's extension, which refuses the tag";
const LINKED: &str = "the example shows text without GitHub's extension, which links the address";
const COMMENT: &str =
    "CommonMark 0.31 reads comments as HTML does, GitHub's text follows an older one";

/// Examples that are rendered otherwise, with the reason.
const COMMONMARK: &[(usize, &str)] = &[
    (170, REFUSED),
    (171, REFUSED),
    (172, REFUSED),
    (173, REFUSED),
    (176, REFUSED),
    (178, REFUSED),
    (602, LINKED),
    (606, LINKED),
    (608, LINKED),
    (611, LINKED),
    (612, LINKED),
];

/// The same for GitHub's Markdown.
const GFM: &[(usize, &str)] = &[
    (140, REFUSED),
    (141, REFUSED),
    (142, REFUSED),
    (145, REFUSED),
    (147, REFUSED),
    (205, "a table without rows has an empty body, which HTML allows"),
    (610, LINKED),
    (614, LINKED),
    (616, LINKED),
    (619, LINKED),
    (620, LINKED),
    (645, COMMENT),
    (646, COMMENT),
];

#[test]
fn commonmark_is_rendered_as_its_examples_say() {
    judge(include_str!("../markdown/commonmark.json"), 652, COMMONMARK);
}

#[test]
fn github_markdown_is_rendered_as_its_examples_say() {
    judge(include_str!("../markdown/gfm.json"), 673, GFM);
}

fn judge(examples: &str, count: usize, deviations: &[(usize, &str)]) {
    let examples: Vec<Example> = serde_json::from_str(examples).expect("the examples are JSON");
    assert_eq!(examples.len(), count);
    let mut site = Memory::new();
    site.insert("factum.toml", "title = \"Examples\"\nhighlight = false\n");
    site.insert(
        "templates/page.html",
        "{% if page.heading %}{{ page.heading | safe }}{% endif %}{{ page.body | safe }}\
         {% block after %}{% endblock after %}",
    );
    for example in &examples {
        // A line before it, so that a rule at the very top is no front matter.
        let text = format!("\n{}", example.markdown);
        assert!(site.insert(&format!("content/e{}.md", example.example), text));
    }
    let options = Options::at(jiff::civil::date(2027, 1, 1));
    let snapshot = Engine::new().snapshot(&site, &options).expect("the site can be read");
    let rendered = factum::render::render(&snapshot.site, &[]);
    assert!(rendered.findings.is_empty(), "{:?}", rendered.findings);
    let files = &rendered.output.files;
    let mut said = String::new();
    let mut listed: BTreeMap<usize, &str> = deviations.iter().copied().collect();
    for example in &examples {
        let number = example.example;
        let bytes = files.get(&format!("e{number}/index.html")).expect("every example has a page");
        let html = String::from_utf8_lossy(bytes);
        let ours = normal(&resolved(&snapshot, number, &html));
        let theirs = normal(&example.html);
        match (ours == theirs, listed.remove(&number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(_)) => {
                let _ = writeln!(said, "example {number} is listed and does not differ");
            }
            (false, None) => {
                let section = &example.section;
                let _ = writeln!(
                    said,
                    "--- {number} ({section})\n{}\nexpected {theirs}\n     got {ours}\n",
                    example.markdown
                );
            }
        }
    }
    assert!(listed.is_empty(), "listed and unknown: {listed:?}");
    assert!(said.is_empty(), "{said}");
}

/// HTML with each link that leads nowhere in this site as it was written: the examples link to pages
/// that are not there.
fn resolved(snapshot: &Snapshot, number: usize, html: &str) -> String {
    const BROKEN: &str = "<a class=\"broken\">";
    let path = format!("content/e{number}.md");
    let page = snapshot.site.pages.iter().find(|page| page.article.path.as_str() == path);
    let article = &page.expect("every example is a page").article;
    let index = snapshot.site.pages.iter().position(|page| page.article.path.as_str() == path);
    let links = snapshot.site.links_of(index.expect("it was just found"));
    let broken = links.iter().filter(|link| link.target.is_err());
    let mut written = broken.filter_map(|link| match link.origin {
        factum::site::Origin::Link(at) => article.links.get(at),
        factum::site::Origin::Image(_) => None,
    });
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(BROKEN) {
        out.push_str(&rest[..at]);
        let link = written.next().expect("a link for every mark");
        let quote = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
        let title = match link.title.is_empty() {
            true => String::new(),
            false => format!(" title=\"{}\"", quote(&link.title)),
        };
        let _ = write!(out, "<a href=\"{}\"{title}>", quote(&link.to));
        rest = &rest[at + BROKEN.len()..];
    }
    out.push_str(rest);
    out.replace("<sup class=\"mark\">leads nowhere</sup>", "")
}

/// HTML in one form: attributes in order, white space between blocks away, and without what factum
/// adds on purpose.
fn normal(html: &str) -> String {
    const BLOCKS: [&str; 24] = [
        "article",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
    ];
    let is_block = |name: &str| BLOCKS.contains(&name) || name == "ul";
    let mut out = String::new();
    let (mut pre, mut boxes, mut lower) = (false, 0usize, false);
    // Whether white space here means nothing.
    let mut free = true;
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let mut name = String::from_utf8_lossy(&tag.name).into_owned();
                let mut attributes: BTreeMap<String, String> = BTreeMap::new();
                for (key, value) in tag.attributes.iter() {
                    let key = String::from_utf8_lossy(key).into_owned();
                    attributes.insert(key, String::from_utf8_lossy(value).into_owned());
                }
                let class = attributes.get("class").map(String::as_str);
                if name == "div" && class == Some("scroll") {
                    boxes += 1;
                    continue;
                }
                // Columns are set by classes; GitHub's attribute is none of HTML any more.
                if let Some(align) = class.and_then(|class| class.strip_prefix("align-")) {
                    let align = align.to_string();
                    attributes.remove("class");
                    attributes.insert("align".to_string(), align);
                }
                if is_block(&name) && name.starts_with('h') {
                    attributes.remove("id");
                }
                // A page has one title, and further ones are of the second level.
                if name == "h1" {
                    lower = !out.is_empty();
                    name = if lower { "h2" } else { "h1" }.to_string();
                }
                match name.as_str() {
                    "pre" => {
                        // The keyboard reaches code, and it says what it is.
                        for added in ["tabindex", "role", "aria-label"] {
                            attributes.remove(added);
                        }
                    }
                    "img" => {
                        attributes.remove("loading");
                        attributes.remove("decoding");
                    }
                    "input" => {
                        attributes.remove("aria-label");
                    }
                    _ => {}
                }
                for key in ["href", "src"] {
                    if let Some(value) = attributes.get_mut(key) {
                        *value = percent_decoded(value);
                        // What leads to the page itself.
                        if value == "./" {
                            value.clear();
                        }
                    }
                }
                pre |= name == "pre";
                if is_block(&name) {
                    out.truncate(out.trim_end().len());
                }
                let _ = write!(out, "<{name}");
                for (key, value) in &attributes {
                    let _ = write!(out, " {key}=\"{value}\"");
                }
                out.push('>');
                free = is_block(&name) || name == "br";
            }
            Token::EndTag(tag) => {
                let mut name = String::from_utf8_lossy(&tag.name).into_owned();
                if name == "div" && boxes > 0 {
                    boxes -= 1;
                    continue;
                }
                pre &= name != "pre";
                if name == "h1" && lower {
                    name = "h2".to_string();
                }
                if is_block(&name) && name != "pre" {
                    out.truncate(out.trim_end().len());
                }
                let _ = write!(out, "</{name}>");
                free = is_block(&name);
            }
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text).into_owned();
                if pre {
                    out.push_str(&text.replace('<', "&lt;"));
                    continue;
                }
                let mut words = String::new();
                for char in text.chars() {
                    let space = char.is_ascii_whitespace();
                    if !space {
                        words.push(char);
                    } else if !(words.ends_with(' ')
                        || words.is_empty() && (free || out.ends_with(' ')))
                    {
                        words.push(' ');
                    }
                }
                free &= words.is_empty();
                out.push_str(&words.replace('<', "&lt;"));
            }
            Token::Comment(text) => {
                let _ = write!(out, "<!--{}-->", String::from_utf8_lossy(&text));
            }
            Token::Doctype(doctype) => {
                let _ = write!(out, "<!{}>", String::from_utf8_lossy(&doctype.name));
            }
            Token::Error(_) => {}
        }
    }
    out.trim().to_string()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
