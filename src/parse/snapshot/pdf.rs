//! The text of a PDF, page by page. Its form is a library's matter, and so is what can go wrong
//! inside it: here that becomes a sentence.

/// How much stack the library may use: it follows nested objects by calling itself.
const STACK: usize = 64 << 20;

/// The name of the thread that reads a PDF. A panic there is data, and is not shown.
pub(crate) const THREAD: &str = "reading a PDF";

/// The text of each page, from the first.
///
/// # Errors
/// A sentence: why there is no text.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<String>, String> {
    let broken = || "it cannot be read as a PDF".to_string();
    std::thread::scope(|scope| {
        let read = || {
            super::bounds::check(bytes)?;
            let pages = pdf_extract::extract_text_from_mem_by_pages(bytes);
            pages.map_err(|error| format!("{}: {error}", broken()))
        };
        let thread = std::thread::Builder::new().name(THREAD.to_string()).stack_size(STACK);
        let handle = thread.spawn_scoped(scope, read).map_err(|error| error.to_string())?;
        // The library panics on some damaged files; the thread ends, and nothing else does.
        handle.join().map_err(|_| broken())?
    })
}
