//! Comments that silence a rule without saying why. Those that silence nothing are left to
//! `unused-ignore`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "ignore-without-reason",
    level: Level::Error,
    summary: "a comment that silences a rule without saying why",
    page: include_str!("ignore_without_reason.md"),
    check: Check::Page(check),
};

fn check(_: &Site, page: &Page, _: usize, findings: &mut Findings) {
    for ignore in &page.article.ignores {
        if ignore.because.as_ref().is_none_or(|because| because.trim().is_empty()) {
            let message = format!(
                "the comment that silences {} does not say why: because=\"…\" is missing",
                ignore.rule
            );
            findings.add(Label::new(&page.article.path, ignore.comment.clone(), ""), message);
        }
    }
}
