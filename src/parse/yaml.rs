//! YAML and JSON text to one tree of [`Node`]s with byte spans, from an event parser.
//!
//! The limits are enforced here, so that nothing behind this file meets a bomb. What keys mean is
//! left to the readers of single files; `serde_yaml::Value` is made from the tree by `fields`.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};
use rustc_hash::FxHashMap;

use super::problem::{Problem, ProblemKind};
use crate::source::Span;
use crate::value::{Entry, Form, Node};

/// Maps and lists inside each other: far beyond what a person writes, far below the stack.
const DEEPEST: usize = 64;
/// Nodes of one file, with aliases expanded: 64 MiB of text hold fewer of their own.
const MOST_NODES: usize = 5_000_000;
/// Bytes that aliases may add to a file, over what is written.
const MOST_ALIASED: usize = 1 << 20;

/// Reads one document. The tree is there as far as the text could be read; duplicate keys are
/// problems, and the first of two is the one that counts.
///
/// `offset` is added to every span: where in its file the text begins.
pub(super) fn read(text: &str, offset: usize) -> (Option<Node>, Vec<Problem>) {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut tree = Tree {
        offset: offset + mark,
        anchors: HashMap::new(),
        nodes: 0,
        aliased: 0,
        problems: Vec::new(),
    };
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut events = Parser::new_from_str_with_options(&text[mark..], options);
    let mut root = None;
    let mut documents = 0;
    loop {
        match tree.next(&mut events) {
            Ok(None) => break,
            Ok(Some((Event::DocumentStart(..), span))) => {
                documents += 1;
                if documents > 1 {
                    tree.syntax(span, "a second document begins here; a file holds one");
                    break;
                }
            }
            Ok(Some((Event::StreamStart | Event::StreamEnd | Event::DocumentEnd, _))) => {}
            Ok(Some((event, span))) => match tree.node(event, span, &mut events, 0) {
                Ok(node) => root = root.or(Some(node)),
                Err(problem) => {
                    tree.problems.push(problem);
                    break;
                }
            },
            Err(problem) => {
                tree.problems.push(problem);
                break;
            }
        }
    }
    (root, tree.problems)
}

struct Tree {
    offset: usize,
    /// Anchored nodes with their size in nodes and bytes.
    anchors: HashMap<usize, (Node, usize, usize)>,
    nodes: usize,
    aliased: usize,
    problems: Vec<Problem>,
}

type Events<'a> = Parser<'a, granit_parser::StrInput<'a>>;

impl Tree {
    fn syntax(&mut self, span: Span, words: &str) {
        self.problems.push(syntax(span, words));
    }

    fn next<'a>(&self, events: &mut Events<'a>) -> Result<Option<(Event<'a>, Span)>, Problem> {
        match events.next_event() {
            None => Ok(None),
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or(0..0);
                Ok(Some((event, range.start + self.offset..range.end + self.offset)))
            }
            Some(Err(error)) => {
                let at = self.offset + error.marker().byte_offset().unwrap_or(0);
                Err(syntax(at..at, &error.info()))
            }
        }
    }

    /// The node that an event begins, with everything inside it.
    fn node<'a>(
        &mut self,
        event: Event<'a>,
        span: Span,
        events: &mut Events<'a>,
        depth: usize,
    ) -> Result<Node, Problem> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(syntax(span, "the file holds more values than can be meant"));
        }
        if depth > DEEPEST {
            return Err(syntax(span, "maps and lists are nested too deeply"));
        }
        let before = self.nodes;
        let (node, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let quoted = style != ScalarStyle::Plain;
                (Node { span, form: Form::Text { text: text.into_owned(), quoted } }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => {
                let mut items = Vec::new();
                let end = loop {
                    match self.next(events)? {
                        Some((Event::SequenceEnd, end)) => break end,
                        Some((event, span)) => {
                            items.push(self.node(event, span, events, depth + 1)?);
                        }
                        None => return Err(syntax(span, "the list does not end")),
                    }
                };
                let span = around(span, &end, items.last().map(|item| item.span.end));
                (Node { span, form: Form::List(items) }, anchor)
            }
            Event::MappingStart(_, anchor, _) => {
                let (entries, end) = self.entries(&span, events, depth)?;
                let span = around(span, &end, entries.last().map(|entry| entry.value.span.end));
                (Node { span, form: Form::Map(entries) }, anchor)
            }
            Event::Alias(id) => return self.alias(id, span),
            Event::UnresolvedAlias(name) => {
                return Err(syntax(
                    span,
                    &format!("no anchor is named \"{name}\" before this alias"),
                ));
            }
            _ => return Err(syntax(span, "a value is missing here")),
        };
        if anchor != 0 {
            let bytes = node.span.len();
            self.anchors.insert(anchor, (node.clone(), self.nodes - before + 1, bytes));
        }
        Ok(node)
    }

    fn entries<'a>(
        &mut self,
        start: &Span,
        events: &mut Events<'a>,
        depth: usize,
    ) -> Result<(Vec<Entry>, Span), Problem> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen: FxHashMap<String, Span> = FxHashMap::default();
        loop {
            let key = match self.next(events)? {
                Some((Event::MappingEnd, end)) => return Ok((entries, end)),
                Some((event, span)) => self.node(event, span, events, depth + 1)?,
                None => return Err(syntax(start.clone(), "the map does not end")),
            };
            let value = match self.next(events)? {
                Some((event, span)) => self.node(event, span, events, depth + 1)?,
                None => return Err(syntax(start.clone(), "the map does not end")),
            };
            let key_span = key.span;
            let Form::Text { text, quoted } = key.form else {
                self.syntax(key_span, "a key is text, not a list or a map");
                continue;
            };
            if text == "<<" && !quoted {
                self.syntax(key_span, "merge keys are not read; write the keys out");
                continue;
            }
            if let Some(first) = seen.get(&text) {
                let kind = ProblemKind::DuplicateKey { key: text, first: first.clone() };
                self.problems.push(Problem { span: key_span, kind });
                continue;
            }
            seen.insert(text.clone(), key_span.clone());
            entries.push(Entry { key: text, key_span, value });
        }
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<Node, Problem> {
        let Some((node, nodes, bytes)) = self.anchors.get(&id) else {
            return Err(syntax(span, "the alias stands inside what it names"));
        };
        self.nodes += nodes;
        self.aliased += bytes;
        if self.nodes > MOST_NODES || self.aliased > MOST_ALIASED {
            return Err(syntax(span, "aliases make the file larger than can be meant"));
        }
        Ok(Node { span, form: node.form.clone() })
    }
}

/// A collection's span: block collections end where their last value does, not at the next key.
fn around(start: Span, end: &Span, last: Option<usize>) -> Span {
    let end = if end.is_empty() { last.unwrap_or(start.end) } else { end.end };
    start.start..end.max(start.end)
}

fn syntax(span: Span, words: &str) -> Problem {
    Problem { span, kind: ProblemKind::Syntax(words.to_string()) }
}
