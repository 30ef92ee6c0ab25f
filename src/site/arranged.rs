//! What rests on the front matter of pages and on templates alone, and is kept from one build to the next:
//! the terms and feeds that pages are sorted into, and the templates, compiled.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::{FactProblem, Feed, Page, Taxonomy, feeds, taxonomies};
use crate::parse::Config;
use crate::source::{SitePath, Text, below};
use crate::theme::{self, Templates};

/// How pages are sorted by what their front matter says, and the days on which their files changed.
#[derive(Clone)]
pub(super) struct Arranged {
    pub(super) taxonomies: Vec<Taxonomy>,
    pub(super) feeds: Vec<Feed>,
    pub(super) problems: Vec<FactProblem>,
    pub(super) days: Arc<BTreeMap<SitePath, Date>>,
}

impl Arranged {
    pub(super) fn new(
        pages: &[Page],
        config: &Config,
        days: &Arc<BTreeMap<SitePath, Date>>,
    ) -> Arranged {
        let mut problems = Vec::new();
        let taxonomies = taxonomies::taxonomies(pages, config, &mut problems);
        let feeds = feeds::feeds(pages, &taxonomies, config, days);
        Arranged { taxonomies, feeds, problems, days: days.clone() }
    }
}

/// Templates with what they are compiled from, once somebody asks for them.
#[derive(Default)]
pub(super) struct Compiled {
    texts: Vec<Arc<Text>>,
    pub(super) compiled: Arc<OnceLock<Templates>>,
}

impl Compiled {
    /// The templates among some texts: those of before, where they are the same.
    pub(super) fn of(texts: &BTreeMap<SitePath, Arc<Text>>, before: Option<Compiled>) -> Compiled {
        let own = below(texts, theme::FOLDER).map(|(_, text)| text.clone());
        let own: Vec<Arc<Text>> = own.collect();
        match before.filter(|before| before.texts == own) {
            Some(before) => before,
            None => Compiled { texts: own, compiled: Arc::default() },
        }
    }
}
