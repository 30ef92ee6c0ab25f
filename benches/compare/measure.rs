//! What a process costs: time on the wall, time on processors, and the most memory it had. Processor
//! time and memory are read from Linux; elsewhere they are 0.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What one run took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds on all processors, those of its own processes among them.
    pub(crate) cpu: f64,
    /// The most memory that the process itself had, in bytes.
    pub(crate) peak: u64,
}

/// Linux counts processor time in hundredths of a second, whatever its clock does.
const TICKS: f64 = 100.0;

/// Runs a program to its end.
///
/// # Errors
/// When it cannot be started, or fails; what it said is in `said.txt` below `root`.
#[expect(clippy::disallowed_methods, reason = "a benchmark looks at the clock and at processes")]
pub(crate) fn run(mut command: Command, root: &Path) -> io::Result<Cost> {
    let log = root.join("said.txt");
    let said = std::fs::File::create(&log)?;
    command.stdin(Stdio::null()).stdout(said.try_clone()?).stderr(said);
    let start = Instant::now();
    let mut child = command.spawn()?;
    let id = child.id();
    let mut cost = Cost::default();
    // Until somebody takes notice of its end, a process that is no more still has its times.
    let status = loop {
        cost.peak = cost.peak.max(peak(id).unwrap_or_default());
        match ended(id) {
            Some(Some(cpu)) => {
                cost.wall = start.elapsed().as_secs_f64();
                cost.cpu = cpu;
                break child.wait()?;
            }
            Some(None) => std::thread::sleep(Duration::from_millis(2)),
            None => {
                let status = child.wait()?;
                cost.wall = start.elapsed().as_secs_f64();
                break status;
            }
        }
    };
    if status.success() {
        return Ok(cost);
    }
    let said = std::fs::read_to_string(&log).unwrap_or_default();
    Err(io::Error::other(format!("{command:?} failed:\n{said}")))
}

/// The processor time of a process that has ended, `Some(None)` while it runs; nothing where the
/// system does not tell.
#[expect(clippy::disallowed_methods, reason = "a benchmark looks at processes")]
fn ended(id: u32) -> Option<Option<f64>> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name before may hold anything, spaces and brackets among it.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    if *fields.first()? != "Z" {
        return Some(None);
    }
    let ticks: f64 = fields.get(11..15)?.iter().filter_map(|it| it.parse::<f64>().ok()).sum();
    Some(Some(ticks / TICKS))
}

#[expect(clippy::disallowed_methods, reason = "a benchmark looks at processes")]
fn peak(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? << 10)
}

/// The middle one of some numbers.
pub(crate) fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => 0.0,
        many if many % 2 == 0 => f64::midpoint(sorted[many / 2 - 1], sorted[many / 2]),
        many => sorted[many / 2],
    }
}

/// What kind of machine this is, and how busy.
#[expect(clippy::disallowed_methods, reason = "a benchmark looks at the machine")]
pub(crate) fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("unknown").to_string();
    format!("{} {}, {cores} cores, load {load}", std::env::consts::OS, std::env::consts::ARCH)
}
