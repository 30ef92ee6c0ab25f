//! `factum completions`: a shell's script, from the same definition as the arguments.

use clap_complete::Shell;

use super::Outcome;
use super::print::Printer;
use crate::cli;

/// Prints the script.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn run(shell: Shell, printer: &mut Printer) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut cli::definition(), "factum", &mut script);
    printer.answer(&String::from_utf8(script)?)?;
    Ok(Outcome::Clean)
}
