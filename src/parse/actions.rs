//! What becomes of the events of an article, one after the other. How it is written is left to `html`.

use pulldown_cmark::{CowStr, Event};

use super::article::{Filling, Wants};

/// What becomes of an event.
#[derive(Clone)]
pub(super) enum Action<'a> {
    /// It is written as it is.
    Keep(Event<'a>),
    /// It is prose in which a subject may be mentioned.
    Prose(CowStr<'a>),
    /// It is HTML of the author's own.
    Raw(CowStr<'a>),
    /// Something is put here later.
    Hole(Filling),
    /// Code begins here, or ends.
    Code,
}

/// The actions of an article in their order. Where nobody will look at it, those alone that can hold
/// an id: HTML.
pub(super) struct Actions<'a> {
    list: Vec<Action<'a>>,
    unseen: bool,
    /// What there is in them.
    pub(super) wants: Wants,
}

impl<'a> Actions<'a> {
    /// No actions yet, for about as many events.
    pub(super) fn new(events: usize, unseen: bool) -> Actions<'a> {
        let list = Vec::with_capacity(if unseen { 0 } else { events + 8 });
        Actions { list, unseen, wants: Wants::default() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Adds one that is at hand.
    pub(super) fn push(&mut self, action: Action<'a>) {
        let held = matches!(
            &action,
            Action::Hole(_) | Action::Raw(_) | Action::Keep(Event::InlineHtml(_) | Event::Html(_))
        );
        if matches!(action, Action::Raw(_)) {
            self.wants = Wants::ALL;
        }
        if held || !self.unseen {
            self.list.push(action);
        }
    }

    /// Adds some that are at hand.
    pub(super) fn extend(&mut self, actions: impl IntoIterator<Item = Action<'a>>) {
        actions.into_iter().for_each(|action| self.push(action));
    }

    /// Adds an event, which is no HTML, as it is.
    pub(super) fn keep(&mut self, event: &Event<'a>) {
        if !self.unseen {
            match event {
                Event::HardBreak | Event::Rule => self.wants.breaks = true,
                Event::TaskListMarker(_) => self.wants.boxes = true,
                _ => {}
            }
            self.list.push(Action::Keep(event.clone()));
        }
    }

    /// Adds prose.
    pub(super) fn prose(&mut self, text: &CowStr<'a>) {
        if !self.unseen {
            self.list.push(Action::Prose(text.clone()));
        }
    }

    /// Takes one back, by its place.
    pub(super) fn remove(&mut self, at: usize) {
        if at < self.list.len() {
            self.list.remove(at);
        }
    }

    /// The HTML of factum's own, which has all ids of an article in which its author wrote none;
    /// nothing where there may be others.
    pub(super) fn own(&self) -> Option<String> {
        let mut own = String::new();
        for action in &self.list {
            match action {
                Action::Raw(_) => return None,
                Action::Keep(Event::InlineHtml(html) | Event::Html(html)) => own.push_str(html),
                _ => {}
            }
        }
        Some(own)
    }

    /// All of them.
    pub(super) fn into_list(self) -> Vec<Action<'a>> {
        self.list
    }
}
