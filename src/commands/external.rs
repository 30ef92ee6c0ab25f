//! What `--external` adds to a run: the web is asked before rules look at the site, with progress on
//! a terminal and a summary by host. How it is asked is left to `web`.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use url::Url;

use super::print::Printer;
use crate::cli::Asking;
use crate::report::count;
use crate::site::{Answer, External, Outcome, Site};
use crate::source::Shard;
use crate::web;

/// Asks the web, where a flag says so, about a part of the site if one is named.
///
/// # Errors
/// When it cannot be asked.
pub(super) fn ask(
    asking: Asking,
    part: Option<Shard>,
    site: &Site,
    root: &Path,
    printer: &Printer,
) -> anyhow::Result<Option<External>> {
    // By settings that nobody meant nobody is asked.
    if !asking.external || site.config.broken {
        return Ok(None);
    }
    let shown = std::io::stderr().is_terminal() && !printer.is_quiet();
    let progress = |done: usize, total: usize| {
        if shown {
            let end = if done == total { "\r\x1b[K" } else { "" };
            let _ = write!(std::io::stderr(), "\rlinks to the web: {done} of {total}{end}");
        }
    };
    let options = web::Options {
        root,
        offline: asking.offline,
        part,
        clock,
        variable: &variable,
        names: None,
        progress: &progress,
    };
    web::ask(site, &options).map(Some)
}

/// The web keeps its own time, whatever day a run is about.
#[expect(clippy::disallowed_methods, reason = "how old an answer is depends on the time of day")]
pub(super) fn clock() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// The value of a variable that `[web.headers]` names.
#[expect(clippy::disallowed_methods, reason = "secrets stand in the environment, not in settings")]
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// What the hosts answered, a line each, for a run that asked.
///
/// # Errors
/// When it cannot be printed.
pub(super) fn summary(site: &Site, printer: &mut Printer) -> anyhow::Result<()> {
    let Some(external) = &site.external else { return Ok(()) };
    let mut hosts: BTreeMap<String, Counts> = BTreeMap::new();
    for (to, outcome) in &external.outcomes {
        let whole = if to.starts_with("//") { format!("https:{to}") } else { to.clone() };
        let host = Url::parse(&whole).ok().and_then(|url| url.host_str().map(str::to_string));
        hosts.entry(host.unwrap_or_else(|| "no host".to_string())).or_default().add(outcome);
    }
    for (host, counts) in &hosts {
        printer.remark(&format!("{host}: {}", counts.words()))?;
    }
    Ok(())
}

#[derive(Default)]
struct Counts {
    up: usize,
    redirected: usize,
    broken: usize,
    unchecked: usize,
    remembered: usize,
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        match (&outcome.answer, &outcome.moved) {
            (Answer::Up(_), None) => self.up += 1,
            (Answer::Up(_), Some(_)) => self.redirected += 1,
            (Answer::Broken(_), _) => self.broken += 1,
            (Answer::Unchecked(_), _) => self.unchecked += 1,
        }
        self.remembered += usize::from(outcome.remembered.is_some());
    }

    fn words(&self) -> String {
        let all = self.up + self.redirected + self.broken + self.unchecked;
        let parts = [
            (self.up, "up"),
            (self.redirected, "redirected"),
            (self.broken, "broken"),
            (self.unchecked, "not checked"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, what)| format!("{count} {what}")).collect();
        let remembered = match self.remembered {
            0 => String::new(),
            some => format!(" ({some} from earlier runs)"),
        };
        format!("{}, {}{remembered}", count(all, "link"), parts.join(", "))
    }
}
