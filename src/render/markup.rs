//! What the HTML of Markdown lacks: words of the theme, many of them names of things for people who do
//! not see them, in the language of the page, and a form that a validator accepts. Blocks of code are
//! left to `code`.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::escape::escape;
use crate::parse::Wants;
use crate::theme::Words;

/// What is looked for: text is escaped in the HTML, so a tag found in it is a tag.
const TAGS: [(&str, What); 7] = [
    ("<br />", What::Empty),
    ("<hr />", What::Empty),
    ("<input disabled=\"\" type=\"checkbox\"", What::Box),
    ("<p class=\"alert\"></p>", What::Alert),
    ("<section class=\"footnotes\">", What::Footnotes),
    ("<a class=\"back\" href=\"#fnref-", What::Back),
    ("<div class=\"scroll\" role=\"region\" tabindex=\"0\">", What::Table),
];

#[derive(Clone, Copy)]
enum What {
    /// An element without an end, as XHTML writes it.
    Empty,
    /// The box of a task.
    Box,
    /// The title of an admonition to which its author gave none.
    Alert,
    /// The list of footnotes.
    Footnotes,
    /// The way back from a footnote.
    Back,
    /// The box around a table.
    Table,
}

/// One search for each: they all begin with a sign that HTML is full of, so that one search for all of
/// them would stop at every tag.
static FINDERS: LazyLock<[(Finder<'static>, What); TAGS.len()]> =
    LazyLock::new(|| TAGS.map(|(tag, what)| (Finder::new(tag), what)));

impl What {
    /// Whether there may be any where this is wanted.
    fn is_among(self, wants: Wants) -> bool {
        match self {
            What::Empty => wants.breaks,
            What::Box => wants.boxes,
            What::Alert => wants.alerts,
            What::Footnotes | What::Back => wants.notes,
            What::Table => wants.tables,
        }
    }
}

/// The changes to some HTML, which may want so much, in no order: what each takes the place of, and the
/// new text.
pub(super) fn changes(html: &str, wants: Wants, words: &Words) -> Vec<(Range<usize>, String)> {
    let mut changes = Vec::new();
    let mut tables = 0;
    let named = |name: &str| format!(" aria-label=\"{}\"", escape(name));
    let finders = FINDERS.iter().filter(|(_, what)| what.is_among(wants));
    let found = finders.flat_map(|(finder, what)| {
        let places = finder.find_iter(html.as_bytes());
        places.map(|at| (at, at + finder.needle().len(), *what))
    });
    for (at, end, what) in found {
        match what {
            What::Empty => changes.push((end - 3..end - 1, String::new())),
            What::Box => {
                let done = html[end..].starts_with(" checked");
                let name = words.get(if done { "text.done" } else { "text.open" });
                changes.push((end..end, named(name)));
                if let Some(slash) = html[end..].find("/>") {
                    changes.push((end + slash..end + slash + 1, String::new()));
                }
            }
            What::Alert => {
                let kind = html[..at].rsplit("markdown-alert-").next();
                let kind = kind.and_then(|rest| rest.split('"').next()).unwrap_or_default();
                let inside = end - "</p>".len();
                let title = escape(words.get(&format!("text.{kind}"))).into_owned();
                changes.push((inside..inside, title));
            }
            What::Footnotes => changes.push((end - 1..end - 1, named(words.get("text.footnotes")))),
            What::Back => {
                let number = html[end..].split('"').next().unwrap_or_default();
                let at = end + number.len() + 1;
                changes.push((at..at, named(&words.fill("text.back", &[("number", number)]))));
            }
            What::Table => {
                tables += 1;
                let name = words.fill("text.table", &[("number", &tables.to_string())]);
                changes.push((end - 1..end - 1, named(&name)));
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::parse::Article;
    use crate::source::SitePath;
    use crate::theme::Words;

    fn changed(html: &str) -> String {
        let path = SitePath::new("content/a.md").expect("a path");
        // What an author writes in HTML may want anything.
        let wants = Article::parse(&path, "<b>a</b>").wants;
        let mut changes = changes(html, wants, &Words::built_in("de"));
        changes.sort_by_key(|(at, _)| at.start);
        let mut out = html.to_string();
        for (at, text) in changes.into_iter().rev() {
            out.replace_range(at, &text);
        }
        out
    }

    #[test]
    fn markup_that_validators_accept() {
        assert_eq!(changed("a<br />\n<hr />b"), "a<br>\n<hr>b");
        assert_eq!(
            changed("<input disabled=\"\" type=\"checkbox\" checked=\"\"/> a"),
            "<input disabled=\"\" type=\"checkbox\" aria-label=\"erledigt\" checked=\"\"> a"
        );
    }

    #[test]
    fn things_have_names_in_the_language_of_the_page() {
        let alert = "<div class=\"markdown-alert-tip\" role=\"note\">\n<p class=\"alert\"></p>";
        assert!(changed(alert).ends_with("<p class=\"alert\">Tipp</p>"));
        let back = "<a class=\"back\" href=\"#fnref-12\">↩</a>";
        assert!(changed(back).contains("#fnref-12\" aria-label=\"Zurück zur Stelle 12\">"));
        let table = "<div class=\"scroll\" role=\"region\" tabindex=\"0\">";
        assert!(changed(&table.repeat(2)).ends_with("tabindex=\"0\" aria-label=\"Tabelle 2\">"));
    }

    #[test]
    fn what_is_no_tag_stays() {
        assert_eq!(changed("&lt;br /&gt;"), "&lt;br /&gt;");
    }
}
