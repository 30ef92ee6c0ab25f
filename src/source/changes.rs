//! When files changed last, by what version control says of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::SitePath;

/// When the files of a site changed last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The commit that this is true of; empty where there is no version control.
    pub head: String,
    /// The day of each file's last change, as its author's calendar had it. A file that was never
    /// committed has none.
    pub days: Arc<BTreeMap<SitePath, Date>>,
}
