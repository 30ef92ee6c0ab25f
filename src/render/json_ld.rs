//! What an article states, for machines that read pages: its claims that hold, in schema.org's
//! words. A claim that does not hold is not the page's word, so it is left out.

use serde_json::{Value, json};

use super::article::FactShown;
use super::urls::Here;
use crate::site::{Page, Site};

/// The article and its claims as JSON that may stand within `<script>`; `None` without claims.
pub(super) fn article(site: &Site, page: &Page, facts: &[FactShown<'_>]) -> Option<String> {
    let mut claims = Vec::new();
    for fact in facts {
        let citations: Vec<Value> = fact
            .sources
            .iter()
            .map(|cited| {
                let url = site.sources.get(&cited.id).and_then(|source| source.raw.url.as_ref());
                let mut work = json!({ "@type": "CreativeWork", "name": cited.title });
                if let Some(url) = url {
                    work["url"] = json!(url.it);
                }
                work
            })
            .collect();
        for said in fact.said.iter().filter(|said| said.quoted && said.verdict.holds) {
            claims.push(json!({
                "@type": "Claim",
                "name": format!("{}: {}", fact.subject, fact.label),
                "text": said.words,
                "about": { "@type": "Thing", "name": fact.subject },
                "citation": citations,
            }));
        }
    }
    if claims.is_empty() {
        return None;
    }
    let base = &site.config.base_url;
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": page.title,
        "inLanguage": page.language,
    });
    if !base.is_empty() {
        data["url"] = json!(format!("{base}{}", Here::Anywhere("").href(&page.url)));
    }
    let authors = &page.article.front.authors;
    if !authors.is_empty() {
        let people = authors.iter().map(|name| json!({ "@type": "Person", "name": name }));
        data["author"] = people.collect();
    }
    data["hasPart"] = Value::Array(claims);
    Some(safe(&data.to_string()))
}

/// JSON in which nothing ends the element it stands in, or means anything to a reader of HTML.
fn safe(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            other => out.push(other),
        }
    }
    out
}
