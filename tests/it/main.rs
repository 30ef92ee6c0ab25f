//! The one test binary.
#![expect(clippy::disallowed_methods, reason = "a test makes the world that it looks at")]

mod cli;
mod report;
mod write;
