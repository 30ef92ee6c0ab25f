//! Reads items by name: one, or several with “and”, “or”, slashes, shared heads, “neither”, “only”, “any”.
//! Which items a fact has is left to the comparison.

use super::filler;
use super::quantity::quantity;
use super::text::Text;
use super::version::version_at;
use super::words::{Joint, Words};
use crate::value::set::Join;
use crate::value::version::VersionSet;
use crate::value::{Context, Kind, NameRelation, Value};

/// What one item's words may stand for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// The words.
    pub(crate) text: String,
    /// What they mean: ids with how the name stands to them, or another value.
    pub(crate) meanings: Vec<(Value, NameRelation)>,
}

/// Items, and what is said of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Items {
    /// The items, in order, each once.
    pub(crate) items: Vec<Item>,
    /// How they are joined.
    pub(crate) join: Join,
    /// Whether none of them is meant.
    pub(crate) negated: bool,
    /// Whether no others are meant.
    pub(crate) only: bool,
    /// Whether all there are are meant, but for these items.
    pub(crate) any: bool,
}

/// Reads a text as items of a kind; what is left over where it cannot.
pub(crate) fn items(text: &Text<'_>, cx: &Context<'_>, kind: Kind) -> Result<Items, String> {
    let marked = filler::mark(text, cx, &vec![false; text.len()], None);
    let choices = choices(cx, kind);
    let reader = Reader { text, cx, kind, choices, marked };
    reader.read().ok_or_else(|| reader.left())
}

struct Reader<'r, 't> {
    text: &'r Text<'t>,
    cx: &'r Context<'r>,
    kind: Kind,
    choices: Vec<(String, String)>,
    marked: Vec<bool>,
}

/// The values of an enumeration with all that says them, in the form in which phrases are compared.
fn choices(cx: &Context<'_>, kind: Kind) -> Vec<(String, String)> {
    if kind != Kind::Enum {
        return Vec::new();
    }
    let key = |phrase: &str| {
        if phrase.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return phrase.to_ascii_lowercase();
        }
        let text = Text::new(phrase);
        text.words(0, text.len()).to_string()
    };
    let mut choices = Vec::new();
    for (value, said) in &cx.property.values {
        let more = cx.property.phrases.get(value).into_iter().flatten();
        for phrase in said.iter().chain(more) {
            choices.push((key(phrase), value.clone()));
        }
        choices.push((key(value), value.clone()));
        if value.contains(['-', '_']) {
            choices.push((key(&value.replace(['-', '_'], " ")), value.clone()));
        }
    }
    choices
}

impl Reader<'_, '_> {
    fn words(&self) -> &Words {
        self.cx.words
    }

    /// The item that starts at a token, with the token after it.
    fn item(&self, at: usize) -> Option<(Item, usize)> {
        let (meanings, end) = match self.kind {
            Kind::Enum => {
                let fits = |phrase: &str| {
                    let length = phrase.split(' ').count();
                    let open = self.text.glued(at + length)
                        && (self.text.is_mark(at + length, "-")
                            || !self.text.is(at + length, super::text::TokenKind::Mark));
                    at + length <= self.text.len()
                        && !open
                        && self.text.words(at, at + length) == phrase
                };
                let found = self
                    .choices
                    .iter()
                    .filter(|(phrase, _)| fits(phrase))
                    .max_by_key(|(phrase, _)| phrase.len());
                let (phrase, value) = found?;
                (
                    vec![(Value::Enum(value.clone()), NameRelation::Exact)],
                    at + phrase.split(' ').count(),
                )
            }
            Kind::Version => {
                let by = &self.words().language.versions_by;
                let from = if by.contains(&self.text.word(at)) && !self.text.glued(at + 1) {
                    at + 1
                } else {
                    at
                };
                let (ranges, end) = version_at(self.text, from)?;
                (vec![(Value::Version(VersionSet { ranges }), NameRelation::Exact)], end)
            }
            Kind::Quantity => {
                let end = self.until_joint(at);
                let part = Text::new(self.text.source(at, end));
                let unit = self.cx.property.unit.as_ref().map(|unit| self.words().unit_named(unit));
                let read = quantity(&part, self.cx, unit.as_ref()).ok()?;
                (vec![(Value::Quantity(read.set), NameRelation::Exact)], end)
            }
            Kind::Entity => {
                let (ids, length) = self.cx.names.at(self.text, at)?;
                (named(&ids), at + length)
            }
            _ => {
                let end = self.until_joint(at);
                let words = self.text.words(at, end).to_string();
                (vec![(Value::Text(words), NameRelation::Exact)], end)
            }
        };
        (end > at).then(|| (Item { text: self.text.source(at, end).to_string(), meanings }, end))
    }

    /// An item that shares the head of the one before: “Windows 2003 and 2008”.
    fn tail_item(&self, at: usize, before: (usize, usize)) -> Option<(Item, usize)> {
        if self.kind != Kind::Entity {
            return None;
        }
        let (start, end) = before;
        for head in (start + 1..end).rev() {
            for length in (1..=4.min(self.text.len() - at)).rev() {
                let key = format!(
                    "{} {}",
                    self.text.words(start, head),
                    self.text.words(at, at + length)
                );
                let open = self.text.glued(at + length)
                    && !self.text.is(at + length, super::text::TokenKind::Mark);
                if !open && let Some(ids) = self.cx.names.ids(&key) {
                    let text = format!(
                        "{} {}",
                        self.text.source(start, head),
                        self.text.source(at, at + length)
                    );
                    return Some((Item { text, meanings: named(&ids) }, at + length));
                }
            }
        }
        None
    }

    /// The next token that separates items.
    fn until_joint(&self, at: usize) -> usize {
        let separates = |at: &usize| {
            matches!(self.text.word(*at), "," | "/" | ";")
                || matches!(
                    self.words().joint(self.text, *at),
                    Some((Joint::And | Joint::Or | Joint::Nor, _))
                )
        };
        (at..self.text.len()).find(separates).unwrap_or(self.text.len())
    }

    /// Skips articles, declared names and what only introduces.
    fn skip(&self, mut at: usize, start: bool) -> usize {
        while at < self.text.len() && self.item_or_nothing(at).is_none() {
            let opener = start && self.words().language.openers.contains(&self.text.word(at));
            let opens_two =
                start && self.words().language.openers.contains(&self.text.words(at, at + 2));
            let article = matches!(self.words().joint(self.text, at), Some((Joint::Article, 1)));
            if opens_two {
                at += 2;
            } else if self.marked[at] || opener || article {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    fn item_or_nothing(&self, at: usize) -> Option<(Item, usize)> {
        if self.kind == Kind::Text || self.kind == Kind::Quantity { None } else { self.item(at) }
    }

    fn read(&self) -> Option<Items> {
        let mut read =
            Items { items: Vec::new(), join: Join::Plain, negated: false, only: false, any: false };
        let mut one_of = false;
        let mut at = self.skip(0, true);
        loop {
            if self.item_or_nothing(at).is_some() {
                break;
            }
            let Some((joint, length)) = self.words().joint(self.text, at) else { break };
            match joint {
                Joint::Both => read.join = Join::All,
                Joint::Either => read.join = Join::Any,
                Joint::OneOf => (read.join, one_of) = (Join::Any, true),
                // “not only A” leaves open what else, and “not not A” whether it is one.
                Joint::Only | Joint::Neither | Joint::Not if read.negated => return None,
                Joint::Neither | Joint::Not => read.negated = true,
                Joint::Only => read.only = true,
                Joint::Any => read.any = true,
                Joint::Except if read.any => {}
                _ => break,
            }
            at = self.skip(at + length, false);
            if joint == Joint::Any && at == self.text.len() {
                return Some(read);
            }
        }
        let mut before: Option<(usize, usize)> = None;
        loop {
            at = self.skip(at, false);
            let (item, end) = match (self.item(at), before) {
                (Some((item, end)), _) => {
                    before = Some((at, end));
                    (item, end)
                }
                (None, Some(before)) => self.tail_item(at, before)?,
                (None, None) => return None,
            };
            if !read.items.iter().any(|known| known.meanings == item.meanings) {
                read.items.push(item);
            }
            at = self.skip_marked(end);
            if at >= self.text.len() {
                break;
            }
            // “Windows 2003 only”
            if let Some((Joint::Only, length)) = self.words().joint(self.text, at)
                && at + length == self.text.len()
            {
                read.only = true;
                break;
            }
            at = self.separator(at, &mut read, one_of)?;
        }
        let consistent =
            !(read.any && (read.negated || (!read.items.is_empty() && !self.excepts())));
        consistent.then_some(read)
    }

    fn excepts(&self) -> bool {
        (0..self.text.len())
            .any(|at| matches!(self.words().joint(self.text, at), Some((Joint::Except, _))))
    }

    fn skip_marked(&self, mut at: usize) -> usize {
        while at < self.text.len() && self.marked[at] {
            at += 1;
        }
        at
    }

    /// What stands between items; the token after it.
    fn separator(&self, mut at: usize, read: &mut Items, one_of: bool) -> Option<usize> {
        let start = at;
        if matches!(self.text.word(at), "," | "/" | ";") {
            at += 1;
        }
        let join = match self.words().joint(self.text, at) {
            Some((Joint::And, length)) => {
                at += length;
                Some(Join::All)
            }
            Some((Joint::Or, length)) => {
                at += length;
                Some(Join::Any)
            }
            Some((Joint::Nor, length)) if read.negated => {
                at += length;
                None
            }
            _ => None,
        };
        if let Some(join) = join.filter(|_| !one_of) {
            // “both A or B” and “A and B or C” say two things at once.
            if read.join != Join::Plain && read.join != join && !read.negated {
                return None;
            }
            read.join = join;
        }
        (at > start).then_some(at)
    }

    fn left(&self) -> String {
        let mut left = Vec::new();
        let mut at = 0;
        while at < self.text.len() {
            let known = self
                .item_or_nothing(at)
                .map(|(_, end)| end)
                .or_else(|| self.words().joint(self.text, at).map(|(_, length)| at + length));
            let plain = self.marked[at] || matches!(self.text.word(at), "," | "/" | ";");
            if known.is_none() && !plain {
                left.push(self.text.raw(at));
            }
            at = known.unwrap_or(at + 1);
        }
        if left.is_empty() {
            self.text.source(0, self.text.len()).to_string()
        } else {
            left.join(" ")
        }
    }
}

fn named(ids: &[(&str, NameRelation)]) -> Vec<(Value, NameRelation)> {
    ids.iter().map(|(id, relation)| (Value::Entity((*id).to_string()), *relation)).collect()
}
