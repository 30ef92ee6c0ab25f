//! What a run is about: the site's folder, the day, and the settings that flags override.
//! Leaves the findings to the engine and what is done with them to the commands.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use clap::ArgMatches;
use jiff::civil::Date;

use super::arguments;
use crate::cli::Flags;
use crate::diagnostic::Level;
use crate::engine::{Engine, Options, Snapshot};
use crate::parse::adopt::{self, Tree};
use crate::source;
use crate::source::{Disk, Door as _, SitePath, Sources};
use crate::timings::Timings;

/// A run's arguments, made ready.
pub(super) struct Request {
    flags: Flags,
    levels: Vec<(String, Level)>,
}

/// A site that was looked at.
pub(super) struct Opened {
    /// Its folder.
    pub(super) root: PathBuf,
    /// What it holds and what is to be said about it.
    pub(super) snapshot: Snapshot,
}

/// A site that was found.
pub(super) struct Located {
    /// Its folder.
    pub(super) root: PathBuf,
    /// The way into it.
    pub(super) door: Disk,
    /// What the flags ask of a snapshot.
    pub(super) options: Options,
}

impl Request {
    /// Makes flags ready.
    ///
    /// # Errors
    /// When a flag names a rule that is not there.
    pub(super) fn new(flags: Flags, matches: &ArgMatches) -> anyhow::Result<Request> {
        Ok(Request { levels: arguments::levels(matches)?, flags })
    }

    /// Whether a failing run writes the site all the same.
    pub(super) fn keep_going(&self) -> bool {
        self.flags.keep_going
    }

    /// The folder that a flag names for what is written, as it is named.
    pub(super) fn named_output(&self) -> Option<&str> {
        self.flags.output_dir.as_deref()
    }

    /// The levels that flags set.
    pub(super) fn levels(&self) -> &[(String, Level)] {
        &self.levels
    }

    /// Whether warnings fail the run.
    pub(super) fn strict(&self) -> bool {
        self.flags.strict
    }

    /// Finds the site and takes a snapshot of it.
    ///
    /// # Errors
    /// When there is no site, or its folder cannot be read.
    pub(super) fn open(&self) -> anyhow::Result<Opened> {
        self.open_timed(&Timings::off())
    }

    /// The same, with a note of how long it takes.
    ///
    /// # Errors
    /// As for [`Request::open`].
    pub(super) fn open_timed(&self, timings: &Timings) -> anyhow::Result<Opened> {
        let Located { root, door, options } = self.locate()?;
        let mut engine = Engine::new();
        let snapshot = engine.timed(&door, &options, timings)?;
        // The process ends before anybody looks again: to take apart what is kept for that takes time.
        std::mem::forget(engine);
        Ok(Opened { root, snapshot })
    }

    /// Finds the site, or a tree without settings, which another tool may have made. Where nobody
    /// named a folder, only what is plainly a site of some tool is taken for one.
    ///
    /// # Errors
    /// When there is neither.
    pub(super) fn locate_any(&self) -> anyhow::Result<Located> {
        let missing = match self.locate() {
            Ok(located) => return Ok(located),
            Err(missing) => missing,
        };
        let Some(tree) = self.tree()? else { return Err(missing) };
        let files: Vec<SitePath> = tree.door.whole()?.into_iter().map(|it| it.path).collect();
        let text = |path: &SitePath| {
            let text = Sources::read(&tree.door, path.clone()).ok()?;
            Some(text.as_str().to_string())
        };
        let shown = || {
            let adopted = adopt::detect(&Tree { files: &files, texts: &text }, None);
            adopted.zones.iter().any(|zone| zone.config.is_some())
        };
        if files.iter().any(adopt::is_page) && (self.flags.root.is_some() || shown()) {
            return Ok(tree);
        }
        Err(missing)
    }

    /// The folder that a flag names, or the nearest with the settings of another tool, from the current
    /// one upwards, as a tree without settings; nothing where it has some.
    #[expect(clippy::disallowed_methods, reason = "a tree is looked for where the user is")]
    fn tree(&self) -> anyhow::Result<Option<Located>> {
        let here = Path::new(".");
        let above = || source::find_tree(here, adopt::is_settings);
        let found = self.flags.root.clone().or_else(above).unwrap_or_else(|| here.to_path_buf());
        let root = std::fs::canonicalize(found);
        let Some(root) = root.ok().filter(|_| self.flags.config.is_none()) else { return Ok(None) };
        if root.join("factum.toml").exists() {
            return Ok(None);
        }
        let door = Disk::new(&root, Vec::new());
        let options = Options {
            levels: self.levels.clone(),
            drafts: self.flags.drafts,
            adopt: true,
            ..Options::at(self.today()?)
        };
        Ok(Some(Located { root, door, options }))
    }

    /// Finds the site, for a command that takes snapshots itself.
    ///
    /// # Errors
    /// When there is no site.
    pub(super) fn locate(&self) -> anyhow::Result<Located> {
        let name = self.flags.config.as_deref().unwrap_or("factum.toml");
        let config = SitePath::new(name).filter(|_| Path::new(name).is_relative());
        let config = config
            .ok_or_else(|| anyhow!("--config names a file inside the site, which {name} is not"))?;
        let root = self.root(&config)?;
        let output_dir = self.output_dir(&root)?;
        let below = output_dir.iter().filter(|folder| Path::new(folder).is_relative());
        let skip = below.filter_map(|folder| SitePath::new(folder));
        let door = Disk::new(&root, skip.collect());
        let options = Options {
            today: self.today()?,
            levels: self.levels.clone(),
            drafts: self.flags.drafts,
            output_dir,
            base_url: self.flags.base_url.clone(),
            config: Some(config),
            adopt: false,
            pages: true,
        };
        Ok(Located { root, door, options })
    }

    /// The folder that a flag names, from where the user is: below the site's folder by its path
    /// from there, elsewhere by its whole path.
    #[expect(clippy::disallowed_methods, reason = "paths of flags start where the user is")]
    fn output_dir(&self, root: &Path) -> anyhow::Result<Option<String>> {
        let Some(folder) = &self.flags.output_dir else { return Ok(None) };
        let here = std::env::current_dir().context("cannot tell the current folder")?;
        let whole = here.join(folder);
        let below = whole.strip_prefix(root).ok().filter(|below| !below.as_os_str().is_empty());
        let named = below.unwrap_or(&whole).to_str().map(str::to_string);
        let unicode = || anyhow!("{} is no Unicode, as names of folders must be", whole.display());
        named.ok_or_else(unicode).map(Some)
    }

    #[expect(clippy::disallowed_methods, reason = "a site is looked for from where the user is")]
    fn root(&self, config: &SitePath) -> anyhow::Result<PathBuf> {
        if let Some(root) = &self.flags.root {
            let real = std::fs::canonicalize(root)
                .with_context(|| format!("cannot open the site's folder {}", root.display()))?;
            if !real.join(config.as_str()).is_file() {
                bail!(
                    "no {config} in {}; `factum init {0}` makes a small site there",
                    root.display()
                );
            }
            return Ok(real);
        }
        let here = std::env::current_dir().context("cannot tell the current folder")?;
        source::find_root(&here, config).ok_or_else(|| {
            let here = here.display();
            anyhow!("no {config} in {here} or above; `factum init` makes a small site here")
        })
    }

    /// The one clock of a run: the day that a flag names, that the environment fixes, or today's.
    #[expect(clippy::disallowed_methods, reason = "the clock is read here and nowhere else")]
    fn today(&self) -> anyhow::Result<Date> {
        if let Some(today) = self.flags.today {
            return Ok(today);
        }
        let fixed = std::env::var("SOURCE_DATE_EPOCH").unwrap_or_default();
        let seconds = if fixed.is_empty() {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            since.map(|since| since.as_secs()).unwrap_or(0).try_into().unwrap_or(i64::MAX)
        } else {
            fixed.parse().with_context(|| format!("SOURCE_DATE_EPOCH={fixed} is no number"))?
        };
        let instant = jiff::Timestamp::from_second(seconds)
            .with_context(|| format!("SOURCE_DATE_EPOCH={fixed} is no day on the calendar"))?;
        Ok(jiff::tz::TimeZone::UTC.to_datetime(instant).date())
    }
}
