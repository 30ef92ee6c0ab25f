//! The order of authority among sources: which kind of source weighs more.
//! Nothing is decided by it: the newest or the weightiest source may be the one that is wrong, so
//! people decide, and `rules` and `render` tell them what they have to weigh.

use super::{Site, Statement};

/// Which of two statements rests on the source of more authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weightier {
    /// Whether it is the first of the two.
    pub first: bool,
    /// Its source's id.
    pub source: String,
    /// The kind of its source, in words.
    pub kind: String,
    /// The kind of the other's source, in words.
    pub other: String,
}

impl Site {
    /// The place of a source's kind in the order of authority, 0 for the highest; nothing where its
    /// kind, or the order, is not known.
    pub fn authority(&self, source: &str) -> Option<usize> {
        let kind = self.sources.get(source)?.raw.kind.as_ref()?;
        self.vocabulary.source_kinds.iter().position(|known| known.it == kind.it)
    }

    /// The highest authority that a statement rests on.
    pub fn authority_of(&self, statement: &Statement) -> Option<usize> {
        let cited = statement.sources.iter();
        cited.filter_map(|cited| self.authority(&cited.citation.id.it)).min()
    }

    /// Which of two statements has more authority; nothing where they have the same, or one has none.
    pub fn weightier(&self, one: &Statement, two: &Statement) -> Option<Weightier> {
        let first = match self.authority_of(one)?.cmp(&self.authority_of(two)?) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Greater => false,
            std::cmp::Ordering::Equal => return None,
        };
        let weightiest = |statement: &Statement| {
            let cited = statement.sources.iter().map(|cited| cited.citation.id.it.as_str());
            let source = cited.min_by_key(|id| self.authority(id).unwrap_or(usize::MAX))?;
            let kind = self.sources.get(source)?.raw.kind.as_ref()?;
            Some((source.to_string(), kind.it.replace('-', " ")))
        };
        let (more, less) = if first { (one, two) } else { (two, one) };
        let ((source, kind), (_, other)) = (weightiest(more)?, weightiest(less)?);
        Some(Weightier { first, source, kind, other })
    }
}
