//! Admonitions: quotations that begin with `[!NOTE]` and its like, which may be followed by a title.
//! What stands in the place of a title is left to `render`, which knows the words of the page's language.

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::actions::{Action, Actions};
use super::events::{Placed, closing};
use super::walk::{Walk, own};

impl Walk<'_> {
    /// Begins a quotation, or an alert, which is set like one but speaks for itself; where the walk
    /// goes on, unless behind the event.
    pub(super) fn quotation<'a>(
        &mut self,
        kind: Option<BlockQuoteKind>,
        events: &[Placed<'a>],
        at: usize,
        actions: &mut Actions<'a>,
    ) -> Option<usize> {
        if let Some(kind) = kind {
            actions.wants.alerts = true;
            actions.push(own(format!("{}</p>\n", open(kind))));
            self.instead.insert(closing(events, at), "</div>\n".to_string());
            return None;
        }
        let Some(titled) = titled(events, at) else {
            self.quotes += 1;
            actions.keep(&events[at].0);
            return None;
        };
        actions.push(own(open(titled.kind)));
        actions.push(Action::Keep(Event::Text(titled.words.into())));
        let behind = behind(events, titled.until).to_string();
        self.instead.insert(titled.until, behind);
        self.instead.insert(closing(events, at), "</div>\n".to_string());
        Some(titled.from)
    }
}

/// A quotation with a title behind its sign, which pulldown-cmark takes for any quotation.
struct Titled {
    /// What it is.
    kind: BlockQuoteKind,
    /// The first event behind the sign.
    from: usize,
    /// What is left of the words of the event before that.
    words: String,
    /// The event at which the title ends: a line break, or the end of the paragraph.
    until: usize,
}

/// The opening tag, up to where the label's words go.
fn open(kind: BlockQuoteKind) -> String {
    let class = name(kind);
    format!("\n<div class=\"markdown-alert-{class}\" role=\"note\">\n<p class=\"alert\">")
}

fn name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

/// Looks at the quotation that begins at `at` for a sign with a title.
fn titled(events: &[Placed<'_>], at: usize) -> Option<Titled> {
    const KINDS: [BlockQuoteKind; 5] = [
        BlockQuoteKind::Note,
        BlockQuoteKind::Tip,
        BlockQuoteKind::Important,
        BlockQuoteKind::Warning,
        BlockQuoteKind::Caution,
    ];
    let Event::Start(Tag::Paragraph) = events.get(at + 1)?.0 else { return None };
    let end = closing(events, at + 1);
    let mut words = String::new();
    for (index, (event, _)) in events.iter().enumerate().take(end).skip(at + 2) {
        let Event::Text(text) = event else { return None };
        words.push_str(text);
        let kind = KINDS.into_iter().find(|kind| {
            let sign = format!("[!{}]", name(*kind));
            words.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(&sign))
        });
        let Some(kind) = kind else { continue };
        let breaks = |at: &usize| matches!(events[*at].0, Event::SoftBreak | Event::HardBreak);
        let until = (index + 1..end).find(breaks).unwrap_or(end);
        let left = words.split_once(']').map_or("", |(_, left)| left);
        let mut left = left.trim_start().to_string();
        let mut from = index + 1;
        if let Some((Event::Text(text), _)) = events.get(from).filter(|_| left.is_empty()) {
            left = text.trim_start().to_string();
            from += 1;
        }
        return (!left.is_empty()).then_some(Titled { kind, from, words: left, until });
    }
    None
}

/// The HTML between a title that ends at `until` and what follows it.
fn behind(events: &[Placed<'_>], until: usize) -> &'static str {
    match events.get(until).map(|(event, _)| event) {
        Some(Event::End(TagEnd::Paragraph)) => "</p>\n",
        _ => "</p>\n<p>",
    }
}
