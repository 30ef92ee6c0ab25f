//! Components that articles call: each is rendered with what it was given and the HTML that it holds,
//! and stands where it was called. What templates are is left to `theme`.

use tera::Context;

use super::theme::Theme;
use super::value_html::Setting;
use crate::diagnostic::Diagnostic;
use crate::parse::{Article, Filling, RawComponent};

/// What stands around a component's number in HTML; no text holds these, which are no characters.
const MARKS: [char; 2] = ['\u{fdd2}', '\u{fdd3}'];

/// What stands in HTML where a component begins or ends, until it is rendered; nothing for what is
/// none of a component.
pub(super) fn mark(what: Filling) -> Option<String> {
    let [open, close] = MARKS;
    match what {
        Filling::Component(index) => Some(format!("{open}{index}{close}")),
        Filling::ComponentEnd(index) => Some(format!("{open}/{index}{close}")),
        _ => None,
    }
}

/// HTML with its components rendered, the inner ones first.
///
/// # Errors
/// The finding, where the template fails.
pub(super) fn fill(
    theme: &Theme<'_>,
    article: &Article,
    setting: &Setting<'_>,
    html: String,
) -> Result<String, Box<Diagnostic>> {
    if article.components.is_empty() {
        return Ok(html);
    }
    // What is written into: the page, then what each open component holds.
    let mut open: Vec<(Option<&RawComponent>, String)> = vec![(None, String::new())];
    let mut rest = html.as_str();
    while let Some(at) = rest.find(MARKS[0]) {
        push(&mut open, &rest[..at]);
        let after = &rest[at + MARKS[0].len_utf8()..];
        let Some((number, behind)) = after.split_once(MARKS[1]) else { break };
        rest = behind;
        let ends = number.starts_with('/');
        let index = number.trim_start_matches('/').parse::<usize>().ok();
        let Some(component) = index.and_then(|index| article.components.get(index)) else {
            continue;
        };
        if !ends && component.holds {
            open.push((Some(component), String::new()));
            continue;
        }
        let held = if ends { open.pop().map(|(_, html)| html) } else { None };
        let rendered = call(theme, article, setting, component, held.as_deref())?;
        push(&mut open, &rendered);
    }
    push(&mut open, rest);
    Ok(open.into_iter().map(|(_, html)| html).collect())
}

fn push(open: &mut [(Option<&RawComponent>, String)], html: &str) {
    if let Some((_, into)) = open.last_mut() {
        into.push_str(html);
    }
}

/// A component in the place of its call. One that cannot be called is a finding already, and what it holds
/// is shown without it.
fn call(
    theme: &Theme<'_>,
    article: &Article,
    setting: &Setting<'_>,
    component: &RawComponent,
    held: Option<&str>,
) -> Result<String, Box<Diagnostic>> {
    let Ok(given) = theme.templates.given(component) else {
        return Ok(held.unwrap_or_default().to_string());
    };
    let mut implicit = Context::new();
    implicit.insert("language", setting.language);
    implicit.insert_value("words", setting.words.value());
    theme.render_component(&component.name, &given, &implicit, held, article, &component.span)
}
