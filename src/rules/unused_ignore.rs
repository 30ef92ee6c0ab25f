//! Comments that silence nothing. Made where ignores are applied.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "unused-ignore",
    level: Level::Warning,
    summary: "a comment that silences nothing",
    page: include_str!("unused_ignore.md"),
    check: Check::Policy,
};
