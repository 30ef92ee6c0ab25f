//! What a reader sees of an HTML page: no tags, no scripts, entities decoded.
//! Leaves white space to `fold`.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Elements whose text nobody sees.
const UNSEEN: [&[u8]; 4] = [b"script", b"style", b"template", b"title"];

/// Elements that stand within a line, and so part no words.
const INLINE: [&[u8]; 22] = [
    b"a", b"abbr", b"b", b"bdi", b"bdo", b"cite", b"code", b"del", b"em", b"font", b"i", b"ins",
    b"kbd", b"mark", b"q", b"s", b"small", b"span", b"strong", b"u", b"var", b"wbr",
];

/// The text of a page, whatever the page looks like.
pub(super) fn text(html: &str) -> String {
    let mut seen = String::with_capacity(html.len() / 2);
    // The element that hides what is read, until its end.
    let mut within: Option<Vec<u8>> = None;
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let name = tag.name.to_vec();
                if within.is_none() && UNSEEN.contains(&name.as_slice()) && !tag.self_closing {
                    within = Some(name);
                } else if !INLINE.contains(&name.as_slice()) {
                    seen.push('\n');
                }
            }
            Ok(Token::EndTag(tag)) => {
                let name = tag.name.to_vec();
                if within.as_ref() == Some(&name) {
                    within = None;
                } else if !INLINE.contains(&name.as_slice()) {
                    seen.push('\n');
                }
            }
            Ok(Token::String(words)) if within.is_none() => {
                seen.push_str(&String::from_utf8_lossy(&words));
            }
            _ => {}
        }
    }
    seen
}
