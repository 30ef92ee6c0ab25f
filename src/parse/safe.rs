//! Raw HTML of authors whom a site does not trust: made harmless with the whole page in view, so that
//! what is opened in one place and closed in another stays together.
//!
//! Which tags code hosts refuse is left to `raw_html`.

use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::Event;

use super::actions::Action;
use super::article::Filling;
use super::html::{self, Body};

/// What stands around the number of a place while the HTML is cleaned. No text holds these: they are
/// no characters.
const MARKS: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "figure", "figcaption", "input", "mark"])
        .add_generic_attributes(["id", "class", "role", "aria-label", "tabindex"])
        .add_tag_attributes("input", ["checked", "disabled"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .set_tag_attribute_value("input", "disabled", "")
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("details", ["open"])
        .link_rel(None);
    builder
});

/// Writes a body without what could do harm. Raw HTML that would take a part of the page with it, such
/// as an attribute that is never closed, is shown as text.
pub(super) fn write(actions: Vec<Action<'_>>) -> Body {
    let as_text = |action: Action<'_>| match action {
        Action::Raw(html) => Some(Action::Keep(Event::Text(html.into_string().into()))),
        Action::Keep(event) => Some(Action::Keep(event.into_static())),
        Action::Prose(text) => Some(Action::Prose(text.into_string().into())),
        // Text has no attributes.
        Action::Hole(Filling::Attributes(_)) => None,
        Action::Hole(what) => Some(Action::Hole(what)),
        Action::Code => Some(Action::Code),
    };
    let any = actions.iter().any(|action| matches!(action, Action::Raw(_)));
    let body = html::write(actions.clone());
    if !any {
        return body;
    }
    clean(body).unwrap_or_else(|| html::write(actions.into_iter().filter_map(as_text).collect()))
}

/// Cleans a body; nothing where a place in it was lost.
fn clean(mut body: Body) -> Option<Body> {
    if body.html.contains(MARKS) {
        return None;
    }
    let dirty = std::mem::take(&mut body.html);
    // What stands in a tag goes with it, where it is taken away.
    let in_tags: Vec<bool> = body.holes.iter().map(|hole| stands_in_tag(hole.what)).collect();
    let in_tag = |index: usize| in_tags.get(index).copied().unwrap_or(false);
    let mut places = places(&mut body);
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|index| *places[*index]);
    let mut marked = String::with_capacity(dirty.len() + order.len() * 10);
    let mut done = 0;
    for index in &order {
        let at = *places[*index];
        marked.push_str(dirty.get(done..at)?);
        marked.push_str(&format!("{}{index}{}", MARKS[0], MARKS[1]));
        done = at;
    }
    marked.push_str(dirty.get(done..)?);
    let clean = CLEANER.clean(&marked).to_string();
    let mut html = String::with_capacity(clean.len());
    let mut expected = order.into_iter();
    let mut rest = clean.as_str();
    let mut place = Place::Text;
    while let Some(at) = rest.find(MARKS[0]) {
        html.push_str(&rest[..at]);
        place = place.after(&rest[..at]);
        let (number, behind) = rest[at + MARKS[0].len_utf8()..].split_once(MARKS[1])?;
        let number: usize = number.parse().ok()?;
        let index = loop {
            let index = expected.next()?;
            if index == number {
                break index;
            }
            lose(&mut places, index, in_tag(index))?;
        };
        if place != if in_tag(index) { Place::Value } else { Place::Text } {
            return None;
        }
        *places[index] = html.len();
        rest = behind;
    }
    html.push_str(rest);
    for index in expected {
        lose(&mut places, index, in_tag(index))?;
    }
    body.holes.retain(|hole| hole.at != LOST);
    for hole in body.holes.iter_mut().filter(|hole| matches!(hole.what, Filling::Attributes(_))) {
        hole.at = tag_end(&html, hole.at)?;
    }
    body.html = html;
    Some(body)
}

/// Where a place is that was lost.
const LOST: usize = usize::MAX;

/// Notes that a place was lost, if that may be.
fn lose(places: &mut [&mut usize], index: usize, may_be: bool) -> Option<()> {
    *places[index] = LOST;
    may_be.then_some(())
}

/// Whether something stands within a tag that an author wrote.
fn stands_in_tag(what: Filling) -> bool {
    matches!(what, Filling::Reference(_) | Filling::Source(_) | Filling::Attributes(_))
}

/// Where a tag ends, before its `>`, that has a value around a place.
fn tag_end(html: &str, at: usize) -> Option<usize> {
    let mut place = Place::Value;
    html.get(at..)?.char_indices().find_map(|(offset, letter)| {
        let ends = place == Place::Tag && letter == '>';
        place = place.after(letter.encode_utf8(&mut [0; 4]));
        ends.then_some(at + offset)
    })
}

/// Every offset that a body keeps.
fn places(body: &mut Body) -> Vec<&mut usize> {
    let holes = body.holes.iter_mut().map(|hole| &mut hole.at);
    let prose = body.prose.iter_mut().flat_map(|it| [&mut it.start, &mut it.end]);
    let code = body.code.iter_mut().flat_map(|code| [&mut code.start, &mut code.end]);
    holes.chain(prose).chain(code).collect()
}

/// Whether a place in clean HTML is in text. There `<` always begins a tag, and attributes stand in
/// double quotation marks.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Text,
    Tag,
    Value,
}

impl Place {
    fn after(self, html: &str) -> Place {
        html.bytes().fold(self, |place, byte| match (place, byte) {
            (Place::Text, b'<') | (Place::Value, b'"') => Place::Tag,
            (Place::Tag, b'>') => Place::Text,
            (Place::Tag, b'"') => Place::Value,
            _ => place,
        })
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::*;
    use crate::parse::article::Filling;

    fn safe(text: &str) -> String {
        let actions = Parser::new(text).flat_map(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => vec![Action::Raw(html)],
            Event::Code(_) => vec![Action::Hole(Filling::Image(0))],
            other => vec![Action::Keep(other)],
        });
        let body = write(actions.collect());
        let mut html = body.html;
        for hole in body.holes.iter().rev() {
            html.insert_str(hole.at, "HOLE");
        }
        html
    }

    #[test]
    fn harm_is_taken_out_and_the_rest_stays() {
        assert_eq!(
            safe("a <b onclick=\"x()\" id=\"c\">b</b> `d`\n"),
            "<p>a <b id=\"c\">b</b> HOLE</p>\n"
        );
        assert_eq!(safe("<a href=\"javascript:x()\">a</a>\n"), "<p><a>a</a></p>\n");
        assert!(
            !safe("<svg onload=x()>`a`</svg>\n\n<math><style><img src onerror=x()>`")
                .contains("onerror")
        );
    }

    /// HTML with addresses as the walk notes them: `A` is an address, `+` what an image lacks.
    fn addressed(pieces: &[&str]) -> String {
        let action = |piece: &&'static str| match *piece {
            "A" => Action::Hole(Filling::Reference(0)),
            "+" => Action::Hole(Filling::Attributes(0)),
            "T" => Action::Hole(Filling::Image(0)),
            html => Action::Raw(html.into()),
        };
        let pieces: Vec<&'static str> = pieces.iter().map(|it| &*it.to_string().leak()).collect();
        let body = write(pieces.iter().map(action).collect());
        let mut html = body.html;
        for hole in body.holes.iter().rev() {
            html.insert_str(
                hole.at,
                if hole.what == Filling::Attributes(0) { " +" } else { "HOLE" },
            );
        }
        html
    }

    #[test]
    fn addresses_keep_their_places_and_go_with_their_tags() {
        assert_eq!(
            addressed(&["<a href='", "A", "' onclick='x()'>b</a>"]),
            "<a href=\"HOLE\">b</a>"
        );
        assert_eq!(
            addressed(&["<img src=\"", "A", "+", "\" alt='a > b' onerror=x()>c", "T"]),
            "<img src=\"HOLE\" alt=\"a &gt; b\" +>cHOLE"
        );
        assert_eq!(
            addressed(&["<embed src=\"", "A", "\">c", "T", "<a href=\"", "A", "\">d</a>"]),
            "cHOLE<a href=\"HOLE\">d</a>"
        );
        // An address that would stand in the text shows that the HTML was read otherwise.
        assert!(addressed(&["<b>", "A", "</b>"]).starts_with("&lt;b&gt;"));
    }

    #[test]
    fn what_is_opened_and_closed_apart_stays_together() {
        let html = safe("<details>\n<summary>a</summary>\n\n*b* `c`\n\n</details>\n");
        assert!(
            html.starts_with("<details>\n<summary>a</summary>\n<p><em>b</em> HOLE</p>\n</details>"),
            "{html}"
        );
    }

    #[test]
    fn a_tag_that_would_take_the_page_with_it_is_text() {
        let html = safe("<div title=\"\n\n`a` b\n\n\">\n\nc\n");
        assert!(html.contains("&lt;div title="), "{html}");
        assert!(html.contains("<p>HOLE b</p>"), "{html}");
    }
}
