//! Components that articles call: each is rendered with what it was given and the HTML that it holds,
//! and stands where it was called. What templates are is left to `theme`.

use tera::{ComponentArg, ComponentArgType, ComponentInfo, Context};

use super::theme::Theme;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::parse::{Argument, Article, Filling, RawComponent, nearest};

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
/// The finding, where a call is none that templates know, or the template fails.
pub(super) fn fill(
    theme: &Theme<'_>,
    article: &Article,
    language: &str,
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
        let rendered = call(theme, article, language, component, held.as_deref())?;
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

fn call(
    theme: &Theme<'_>,
    article: &Article,
    language: &str,
    component: &RawComponent,
    held: Option<&str>,
) -> Result<String, Box<Diagnostic>> {
    let name = &component.name;
    let finding = |span: &std::ops::Range<usize>, message: String, help: Option<String>| {
        Box::new(Diagnostic {
            rule: "component-invalid",
            level: Level::Error,
            message,
            primary: Label::new(&article.path, span.clone(), ""),
            related: Vec::new(),
            help,
            fix: None,
        })
    };
    let Some(info) = theme.component(name) else {
        let near = theme.components();
        let help = nearest(name, near.iter().copied());
        let help = help.map(|near| format!("perhaps \"{near}\" is meant"));
        let message = format!("no template has a component \"{name}\"");
        return Err(finding(&component.name_span, message, help));
    };
    let mut given = Context::new();
    for argument in &component.arguments {
        let (key, span) = (&argument.key, &argument.span);
        if given.contains_key(key) {
            return Err(finding(span, format!("\"{key}\" is given twice"), None));
        }
        let known = info.args().iter().find(|known| known.name() == key && !known.is_implicit());
        if known.is_none() && info.rest_param().is_none() {
            let names = info.args().iter().filter(|known| !known.is_implicit());
            let near = nearest(key, names.map(ComponentArg::name));
            let help = near.map(|near| format!("perhaps \"{near}\" is meant"));
            let message = format!("the component \"{name}\" takes no \"{key}\"");
            return Err(finding(span, message, help));
        }
        let kind = known.and_then(ComponentArg::arg_type);
        if let Err(expected) = insert(&mut given, argument, kind) {
            let message = format!("\"{key}\" of the component \"{name}\" is {expected}");
            return Err(finding(span, message, None));
        }
    }
    if let Some(missing) = missing(&info, &given) {
        let message = format!("the component \"{name}\" needs \"{missing}\"");
        return Err(finding(&component.name_span, message, None));
    }
    let mut implicit = Context::new();
    implicit.insert("language", language);
    theme.render_component(name, &given, &implicit, held, article, &component.span)
}

fn missing<'i>(info: &'i ComponentInfo, given: &Context) -> Option<&'i str> {
    let mut needed = info.args().iter().filter(|known| known.is_required());
    needed.find(|known| !given.contains_key(known.name())).map(ComponentArg::name)
}

/// Adds an argument with the type that is asked for; what is asked for, where it has another.
fn insert(
    given: &mut Context,
    argument: &Argument,
    kind: Option<ComponentArgType>,
) -> Result<(), &'static str> {
    let (key, value) = (argument.key.clone(), argument.value.as_str());
    let whole = || value.parse::<i64>();
    match kind {
        Some(ComponentArgType::String) => given.insert(key, value),
        Some(ComponentArgType::Bool) => {
            given.insert(key, &value.parse::<bool>().map_err(|_| "true or false")?);
        }
        Some(ComponentArgType::Integer) => {
            given.insert(key, &whole().map_err(|_| "a whole number")?);
        }
        Some(ComponentArgType::Float) => {
            given.insert(key, &value.parse::<f64>().map_err(|_| "a number")?);
        }
        Some(ComponentArgType::Number) => match whole() {
            Ok(whole) => given.insert(key, &whole),
            Err(_) => given.insert(key, &value.parse::<f64>().map_err(|_| "a number")?),
        },
        None if !argument.quoted => match (whole(), value.parse::<f64>(), value.parse::<bool>()) {
            (Ok(whole), ..) => given.insert(key, &whole),
            (_, Ok(number), _) => given.insert(key, &number),
            (.., Ok(truth)) => given.insert(key, &truth),
            _ => given.insert(key, value),
        },
        None => given.insert(key, value),
        Some(_) => return Err("of a type that an article cannot give"),
    }
    Ok(())
}
