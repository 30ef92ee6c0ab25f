//! Articles that are not published: drafts, and those whose day has not come or has passed.
//! Leaves to `pages` what becomes of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::parse::{Article, FrontMatter};
use crate::source::SitePath;

/// Why an article is not published today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// It is marked as a draft.
    Draft,
    /// Its `date` has not come.
    Until(Date),
    /// The day under `expires` has.
    Since(Date),
}

/// Why an article is not published on a day; nothing when it is.
fn withheld(front: &FrontMatter, today: Date) -> Option<Withheld> {
    let until = front.date.filter(|date| *date > today).map(Withheld::Until);
    let since = front.expires.filter(|date| *date <= today).map(Withheld::Since);
    front.draft.then_some(Withheld::Draft).or(since).or(until)
}

/// The articles that are published on a day, all of them without one, and why the others are not.
pub(super) fn part(
    articles: &[Arc<Article>],
    day: Option<Date>,
) -> (Vec<Arc<Article>>, BTreeMap<SitePath, Withheld>) {
    let mut left_out = BTreeMap::new();
    let mut published = Vec::with_capacity(articles.len());
    for article in articles {
        match day.and_then(|day| withheld(&article.front, day)) {
            Some(why) => drop(left_out.insert(article.path.clone(), why)),
            None => published.push(article.clone()),
        }
    }
    (published, left_out)
}
