//! Fixes applied to text: which of them fit together, and what the files are afterwards.
//! Reading and writing files is left to `commands` and `write`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::source::{SitePath, Text};

/// Files with fixes applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The new text of each file that changes.
    pub texts: BTreeMap<SitePath, String>,
    /// How many fixes were applied.
    pub applied: usize,
    /// How many were left, since they touch what another changes.
    pub left: usize,
}

/// Applies the fixes of findings, in their order, as far as they do not touch each other. Outside
/// of the edits every byte stays. Fixes that `wanted` refuses are passed over.
pub fn mend(
    texts: &BTreeMap<SitePath, Arc<Text>>,
    findings: &[Diagnostic],
    wanted: impl Fn(&Fix) -> bool,
) -> Mended {
    let mut mended = Mended::default();
    let mut edits: BTreeMap<&SitePath, Vec<&Edit>> = BTreeMap::new();
    for fix in findings.iter().filter_map(|finding| finding.fix.as_ref()).filter(|fix| wanted(fix))
    {
        let repeated = fix
            .edits
            .iter()
            .all(|edit| edits.get(&edit.path).is_some_and(|known| known.contains(&edit)));
        if repeated {
            continue;
        }
        let fits = fix.edits.iter().all(|edit| {
            let inside = texts
                .get(&edit.path)
                .is_some_and(|text| text.as_str().get(edit.span.clone()).is_some());
            inside && edits.get(&edit.path).is_none_or(|known| known.iter().all(|k| apart(k, edit)))
        });
        if !fits {
            mended.left += 1;
            continue;
        }
        for edit in &fix.edits {
            edits.entry(&edit.path).or_default().push(edit);
        }
        mended.applied += 1;
    }
    for (path, mut edits) in edits {
        let Some(text) = texts.get(path) else { continue };
        edits.sort_by_key(|edit| edit.span.start);
        let mut new = String::with_capacity(text.as_str().len());
        let mut done = 0;
        for edit in edits {
            new.push_str(text.slice(&(done..edit.span.start)));
            new.push_str(&edit.text);
            done = edit.span.end;
        }
        new.push_str(text.slice(&(done..text.as_str().len())));
        if new != text.as_str() {
            mended.texts.insert(path.clone(), new);
        }
    }
    mended
}

/// Whether two edits have nothing to do with each other: not even the place between them is shared.
fn apart(one: &Edit, other: &Edit) -> bool {
    one.span.end < other.span.start || other.span.end < one.span.start
}
