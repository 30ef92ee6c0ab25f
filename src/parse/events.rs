//! Small questions to a run of Markdown events: where an element ends, what its words are, where
//! its inside stands, and the text of each block.

use pulldown_cmark::{Event, TagEnd};

use super::article::Block;
use crate::source::Span;

/// An event and its bytes in the file.
pub(super) type Placed<'a> = (Event<'a>, Span);

/// The index of the event that closes what the event at `at` opens.
pub(super) fn closing(events: &[Placed<'_>], at: usize) -> usize {
    let mut depth = 0;
    for (index, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    return index;
                }
            }
            _ => {}
        }
    }
    events.len() - 1
}

/// The words inside an element, white space folded.
pub(super) fn words(events: &[Placed<'_>], at: usize) -> String {
    collect(&events[at..=closing(events, at)]).0
}

/// The words inside an element with the white space that their author typed.
pub(super) fn typed(events: &[Placed<'_>], at: usize) -> String {
    let inside = events[at..=closing(events, at)].iter();
    let texts = inside.filter_map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => Some(&**text),
        Event::SoftBreak | Event::HardBreak => Some("\n"),
        _ => None,
    });
    texts.collect()
}

/// The bytes of what is inside an element; an empty span in its middle when nothing is.
pub(super) fn inner(events: &[Placed<'_>], at: usize) -> Span {
    let end = closing(events, at);
    let outer = &events[at].1;
    let spans = || events[at + 1..end].iter().map(|(_, span)| span);
    let start = spans().map(|span| span.start).min().unwrap_or(outer.start + 1);
    let stop = spans().map(|span| span.end).max().unwrap_or(start);
    start.min(outer.end)..stop.max(start).min(outer.end)
}

/// The words of some events, white space folded, and the bytes from the first to the last.
pub(super) fn collect(events: &[Placed<'_>]) -> (String, Option<Span>) {
    let mut text = String::new();
    let mut range: Option<Span> = None;
    for (event, span) in events {
        match event {
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => {
                add(&mut text, 0, words);
                let start = range.as_ref().map_or(span.start, |known| known.start);
                range = Some(start..span.end.max(start));
            }
            Event::SoftBreak | Event::HardBreak => add(&mut text, 0, " "),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    (text, range)
}

/// Adds to a text from `start` on, in which white space is folded and which does not begin with any:
/// of a run of white space, wherever it is cut, one space stays.
fn add(text: &mut String, start: usize, piece: &str) {
    let bytes = piece.as_bytes();
    let open = text.len() == start || text.ends_with(' ');
    if folds(bytes) {
        let begins = piece.starts_with(char::is_whitespace) && !open;
        for (at, word) in piece.split_whitespace().enumerate() {
            if at > 0 || begins {
                text.push(' ');
            }
            text.push_str(word);
        }
        let blank = begins && piece.trim_start().is_empty();
        if blank
            || (piece.ends_with(char::is_whitespace) && text.len() > start && !text.ends_with(' '))
        {
            text.push(' ');
        }
        return;
    }
    let skip = usize::from(open && bytes.first() == Some(&b' '));
    text.push_str(&piece[skip..]);
}

/// Whether there may be white space in a text that has to be folded: two spaces, a line end or a tab, or
/// how the other white space of Unicode begins.
fn folds(bytes: &[u8]) -> bool {
    const SPACE: u8 = 1;
    const ODD: u8 = 2;
    const KINDS: [u8; 256] = {
        let mut kinds = [0; 256];
        kinds[b' ' as usize] = SPACE;
        let mut control = 9;
        while control <= 13 {
            kinds[control] = ODD;
            control += 1;
        }
        (kinds[0xc2], kinds[0xe1], kinds[0xe2], kinds[0xe3]) = (ODD, ODD, ODD, ODD);
        kinds
    };
    let (mut last, mut found) = (0, 0);
    for byte in bytes {
        let kind = KINDS[usize::from(*byte)];
        found |= (kind & ODD) | (kind & last);
        last = kind;
    }
    found != 0
}

/// The bytes of a line of a block of code: the first is the one behind its fence.
pub(super) fn nth_line(text: &str, block: &Span, line: usize) -> Option<Span> {
    let whole = text.get(block.clone())?;
    let before: usize = whole.split_inclusive('\n').take(line).map(str::len).sum();
    let line = whole.get(before..)?.lines().next()?;
    let start = block.start + before + line.len() - line.trim_start().len();
    Some(start..start + line.trim().len())
}

/// Text of each block in turn.
#[derive(Default)]
pub(super) struct TextBlocks {
    done: Vec<Block>,
    /// The words of all blocks.
    all: String,
    /// Where in them those of the block at hand begin.
    start: usize,
    span: Option<Span>,
}

impl TextBlocks {
    /// Looks at the next event.
    pub(super) fn see(&mut self, event: &Event<'_>, span: &Span) {
        match event {
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => {
                add(&mut self.all, self.start, text);
                let start = self.span.as_ref().map_or(span.start, |known| known.start);
                self.span = Some(start..span.end.max(start));
            }
            Event::SoftBreak | Event::HardBreak => add(&mut self.all, self.start, " "),
            Event::Start(tag) if is_inline(&tag.to_end()) => {}
            Event::End(tag) if is_inline(tag) => {}
            Event::Start(_) | Event::End(_) => self.flush(),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let words = self.all[self.start..].trim_end().len();
        self.all.truncate(self.start + words);
        if let Some(span) = self.span.take().filter(|_| words > 0) {
            // No file is larger than 64 MiB.
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            self.done.push(Block { words: (place(self.start), place(self.all.len())), span });
        }
        self.start = self.all.len();
    }

    /// The blocks, when all events were seen, and the words of all of them.
    pub(super) fn done(mut self) -> (Vec<Block>, String) {
        self.flush();
        (self.done, self.all)
    }
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::add;

    proptest! {
        #[test]
        fn white_space_is_folded_wherever_it_is_cut(pieces in prop::collection::vec("[ ab\n\u{a0}é]{0,5}", 0..6)) {
            let mut folded = String::new();
            pieces.iter().for_each(|piece| add(&mut folded, 0, piece));
            let whole = pieces.concat();
            let words: Vec<&str> = whole.split_whitespace().collect();
            prop_assert_eq!(folded.trim_end(), words.join(" "));
        }
    }
}
