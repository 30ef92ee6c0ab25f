//! factum
pub mod diagnostic;
pub mod engine;
pub mod parse;
pub mod policy;
pub mod render;
pub mod rules;
pub mod site;
pub mod source;
pub mod value;
