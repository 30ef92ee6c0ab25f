//! Versions that stand without quotation marks and that YAML takes for numbers.
//! What is no version at all is left to `wrong-type`.

use super::routes::{Wrong, wrongs};
use super::*;
use crate::value::ProblemKind;

pub(super) static RULE: Rule = Rule {
    name: "ambiguous-scalar",
    level: Level::Error,
    summary: "a version that YAML takes for a number",
    page: include_str!("ambiguous_scalar.md"),
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Findings) {
    for (path, span, wrong) in wrongs(site, &RULE) {
        let Wrong::Value(ProblemKind::AmbiguousScalar { text }) = wrong else { continue };
        let message = format!("{text} is a number to YAML, which may lose digits of a version");
        let quoted = format!("\"{text}\"");
        // A number that was read from another file does not stand here.
        let here = site.texts.get(path).is_some_and(|file| file.slice(span) == text);
        let fix = wording::replace(path, span, format!("write {quoted}"), quoted.clone());
        findings
            .add(Label::new(path, span.clone(), ""), message)
            .help("put it into quotation marks")
            .fix(here.then_some(fix));
    }
}
