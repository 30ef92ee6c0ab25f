//! factum
pub mod value;
