//! Syntax of other tools that is no Markdown: made harmless without moving a byte, so that places
//! stay true, and asked for the ids and files that it names. What those are is left to `site`.

use std::borrow::Cow;

use super::Tool;
use crate::source::Span;

/// What a file says in the syntax of its tool.
#[derive(Debug, Default)]
pub(in crate::parse) struct Extras {
    /// Ids that attribute lists, components and shortcodes give.
    pub(in crate::parse) ids: Vec<String>,
    /// Files whose text becomes part of the page.
    pub(in crate::parse) includes: Vec<String>,
    /// Whether parts of the page are made by what factum cannot see.
    pub(in crate::parse) opaque: bool,
}

/// The text for the Markdown parser, of the same length, and what stands in it beside Markdown.
pub(in crate::parse) fn prepare(tool: Tool, text: &str, start: usize) -> (Cow<'_, str>, Extras) {
    let mut extras = Extras::default();
    let mut masked: Option<String> = None;
    let mut mask = |span: Span, line: &str| {
        masked.get_or_insert_with(|| text.to_string()).replace_range(span, line);
    };
    let mut fence: Option<&str> = None;
    let mut components = Components::default();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let here = at;
        at += line.len();
        let trimmed = line.trim_start_matches([' ', '\t', '>']);
        let is_mark = |open: &str| {
            trimmed.starts_with(open) && trimmed.trim().chars().all(|c| open.starts_with(c))
        };
        if let Some(open) = fence {
            if is_mark(open) {
                fence = None;
                components.dedented(line).into_iter().for_each(|line| mask(here..at, &line));
            }
            continue;
        }
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            let mark = &trimmed[..3];
            let run = trimmed.len() - trimmed.trim_start_matches(&mark[..1]).len();
            note(Tool::Plain, line, &mut extras);
            fence = (!trimmed[run..].contains('`')).then_some(&trimmed[..run]);
            if fence.is_some() {
                components.dedented(line).into_iter().for_each(|line| mask(here..at, &line));
            }
            continue;
        }
        note(tool, line, &mut extras);
        components.pass(tool, line);
        if let Some(line) = harmless(tool, line) {
            mask(here..at, &line);
        }
    }
    (masked.map_or(Cow::Borrowed(text), Cow::Owned), extras)
}

/// The components that a line of MDX lies in. There what is indented is no code, as it is to Markdown.
#[derive(Default)]
struct Components {
    open: usize,
    /// Whether a list began in the innermost one: what is indented may belong to its item.
    list: bool,
}

impl Components {
    /// Goes on by a line outside of code.
    fn pass(&mut self, tool: Tool, line: &str) {
        let line = line.trim();
        let item = line.trim_start_matches(|c: char| c.is_ascii_digit());
        self.list |= ["- ", "* ", "+ ", ". ", ") "].iter().any(|mark| item.starts_with(mark));
        if !matches!(tool, Tool::Docusaurus | Tool::Astro) || !is_lone_tag(line) {
            return;
        }
        self.list = false;
        if line.starts_with("</") {
            self.open = self.open.saturating_sub(1);
        } else if !line.ends_with("/>") {
            self.open += 1;
        }
    }

    /// The first or last line of code without the blanks before it, which stand behind it instead.
    fn dedented(&self, line: &str) -> Option<String> {
        let rest = line.trim_start_matches([' ', '\t']);
        let indent = &line[..line.len() - rest.len()];
        let deep = indent.len() > 3 || indent.contains('\t');
        let words = rest.trim_end_matches(['\r', '\n']);
        let moved = || format!("{words}{indent}{}", &rest[words.len()..]);
        (self.open > 0 && !self.list && deep).then(moved)
    }
}

/// A line that would be misread, with as many bytes that are not.
fn harmless(tool: Tool, line: &str) -> Option<String> {
    let mut changed: Option<String> = None;
    // Blanks in a shortcode would end the destination that it stands in.
    let mut at = memchr::memchr(b'{', line.as_bytes()).unwrap_or(line.len());
    while let Some(open) = line[at..].find("{{").map(|open| at + open) {
        let Some(end) = line[open..].find("}}").map(|end| open + end + 2) else { break };
        let before = &line[..open];
        let link = before.rfind("](").is_some_and(|link| !before[link..].contains(')'))
            || (before.trim_start().starts_with('[') && before.contains("]:"));
        if link && line[open..end].is_ascii() {
            let blind = line[open..end].replace([' ', '\t', '(', ')'], "_");
            changed.get_or_insert_with(|| line.to_string()).replace_range(open..end, &blind);
        }
        at = end;
    }
    // What stands between two components is Markdown to those tools, and raw HTML to Markdown.
    let components = matches!(tool, Tool::Docusaurus | Tool::Astro | Tool::Vitepress);
    if components && is_lone_tag(line.trim()) {
        let end = line.trim_end_matches(['\r', '\n']).len();
        return Some(format!("{}{}", " ".repeat(end), &line[end..]));
    }
    if tool != Tool::MkDocs {
        return changed;
    }
    // A block whose content is indented by four is a list item to Markdown.
    let indent = line.len() - line.trim_start_matches(' ').len();
    let opens = ["!!!", "???", "==="].iter().any(|mark| line[indent..].starts_with(mark));
    let rest = line.get(indent + 3..).unwrap_or_default();
    if opens && rest.starts_with([' ', '+', '!']) && !rest.trim().is_empty() {
        let rest = match rest.as_bytes() {
            [b'+' | b'!', ..] => format!(" {}", rest[1..].replacen(' ', ".", 1)),
            _ => rest.to_string(),
        };
        return Some(format!("{}*  {rest}", &line[..indent]));
    }
    // The attribute list of a heading has a colon that pulldown-cmark does not know.
    if line.starts_with('#') && line.contains("{:") {
        return Some(line.replacen("{:", "{ ", 1));
    }
    changed
}

/// Whether a line is one tag that leads nowhere, and nothing else.
fn is_lone_tag(line: &str) -> bool {
    let Some(inner) = line.strip_prefix('<').and_then(|line| line.strip_suffix('>')) else {
        return false;
    };
    let name = inner.trim_start_matches('/');
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !inner.contains(['<', '>'])
        && !["href=", "src="].iter().any(|address| inner.contains(address))
}

/// Notes the ids and files that a line names.
fn note(tool: Tool, line: &str, extras: &mut Extras) {
    // Most lines are prose.
    let holds = |sign: u8| memchr::memchr(sign, line.as_bytes()).is_some();
    let (equals, brace) = (holds(b'='), holds(b'{'));
    for mark in ["id=", "name=", "ID="].into_iter().filter(|_| equals) {
        for (at, _) in line.match_indices(mark) {
            let rest = line[at + mark.len()..].trim_start_matches(['{', '"', '\'', '`']);
            let end = rest.find(['"', '\'', '`', ' ', '>', '}', '/']).unwrap_or(rest.len());
            extras.ids.extend((end > 0).then(|| rest[..end].to_string()));
        }
    }
    for (at, _) in line.match_indices('{') {
        let Some(inner) = line[at + 1..].split('}').next().filter(|inner| inner.contains('#'))
        else {
            continue;
        };
        let words = inner.split([' ', ':', '*', '/']).filter_map(|word| word.strip_prefix('#'));
        extras.ids.extend(words.filter(|id| !id.is_empty()).map(str::to_string));
    }
    let quoted = |text: &str| {
        let mut parts = text.split(['"', '\'']);
        parts.nth(1).map(str::to_string)
    };
    let includes = &mut extras.includes;
    match tool {
        Tool::MdBook => {
            for (at, mark) in line.match_indices("{{#").map(|(at, _)| (at, &line[at..])) {
                let inner = mark[3..].split("}}").next().unwrap_or_default().trim();
                let path = inner.strip_prefix("include ").or(inner.strip_prefix("template "));
                let path = path.map(|path| path.trim().split([' ', ':']).next().unwrap_or(path));
                includes.extend(path.filter(|_| at < line.len()).map(str::to_string));
            }
        }
        Tool::MkDocs => {
            if line.contains("--8<--") {
                match quoted(line) {
                    Some(path) => includes.push(path),
                    None => extras.opaque = true,
                }
            }
            let made = brace && (line.contains("{%") || line.contains("{{"));
            extras.opaque |= line.starts_with("::: ") || made;
        }
        Tool::Docusaurus | Tool::Astro => {
            if line.starts_with("import ")
                && let Some(path) = quoted(line).filter(|path| is_part_of_a_page(path))
            {
                includes.push(path);
            }
        }
        Tool::Learn => {
            let upper = line.to_ascii_uppercase();
            if let Some(at) = upper.find("[!INCLUDE") {
                let path = line[at..].split("](").nth(1).and_then(|rest| rest.split(')').next());
                includes.extend(path.map(str::to_string));
            }
        }
        Tool::Vitepress => {
            let component = |(at, _): (usize, &str)| {
                line[at + 1..].starts_with(|c: char| c.is_ascii_uppercase())
            };
            extras.opaque |= line.match_indices('<').any(component);
            if let Some(path) = line.split("@include:").nth(1) {
                includes.extend(path.split(['-', '{', '#']).next().map(|p| p.trim().to_string()));
            }
        }
        Tool::Hugo | Tool::Zola | Tool::Jekyll => {
            extras.opaque |= brace && (line.contains("{%") || made(line));
        }
        Tool::Plain => {}
    }
}

/// Whether what a page imports may have headings: Markdown, and a component that lies beside it.
fn is_part_of_a_page(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let component = match name.rsplit_once('.') {
        Some((_, extension)) => {
            ["astro", "js", "jsx", "svelte", "ts", "tsx", "vue"].contains(&extension)
        }
        None => true,
    };
    path.contains(".md") || path.starts_with("./") && component
}

/// Whether a line holds a shortcode that may make headings.
fn made(line: &str) -> bool {
    const INERT: [&str; 14] = [
        "ref",
        "relref",
        "figure",
        "highlight",
        "youtube",
        "gist",
        "param",
        "img",
        "image",
        "note",
        "warning",
        "tip",
        "caution",
        "glossary_tooltip",
    ];
    line.match_indices("{{").any(|(at, _)| {
        let inner = line[at + 2..].trim_start_matches(['<', ' ', '/']);
        let name = inner.split([' ', '>', '}', '(']).next().unwrap_or_default();
        !INERT.contains(&name)
    })
}
