//! How the web is asked: `[web]` of `factum.toml`.
//! Leaves the asking to `web`, and what holds unless a site says otherwise to `defaults.toml`.

use std::ops::RangeInclusive;
use std::time::Duration;

use super::At;
use super::fields::{Fields, wrong_type};
use super::problem::Problem;
use crate::value::Node;

/// The settings of `[web]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Web {
    /// The statuses of HTTP that a page may answer with.
    pub accept: Vec<RangeInclusive<u16>>,
    /// How many pages are asked for at once.
    pub concurrency: usize,
    /// How many of one host.
    pub per_host: usize,
    /// The time from one request to a host to the next.
    pub interval: Duration,
    /// The time that a page may take, to its last byte.
    pub timeout: Duration,
    /// How often a page is asked for again after what may pass.
    pub retries: usize,
    /// The time before the first retry; each further one waits twice as long.
    pub backoff: Duration,
    /// The longest pause asked for by a server that is waited for.
    pub longest_wait: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
    /// Whether a page must have the id that a link names.
    pub fragments: bool,
    /// What factum calls itself.
    pub user_agent: String,
    /// How long answers are believed.
    pub ages: Ages,
    /// Hosts that are asked though their addresses are private.
    pub allow_private: Vec<String>,
    /// Addresses that are not asked for.
    pub skip: Vec<Skip>,
    /// Headers that hosts are sent.
    pub headers: Vec<HostHeaders>,
}

/// How long answers are believed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ages {
    /// A page that was there.
    pub up: Duration,
    /// A page that was elsewhere.
    pub redirected: Duration,
    /// A page that was not there.
    pub broken: Duration,
}

/// Addresses that are not asked for, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Skip {
    /// An address in which `*` stands for anything.
    pub pattern: String,
    /// Why.
    pub reason: String,
}

/// The headers of one host.
#[derive(Clone, Debug, PartialEq)]
pub struct HostHeaders {
    /// The host's name.
    pub host: String,
    /// Each header's name, and the variable of the environment that holds its value.
    pub headers: Vec<(String, String)>,
}

impl Skip {
    /// Whether the pattern is about an address.
    pub fn matches(&self, address: &str) -> bool {
        let mut parts = self.pattern.split('*');
        let first = parts.next().unwrap_or_default();
        let Some(mut rest) = address.strip_prefix(first) else { return false };
        let parts: Vec<&str> = parts.collect();
        let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
        for part in middle {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.ends_with(last)
    }
}

impl Web {
    /// The settings that the defaults give, which have no problems: a test reads them.
    pub(super) fn of_defaults(node: &Node) -> Web {
        let mut web = Web::default();
        web.read(node, &mut Vec::new());
        web
    }

    /// Whether a status is one that a page may answer with.
    pub fn accepts(&self, status: u16) -> bool {
        self.accept.iter().any(|range| range.contains(&status))
    }

    /// Reads the table; a key that is absent or wrong leaves what was there.
    pub(super) fn read(&mut self, node: &Node, problems: &mut Vec<Problem>) {
        let mut fields = Fields::new(node, "a table of how the web is asked", problems);
        if let Some(node) = fields.node("accept") {
            set(&mut self.accept, statuses(node, problems));
        }
        set(&mut self.concurrency, count(fields.node("concurrency"), 1..=256, problems));
        set(&mut self.per_host, count(fields.node("per_host"), 1..=64, problems));
        set(&mut self.interval, duration(fields.node("interval"), problems));
        set(&mut self.timeout, duration(fields.node("timeout"), problems));
        set(&mut self.retries, count(fields.node("retries"), 0..=10, problems));
        set(&mut self.backoff, duration(fields.node("backoff"), problems));
        set(&mut self.longest_wait, duration(fields.node("longest_wait"), problems));
        set(&mut self.redirects, count(fields.node("redirects"), 0..=20, problems));
        set(&mut self.fragments, fields.get("fragments", "true or false", problems));
        set(&mut self.user_agent, fields.text("user_agent", problems).map(|at| at.it));
        if let Some(node) = fields.node("ages") {
            self.ages.update(node, problems);
        }
        let hosts = fields.texts("allow_private", problems);
        self.allow_private.extend(hosts.into_iter().map(|host| host.it.to_lowercase()));
        if let Some(node) = fields.node("skip") {
            self.skip.extend(skips(node, problems));
        }
        if let Some(node) = fields.node("headers") {
            self.headers.extend(headers(node, problems));
        }
        fields.finish(&[], problems);
    }
}

impl Ages {
    fn update(&mut self, node: &Node, problems: &mut Vec<Problem>) {
        let mut fields = Fields::new(node, "a table of up, redirected and broken", problems);
        set(&mut self.up, duration(fields.node("up"), problems));
        set(&mut self.redirected, duration(fields.node("redirected"), problems));
        set(&mut self.broken, duration(fields.node("broken"), problems));
        fields.finish(&[], problems);
    }
}

fn set<T>(to: &mut T, from: Option<T>) {
    if let Some(from) = from {
        *to = from;
    }
}

/// A whole number within bounds.
fn count(
    node: Option<&Node>,
    bounds: RangeInclusive<usize>,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let node = node?;
    let number = node.text().and_then(|text| text.parse().ok());
    let number = number.filter(|number| bounds.contains(number));
    if number.is_none() {
        let expected = format!("a whole number from {} to {}", bounds.start(), bounds.end());
        problems.push(wrong_type(node, &expected));
    }
    number
}

/// A time such as `20 s`.
fn duration(node: Option<&Node>, problems: &mut Vec<Problem>) -> Option<Duration> {
    let node = node?;
    let duration = node.text().and_then(read_duration);
    if duration.is_none() {
        problems.push(wrong_type(node, "a time such as \"200 ms\", \"20 s\" or \"7 days\""));
    }
    duration
}

fn read_duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().ok()?;
    let milliseconds = match unit.trim() {
        "ms" => 1,
        "s" | "second" | "seconds" => 1_000,
        "min" | "minute" | "minutes" => 60_000,
        "h" | "hour" | "hours" => 3_600_000,
        "d" | "day" | "days" => 86_400_000,
        _ => return None,
    };
    // A century is longer than anybody means, and short enough to be added to a date.
    let total = number.checked_mul(milliseconds)?;
    (total <= 36_525 * 86_400_000).then(|| Duration::from_millis(total))
}

/// One status or a range of them, or a list of those.
fn statuses(node: &Node, problems: &mut Vec<Problem>) -> Option<Vec<RangeInclusive<u16>>> {
    let items = node.list().unwrap_or(std::slice::from_ref(node));
    let mut all = Vec::new();
    for item in items {
        let range = item.text().and_then(|text| {
            let (first, last) = text.split_once('-').unwrap_or((text, text));
            let status = |text: &str| text.trim().parse::<u16>().ok();
            let (first, last) = (status(first)?, status(last)?);
            (first <= last && first >= 200 && last <= 599).then_some(first..=last)
        });
        let Some(range) = range else {
            problems.push(wrong_type(item, "a status such as 403, or a range such as \"200-299\""));
            return None;
        };
        all.push(range);
    }
    Some(all)
}

/// `[[web.skip]]`: addresses, each with its reason.
fn skips(node: &Node, problems: &mut Vec<Problem>) -> Vec<Skip> {
    let Some(items) = node.list() else {
        problems.push(wrong_type(node, "a list of tables with pattern and reason"));
        return Vec::new();
    };
    let skip = |item: &Node| {
        let mut fields = Fields::new(item, "a table of pattern and reason", problems);
        let pattern = fields.text("pattern", problems);
        let reason = fields.text("reason", problems).filter(|reason| !reason.it.trim().is_empty());
        for (key, found) in [("pattern", &pattern), ("reason", &reason)] {
            if found.is_none() {
                fields.missing(key, problems);
            }
        }
        fields.finish(&[], problems);
        Some(Skip { pattern: pattern?.it, reason: reason?.it })
    };
    items.iter().filter_map(skip).collect()
}

/// `[web.headers."host"]`: a header by name, with the variable that holds its value.
fn headers(node: &Node, problems: &mut Vec<Problem>) -> Vec<HostHeaders> {
    let Some(hosts) = node.map() else {
        problems.push(wrong_type(node, "a table of hosts"));
        return Vec::new();
    };
    let mut all = Vec::new();
    for host in hosts {
        let Some(entries) = host.value.map() else {
            problems.push(wrong_type(&host.value, "a table of headers"));
            continue;
        };
        let mut headers = Vec::new();
        for entry in entries {
            let name = &entry.key;
            if http::HeaderName::from_bytes(name.as_bytes()).is_err() {
                let node = Node::plain(name.clone(), entry.key_span.clone());
                problems.push(wrong_type(&node, "the name of a header"));
                continue;
            }
            let mut fields =
                Fields::new(&entry.value, "a table such as { env = \"NAME\" }", problems);
            let variable = fields.text("env", problems);
            if variable.is_none() && entry.value.map().is_some() {
                fields.missing("env", problems);
            }
            fields.finish(&[], problems);
            headers.extend(variable.map(|At { it, .. }| (name.clone(), it)));
        }
        all.push(HostHeaders { host: host.key.to_lowercase(), headers });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        assert_eq!(read_duration("200 ms"), Some(Duration::from_millis(200)));
        assert_eq!(read_duration("7days"), Some(Duration::from_secs(7 * 86_400)));
        for wrong in ["", "7", "s", "-1 s", "1.5 s", "99999999999999999999 s", "999999999 days"] {
            assert_eq!(read_duration(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_pattern_matches_the_whole_address() {
        let matches = |pattern: &str, address| {
            Skip { pattern: pattern.to_string(), reason: String::new() }.matches(address)
        };
        assert!(matches("https://a.test/*", "https://a.test/x/y"));
        assert!(matches("*/login*", "https://a.test/login?to=x"));
        assert!(matches("https://a.test/", "https://a.test/"));
        assert!(!matches("https://a.test/", "https://a.test/x"));
        assert!(!matches("https://a.test/*.pdf", "https://a.test/x.pdf?y"));
        assert!(!matches("aba*ba", "aba"), "what a part took is not there for the next");
    }

    #[test]
    fn the_defaults_have_no_problems() {
        let (defaults, _) = super::super::toml::read(include_str!("../defaults.toml"), 0);
        let (mut web, mut problems) = (Web::default(), Vec::new());
        web.read(defaults.get("web").expect("[web]"), &mut problems);
        assert_eq!(problems, []);
        assert!(web.accepts(200) && web.accepts(299) && !web.accepts(301) && !web.accepts(404));
        assert!(web.ages.up > web.ages.redirected && web.ages.redirected > web.ages.broken);
    }
}
