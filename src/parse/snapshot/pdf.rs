//! The text of a PDF, page by page. Its form is a library's matter, and so is what can go wrong
//! inside it: here that becomes a sentence.

use crate::parse::apart;

/// The text of each page, from the first.
///
/// # Errors
/// A sentence: why there is no text.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<String>, String> {
    let broken = || "it cannot be read as a PDF".to_string();
    let read = || {
        super::bounds::check(bytes)?;
        let pages = pdf_extract::extract_text_from_mem_by_pages(bytes);
        pages.map_err(|error| format!("{}: {error}", broken()))
    };
    // The library panics on some damaged files.
    apart(read).unwrap_or_else(|| Err(broken()))
}
