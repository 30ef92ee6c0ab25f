//! Ids that two subjects, sources or rows share. Names that two things share are left to
//! `alias-collision`.

use super::routes::{Wrong, of_shared, wrongs};
use super::*;
use crate::site::Shared;
use crate::value::ProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-id",
    level: Level::Error,
    summary: "an id that two things share",
    page: include_str!("duplicate_id.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Value(ProblemKind::Repeated { text }) = wrong else { continue };
        let message = format!("\"{text}\" stands here twice");
        findings.add(Label::new(path, span.clone(), ""), message);
    }
    for shared in site.duplicates.iter().filter(|shared| of_shared(shared.what).name == RULE.name) {
        let what = match shared.what {
            Shared::Source => "sources",
            Shared::Type => "types",
            _ => "subjects",
        };
        let message = format!("two {what} have the id \"{}\"", shared.id);
        let (path, span) = &shared.again;
        let (first, first_span) = &shared.first;
        findings
            .add(Label::new(path, span.clone(), ""), message)
            .relate(Label::new(first, first_span.clone(), "the first stands here"))
            .help(match shared.what {
                Shared::Type => "give one of the files another name",
                _ => "give one of them an `id` of its own",
            });
    }
}
