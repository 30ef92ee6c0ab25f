//! Statements that rest on nobody's word. Citations of sources that are not there are left to
//! `source-unknown`.

use super::routes::live;
use super::*;
use crate::value::Value;

pub(super) static RULE: Rule = Rule {
    name: "source-missing",
    level: Level::Note,
    summary: "a fact that cites no source",
    page: include_str!("source_missing.md"),
    check: Check::Subject(check),
};

fn check(_: &Site, subject: &Subject, findings: &mut Findings) {
    for fact in subject.facts.values() {
        let sourceless = |&(index, value): &(usize, &Value)| {
            let statement = &fact.statements[index];
            statement.sources.is_empty() && !statement.derived && *value != Value::Unknown
        };
        let stated = live(fact).count();
        let missing: Vec<usize> = live(fact).filter(sourceless).map(|(index, _)| index).collect();
        if missing.is_empty() {
            continue;
        }
        let help = "cite a source beside the value, or once for the whole file";
        if missing.len() == stated {
            let label = Label::new(&subject.path, fact.raw.name.span.clone(), "");
            findings.add(label, format!("{} rests on nobody's word", fact.id())).help(help);
            continue;
        }
        for index in missing {
            let label = Label::new(&subject.path, fact.statements[index].span.clone(), "");
            let message = format!("this statement of {} rests on nobody's word", fact.id());
            findings.add(label, message).help(help);
        }
    }
}
