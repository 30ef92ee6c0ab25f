//! Fixes that change one item of a list in the text of its page: take it away, add one.
//! Whether an item belongs there is left to the rules.

use super::*;
use crate::parse::Cell;
use crate::source::SitePath;

/// A fix that takes an item or a row away, when it stands on lines of its own.
pub(super) fn remove(site: &Site, path: &SitePath, cell: &Cell) -> Option<Fix> {
    let text = site.texts.get(path)?.as_str();
    let start = line_start(text, cell.whole.start)?;
    // Inside a quotation, a line's own marks would stay behind.
    if !text.get(start..cell.whole.start)?.trim().is_empty() {
        return None;
    }
    let whole = text.get(cell.whole.clone())?;
    let mut end = cell.whole.start + whole.trim_end().len();
    let rest = text.get(end..)?;
    let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
    if !rest.get(..line)?.trim().is_empty() {
        return None;
    }
    end += line;
    let title = format!("take \"{}\" away", crate::parse::shorten(&cell.words));
    Some(wording::replace(path, &(start..end), title, ""))
}

/// A fix that adds an item behind the last one of a list, written like it.
pub(super) fn append(site: &Site, path: &SitePath, last: &Cell, name: &str) -> Option<Fix> {
    let text = site.texts.get(path)?.as_str();
    let start = line_start(text, last.span.start)?;
    let marks = text.get(start..last.span.start)?;
    // Anything but the marks of lists, tasks and quotations is the item's own.
    let known = |c: char| c.is_ascii_digit() || " \t-*+.)>[]".contains(c);
    if marks.trim().is_empty() || !marks.chars().all(known) {
        return None;
    }
    let whole = text.get(last.whole.clone())?;
    let end = last.whole.start + whole.trim_end().len();
    let title = format!("add \"{name}\"");
    Some(wording::replace(path, &(end..end), title, format!("\n{marks}{name}")))
}

fn line_start(text: &str, at: usize) -> Option<usize> {
    Some(text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1))
}
