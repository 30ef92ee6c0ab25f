//! Calls of components: what an article gives to one, held against what it takes.

use tera::{ComponentArg, ComponentArgType, ComponentInfo, Context};

use super::Templates;
use crate::parse::{Argument, RawComponent, nearest};
use crate::source::Span;

/// What is wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miscall {
    /// No template has such a component; the nearest.
    Unknown(Option<String>),
    /// It is given one thing twice.
    Twice(String),
    /// It does not take what it is given; the nearest that it takes.
    NotTaken(String, Option<String>),
    /// It takes something else under that name.
    WrongType(String, &'static str),
    /// It needs something more.
    Missing(String),
}

impl Templates {
    /// What a component is given, in the types that it asks for.
    ///
    /// # Errors
    /// What is wrong with the call, and where.
    pub fn given(&self, component: &RawComponent) -> Result<Context, (Span, Miscall)> {
        let Some(info) = self.component(&component.name) else {
            let near = nearest(&component.name, self.components().into_iter()).map(str::to_string);
            return Err((component.name_span.clone(), Miscall::Unknown(near)));
        };
        let mut given = Context::new();
        for argument in &component.arguments {
            argue(&info, &mut given, argument).map_err(|it| (argument.span.clone(), it))?;
        }
        let mut needed = info.args().iter().filter(|known| known.is_required());
        match needed.find(|known| !given.contains_key(known.name())) {
            Some(missing) => {
                Err((component.name_span.clone(), Miscall::Missing(missing.name().to_string())))
            }
            None => Ok(given),
        }
    }
}

fn argue(info: &ComponentInfo, given: &mut Context, argument: &Argument) -> Result<(), Miscall> {
    let key = &argument.key;
    if given.contains_key(key) {
        return Err(Miscall::Twice(key.clone()));
    }
    let mut taken = info.args().iter().filter(|known| !known.is_implicit());
    let known = taken.clone().find(|known| known.name() == key);
    if known.is_none() && info.rest_param().is_none() {
        let near = nearest(key, taken.by_ref().map(ComponentArg::name)).map(str::to_string);
        return Err(Miscall::NotTaken(key.clone(), near));
    }
    let kind = known.and_then(ComponentArg::arg_type);
    insert(given, argument, kind).map_err(|expected| Miscall::WrongType(key.clone(), expected))
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
