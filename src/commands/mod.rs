//! The verbs of the command line, one a file: each asks the engine and does something with the
//! answer. How arguments are spelt is left to `cli`, how results look to `report`.

mod accept;
mod addresses;
mod arguments;
mod build;
mod check;
mod completions;
mod diff;
mod explain;
mod external;
mod facts;
mod fix;
mod init;
mod merge;
mod mutate;
mod print;
mod request;
mod serve;
mod sources;
mod theme;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::bail;

use crate::cli::Command;
use crate::diagnostic::{Diagnostic, Level};
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
    // What a damaged PDF does to its reader becomes a finding; nobody need see it twice.
    let shown = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(crate::parse::THREAD) {
            shown(panic);
        }
    }));
    run(std::env::args_os())
}

/// Runs factum with these arguments, the program's own name first.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let codes = ExitCodes::new();
    let (cli, matches) = match arguments::parse(arguments) {
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
        Command::Init { from: Some(tree), .. } => init::adopt(tree, printer),
        Command::Init { dir, .. } => init::run(dir, printer),
        Command::Build { timings, shard } => {
            build::run(timings.as_deref(), *shard, request, printer)
        }
        Command::Check { asking, shard } => check::run(*asking, *shard, request, printer),
        Command::Merge { parts } => merge::run(parts, request, printer),
        Command::Serve(serving) => serve::run(serving, request, printer),
        Command::Fix { dry_run, asking } => fix::run(request, *dry_run, *asking, printer),
        Command::Accept(selection) => accept::run(selection, request, printer),
        Command::Explain { rule } => explain::run(rule.as_deref(), printer),
        Command::Facts { query } => facts::run(query.as_ref(), request, printer),
        Command::Sources { query } => sources::run(query.as_ref(), request, printer),
        Command::Addresses { query } => addresses::run(query.as_ref(), request, printer),
        Command::Diff { from, to } => diff::run(from, to.as_deref(), request, printer),
        Command::Mutate => mutate::run(request, printer),
        Command::Theme { query } => theme::run(query.as_ref(), request, printer),
        Command::Completions { shell } => completions::run(*shell, printer),
    }
}

/// How a run ends that looked at a site and reported.
///
/// # Errors
/// When the site was not really looked at: the findings, which say why, are then no answer.
fn outcome(
    site: &Site,
    findings: &[Diagnostic],
    summary: &Summary,
    request: &Request,
) -> anyhow::Result<Outcome> {
    if site.config.broken {
        bail!("the settings cannot be used, so the site was not judged");
    }
    let nothing =
        |finding: &Diagnostic| finding.rule == "nothing-checked" && finding.level == Level::Error;
    if findings.iter().any(nothing) {
        bail!("nothing was checked, which is not to pass");
    }
    Ok(if summary.fails(request.strict()) { Outcome::Findings } else { Outcome::Clean })
}
