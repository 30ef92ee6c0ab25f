//! The one test binary: another would link the whole library again.
//! Leaves what is tested to its modules and to the Markdown in `tests/cases`.

#![allow(clippy::disallowed_methods, reason = "tests read the repository and their environment")]

mod accept;
#[cfg(unix)]
mod accept_walk;
mod addresses;
mod adopting;
mod any_bytes;
mod any_edits;
mod browser;
mod case;
mod changes;
mod cli;
mod conformance;
mod data;
mod diff;
mod everything;
mod fix;
mod git;
mod house;
#[cfg(unix)]
mod listing;
mod long;
mod manual;
mod markdown;
mod output;
mod pictures;
mod quotes;
mod receipt;
mod report;
mod saves;
mod search;
mod serve;
mod shards;
#[cfg(unix)]
mod terminal;
mod watched;
mod web;
mod write;
