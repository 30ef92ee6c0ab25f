//! factum: a knowledge-base site generator that checks every claim against facts, and every link.
//!
//! ```text
//!            disk / revision / editor buffers
//!                     │  source::…          the only readers of the world
//!                  Sources                  all text, and the names of assets
//!                     │  parse::…           per file, in parallel, never fails, remembered by content hash
//!                  Parsed                   articles, facts, settings: values with spans
//!                     │  site::build        whole site: every link and claim resolved, or known unresolved
//!                   Site
//!          ┌──────────┴──────────┐
//!    rules::check         render::render    two readers of one Site; neither knows the other
//!          │                     │
//!      Findings               Output
//!          │ policy              │ write
//!     report::…            files on disk
//! ```
//!
//! A **finding** is data about the content ([`diagnostic::Diagnostic`]); a **failure** means that
//! the tool could not do its work, and is an [`anyhow::Error`] born at the edges.
//!
//! Invariants, mostly of what is absent:
//! - [`value`] reads no file and knows no Markdown.
//! - [`parse`] and [`site`] phrase nothing: a problem is kept as data, and [`rules`] puts it into words.
//! - Nothing outside [`source`], [`mod@write`], [`web`], [`serve`] and [`commands`] touches the disk or a clock.
//! - No order that a reader sees follows a hash: the same input gives the same bytes.
//! - A panic is a bug.

pub mod cli;
pub mod commands;
pub mod diagnostic;
pub mod diff;
pub mod engine;
pub mod mend;
pub mod parse;
pub mod policy;
pub mod render;
pub mod report;
pub mod rules;
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
pub mod timings;
pub mod value;
pub mod web;
pub mod write;
