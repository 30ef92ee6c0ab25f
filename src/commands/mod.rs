//! The verbs of the command line, one a file: each asks the engine and does something with the
//! answer. How arguments are spelt is left to `cli`, how results look to `report`.

mod build;
mod check;
mod completions;
mod explain;
mod facts;
mod init;
mod print;
mod request;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::bail;
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _};

use crate::cli::{Cli, Command};
use crate::parse::ExitCodes;
use crate::report::Summary;
use crate::site::Site;
use print::Printer;
use request::Request;

/// How a run ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing fails the run.
    Clean,
    /// Findings do.
    Findings,
}

/// Runs factum with the arguments of the process.
#[expect(clippy::disallowed_methods, reason = "this is where the arguments come in")]
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

/// Runs factum with these arguments, the program's own name first.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let codes = ExitCodes::new();
    let (cli, matches) = match parse(arguments) {
        Ok(parsed) => parsed,
        Err(message) => {
            // Whether anybody reads the help to its end is not factum's business.
            let _ = message.print();
            let code = if message.use_stderr() { codes.failure } else { codes.clean };
            return ExitCode::from(code);
        }
    };
    let mut printer = Printer::new(&cli.options);
    let request = Request::new(cli.options, &matches);
    let outcome = request.and_then(|request| dispatch(&cli.command, &request, &mut printer));
    ExitCode::from(match outcome {
        Ok(Outcome::Clean) => codes.clean,
        Ok(Outcome::Findings) => codes.findings,
        Err(error) => {
            printer.failure(&error);
            codes.failure
        }
    })
}

fn dispatch(
    command: &Command,
    request: &Request,
    printer: &mut Printer,
) -> anyhow::Result<Outcome> {
    match command {
        Command::Init { dir } => init::run(dir, printer),
        Command::Build => build::run(request, printer),
        Command::Check => check::run(request, printer),
        Command::Explain { rule } => explain::run(rule.as_deref(), printer),
        Command::Facts { query } => facts::run(query.as_ref(), request, printer),
        Command::Completions { shell } => completions::run(*shell, printer),
    }
}

/// Arguments as data; the flags' order is still in the second part.
fn parse(arguments: impl Iterator<Item = OsString>) -> Result<(Cli, ArgMatches), clap::Error> {
    let mut command = Cli::command();
    let matches = command.try_get_matches_from_mut(arguments)?;
    let cli = Cli::from_arg_matches(&matches)?;
    let (verb, inner) = matches.subcommand().unwrap_or(("", &matches));
    for id in cli.command.ignores() {
        if inner.value_source(id) == Some(ValueSource::CommandLine) {
            let flag = id.replace('_', "-");
            let message = format!("--{flag} means nothing to `factum {verb}`");
            return Err(command.error(ErrorKind::ArgumentConflict, message));
        }
    }
    Ok((cli, matches))
}

/// How a run ends that looked at a site and reported.
///
/// # Errors
/// When the settings say nothing that could be used: the findings are then no answer.
fn outcome(site: &Site, summary: &Summary, request: &Request) -> anyhow::Result<Outcome> {
    if site.config.broken {
        bail!("the settings cannot be used; nothing else was judged");
    }
    Ok(if summary.fails(request.strict()) { Outcome::Findings } else { Outcome::Clean })
}
