//! Where a build's time went: a table for a terminal, and the same as a picture in `picture`.

mod picture;

use std::fmt::Write as _;
use std::time::Duration;

pub use picture::picture;

use crate::timings::{Kind, Stage, Timings, Work};

/// How many files and templates are named.
const MOST: usize = 15;

/// The kinds of work with what they are called, in the order in which they are shown.
const KINDS: [(Kind, &str); 4] = [
    (Kind::Group, "files made together"),
    (Kind::Template, "slowest templates"),
    (Kind::File, "slowest files"),
    (Kind::Disk, "disk"),
];

/// The times as a table.
pub fn table(timings: &Timings) -> String {
    let stages = timings.stages();
    let whole = whole(&stages);
    let mut table = format!("where the time went: {} in all\n", shown(whole));
    for stage in &stages {
        let took = stage.end.saturating_sub(stage.start);
        let _ =
            writeln!(table, "{:>10}  {:>3.0} %  {}", shown(took), share(took, whole), stage.name);
    }
    for (kind, title) in KINDS {
        let works = timings.works(kind);
        if works.is_empty() {
            continue;
        }
        let _ = writeln!(table, "{title}, {} in all threads", shown(sum(&works)));
        for (name, work) in works.iter().take(MOST) {
            let times =
                if work.times > 1 { format!(" ({} times)", work.times) } else { String::new() };
            let _ = writeln!(table, "{:>10}  {name}{times}", shown(work.took));
        }
        if works.len() > MOST {
            let _ = writeln!(table, "{:>10}  … and {} more", "", works.len() - MOST);
        }
    }
    table
}

/// From the start of the first stage to the end of the last.
fn whole(stages: &[Stage]) -> Duration {
    let start = stages.iter().map(|stage| stage.start).min().unwrap_or_default();
    let end = stages.iter().map(|stage| stage.end).max().unwrap_or_default();
    end.saturating_sub(start)
}

fn sum(works: &[(String, Work)]) -> Duration {
    works.iter().map(|(_, work)| work.took).sum()
}

/// How many hundredths of the whole something is.
fn share(part: Duration, whole: Duration) -> f64 {
    if whole.is_zero() { 0.0 } else { 100.0 * part.as_secs_f64() / whole.as_secs_f64() }
}

/// A time in milliseconds, or in seconds where it is long.
fn shown(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds >= 10.0 => format!("{seconds:.1} s"),
        seconds => format!("{:.1} ms", seconds * 1000.0),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    fn timings() -> Timings {
        let ticks = AtomicU64::new(0);
        let clock = move || Duration::from_millis(ticks.fetch_add(1, Ordering::Relaxed));
        let timings = Timings::by(Box::new(clock));
        timings.stage("read", || ());
        timings.stage("render & write", || {
            timings.work(Kind::Template, "page.html", || ());
            timings.work(Kind::Template, "page.html", || ());
        });
        timings
    }

    #[test]
    fn the_table_names_stages_and_work() {
        let expected = "\
where the time went: 7.0 ms in all
    1.0 ms   14 %  read
    5.0 ms   71 %  render & write
slowest templates, 2.0 ms in all threads
    2.0 ms  page.html (2 times)
";
        assert_eq!(table(&timings()), expected);
    }

    #[test]
    fn the_picture_is_whole_and_escaped() {
        let picture = picture(&timings());
        assert!(picture.starts_with("<svg xmlns=") && picture.ends_with("</svg>\n"));
        assert!(picture.contains("render &amp; write"));
        assert_eq!(picture.matches("<rect class=\"bar\"").count(), 3);
    }
}
