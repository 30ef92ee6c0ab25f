//! Lines of code of their own, where they are marked or numbered.

use std::fmt::Write as _;

use crate::parse::Fence;

/// Puts each line into an element if the fence marks or numbers any; the same HTML otherwise.
/// Elements that reach over the end of a line are closed there and opened again.
pub(super) fn lines(html: &str, fence: &Fence) -> String {
    if fence.marked.is_empty() && fence.numbered.is_none() {
        return html.to_string();
    }
    let mut out = String::with_capacity(html.len() * 2);
    // The tag that is open; coloured code has no element within another.
    let mut open = "";
    for (index, line) in html.split_inclusive('\n').enumerate() {
        let number = index + 1;
        let tag = if fence.marks(number) { "mark" } else { "span" };
        let _ = write!(out, "<{tag} class=\"line\"");
        if let Some(first) = fence.numbered {
            let _ = write!(out, " data-line=\"{}\"", first.saturating_add(index));
        }
        out.push('>');
        out.push_str(open);
        open = still_open(line, open);
        out.push_str(line.trim_end_matches('\n'));
        out.push_str(if open.is_empty() { "" } else { "</span>" });
        out.push_str(&line[line.trim_end_matches('\n').len()..]);
        let _ = write!(out, "</{tag}>");
    }
    out
}

/// The tag that is open at the end of a line, when `open` is at its beginning.
fn still_open<'h>(line: &'h str, open: &'h str) -> &'h str {
    let begins = line.rfind("<span");
    match (begins, line.rfind("</span>")) {
        (Some(begin), end) if end.is_none_or(|end| end < begin) => {
            let length = line[begin..].find('>').map_or(0, |at| at + 1);
            &line[begin..begin + length]
        }
        (_, Some(_)) => "",
        _ => open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_end_with_their_line_and_go_on_in_the_next() {
        let fence = Fence { marked: vec![2..=2], numbered: Some(9), ..Fence::default() };
        let html = "a\n<span class=\"s\">b\nc</span>\n";
        assert_eq!(
            lines(html, &fence),
            "<span class=\"line\" data-line=\"9\">a\n</span>\
             <mark class=\"line\" data-line=\"10\"><span class=\"s\">b</span>\n</mark>\
             <span class=\"line\" data-line=\"11\"><span class=\"s\">c</span>\n</span>"
        );
    }

    #[test]
    fn nothing_is_added_where_nothing_is_asked_for() {
        assert_eq!(lines("a\nb", &Fence::default()), "a\nb");
    }
}
