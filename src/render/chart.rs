//! A picture of numbers: bars with their words and counts, drawn when the site is made. It stretches
//! with the page while its words keep their size, and says everything without colour.

use super::escape::escape;

/// One bar.
pub(super) struct Bar {
    /// Its kind, for the stylesheet: `says-more`.
    pub(super) kind: &'static str,
    /// What it counts, in words.
    pub(super) words: String,
    /// How many.
    pub(super) count: usize,
}

/// The height of a bar with its words.
const STEP: usize = 46;

/// Bars as an SVG element for HTML. `id` begins the ids of its title and description.
pub(super) fn bars(id: &str, title: &str, bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let told: Vec<String> =
        bars.iter().map(|bar| format!("{}: {}", bar.words, bar.count)).collect();
    let mut svg = format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"{id}.title {id}.desc\" \
         width=\"100%\" height=\"{}\">\n<title id=\"{id}.title\">{}</title>\n\
         <desc id=\"{id}.desc\">{}</desc>\n",
        bars.len() * STEP,
        escape(title),
        escape(&told.join("; ")),
    );
    for (at, bar) in bars.iter().enumerate() {
        let top = at * STEP;
        // In thousandths, so that no floating point decides a byte.
        let width = (bar.count * 1000).div_ceil(most);
        let (words, kind, count) = (escape(&bar.words), bar.kind, bar.count);
        svg.push_str(&format!(
            "<text x=\"0\" y=\"{}\">{words}</text>\
             <text x=\"100%\" y=\"{}\" text-anchor=\"end\">{count}</text>\
             <rect class=\"ground\" x=\"0\" y=\"{}\" width=\"100%\" height=\"12\" rx=\"3\"/>\
             <rect data-verdict=\"{kind}\" x=\"0\" y=\"{}\" width=\"{}.{}%\" height=\"12\" rx=\"3\"/>\n",
            top + 16,
            top + 16,
            top + 23,
            top + 23,
            width / 10,
            width % 10,
        ));
    }
    svg.push_str("</svg>");
    svg
}
