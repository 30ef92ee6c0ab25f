//! The verbs that some verbs have of their own: `factum facts show`. Flags are left to the room's front.

use clap::Subcommand;

/// What can be asked about facts.
#[derive(Debug, Subcommand)]
pub enum Query {
    /// Every fact with its values
    List,
    /// A subject or a fact: statements, scopes, sources
    Show {
        /// A subject's id, or `subject.property`
        id: String,
    },
    /// The claims that rest on a subject or a fact
    Uses {
        /// A subject's id, or `subject.property`
        id: String,
    },
}

/// What can be asked about sources.
#[derive(Debug, Subcommand)]
pub enum SourceQuery {
    /// Every source with its address and its snapshot
    List,
    /// Ask the web for the page of a source, and keep its text
    Snapshot {
        /// The source
        id: String,
        /// Write a snapshot that holds something else anew
        #[arg(long)]
        replace: bool,
    },
}

/// What can be done with addresses.
#[derive(Debug, Subcommand)]
pub enum AddressQuery {
    /// Every address and anchor, and which of them are new or lost
    List,
    /// Record new addresses in factum.addresses, and make that file where it is not there
    Update {
        /// Give up a lost address, and with a page its anchors
        #[arg(long, value_name = "ADDRESS")]
        forget: Vec<String>,
        /// Give up every address that is lost
        #[arg(long)]
        forget_lost: bool,
        /// Print the changes as a diff, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
}

/// What can be done with the files of the built-in theme.
#[derive(Debug, Subcommand)]
pub enum ThemeQuery {
    /// Every file, and which of them the site has of its own
    List,
    /// Print a file as it is built in
    Show {
        /// Its name, such as page.html
        file: String,
    },
    /// Put a file into the site's folder of templates, to be changed there
    Eject {
        /// Its name, such as page.html
        file: String,
    },
    /// How the site's file differs from the built-in one
    Diff {
        /// Its name, such as page.html
        file: String,
    },
    /// Say that the site's file has what is wanted of the built-in one as it is now
    Mark {
        /// Its name, such as page.html
        file: String,
    },
}
