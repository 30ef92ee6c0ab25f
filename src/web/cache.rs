//! What earlier runs were told, in a file at the site's root: a journal, to which every answer is
//! added as it comes, so that a run which is killed loses nothing. At its end a run writes the file
//! anew without what is too old. Leaves how long an answer is believed to the settings.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::parse::Web;
use crate::site::{Answer, Echo, Outcome, Trouble, Unchecked};

/// The file, from the site's root.
pub const CACHE: &str = ".factum/web.jsonl";

/// How long answers are kept for runs that cannot ask the web.
const KEPT: Duration = Duration::from_secs(90 * 86_400);

/// Answers by address, and the journal.
pub(super) struct Cache {
    path: PathBuf,
    journal: Option<File>,
    outcomes: BTreeMap<String, Line>,
    echoes: BTreeMap<(String, String), Line>,
}

/// One line of the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Line {
    /// The address.
    url: String,
    /// When it was asked for, in seconds since 1970.
    at: i64,
    /// Whether the id that it names was looked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    fragment: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    /// A quotation that was looked for, and what came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    echo: Option<Echo>,
}

impl Cache {
    /// Reads the file; a line that is not whole, as one that a killed run leaves, says nothing.
    ///
    /// # Errors
    /// When there is a file that cannot be read.
    #[expect(clippy::disallowed_methods, reason = "this is the door to what the web said")]
    pub(super) fn open(root: &Path) -> anyhow::Result<Cache> {
        let path = root.join(CACHE);
        let text = match std::fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error).with_context(|| format!("cannot read {CACHE}")),
        };
        let mut cache =
            Cache { path, journal: None, outcomes: BTreeMap::new(), echoes: BTreeMap::new() };
        for line in text.lines() {
            if let Ok(line) = serde_json::from_str::<Line>(line) {
                cache.remember(line);
            }
        }
        Ok(cache)
    }

    fn remember(&mut self, line: Line) {
        match &line.quote {
            Some(quote) => self.echoes.insert((line.url.clone(), quote.clone()), line),
            None => self.outcomes.insert(line.url.clone(), line),
        };
    }

    /// What is known of an address; `now` is nothing where an answer of any age will do.
    pub(super) fn outcome(
        &self,
        url: &str,
        settings: &Web,
        fragment: bool,
        now: Option<Timestamp>,
    ) -> Option<Outcome> {
        let line = self.outcomes.get(url)?;
        let mut outcome = line.outcome.clone()?;
        let asked = Timestamp::from_second(line.at).ok()?;
        match &outcome.answer {
            // The settings may have changed since.
            Answer::Up(status) if !settings.accepts(*status) => return None,
            Answer::Up(_) if fragment && !line.fragment => return None,
            Answer::Broken(Trouble::Status(status)) if settings.accepts(*status) => return None,
            Answer::Broken(Trouble::NoAnchor(_)) if !fragment => return None,
            _ => {}
        }
        if let Some(now) = now {
            let age = match (&outcome.answer, &outcome.moved) {
                (Answer::Up(_), None) => settings.ages.up,
                (Answer::Up(_), Some(_)) => settings.ages.redirected,
                (Answer::Broken(_), _) => settings.ages.broken,
                (Answer::Unchecked(Unchecked::Wait(until)), _) if now.as_second() < *until => {
                    Duration::MAX
                }
                (Answer::Unchecked(_), _) => return None,
            };
            if !is_younger(asked, age, now) {
                return None;
            }
        }
        outcome.remembered = Some(asked);
        Some(outcome)
    }

    /// What is known of a quotation, as long as the address is believed to be up.
    pub(super) fn echo(
        &self,
        url: &str,
        quote: &str,
        settings: &Web,
        now: Option<Timestamp>,
    ) -> Option<Echo> {
        let line = self.echoes.get(&(url.to_string(), quote.to_string()))?;
        let asked = Timestamp::from_second(line.at).ok()?;
        let fresh = now.is_none_or(|now| is_younger(asked, settings.ages.up, now));
        line.echo.clone().filter(|_| fresh)
    }

    /// Adds answers for an address, at once and together.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(super) fn add(
        &mut self,
        url: &str,
        fragment: bool,
        outcome: &Outcome,
        echoes: &[(String, Echo)],
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let blank = Line {
            url: url.to_string(),
            at: at.as_second(),
            fragment,
            outcome: None,
            quote: None,
            echo: None,
        };
        let mut lines = vec![Line { outcome: Some(outcome.clone()), ..blank.clone() }];
        lines.extend(echoes.iter().map(|(quote, echo)| Line {
            fragment: false,
            quote: Some(quote.clone()),
            echo: Some(echo.clone()),
            ..blank.clone()
        }));
        let mut text = String::new();
        for line in lines {
            text.push_str(&serde_json::to_string(&line)?);
            text.push('\n');
            self.remember(line);
        }
        let written = self.journal().and_then(|journal| journal.write_all(text.as_bytes()));
        written.with_context(|| format!("cannot write {CACHE}"))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the door to what the web said")]
    fn journal(&mut self) -> std::io::Result<&mut File> {
        if self.journal.is_none() {
            if let Some(folder) = self.path.parent() {
                std::fs::create_dir_all(folder)?;
                let ignore = folder.join(".gitignore");
                if !ignore.exists() {
                    std::fs::write(ignore, "*\n")?;
                }
            }
            let mut journal = File::options().append(true).create(true).open(&self.path)?;
            // Ends the line that a killed run may have left.
            journal.write_all(b"\n")?;
            self.journal = Some(journal);
        }
        self.journal.as_mut().ok_or_else(|| std::io::Error::other("no journal"))
    }

    /// Writes the file anew: each answer once, without those that are too old. Nothing where this
    /// run was told nothing new.
    ///
    /// # Errors
    /// When it cannot be written; the journal is then what it was.
    pub(super) fn close(self, now: Timestamp) -> anyhow::Result<()> {
        if self.journal.is_none() {
            return Ok(());
        }
        let mut text = String::new();
        for line in self.outcomes.values().chain(self.echoes.values()) {
            if Timestamp::from_second(line.at).is_ok_and(|at| is_younger(at, KEPT, now)) {
                text.push_str(&serde_json::to_string(line)?);
                text.push('\n');
            }
        }
        let written = || -> std::io::Result<()> {
            let folder = self.path.parent().unwrap_or(&self.path);
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(text.as_bytes())?;
            file.persist(&self.path).map(drop).map_err(|error| error.error)
        };
        written().with_context(|| format!("cannot write {CACHE}"))
    }
}

/// Whether an answer is younger than an age; one from the future is not.
fn is_younger(asked: Timestamp, age: Duration, now: Timestamp) -> bool {
    let seconds = now.as_second().saturating_sub(asked.as_second());
    u64::try_from(seconds).is_ok_and(|seconds| seconds < age.as_secs())
}
