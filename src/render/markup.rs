//! What the HTML of Markdown lacks: names for boxes of tasks, which people need who do not see them, and
//! a form that a validator accepts. Blocks of code are left to `code`.

use std::ops::Range;

/// Elements without an end, as XHTML writes them.
const EMPTY: [&str; 2] = ["<br />", "<hr />"];

const BOX: &str = "<input disabled=\"\" type=\"checkbox\"";

/// The changes to some HTML: what each takes the place of, and the new text. Text is escaped in the
/// HTML, so a tag found in it is a tag.
pub(super) fn changes(html: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut changes = Vec::new();
    if memchr::memmem::find(html.as_bytes(), b"<input").is_none()
        && memchr::memmem::find(html.as_bytes(), b"r />").is_none()
    {
        return changes;
    }
    for (at, tag) in html.match_indices(BOX) {
        let end = at + tag.len();
        let done = html[end..].starts_with(" checked");
        changes
            .push((end..end, if done { " aria-label=\"done\"" } else { " aria-label=\"to do\"" }));
        if let Some(slash) = html[end..].find("/>") {
            changes.push((end + slash..end + slash + 1, ""));
        }
    }
    for tag in EMPTY {
        let slash = tag.len() - " />".len();
        let ends = html.match_indices(tag).map(|(at, _)| at + slash..at + slash + " /".len());
        changes.extend(ends.map(|range| (range, "")));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::changes;

    fn changed(html: &str) -> String {
        let mut changes = changes(html);
        changes.sort_by_key(|(at, _)| at.start);
        let mut out = html.to_string();
        for (at, text) in changes.into_iter().rev() {
            out.replace_range(at, text);
        }
        out
    }

    #[test]
    fn markup_that_validators_accept() {
        assert_eq!(changed("a<br />\n<hr />b"), "a<br>\n<hr>b");
        assert_eq!(
            changed("<input disabled=\"\" type=\"checkbox\" checked=\"\"/> a"),
            "<input disabled=\"\" type=\"checkbox\" aria-label=\"done\" checked=\"\"> a"
        );
    }

    #[test]
    fn what_is_no_tag_stays() {
        assert_eq!(changed("&lt;br /&gt;"), "&lt;br /&gt;");
    }
}
