//! Components of templates that an article calls, by comments around the words that they hold.
//! What a component is, and what it takes, is left to `render`.

use super::actions::{Action, Actions};
use super::article::Filling;
use super::directive::Argument;
use crate::source::Span;

/// A call of a component: `<!-- component: card title="…" -->`.
#[derive(Clone, Debug, PartialEq)]
pub struct RawComponent {
    /// The bytes of the comment.
    pub span: Span,
    /// The component's name.
    pub name: String,
    /// Its bytes.
    pub name_span: Span,
    /// What it is given.
    pub arguments: Vec<Argument>,
    /// Whether it holds what stands up to its end.
    pub holds: bool,
}

/// The components of an article, as its comments are met.
#[derive(Default)]
pub(super) struct Components {
    pub(super) all: Vec<RawComponent>,
    /// Comments that end nothing, and those whose end is missing or lies in another block.
    pub(super) loose: Vec<Span>,
    /// Those that are open: by index, the depth of blocks at which they stand, and their action.
    open: Vec<(usize, usize, usize)>,
}

impl Components {
    /// Begins a component at a depth; the next action is its hole.
    pub(super) fn begin(
        &mut self,
        component: RawComponent,
        depth: usize,
        actions: &mut Actions<'_>,
    ) {
        let index = self.all.len();
        if component.holds {
            self.open.push((index, depth, actions.len()));
        }
        self.all.push(component);
        actions.push(Action::Hole(Filling::Component(index)));
    }

    /// Ends the innermost component, if it stands at this depth.
    pub(super) fn end(&mut self, comment: Span, depth: usize, actions: &mut Actions<'_>) {
        match self.open.last() {
            Some((index, at, _)) if *at == depth => {
                actions.push(Action::Hole(Filling::ComponentEnd(*index)));
                self.open.pop();
            }
            _ => self.loose.push(comment),
        }
    }

    /// Takes back what was never ended: what it should hold is shown without it.
    pub(super) fn finish(&mut self, actions: &mut Actions<'_>) {
        while let Some((index, _, action)) = self.open.pop() {
            if let Some(component) = self.all.get(index) {
                self.loose.push(component.span.clone());
            }
            actions.remove(action);
        }
        self.loose.sort_by_key(|span| span.start);
    }
}
