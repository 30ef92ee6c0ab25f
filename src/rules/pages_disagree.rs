//! Claims on one fact and scope that read differently where the fact cannot tell which is right.
//! Where it can, the one that is wrong is left to the rules on claims.

use super::*;
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::parse::shorten;
use crate::site::{Bound, Claim, ClaimForm, Scope};
use crate::value::{Mode, Value, Verdict, notation_in};

pub(super) static RULE: Rule = Rule {
    name: "pages-disagree",
    level: Level::Error,
    summary: "two claims on one fact that read differently",
    page: include_str!("pages_disagree.md"),
    check: Check::Site(check),
};

/// The scope of a claim, what it reads as, and the claim.
type First<'s> = (&'s Scope, Cow<'s, str>, &'s Claim);

fn check(site: &Site, findings: &mut Findings) {
    // For each fact (and row), the first reading in each scope.
    let mut groups: BTreeMap<(&str, &str), Vec<First<'_>>> = BTreeMap::new();
    let open = site.pages_with(|among| among.open).flat_map(|page| site.claims_of(page));
    for claim in open {
        let Ok(bound) = &claim.bound else { continue };
        let row = match &claim.form {
            ClaimForm::Prose(_) => "",
            ClaimForm::Cell { key, .. } => key,
            ClaimForm::List { .. } | ClaimForm::Rows { .. } => continue,
        };
        let open = matches!(claim.judgement.verdict, Verdict::Unjudged | Verdict::Disputed);
        // Where a text is known, people say which words are right.
        if matches!(bound.value, Some(Value::Text(_))) {
            continue;
        }
        let exact = matches!(claim.mode, Mode::Exact | Mode::Owned);
        let read = claim.judgement.reads_as.as_deref().filter(|_| open && exact);
        let Some(reading) = read.map(|read| in_one_language(site, claim, bound, read)) else {
            continue;
        };
        let group = groups.entry((&bound.fact.id, row)).or_default();
        let Some((_, first, other)) = group.iter().find(|(scope, ..)| **scope == bound.scope)
        else {
            group.push((&bound.scope, reading, claim));
            continue;
        };
        if *first == reading {
            continue;
        }
        let page = site.page(claim.page);
        let path = &site.page(other.page).article.path;
        let where_else = match other.page == claim.page {
            true => "in another place".to_string(),
            false => format!("{path} says"),
        };
        let message = format!(
            "{} of {}, but {where_else} \"{}\"",
            wording::says(claim),
            bound.fact.id,
            shorten(&other.words),
        );
        findings
            .add(wording::place_of(page, claim), message)
            .relate(Label::new(path, other.words_span.clone(), "the other words stand here"))
            .help("find out which is true, and state it in the fact");
    }
}

/// What a claim reads as in the site's own language, so that claims in two languages can be compared.
fn in_one_language<'s>(
    site: &'s Site,
    claim: &'s Claim,
    bound: &Bound,
    read: &'s str,
) -> Cow<'s, str> {
    let language = &site.page(claim.page).language;
    let subject = site.subjects.get(&bound.fact.subject);
    let (Some(subject), true) = (subject, *language != site.config.language) else {
        return Cow::Borrowed(read);
    };
    let own = site.context(language, &bound.property, &subject.filler);
    let value = bound.value.as_ref().unwrap_or(&Value::Unknown);
    let shared = notation_in(site.words(&site.config.language), &claim.words, value, &own);
    shared.map_or(Cow::Borrowed(read), Cow::Owned)
}
