//! Files of the theme that a site has taken over, and that lag behind. Made where pages are rendered.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "template-outdated",
    level: Level::Warning,
    summary: "an ejected file of the theme whose built-in one has changed since",
    page: include_str!("template_outdated.md"),
    check: Check::Policy,
};
