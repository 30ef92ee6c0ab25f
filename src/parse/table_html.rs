//! The HTML around tables and their cells: a box that scrolls, and alignment by classes, without
//! styles of their own, which a strict content security policy would not let through.
//!
//! What the cells say is left to `walk`, and which cells a claim in the head binds, to `blocks`.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::actions::Actions;
use super::walk::own;

/// The tables of an article, as far as they have been written.
#[derive(Default)]
pub(super) struct TableHtml {
    /// How the columns of the open one are aligned.
    alignments: Vec<Alignment>,
    /// The column of the next cell.
    column: usize,
}

impl TableHtml {
    /// Decides about an event of a table; `head` says whether it lies in the table's head.
    pub(super) fn write<'a>(&mut self, event: &Event<'a>, head: bool, actions: &mut Actions<'a>) {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                self.alignments.clone_from(alignments);
                let plain = vec![Alignment::None; alignments.len()];
                // Wide tables scroll in a box of their own, which the keyboard can reach.
                let open = "\n<div class=\"scroll\" role=\"region\" tabindex=\"0\">\n";
                actions.push(own(open.to_string()));
                actions.keep(&Event::Start(Tag::Table(plain)));
            }
            Event::Start(Tag::TableCell) => {
                let tag = if head { "th" } else { "td" };
                let class = self.next_alignment();
                match class {
                    Some(class) => actions.push(own(format!("<{tag} class=\"align-{class}\">"))),
                    None => actions.keep(event),
                }
            }
            Event::End(TagEnd::Table) => {
                actions.keep(event);
                actions.push(own("</div>\n".to_string()));
            }
            _ => {
                self.column = 0;
                actions.keep(event);
            }
        }
    }

    /// The class of the next cell.
    fn next_alignment(&mut self) -> Option<&'static str> {
        let alignment = self.alignments.get(self.column);
        self.column += 1;
        match alignment? {
            Alignment::None => None,
            Alignment::Left => Some("left"),
            Alignment::Center => Some("center"),
            Alignment::Right => Some("right"),
        }
    }
}
