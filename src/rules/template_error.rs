//! Templates that cannot be read or that fail. Made where pages are rendered.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "template-error",
    level: Level::Error,
    summary: "a template that cannot be rendered",
    page: include_str!("template_error.md"),
    check: Check::Policy,
};
