//! What kinds of claims and links a page has, and whether it silences rules, so that whoever looks for one
//! kind need not go through those of all pages.

use super::Page;
use super::claims::{Claim, ClaimForm};
use super::links::{Link, Origin, Target};
use crate::value::Verdict;

/// Which kinds there are among the claims and links of a page, and beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Among {
    /// A claim that is bound to no fact.
    pub unbound: bool,
    /// A claim of which nobody can say whether it holds: it is unjudged, or its fact is disputed.
    pub open: bool,
    /// A list or the rows of a table.
    pub lists: bool,
    /// An image.
    pub images: bool,
    /// A link or an image that leads nowhere.
    pub broken: bool,
    /// A link or an image to what has moved.
    pub moved: bool,
    /// A link to a place in a file that is published as it is.
    pub places: bool,
    /// A comment that silences a rule.
    pub ignores: bool,
}

impl Among {
    /// What there is on a page, with its claims and links.
    pub(super) fn of(page: &Page, claims: &[Claim], links: &[Link]) -> Among {
        let claim = |fits: fn(&Claim) -> bool| claims.iter().any(fits);
        Among {
            unbound: claim(|it| it.bound.is_err()),
            open: claim(|it| matches!(it.judgement.verdict, Verdict::Unjudged | Verdict::Disputed)),
            lists: claim(|it| matches!(it.form, ClaimForm::List { .. } | ClaimForm::Rows { .. })),
            images: links.iter().any(|link| matches!(link.origin, Origin::Image(_))),
            broken: links.iter().any(|link| link.target.is_err()),
            moved: links.iter().any(|link| link.moved.is_some()),
            places: links
                .iter()
                .any(|link| matches!(link.target, Ok(Target::Asset { fragment: Some(_), .. }))),
            ignores: !page.article.ignores.is_empty(),
        }
    }
}
