//! The one test binary: another would link the whole library again.
//! Leaves what is tested to its modules and to the Markdown in `tests/cases`.

#![allow(clippy::disallowed_methods, reason = "tests read the repository and their environment")]

mod accept;
mod any_bytes;
mod any_edits;
mod case;
mod cli;
mod conformance;
mod diff;
mod fix;
mod house;
mod manual;
mod report;
mod write;
