//! The command line as data: what can be asked of factum, and how it is spelt.
//! Leaves what is done about it to `commands`.

mod queries;

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

pub use queries::{AddressQuery, Query, SourceQuery, ThemeQuery};

use crate::source::Shard;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const AFTER: &str = "\
Findings go to standard error, what a command was asked for to standard output.

Exit status:
  0  nothing at error level (with --strict: nor at warning level)
  1  findings at that level
  2  factum could not do its work: arguments, settings, an unreadable site

Environment:
  NO_COLOR           no colours
  CLICOLOR_FORCE     colours even where there is no terminal
  SOURCE_DATE_EPOCH  the day of the run in seconds since 1970; --today wins";

/// A knowledge-base site generator that checks every claim against your facts, and every link
#[derive(Debug, Parser)]
#[command(name = "factum", version, about, after_help = AFTER, styles = STYLES)]
#[command(propagate_version = false, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How to do it.
    #[command(flatten)]
    pub options: Flags,
}

/// The definition of all arguments; a verb's help shows only the flags that mean something to it.
pub fn definition() -> clap::Command {
    let mut command = Cli::command();
    let verbs: Vec<String> =
        command.get_subcommands().map(|verb| verb.get_name().to_string()).collect();
    for name in verbs {
        let ids = ignored_by(&name);
        let ignored: Vec<clap::Arg> = command
            .get_arguments()
            .filter(|arg| ids.contains(&arg.get_id().as_str()))
            .map(|arg| arg.clone().hide(true))
            .collect();
        command = command.mut_subcommand(name, |verb| verb.args(ignored));
    }
    command
}

/// The flags by what they are about, by their ids.
const PLACE: &[&str] = &["root", "config"];
const LEVELS: &[&str] = &["deny", "warn", "allow"];
const DAY: &[&str] = &["drafts", "today"];
const ADDRESS: &[&str] = &["base_url"];
const WRITING: &[&str] = &["output_dir", "keep_going"];

/// The ids of the flags that mean nothing to a verb; given all the same, they are a mistake.
pub fn ignored_by(verb: &str) -> Vec<&'static str> {
    let groups: &[&[&str]] = match verb {
        "serve" => &[&["format", "strict"], WRITING],
        "merge" => &[PLACE, DAY, LEVELS, ADDRESS, &["keep_going"]],
        "check" | "fix" | "diff" => &[ADDRESS, WRITING],
        "mutate" => &[LEVELS, ADDRESS, WRITING],
        "facts" | "sources" | "accept" => &[&["strict"], LEVELS, ADDRESS, WRITING],
        // What only a draft publishes is not promised to anybody.
        "addresses" => &[&["drafts", "strict"], LEVELS, ADDRESS, WRITING],
        "theme" => &[&["format", "strict"], DAY, LEVELS, ADDRESS, WRITING],
        "init" | "explain" | "completions" => {
            &[PLACE, &["format", "strict"], DAY, LEVELS, ADDRESS, WRITING]
        }
        _ => &[],
    };
    groups.concat()
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a small site that builds: one article, one fact file, one source
    Init {
        /// The folder; the current one unless named
        #[arg(default_value = ".", value_hint = clap::ValueHint::DirPath)]
        dir: PathBuf,
        /// Write the settings for a tree that was made for another tool, into its folder
        #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
        from: Option<PathBuf>,
    },
    /// Check the site, then render it into the output folder
    Build {
        /// Tell where the time went, and draw it into a file; timings.svg unless named
        #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true,
              default_missing_value = "timings.svg", value_hint = clap::ValueHint::FilePath)]
        timings: Option<PathBuf>,
        /// Only a part of the site, such as 2/7 for the second of seven; `factum merge` joins them
        #[arg(long, value_name = "I/N")]
        shard: Option<Shard>,
    },
    /// Check every claim, link and fact, and write nothing
    Check {
        /// What to ask the web.
        #[command(flatten)]
        asking: Asking,
        /// Report on a part of the site only, such as 2/7 for the second of seven
        #[arg(long, value_name = "I/N")]
        shard: Option<Shard>,
    },
    /// Join the parts of a site, or reports on them, that were made with --shard
    Merge {
        /// The folders that `factum build --shard` wrote, or the reports of `factum check --shard`
        #[arg(required = true, value_name = "PART")]
        parts: Vec<PathBuf>,
    },
    /// Show the site in a browser, and again on every change
    Serve(Serving),
    /// Make the changes that findings offer, where no sentence has to be read again
    Fix {
        /// Print the changes as a diff, and write nothing
        #[arg(long)]
        dry_run: bool,
        /// Whether the web is asked.
        #[command(flatten)]
        asking: Asking,
    },
    /// Record that people have reviewed claims that only they can judge
    Accept(Selection),
    /// Print a rule's page, or list all rules
    Explain {
        /// The rule, such as claim-says-more
        rule: Option<String>,
    },
    /// Look facts up, and who relies on them
    Facts {
        /// What to look up; everything unless said
        #[command(subcommand)]
        query: Option<Query>,
    },
    /// What the facts rest on, and snapshots of it
    Sources {
        /// What to do; list them unless said
        #[command(subcommand)]
        query: Option<SourceQuery>,
    },
    /// The addresses that the site publishes, and those that it has promised to keep
    Addresses {
        /// What to do; list them unless said
        #[command(subcommand)]
        query: Option<AddressQuery>,
    },
    /// What changed in facts since a revision, and which claims flip their verdict
    Diff {
        /// A commit, branch or tag of the git repository that the site lies in
        #[arg(value_name = "REV")]
        from: String,
        /// A later one; the work tree unless named
        #[arg(value_name = "REV")]
        to: Option<String>,
    },
    /// Change each fact in turn, in memory, and list those whose change no claim would notice
    Mutate,
    /// The files of the built-in theme, for a site that wants to change one
    Theme {
        /// What to do; the list unless said
        #[command(subcommand)]
        query: Option<ThemeQuery>,
    },
    /// Print a script that completes commands and flags in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Whether the web is asked about links to it.
#[derive(Args, Clone, Copy, Debug)]
pub struct Asking {
    /// Ask the web about the links that lead there
    #[arg(long)]
    pub external: bool,
    /// Only recall what the web said in earlier runs
    #[arg(long, requires = "external")]
    pub offline: bool,
}

/// Where a site is shown.
#[derive(Args, Debug)]
pub struct Serving {
    /// The port; 0 is any that is free
    #[arg(short, long, default_value_t = 1111)]
    pub port: u16,
    /// The address of this machine; only this machine reaches the usual one
    #[arg(short, long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub interface: IpAddr,
    /// Open the home page in a browser
    #[arg(short = 'O', long)]
    pub open: bool,
    /// Look for changes again and again, for folders whose file system tells of none
    #[arg(long)]
    pub poll: bool,
}

/// The claims that a review is about.
#[derive(Args, Debug)]
pub struct Selection {
    /// The claims of a page, or of one of its lines, such as content/guide.md:12
    #[arg(value_name = "PATH[:LINE]")]
    pub places: Vec<String>,
    /// The claims on a fact, or on a subject
    #[arg(long, value_name = "ID")]
    pub fact: Vec<String>,
    /// Every claim that waits for a review
    #[arg(long)]
    pub all: bool,
    /// Who has reviewed them
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Print the changes as a diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

impl Selection {
    /// Whether it names no claim.
    pub fn is_empty(&self) -> bool {
        !self.all && self.places.is_empty() && self.fact.is_empty()
    }
}

/// Flags, which stand before or after the verb.
#[derive(Args, Debug)]
pub struct Flags {
    /// The site's folder [default: the nearest with a factum.toml, from the current one upwards]
    #[arg(short, long, global = true, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    pub root: Option<PathBuf>,
    /// The settings, from the site's folder [default: factum.toml]
    #[arg(short, long, global = true, value_name = "FILE")]
    pub config: Option<String>,
    /// What a run prints
    #[arg(long, global = true, value_enum, default_value_t, hide_possible_values = true)]
    #[arg(help = "What a run prints: human or json; for diff also markdown")]
    pub format: Format,
    /// Only what makes the run fail: no other findings, no line of counts
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Notes too with the text they are about; otherwise they take one line each
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    #[arg(hide_possible_values = true, help = "When to use colours: auto, always or never")]
    pub color: Color,
    /// With the pages marked as drafts
    #[arg(long, global = true, help_heading = "Checking")]
    pub drafts: bool,
    /// Warnings fail the run as errors do
    #[arg(long, global = true, help_heading = "Checking")]
    pub strict: bool,
    /// Make a rule's findings errors; several are separated by commas
    #[arg(long, global = true, value_name = "RULE", value_delimiter = ',', num_args = 1)]
    #[arg(help_heading = "Checking", action = clap::ArgAction::Append)]
    pub deny: Vec<String>,
    /// Make a rule's findings warnings
    #[arg(long, global = true, value_name = "RULE", value_delimiter = ',', num_args = 1)]
    #[arg(help_heading = "Checking", action = clap::ArgAction::Append)]
    pub warn: Vec<String>,
    /// Switch a rule off
    #[arg(long, global = true, value_name = "RULE", value_delimiter = ',', num_args = 1)]
    #[arg(help_heading = "Checking", action = clap::ArgAction::Append)]
    pub allow: Vec<String>,
    /// The day that counts as today, such as 2026-11-22, for all that expires
    #[arg(long, global = true, value_name = "DATE", help_heading = "Checking")]
    pub today: Option<Date>,
    /// The folder to write [default: output_dir of the settings, or public]
    #[arg(short, long, global = true, value_name = "DIR", help_heading = "Building")]
    #[arg(value_hint = clap::ValueHint::DirPath)]
    pub output_dir: Option<String>,
    /// The address of the published home page [default: base_url of the settings]
    #[arg(short = 'u', long, global = true, value_name = "URL", help_heading = "Building")]
    pub base_url: Option<String>,
    /// Write the site even when findings fail the run
    #[arg(long, global = true, help_heading = "Building")]
    pub keep_going: bool,
}

/// What a run prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Findings with the text they are about, for people.
    #[default]
    Human,
    /// One JSON document on standard output.
    Json,
    /// Markdown for a pull request; the difference between revisions alone has it.
    Markdown,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
