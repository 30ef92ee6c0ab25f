//! The two streams of a run: answers to standard output, findings and failures to standard error.
//! A reader that goes away early is no failure.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use serde_json::Value;

use super::merge;
use crate::cli::{Color, Flags, Format};
use crate::diagnostic::Level;
use crate::report::{self, Part, Summary};
use crate::site::Site;
use crate::{diagnostic::Diagnostic, report::text};

/// Where a command prints, in the way that the flags ask for.
pub(super) struct Printer {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    format: Format,
    quiet: bool,
    verbose: bool,
    strict: bool,
    /// The part of the site that the run answers for, where it is not all.
    part: Option<Part>,
}

impl Printer {
    /// The process's streams.
    pub(super) fn new(flags: &Flags) -> Printer {
        let choice = match flags.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Printer {
            out: AutoStream::new(io::stdout(), choice),
            err: AutoStream::new(io::stderr(), choice),
            format: flags.format,
            quiet: flags.quiet,
            verbose: flags.verbose,
            strict: flags.strict,
            part: None,
        }
    }

    /// From now on reports on a part of the site alone.
    pub(super) fn of_part(&mut self, part: Part) -> &Part {
        self.part.insert(part)
    }

    /// A joined report, whose last line `done` is added to.
    pub(super) fn joined(&mut self, whole: &Value, done: &str) -> anyhow::Result<()> {
        if self.format == Format::Json {
            return self.answer(&format!("{whole:#}\n"));
        }
        let (lines, receipt) = merge::lines(whole, done);
        heard(self.err.write_all(clean(&lines).as_bytes()))?;
        self.remark(&receipt)
    }

    /// What a run prints.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Whether only what makes a run fail is printed.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// What a command was asked for.
    pub(super) fn answer(&mut self, text: &str) -> anyhow::Result<()> {
        heard(self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()))
    }

    /// What a command was asked for, where it holds words of a page or a fact.
    pub(super) fn show(&mut self, text: &str) -> anyhow::Result<()> {
        self.answer(&clean(text))
    }

    /// A remark for people, which a quiet run does without.
    pub(super) fn remark(&mut self, text: &str) -> anyhow::Result<()> {
        if self.quiet {
            return Ok(());
        }
        heard(writeln!(self.err, "{}", clean(text)))
    }

    /// What somebody asked to be told about a run, beside its answer.
    pub(super) fn told(&mut self, text: &str) -> anyhow::Result<()> {
        heard(self.err.write_all(clean(text).as_bytes()))
    }

    /// The findings of a run in its format, then the line of counts with what `done` adds to it.
    pub(super) fn report(
        &mut self,
        site: &Site,
        findings: &[Diagnostic],
        done: Option<&str>,
    ) -> anyhow::Result<Summary> {
        let summary = Summary::of_part(site, findings, self.part.as_ref());
        match self.format {
            Format::Json => {
                let mut document = Vec::new();
                report::json::write(&mut document, site, findings, self.part.as_ref())?;
                heard(self.out.write_all(&document).and_then(|()| self.out.flush()))?;
            }
            // Only the difference has Markdown; arguments say so before anything is reported.
            Format::Human | Format::Markdown => {
                let least = match (self.quiet, self.strict) {
                    (true, true) => Level::Warning,
                    (true, false) => Level::Error,
                    (false, _) => Level::Note,
                };
                let options = text::Options { least, notes_in_full: self.verbose };
                let mut lines = Vec::new();
                if site.config.broken {
                    // Only what is wrong with the settings: nobody meant the rest to be judged so.
                    let of_settings = |finding: &&Diagnostic| {
                        site.config_path.as_ref() == Some(&finding.primary.path)
                    };
                    let findings: Vec<_> = findings.iter().filter(of_settings).cloned().collect();
                    text::write(&mut lines, &site.texts, &findings, options)?;
                    heard(self.err.write_all(&lines))?;
                    return Ok(summary);
                }
                text::write(&mut lines, &site.texts, findings, options)?;
                heard(self.err.write_all(&lines))?;
                let done = done.map(|done| format!(" · {done}")).unwrap_or_default();
                self.remark(&format!("{}{done}", summary.receipt()))?;
            }
        }
        Ok(summary)
    }

    /// The line of counts with what `done` adds to it, where the findings were told already. Data is
    /// told whole each time.
    pub(super) fn receipt(
        &mut self,
        site: &Site,
        findings: &[Diagnostic],
        done: &str,
    ) -> anyhow::Result<()> {
        match self.format {
            Format::Json => self.report(site, findings, None).map(drop),
            _ => self.remark(&format!("{} · {done}", Summary::of(site, findings).receipt())),
        }
    }

    /// Why a command could not do its work, with every cause.
    pub(super) fn failure(&mut self, error: &anyhow::Error) {
        let _ = writeln!(self.err, "factum: {}", clean(&format!("{error:#}")));
    }
}

/// A reader that is gone has heard enough.
fn heard(result: io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

/// Text without what could take command of a terminal: names of files may hold anything.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}
