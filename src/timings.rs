//! How long the parts of a run take, for whoever asks. Time comes in from outside and goes nowhere but
//! into a report, so what a run says and makes does not depend on it. How the times are shown is left
//! to `report`.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Tells the time since some moment before the run.
pub type Clock = Box<dyn Fn() -> Duration + Send + Sync>;

/// The times of one run; without a clock nothing is noted.
#[derive(Default)]
pub struct Timings {
    clock: Option<Clock>,
    stages: Mutex<Vec<Stage>>,
    works: Mutex<BTreeMap<(Kind, String), Work>>,
}

/// One stage of the run; stages follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// When it began, by the clock.
    pub start: Duration,
    /// When it ended.
    pub end: Duration,
}

/// What work inside of a stage is about. Work goes on in several threads at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The making of one file.
    File,
    /// The making of files that belong together, such as the search index.
    Group,
    /// A template of the theme or the site, over all pages that it renders.
    Template,
    /// The comparison with what is on the disk, and the writing of what differs.
    Disk,
}

/// Work of one name, however often it was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// How often.
    pub times: usize,
    /// How long, together.
    pub took: Duration,
}

impl Timings {
    /// No times at all.
    pub const fn off() -> Timings {
        Timings { clock: None, stages: Mutex::new(Vec::new()), works: Mutex::new(BTreeMap::new()) }
    }

    /// Times by a clock.
    pub fn by(clock: Clock) -> Timings {
        Timings { clock: Some(clock), ..Timings::default() }
    }

    /// Does what a stage does.
    pub fn stage<T>(&self, name: &'static str, does: impl FnOnce() -> T) -> T {
        let Some(clock) = &self.clock else { return does() };
        let start = clock();
        let done = does();
        locked(&self.stages).push(Stage { name, start, end: clock() });
        done
    }

    /// Does a piece of work inside of a stage.
    pub fn work<T>(&self, kind: Kind, name: &str, does: impl FnOnce() -> T) -> T {
        let Some(clock) = &self.clock else { return does() };
        let start = clock();
        let done = does();
        let took = clock().saturating_sub(start);
        let mut works = locked(&self.works);
        let work = works.entry((kind, name.to_string())).or_default();
        work.times += 1;
        work.took += took;
        done
    }

    /// The stages in their order.
    pub fn stages(&self) -> Vec<Stage> {
        let mut stages = locked(&self.stages).clone();
        stages.sort_by_key(|stage| (stage.start, stage.end));
        stages
    }

    /// The work of a kind by its names, the longest first.
    pub fn works(&self, kind: Kind) -> Vec<(String, Work)> {
        let works = locked(&self.works);
        let of_kind = works.iter().filter(|((own, _), _)| *own == kind);
        let mut all: Vec<_> = of_kind.map(|((_, name), work)| (name.clone(), *work)).collect();
        all.sort_by(|(one, a), (two, b)| b.took.cmp(&a.took).then_with(|| one.cmp(two)));
        all
    }
}

/// What a lock guards; a thread that panicked meanwhile left it whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn times_are_those_of_the_clock() {
        let ticks = AtomicU64::new(0);
        let clock = move || Duration::from_secs(ticks.fetch_add(1, Ordering::Relaxed));
        let timings = Timings::by(Box::new(clock));
        let done = timings.stage("all", || {
            timings.work(Kind::File, "b", || ());
            timings.work(Kind::File, "a", || timings.work(Kind::Template, "page.html", || 7))
        });
        assert_eq!(done, 7);
        let second = Duration::from_secs(1);
        let stage = Stage { name: "all", start: Duration::ZERO, end: 7 * second };
        assert_eq!(timings.stages(), [stage]);
        let work = |seconds| Work { times: 1, took: seconds * second };
        let files = [("a".to_string(), work(3)), ("b".to_string(), work(1))];
        assert_eq!(timings.works(Kind::File), files);
        assert!(timings.works(Kind::Disk).is_empty());
    }

    #[test]
    fn without_a_clock_nothing_is_noted() {
        let timings = Timings::off();
        timings.stage("all", || timings.work(Kind::File, "a", || ()));
        assert!(timings.stages().is_empty() && timings.works(Kind::File).is_empty());
    }
}
