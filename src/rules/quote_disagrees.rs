//! Quotations whose own words say another value than the statement that rests on them. Whether the
//! source has these words is left to `quote-not-found`.

use super::*;
use crate::parse::shorten;

pub(super) static RULE: Rule = Rule {
    name: "quote-disagrees",
    level: Level::Warning,
    summary: "a quotation whose words say another value than its statement",
    page: include_str!("quote_disagrees.md"),
    check: Check::Subject(check),
};

fn check(_: &Site, subject: &Subject, findings: &mut Findings) {
    for fact in subject.facts.values() {
        for statement in &fact.statements {
            for cited in &statement.sources {
                let quote = cited.citation.quote.as_ref();
                let (Some(quote), Some(testimony)) = (quote, &cited.testimony) else { continue };
                let (path, span) = &statement.value_at;
                findings
                    .add(
                        Label::new(&subject.path, quote.span.clone(), ""),
                        format!(
                            "the quotation says \"{}\" ({}), but the statement says {}",
                            shorten(&testimony.words),
                            testimony.reads_as,
                            testimony.expected
                        ),
                    )
                    .relate(Label::new(path, span.clone(), "the statement says this"));
            }
        }
    }
}
