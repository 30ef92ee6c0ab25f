//! A picture of where a build's time went: stages along the time that passed, and below them the
//! slowest work as bars.

use std::fmt::Write as _;
use std::time::Duration;

use super::{KINDS, MOST, shown, sum, whole};
use crate::timings::Timings;

/// Lengths in the picture's own unit, about a pixel.
const WIDTH: f64 = 960.0;
const LEFT: f64 = 16.0;
const LINE: f64 = 22.0;
const BAR: f64 = 14.0;

/// Colours that follow the reader's choice.
const STYLE: &str = "\
svg{background:#fff;color:#1f2328;font:13px system-ui,sans-serif}\
text{fill:currentColor}.head{font-weight:600}.bar{fill:#7aa7e0}.line{fill:#8883}\
@media(prefers-color-scheme:dark){svg{background:#16191d;color:#e6e8ea}.bar{fill:#3d6fae}}";

/// The times as a picture in SVG.
pub fn picture(timings: &Timings) -> String {
    let stages = timings.stages();
    let all = whole(&stages);
    let begin = stages.iter().map(|stage| stage.start).min().unwrap_or_default();
    let mut body = String::new();
    let mut y = LINE;
    head(&mut body, &mut y, &format!("Where the time went: {}", shown(all)));
    for stage in &stages {
        let took = stage.end.saturating_sub(stage.start);
        let from = part(stage.start.saturating_sub(begin), all);
        bar(
            &mut body,
            &mut y,
            (from, part(took, all)),
            &format!("{}: {}", stage.name, shown(took)),
        );
    }
    for (kind, title) in KINDS {
        let works = timings.works(kind);
        let Some((_, longest)) = works.first() else { continue };
        let all_threads = shown(sum(&works));
        head(&mut body, &mut y, &format!("{}, {all_threads} in all threads", capital(title)));
        for (name, work) in works.iter().take(MOST) {
            let times =
                if work.times > 1 { format!(", {} times", work.times) } else { String::new() };
            let label = format!("{name}: {}{times}", shown(work.took));
            bar(&mut body, &mut y, (0.0, part(work.took, longest.took)), &label);
        }
    }
    let height = y + LINE / 2.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-label=\"Where the time of a build went\">\n<style>{STYLE}</style>\n{body}</svg>\n"
    )
}

fn head(body: &mut String, y: &mut f64, words: &str) {
    *y += LINE / 2.0;
    let _ = writeln!(body, "<text class=\"head\" x=\"{LEFT}\" y=\"{y}\">{}</text>", escape(words));
    *y += LINE / 2.0;
}

/// A bar from one part of the width on, as wide as another part, with words on it.
fn bar(body: &mut String, y: &mut f64, (from, wide): (f64, f64), words: &str) {
    let room = WIDTH - 2.0 * LEFT;
    let (x, width) = (LEFT + from * room, (wide * room).max(1.0));
    let top = *y - BAR + 3.0;
    let _ = writeln!(
        body,
        "<rect class=\"line\" x=\"{LEFT}\" y=\"{top:.1}\" width=\"{room:.1}\" height=\"{BAR}\"/>\
         <rect class=\"bar\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{BAR}\"/>\
         <text x=\"{:.1}\" y=\"{y:.1}\">{}</text>",
        LEFT + 6.0,
        escape(words)
    );
    *y += LINE;
}

/// What part of the whole something is, at most all of it.
fn part(part: Duration, whole: Duration) -> f64 {
    if whole.is_zero() { 0.0 } else { (part.as_secs_f64() / whole.as_secs_f64()).min(1.0) }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
