//! Addresses that the site publishes and that its list does not hold: nobody would notice if they
//! were lost. Those that are lost are left to `address-lost`.

use super::*;
use crate::parse::Promises;

pub(super) static RULE: Rule = Rule {
    name: "address-unrecorded",
    level: Level::Note,
    summary: "published addresses that factum.addresses does not hold",
    page: include_str!("address_unrecorded.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    let (Some(path), Some(kept)) = (Promises::path(), &site.kept) else { return };
    let Some(first) = kept.new.first() else { return };
    let message = match kept.new.len() {
        1 => format!("{first} is published and not recorded here"),
        new => format!("{first} and {} more are published and not recorded here", new - 1),
    };
    findings
        .add(Label::new(&path, 0..0, ""), message)
        .help("`factum addresses update` records them, so that losing one is noticed");
}
