//! `factum theme`: the files of the built-in theme, for a site that wants to change one.
//! What is in them, and which of a site's own lag behind, is left to `render`.

use anyhow::bail;
use similar::TextDiff;

use super::Outcome;
use super::print::Printer;
use super::request::{Located, Request};
use crate::cli::ThemeQuery;
use crate::source::{SitePath, Sources};
use crate::theme;
use crate::write;

/// Lists the files, or shows, ejects, compares or marks one.
///
/// # Errors
/// When there is no such file, no site, or a file of the site is in the way.
pub(super) fn run(
    query: Option<&ThemeQuery>,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    match query {
        None | Some(ThemeQuery::List) => list(request, printer)?,
        Some(ThemeQuery::Show { file }) => printer.answer(built_in(file)?)?,
        Some(ThemeQuery::Eject { file }) => eject(file, request, printer)?,
        Some(ThemeQuery::Diff { file }) => {
            let (own, _) = own(file, request)?;
            let diff = TextDiff::from_lines(built_in(file)?, own.as_str());
            let (old, new) = (format!("theme/{file}"), format!("templates/{file}"));
            let text = diff.unified_diff().header(&old, &new).to_string();
            printer.answer(&text)?;
        }
        Some(ThemeQuery::Mark { file }) => {
            let (text, Located { root, .. }) = own(file, request)?;
            let marked = theme::marked(file, &text, built_in(file)?);
            write::replace(&root, &place(file)?, &marked)?;
            printer.remark(&format!("templates/{file} is up to the built-in one"))?;
        }
    }
    Ok(Outcome::Clean)
}

fn built_in(file: &str) -> anyhow::Result<&'static str> {
    match theme::built_in(file) {
        Ok(text) => Ok(text),
        Err(Some(near)) => bail!("the theme has no file {file}; did you mean {near}?"),
        Err(None) => bail!("the theme has no file {file}; `factum theme list` names them"),
    }
}

fn place(file: &str) -> anyhow::Result<SitePath> {
    let path = SitePath::new(&format!("templates/{file}"));
    path.ok_or_else(|| anyhow::anyhow!("{file} is no name of a file"))
}

/// The site's own file of a name, and the site.
fn own(file: &str, request: &Request) -> anyhow::Result<(String, Located)> {
    built_in(file)?;
    let located = request.locate()?;
    match Sources::read(&located.door, place(file)?) {
        Ok(text) => Ok((text.as_str().to_string(), located)),
        Err(_) => bail!("the site has no templates/{file}; `factum theme eject {file}` makes it"),
    }
}

fn list(request: &Request, printer: &mut Printer) -> anyhow::Result<()> {
    let located = request.locate()?;
    let mut text = String::new();
    for name in theme::files() {
        let own = Sources::read(&located.door, place(name)?).ok();
        let state = match own {
            None => "",
            Some(own) if theme::outdated(name, own.as_str()).is_some() => "  own, lags behind",
            Some(_) => "  own",
        };
        text.push_str(&format!("{name}{state}\n"));
    }
    printer.answer(&text)
}

fn eject(file: &str, request: &Request, printer: &mut Printer) -> anyhow::Result<()> {
    let text = theme::ejected(file, built_in(file)?);
    let Located { root, .. } = request.locate()?;
    write::create(&root, &place(file)?, &text)?;
    printer.remark(&format!("templates/{file} takes the place of the built-in one"))
}
