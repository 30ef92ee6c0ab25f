//! Text made safe inside HTML, in an element or between the quotation marks of an attribute, whichever they are.

use std::borrow::Cow;

use crate::parse::{entity, with_entities};

/// The text with the five characters that mean something in HTML written as entities.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    with_entities(text, |byte| if byte == b'\'' { Some("&#39;") } else { entity(byte) })
}
