//! Blocks of code whose language is misspelt, or that mark lines which are not there. What the words
//! of an info string mean is left to `parse`.

use super::*;
use crate::parse::misspelt;

pub(super) static RULE: Rule = Rule {
    name: "code-unclear",
    level: Level::Note,
    summary: "a misspelt language of code, or marked lines that are not there",
    page: include_str!("code_unclear.md"),
    check: Check::Page(check),
};

fn check(_: &Site, page: &Page, _: usize, findings: &mut Findings) {
    for code in &page.article.code {
        let fence = &code.fence;
        let label = || Label::new(&page.article.path, fence.span.clone(), "");
        if let Some(near) = misspelt(&fence.language) {
            let message = format!("no language is called \"{}\"", fence.language);
            findings.add(label(), message).help(format!("perhaps \"{near}\" is meant"));
        }
        for word in &fence.unclear {
            findings.add(label(), format!("\"{word}\" names no line"));
        }
        let all = code.lines;
        let last = fence.marked.iter().map(|lines| *lines.end()).max().unwrap_or_default();
        if last > all {
            let message = format!("line {last} is marked, and the code has {all}");
            findings.add(label(), message);
        }
    }
}
