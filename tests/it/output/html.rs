//! A page of HTML as a list of elements, read by a tokenizer that follows the standard.
//! Leaves what is wanted of them to the tests.

use html5gum::{Token, Tokenizer};

/// An element: its name and its attributes, in their order.
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// What an attribute holds, if it is there.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Every attribute.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Every element of a page, in the order of their beginnings.
pub(super) fn elements(page: &[u8]) -> Vec<Element> {
    let text = String::from_utf8_lossy(page);
    let element = |token| match token {
        Token::StartTag(tag) => Some(Element {
            name: String::from_utf8_lossy(&tag.name).into_owned(),
            attributes: tag
                .attributes
                .iter()
                .map(|(name, value)| {
                    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    (lossy(name), lossy(value))
                })
                .collect(),
        }),
        _ => None,
    };
    Tokenizer::new(text.as_ref()).flatten().filter_map(element).collect()
}

/// Attributes whose words people read or hear.
const SAID: [&str; 4] = ["aria-label", "title", "placeholder", "alt"];

/// Every text that people read or hear on a page, without the white space around it.
pub(super) fn texts(page: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(page);
    let mut texts = Vec::new();
    let mut hidden = false;
    for token in Tokenizer::new(text.as_ref()).flatten() {
        let name = |name: &[u8]| matches!(name, b"script" | b"style");
        match token {
            Token::StartTag(tag) => {
                hidden = name(&tag.name);
                let said = SAID.iter().filter_map(|name| tag.attributes.get(name.as_bytes()));
                texts.extend(said.map(|value| String::from_utf8_lossy(value).trim().to_string()));
            }
            Token::EndTag(tag) if name(&tag.name) => hidden = false,
            Token::String(text) if !hidden => {
                texts.push(String::from_utf8_lossy(&text).trim().to_string());
            }
            _ => {}
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}
