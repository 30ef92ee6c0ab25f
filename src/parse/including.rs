//! Includes: Markdown files and code from files, put into the text of an article before it is
//! parsed, so that what is included is judged as what is written. Regions of code are left to
//! `region`, and where each part comes from to `expanded`.

use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::events::{Placed, closing};
use super::expanded::{Expanded, IncludeProblem, NotIncluded, Part};
use super::region::{self, Missing};
use super::{front_matter, nearest};
use crate::source::{SitePath, Sources, Span, Text};

/// Reads a file of the site, or says why it cannot be read.
pub type Read<'r> = dyn FnMut(&SitePath) -> Result<Arc<Text>, String> + 'r;

/// Whether an article may include something. Most include nothing, and need not be read twice. It is looked
/// for once, best while the text is at hand.
pub fn may_include(text: &Text) -> bool {
    text.marked(|text| {
        let found = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
        found("include") || found("file=")
    })
}

/// Puts into an article what it includes; nothing where it includes nothing.
pub fn expand(text: &Arc<Text>, read: &mut Read<'_>) -> Option<Expanded> {
    if !may_include(text) {
        return None;
    }
    let mut writer =
        Writer { read, open: Vec::new(), out: String::new(), parts: vec![], problems: vec![] };
    if !writer.file(text, 0) {
        return None;
    }
    let Writer { out, parts, problems, .. } = writer;
    let whole = Arc::new(Text::new(text.path().clone(), out));
    Some(Expanded { text: whole, original: text.clone(), problems, parts })
}

/// Something that asks to be replaced by what it names.
struct Request {
    /// The bytes of the paragraph or of the block of code.
    span: Span,
    what: What,
}

enum What {
    /// A paragraph that holds nothing but a link with the title `include`: where it leads, its words.
    Article(String, String),
    /// A block of code whose fence names a file and perhaps a region: the code that is written.
    Code(String, Option<String>, String),
}

struct Writer<'r, 'f> {
    read: &'r mut Read<'f>,
    /// The files that are being written, the innermost last.
    open: Vec<SitePath>,
    out: String,
    parts: Vec<Part>,
    problems: Vec<IncludeProblem>,
}

impl Writer<'_, '_> {
    /// Writes a file from an offset on; whether it includes anything.
    fn file(&mut self, text: &Text, from: usize) -> bool {
        let path = text.path();
        let requests = requests(text.as_str());
        self.open.push(path.clone());
        let mut done = from;
        for request in requests.iter().filter(|request| request.span.start >= from) {
            self.copy(text, done..request.span.start);
            match &request.what {
                What::Article(to, words) => self.article(text, &request.span, to, words),
                What::Code(to, region, written) => {
                    self.code(text, &request.span, (to, region.as_deref()), written);
                }
            }
            done = request.span.end;
        }
        self.copy(text, done..text.as_str().len());
        self.open.pop();
        !requests.is_empty()
    }

    /// Writes bytes of a file.
    fn copy(&mut self, text: &Text, span: Span) {
        if !span.is_empty() {
            let words = text.slice(&span).to_string();
            self.put(text.path(), span, &words);
        }
    }

    /// Writes words in the place of bytes of a file.
    fn put(&mut self, path: &SitePath, source: Span, words: &str) {
        if !words.is_empty() {
            let at = self.out.len()..self.out.len() + words.len();
            self.out.push_str(words);
            self.parts.push(Part { at, path: path.clone(), source });
        }
    }

    fn article(&mut self, text: &Text, span: &Span, to: &str, words: &str) {
        match self.included(text.path(), to) {
            Ok(file) if file.path().extension() == "md" => {
                let body = front_matter::find(file.as_str()).map_or(0, |block| block.body);
                self.file(&file, body);
                // Whatever it ends with, the next block is another one.
                self.put(text.path(), span.end..span.end, "\n\n");
            }
            Ok(file) => {
                let language = file.path().extension().to_string();
                let lines = region::lines(file.as_str(), None).unwrap_or_default();
                self.block(&file, lines, ("", &language), (text.path(), span.clone()));
            }
            Err(why) => {
                let start = self.out.len();
                // The words are left; they are not empty, so that there is a place to point at.
                self.put(text.path(), span.clone(), &format!("{words}…\n"));
                self.problems.push(IncludeProblem {
                    span: start..self.out.len(),
                    to: to.into(),
                    why,
                });
            }
        }
    }

    fn code(&mut self, text: &Text, span: &Span, (to, name): (&str, Option<&str>), written: &str) {
        let block = text.slice(span);
        let first = block.find('\n').map_or(block.len(), |at| at + 1);
        let opening = block[..first].trim_end();
        let marks = &opening[..opening.len() - opening.trim_start_matches(['`', '~']).len()];
        let info = without_attributes(&opening[marks.len()..]);
        let before = &text.as_str()[..span.start];
        let before = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        // What the lines of a block in a list or a quotation begin with.
        let prefix: String = before.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect();
        let found = self.included(text.path(), to).and_then(|file| {
            let lines = region::lines(file.as_str(), name).map_err(|missing| {
                let (path, name) = (file.path().clone(), name.unwrap_or_default().to_string());
                match missing {
                    Missing::NotThere => {
                        let near = nearest(&name, region::names(file.as_str())).map(str::to_string);
                        NotIncluded::NoRegion(path, name, near)
                    }
                    Missing::Unclosed => NotIncluded::Unclosed(path, name),
                }
            })?;
            Ok((file, lines))
        });
        let head = format!("{marks}{info}\n");
        let opened = span.start..span.start + first;
        let (file, lines) = match found {
            Ok(found) if written.trim().is_empty() => {
                return self.block(
                    &found.0,
                    found.1,
                    (&prefix, &info),
                    (text.path(), span.clone()),
                );
            }
            Ok(found) => found,
            Err(why) => {
                let start = self.out.len();
                self.put(text.path(), opened.clone(), &head);
                self.copy(text, opened.end..span.end);
                let span = start..start + head.len();
                return self.problems.push(IncludeProblem { span, to: to.into(), why });
            }
        };
        self.put(text.path(), opened.clone(), &head);
        let start = self.out.len();
        self.copy(text, opened.end..span.end);
        let expected: Vec<&str> = lines.iter().map(|line| file.slice(line)).collect();
        if written.trim_end() != expected.join("\n").trim_end() {
            let body = block[first..].trim_end();
            let closed = body.rfind('\n').map_or(0, |at| at + 1);
            let end = if body[closed..].contains(marks) { closed } else { body.len() };
            let end = body[..end].trim_end_matches(['\n', '\r']).len();
            let right = expected.join(&format!("\n{prefix}"));
            let right = format!("{prefix}{right}");
            let why = NotIncluded::Differs(file.path().clone(), right, start..start + end);
            let span = start - head.len()..start - 1;
            self.problems.push(IncludeProblem { span, to: to.into(), why });
        }
    }

    /// Writes lines of a file as a block of code in the place of bytes of another.
    fn block(
        &mut self,
        file: &Text,
        lines: Vec<Span>,
        (prefix, info): (&str, &str),
        (path, span): (&SitePath, Span),
    ) {
        let run = |line: &Span| {
            let line = file.slice(line).trim_start();
            line.len() - line.trim_start_matches('`').len()
        };
        let marks = "`".repeat(lines.iter().map(run).max().unwrap_or(0).max(2) + 1);
        self.put(path, span.clone(), &format!("{marks}{info}\n"));
        for line in lines {
            self.put(file.path(), line.start..line.start, prefix);
            self.copy(file, line.clone());
            self.put(file.path(), line.end..line.end, "\n");
        }
        self.put(path, span.end..span.end, &format!("{prefix}{marks}\n"));
    }

    /// The file that a path names for those who stand in another.
    fn included(&mut self, from: &SitePath, to: &str) -> Result<Arc<Text>, NotIncluded> {
        let path = match (to.strip_prefix("@/"), to.strip_prefix('/')) {
            (Some(below), _) => SitePath::new(&format!("content/{below}")),
            (None, Some(below)) => SitePath::new(below),
            (None, None) => from.beside(to),
        };
        let path = path.ok_or(NotIncluded::Escapes)?;
        if self.open.contains(&path) {
            return Err(NotIncluded::Cycle(path));
        }
        if self.out.len() > Sources::LARGEST {
            return Err(NotIncluded::TooLarge);
        }
        (self.read)(&path).map_err(|why| NotIncluded::Unreadable(path, why))
    }
}

/// Everything in a text that asks to be replaced, in order.
fn requests(text: &str) -> Vec<Request> {
    let start = front_matter::find(text).map_or(0, |block| block.body);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let parser = Parser::new_ext(&text[start..], options).into_offset_iter();
    let events: Vec<Placed<'_>> =
        parser.map(|(event, span)| (event, span.start + start..span.end + start)).collect();
    let mut requests = Vec::new();
    let mut depth = 0usize;
    for (at, (event, span)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph) if depth == 0 => {
                if let Some(Event::Start(Tag::Link { dest_url, title, .. })) =
                    events.get(at + 1).map(|(event, _)| event)
                    && &**title == "include"
                    && matches!(
                        events.get(closing(&events, at + 1) + 1),
                        Some((Event::End(TagEnd::Paragraph), _))
                    )
                {
                    let words = super::events::words(&events, at);
                    let what = What::Article(dest_url.replace("%20", " "), words);
                    requests.push(Request { span: span.clone(), what });
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                if let Some(file) = attribute(info, "file") {
                    let inside = &events[at..closing(&events, at)];
                    let written = inside.iter().filter_map(|(event, _)| match event {
                        Event::Text(text) => Some(&**text),
                        _ => None,
                    });
                    let what = What::Code(file, attribute(info, "region"), written.collect());
                    requests.push(Request { span: span.clone(), what });
                }
            }
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    requests
}

/// The value of an attribute among the words behind a fence: `rust file="a b.rs" region=setup`.
fn attribute(info: &str, name: &str) -> Option<String> {
    words(info).into_iter().find_map(|span| {
        let value = info[span].strip_prefix(name)?.strip_prefix('=')?;
        let value = value.trim_matches(['"', '\'']);
        (!value.is_empty()).then(|| value.to_string())
    })
}

/// The words behind a fence without those that say what is included.
fn without_attributes(info: &str) -> String {
    let kept = words(info).into_iter().map(|span| &info[span]);
    let kept = kept.filter(|word| !word.starts_with("file=") && !word.starts_with("region="));
    kept.collect::<Vec<_>>().join(" ")
}

/// The words of a text; white space in quotation marks does not part them.
fn words(text: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let (mut begin, mut quoted) = (None, false);
    for (at, char) in text.char_indices() {
        quoted ^= char == '"';
        match (char.is_whitespace() && !quoted, begin) {
            (true, Some(from)) => {
                words.push(from..at);
                begin = None;
            }
            (false, None) => begin = Some(at),
            _ => {}
        }
    }
    words.extend(begin.map(|from| from..text.len()));
    words
}
