//! Blocks of code as HTML: coloured by classes, with their titles, marked lines and numbers.
//!
//! Which language a block is in is left to `parse`, the colouring of words to `colour`, and what was
//! coloured before to `memory`.

mod colour;
mod lines;
mod memory;

use rayon::prelude::*;

use crate::parse::{Article, RawCode, grammar};

use super::escape::escape;
use crate::theme::Words;
pub use memory::Memory;

/// A block of code; `coloured` says whether its words are.
pub(super) fn block(
    article: &Article,
    code: &RawCode,
    words: &Words,
    memory: &Memory,
    coloured: bool,
) -> String {
    if let Some(Ok(svg)) = &code.diagram {
        let title = code
            .fence
            .title
            .as_ref()
            .map(|title| format!("<figcaption>{}</figcaption>", escape(title)));
        return format!(
            "\n<figure class=\"diagram\">{svg}{}</figure>\n",
            title.unwrap_or_default()
        );
    }
    let plain = article.html.get(code.html.clone()).unwrap_or_default();
    let inner = inner(plain);
    let fence = &code.fence;
    let grammar = grammar(&fence.language).filter(|_| coloured);
    let html = grammar.and_then(|grammar| memory.coloured(grammar, &source(inner)));
    let html = lines::lines(html.as_deref().unwrap_or(inner), fence);
    let name = escape(words.get("text.code"));
    let mut out = String::with_capacity(html.len() + 160);
    out.push('\n');
    if let Some(title) = &fence.title {
        let caption = ["<figure class=\"code\"><figcaption>", &escape(title), "</figcaption>"];
        out.extend(caption);
    }
    out.extend(["<pre tabindex=\"0\" role=\"group\" aria-label=\"", &name, "\"><code"]);
    if !fence.language.is_empty() {
        out.extend([" class=\"language-", &escape(&fence.language), "\""]);
    }
    out.extend([">", &html, "</code></pre>"]);
    out.push_str(if fence.title.is_some() { "</figure>\n" } else { "\n" });
    out
}

/// Colours the code of some articles before anybody asks for it, one language after the other: what a grammar
/// needs is then at hand in the processor, which it is not where each block is in another language.
pub(super) fn ahead<'a>(articles: impl Iterator<Item = &'a Article>, memory: &Memory) {
    let of = |article: &'a Article| {
        let blocks = article.code.iter().filter(|code| !matches!(code.diagram, Some(Ok(_))));
        blocks.filter_map(move |code| Some((grammar(&code.fence.language)?, article, code)))
    };
    let mut blocks: Vec<(&str, &Article, &RawCode)> = articles.flat_map(of).collect();
    blocks.sort_by_key(|(grammar, ..)| *grammar);
    blocks.into_par_iter().for_each(|(grammar, article, code)| {
        let plain = article.html.get(code.html.clone()).unwrap_or_default();
        memory.coloured(grammar, &source(inner(plain)));
    });
}

/// What stands between the tags of a block, escaped.
fn inner(plain: &str) -> &str {
    let start = plain.find("<code").and_then(|at| Some(at + plain[at..].find('>')? + 1));
    let end = plain.rfind("</code>");
    match (start, end) {
        (Some(start), Some(end)) if start <= end => &plain[start..end],
        _ => "",
    }
}

/// The text that was escaped.
fn source(inner: &str) -> String {
    let text = inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}
