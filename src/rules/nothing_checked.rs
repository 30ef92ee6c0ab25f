//! Runs that had nothing to check although the site has something. Made where levels are applied.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "nothing-checked",
    level: Level::Error,
    summary: "a run that had nothing to check",
    page: include_str!("nothing_checked.md"),
    check: Check::Policy,
};
