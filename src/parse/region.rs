//! Regions of code: what stands between a comment with `#region NAME` and one with `#endregion`, as
//! editors fold it. Which file it is in is left to `including`.

use crate::source::Span;

/// The lines of a file or of a region of it, without lines that mark regions; each without its end.
///
/// # Errors
/// When there is no such region, or it does not end.
pub(super) fn lines(text: &str, region: Option<&str>) -> Result<Vec<Span>, Missing> {
    let mut lines = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let (mut found, mut ended) = (false, false);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = at..at + line.trim_end_matches(['\n', '\r']).len();
        at += line.len();
        match mark(&text[span.clone()]) {
            Some(Mark::Begins(name)) => {
                found |= region == Some(name) && !ended;
                open.push(name);
            }
            Some(Mark::Ends(name)) => {
                // An end without a name ends what was opened last.
                let last = open.iter().rposition(|known| name.is_empty() || *known == name);
                let closed = last.map(|last| open.remove(last));
                ended |= closed.is_some() && closed == region;
            }
            None => {
                let inside = region.is_none_or(|region| open.contains(&region) && !ended);
                lines.extend(inside.then_some(span));
            }
        }
    }
    match (region, found, ended) {
        (Some(_), false, _) => Err(Missing::NotThere),
        (Some(_), true, false) => Err(Missing::Unclosed),
        _ => Ok(trimmed(text, lines)),
    }
}

/// Why a region cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    NotThere,
    Unclosed,
}

/// The names of all regions.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| match mark(line)? {
        Mark::Begins(name) => Some(name),
        Mark::Ends(_) => None,
    })
}

enum Mark<'t> {
    Begins(&'t str),
    Ends(&'t str),
}

/// What a line marks: a comment in whatever language that holds nothing but `#region NAME` or
/// `#endregion NAME`.
fn mark(line: &str) -> Option<Mark<'_>> {
    let comment = line.trim().trim_start_matches(['/', '*', '<', '!', '-', ';', '%', '\'', ' ']);
    let word = comment.strip_prefix('#')?.trim_start();
    let word = word.strip_prefix("pragma ").unwrap_or(word);
    let ends = word.strip_prefix("endregion");
    let rest = ends.or_else(|| word.strip_prefix("region"))?;
    let name = rest.trim_end_matches(['/', '*', '-', '>', ' ']).trim();
    if rest.starts_with(char::is_alphanumeric) || (ends.is_none() && name.is_empty()) {
        return None;
    }
    Some(if ends.is_some() { Mark::Ends(name) } else { Mark::Begins(name) })
}

/// Lines without the blank ones at both ends, and without the white space that all of them share.
fn trimmed(text: &str, mut lines: Vec<Span>) -> Vec<Span> {
    let blank = |span: &Span| text[span.clone()].trim().is_empty();
    let first = lines.iter().position(|line| !blank(line)).unwrap_or(lines.len());
    lines.drain(..first);
    while lines.last().is_some_and(blank) {
        lines.pop();
    }
    let indent = |span: &Span| {
        let line = &text[span.clone()];
        line.len() - line.trim_start_matches([' ', '\t']).len()
    };
    let shared = lines.iter().filter(|line| !blank(line)).map(indent).min().unwrap_or(0);
    for line in &mut lines {
        line.start = if blank(line) { line.end } else { line.start + shared };
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, region: Option<&str>) -> Result<String, Missing> {
        let lines = lines(text, region)?.into_iter().map(|span| &text[span]);
        Ok(lines.collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn regions_nest_and_lose_their_marks_and_their_indentation() {
        let text = "a\n  // #region x\n  b\n    # region y\n\n    c\n    # endregion\n  /* #endregion x */\nd\n";
        assert_eq!(of(text, Some("x")), Ok("b\n\n  c".to_string()));
        assert_eq!(of(text, Some("y")), Ok("c".to_string()));
        assert_eq!(of(text, None), Ok("a\n  b\n\n    c\nd".to_string()));
        assert_eq!(of(text, Some("z")), Err(Missing::NotThere));
        assert_eq!(of("<!-- #region x -->\n", Some("x")), Err(Missing::Unclosed));
        assert_eq!(names(text).collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(of("# Regional\n#regions\n", None), Ok("# Regional\n#regions".to_string()));
    }
}
