//! Arguments made into data: flags before the verb mean what they mean after it, and a flag that
//! a verb has no use for is a mistake. What there is to say is left to `cli`.

use std::ffi::OsString;

use anyhow::bail;
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, FromArgMatches as _};

use crate::cli::{self, Cli, Format};
use crate::diagnostic::Level;
use crate::rules;

/// Reads arguments, the program's own name first.
///
/// # Errors
/// What to print instead of running: help, the version, or what is wrong.
pub(super) fn parse(
    arguments: impl Iterator<Item = OsString>,
) -> Result<(Cli, ArgMatches), clap::Error> {
    let mut command = cli::definition();
    let arguments = verb_first(&command, arguments.collect());
    let matches = command.try_get_matches_from_mut(arguments)?;
    let cli = Cli::from_arg_matches(&matches)?;
    let (verb, inner) = matches.subcommand().unwrap_or(("", &matches));
    for id in cli::ignored_by(verb) {
        if inner.value_source(id) == Some(ValueSource::CommandLine) {
            let message = format!("--{} means nothing to `factum {verb}`", id.replace('_', "-"));
            return Err(command.error(ErrorKind::ArgumentConflict, message));
        }
    }
    if cli.options.format == Format::Markdown && verb != "diff" {
        let message = format!("--format markdown means nothing to `factum {verb}`");
        return Err(command.error(ErrorKind::ArgumentConflict, message));
    }
    Ok((cli, matches))
}

/// The levels that flags set, in the order of the flags: the last one counts.
///
/// # Errors
/// When a flag names a rule that is not there.
pub(super) fn levels(matches: &ArgMatches) -> anyhow::Result<Vec<(String, Level)>> {
    let mut levels = Vec::new();
    for (flag, level) in [("deny", Level::Error), ("warn", Level::Warning), ("allow", Level::Off)] {
        let names = matches.get_many::<String>(flag).into_iter().flatten();
        for (at, name) in matches.indices_of(flag).into_iter().flatten().zip(names) {
            if rules::by_name(name).is_none() {
                bail!("--{flag} {name}: {}", super::explain::unknown(name));
            }
            levels.push((at, name.clone(), level));
        }
    }
    levels.sort_by_key(|(at, ..)| *at);
    Ok(levels.into_iter().map(|(_, name, level)| (name, level)).collect())
}

/// The same arguments with the flags that stand before the verb put behind it.
///
/// The parser keeps only one of two lists that stand on both sides of the verb, and `--deny a
/// check --deny b` is to mean both.
fn verb_first(command: &clap::Command, mut arguments: Vec<OsString>) -> Vec<OsString> {
    let mut at = 1;
    while let Some(argument) = arguments.get(at) {
        let text = argument.to_string_lossy();
        if !text.starts_with('-') {
            if command.find_subcommand(text.as_ref()).is_some_and(|verb| verb.get_name() != "help")
            {
                arguments[1..=at].rotate_right(1);
            }
            return arguments;
        }
        // These ask about factum itself.
        if ["--", "-h", "--help", "-V", "--version"].contains(&text.as_ref()) {
            return arguments;
        }
        at += if takes_the_next(command, &text) { 2 } else { 1 };
    }
    arguments
}

/// Whether a flag's value is the argument after it.
fn takes_the_next(command: &clap::Command, flag: &str) -> bool {
    let takes =
        |found: Option<&clap::Arg>| found.is_some_and(|arg| arg.get_action().takes_values());
    match flag.strip_prefix("--") {
        Some(long) => takes(command.get_arguments().find(|arg| arg.get_long() == Some(long))),
        // Of several letters in one, the first that takes a value has the rest for it.
        None => {
            let valued = |letter: &char| {
                takes(command.get_arguments().find(|arg| arg.get_short() == Some(*letter)))
            };
            let letters: Vec<char> = flag.chars().skip(1).collect();
            letters.iter().position(valued).is_some_and(|first| first + 1 == letters.len())
        }
    }
}
