//! What a page serves, as text that quotations are looked up in: its kind from the server's word, its
//! letters from the encoding that it names. Leaves HTML and PDF to `parse`.

use super::gateway::Served;
use crate::parse::{Folded, Transcript};
use crate::site::{self, Echo, Quoted};
use crate::source::SitePath;

/// The extension of a file of this kind; nothing where it holds no text that is read.
pub(super) fn extension(kind: &str) -> Option<&'static str> {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Some("html"),
        "text/markdown" => Some("md"),
        "application/pdf" => Some("pdf"),
        kind if kind.starts_with("text/") => Some("txt"),
        _ => None,
    }
}

/// The body in UTF-8, where it is text; a PDF as it is.
pub(super) fn bytes(served: &Served) -> Vec<u8> {
    match extension(&served.kind) {
        Some("pdf") | None => served.body.clone(),
        _ => match std::str::from_utf8(&served.body) {
            Ok(_) => served.body.clone(),
            // Every other encoding that is still met on pages agrees with this one in most letters.
            Err(_) => {
                served.body.iter().map(|byte| windows(*byte)).collect::<String>().into_bytes()
            }
        },
    }
}

/// The text of a page; nothing where it has none, or not all of it was read.
fn text(served: &Served) -> Option<Folded> {
    let extension = extension(&served.kind).filter(|_| !served.more)?;
    let path = SitePath::new(&format!("served.{extension}"))?;
    Transcript::read(&path, &bytes(served), true).text?.ok()
}

/// What a page serves of quotations; nothing where it serves no text.
pub(super) fn echoes(served: &Served, quotes: &[String]) -> Vec<(String, Echo)> {
    let Some(text) = text(served) else { return Vec::new() };
    let echo = |quote: &String| match site::find_quote(quote, &text) {
        Quoted::Missing(nearest) => Echo::Differs(nearest.map(|nearest| nearest.words)),
        Quoted::Apart => Echo::Differs(None),
        _ => Echo::Says,
    };
    quotes.iter().map(|quote| (quote.clone(), echo(quote))).collect()
}

/// A byte of Windows-1252, of which ISO 8859-1 is a part.
fn windows(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
        '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
        '\u{fffd}', 'ž', 'Ÿ',
    ];
    let high = byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at)));
    high.copied().unwrap_or(char::from(byte))
}
