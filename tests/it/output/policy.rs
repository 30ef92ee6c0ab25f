//! Nothing on a page needs more than a strict content security policy allows, and a site that asks for
//! one says so before anything else is loaded. That browsers see it so is left to `tests/browser`.

use super::html::{Element, elements};
use super::{SITES, files};

#[test]
fn no_page_has_a_script_a_style_or_a_handler_of_its_own() {
    let mut wrong = Vec::new();
    let mut pages = 0;
    for site in SITES {
        for (name, bytes) in files(site, "https://site.example/kb") {
            if !name.ends_with(".html") {
                continue;
            }
            pages += 1;
            for element in elements(&bytes) {
                wrong.extend(offence(&element).map(|what| format!("{name}: {what}")));
            }
        }
    }
    assert!(pages > 100, "only {pages} pages");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_a_policy_forbids_is_found() {
    let bad = [
        "<p style='color: red'>",
        "<style>p {}</style>",
        "<script>1</script>",
        "<script type=module>1</script>",
        "<script src='https://elsewhere.example/x.js'></script>",
        "<a onclick='1'>",
        "<a href='javascript:1'>",
        "<link rel=stylesheet href='//elsewhere.example/x.css'>",
    ];
    for page in bad {
        assert!(elements(page.as_bytes()).iter().any(|it| offence(it).is_some()), "{page}");
    }
    let good =
        "<script src='../x.js'></script><script type='application/ld+json'>{}</script><p class=a>";
    assert!(elements(good.as_bytes()).iter().all(|it| offence(it).is_none()));
}

#[test]
fn every_page_of_a_site_with_a_policy_begins_with_it() {
    for (name, bytes) in files("tests/sites/everything", "https://site.example/kb") {
        if !name.ends_with(".html") {
            continue;
        }
        let elements = elements(&bytes);
        let at = |wanted: &dyn Fn(&Element) -> bool| elements.iter().position(wanted);
        let policy = at(&|it| it.get("http-equiv") == Some("Content-Security-Policy"));
        let loads = at(&|it| it.name == "script" || it.name == "link");
        assert!(policy.is_some() && policy < loads, "{name} does not begin with a policy");
        let said = elements[policy.unwrap_or_default()].get("content").unwrap_or_default();
        assert!(
            said.starts_with("default-src 'none'") && !said.contains("unsafe"),
            "{name}: {said}"
        );
    }
    let plain = files("tests/sites/printer", "https://site.example/kb");
    assert!(!String::from_utf8_lossy(&plain["index.html"]).contains("Content-Security-Policy"));
}

/// What a strict policy would not let through, if this is it.
fn offence(element: &Element) -> Option<String> {
    let Element { name, .. } = element;
    let elsewhere = |address: &str| address.starts_with("//") || address.contains("://");
    let data = element.get("type").is_some_and(|it| it == "application/ld+json");
    let from = element.get("src").or(element.get("href")).unwrap_or_default();
    match name.as_str() {
        "style" => return Some("a style sheet in the page".to_string()),
        "script" if !data && element.get("src").is_none() => {
            return Some("a script in the page".to_string());
        }
        "script" if elsewhere(from) => return Some(format!("a script from {from}")),
        "link" if element.get("rel") == Some("stylesheet") && elsewhere(from) => {
            return Some(format!("a style sheet from {from}"));
        }
        _ => {}
    }
    let bad = element.attributes().find(|(name, value)| {
        *name == "style" || name.starts_with("on") || value.trim_start().starts_with("javascript:")
    });
    bad.map(|(attribute, _)| format!("<{name} {attribute}>"))
}
