//! Files of the theme that a site has taken over, and that lag behind the built-in ones.

use super::*;
use crate::source::SitePath;
use crate::theme;

pub(super) static RULE: Rule = Rule {
    name: "template-outdated",
    level: Level::Warning,
    summary: "an ejected file of the theme whose built-in one has changed since",
    page: include_str!("template_outdated.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for name in theme::files() {
        let Some(path) = SitePath::new(&format!("templates/{name}")) else { continue };
        let text = site.texts.get(&path);
        let Some(span) = text.and_then(|text| theme::outdated(name, text.as_str())) else {
            continue;
        };
        let message = format!("the built-in {name} has changed since this one was made from it");
        findings.add(Label::new(&path, span, ""), message).help(format!(
            "`factum theme diff {name}` shows how they differ; `factum theme mark {name}` says that \
             you have taken over what you want"
        ));
    }
}
