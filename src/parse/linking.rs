//! The settings of links, and of trees made for other tools: `[links]` and `[adopt]`.

use super::adopt::Tool;
use super::anchors::Anchors;
use super::fields::{Fields, nearest};
use super::problem::{Problem, ProblemKind};
use crate::value::Node;

/// How links are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Linking {
    /// How ids of headings are made.
    pub anchors: Anchors,
    /// Whether `[[page]]` is a link.
    pub wikilinks: bool,
}

/// That the tree was made for other tools.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adoption {
    /// Which; unless said, what the tree itself shows.
    pub tool: Option<Tool>,
    /// Folders that are left out.
    pub skip: Vec<String>,
}

/// Reads `[links]`.
pub(super) fn links(node: &Node, problems: &mut Vec<Problem>) -> Linking {
    let mut fields = Fields::new(node, "a table of settings of links", problems);
    let mut linking = Linking::default();
    if let Some(name) = fields.text("anchors", problems) {
        let names = Anchors::NAMES.iter().map(|(name, _)| *name);
        match Anchors::named(&name.it) {
            Some(anchors) => linking.anchors = anchors,
            None => problems.push(unknown(&name.it, name.span, names)),
        }
    }
    linking.wikilinks = fields.get("wikilinks", "true or false", problems).unwrap_or(false);
    fields.finish(&[], problems);
    linking
}

/// Reads `[adopt]`.
pub(super) fn adoption(node: &Node, problems: &mut Vec<Problem>) -> Adoption {
    let mut fields = Fields::new(node, "a table that names a tool", problems);
    let mut adoption = Adoption::default();
    if let Some(name) = fields.text("tool", problems).filter(|name| name.it != "auto") {
        let names = Tool::NAMES.iter().map(|(_, name, _)| *name).chain(["auto"]);
        match Tool::named(&name.it) {
            Some(tool) => adoption.tool = Some(tool),
            None => problems.push(unknown(&name.it, name.span, names)),
        }
    }
    let skip = fields.texts("skip", problems);
    adoption.skip = skip.into_iter().map(|at| at.it.trim_matches('/').to_string()).collect();
    fields.finish(&[], problems);
    adoption
}

fn unknown(
    name: &str,
    span: crate::source::Span,
    known: impl Iterator<Item = &'static str> + Clone,
) -> Problem {
    let near = nearest(name, known.clone());
    let near = near.map(|near| format!(", perhaps \"{near}\"")).unwrap_or_default();
    let all: Vec<&str> = known.collect();
    let expected = format!("one of {}{near}", all.join(", "));
    Problem { span, kind: ProblemKind::WrongType { expected, found: format!("\"{name}\"") } }
}
