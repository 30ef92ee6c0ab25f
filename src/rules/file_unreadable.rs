//! Pages, templates and other files that cannot be read. Fact files are left to
//! `fact-file-invalid`, settings to `config-invalid`.

use super::*;

pub(super) static RULE: Rule = Rule {
    name: "file-unreadable",
    level: Level::Error,
    summary: "a file of the site that cannot be read",
    page: include_str!("file_unreadable.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for file in &site.unreadable {
        if file.path.below("facts").is_none() && file.path.as_str() != "factum.toml" {
            wording::unreadable(file, findings);
        }
    }
}
