//! `[images]` of the settings: what a site wants made of its pictures. Making it is left to `render`.

use super::fields::{Fields, wrong_type};
use super::problem::Problem;
use crate::value::Node;

/// What a site wants made of its pictures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Images {
    /// The widths in pixels for which smaller copies are made, the smallest first.
    pub widths: Vec<u32>,
    /// Whether pictures are published under names that change with their bytes, too.
    pub hashed: bool,
}

impl Images {
    /// Whether names are made that change with the bytes of a picture.
    pub fn marks(&self) -> bool {
        self.hashed || !self.widths.is_empty()
    }
}

/// Reads `[images]`.
pub(super) fn read(node: &Node, problems: &mut Vec<Problem>) -> Images {
    const WIDTH: &str = "a width in pixels from 16 to 8192";
    let mut fields = Fields::new(node, "a table of widths and hashed", problems);
    let hashed = fields.get("hashed", "true or false", problems).unwrap_or(false);
    let list = fields.node("widths");
    fields.finish(&[], problems);
    let items = list.map(|node| {
        node.list().unwrap_or_else(|| {
            problems.push(wrong_type(node, "a list of widths"));
            &[]
        })
    });
    let mut widths = Vec::new();
    for item in items.unwrap_or_default() {
        match item.text().and_then(|text| text.parse().ok()).filter(|it| (16..=8192).contains(it)) {
            Some(width) => widths.push(width),
            None => problems.push(wrong_type(item, WIDTH)),
        }
    }
    widths.sort_unstable();
    widths.dedup();
    Images { widths, hashed }
}
