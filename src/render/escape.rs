//! Text made safe inside HTML, in an element or between the quotation marks of an attribute, whichever they are.

use std::borrow::Cow;

use crate::parse::{ENTITIES, with_entities};

/// The entities of an article, and that of the other quotation mark.
static ALL: [Option<&str>; 256] = {
    let mut all = ENTITIES;
    all[b'\'' as usize] = Some("&#39;");
    all
};

/// The text with the five characters that mean something in HTML written as entities.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    with_entities(text, &ALL)
}
