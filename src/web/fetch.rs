//! One page of the web, asked for once at a time: no redirect is followed here, no address is
//! connected to that was not looked at, and no body is read without end.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::address;
use super::pace::Pace;
use super::resolve::{Names, NoHost, Refused, Vetting};
use crate::parse::Web;
use crate::site::{Answer, Trouble, Unchecked};

/// The most bytes of a page that are read.
pub(super) const LARGEST: usize = 8 << 20;

/// Asks for pages.
pub(super) struct Fetcher {
    client: reqwest::Client,
    pace: Pace,
    settings: Web,
    secrets: Vec<(String, Vec<Secret>)>,
    clock: fn() -> Timestamp,
}

/// A header for one host: its name, its variable, and the value that the variable has.
pub(super) struct Secret {
    pub(super) name: String,
    pub(super) variable: String,
    pub(super) value: Option<String>,
}

/// What a server answered.
pub(super) struct Got {
    pub(super) status: u16,
    pub(super) location: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) body: Vec<u8>,
    /// Whether there was more than was read.
    pub(super) more: bool,
    /// How long the server wants to be left alone.
    wait: Option<Duration>,
}

impl Fetcher {
    /// A client that looks at every address before it connects.
    ///
    /// # Errors
    /// When it cannot be made, as where there are no root certificates.
    pub(super) fn new(
        settings: &Web,
        names: Option<Names>,
        secrets: Vec<(String, Vec<Secret>)>,
        clock: fn() -> Timestamp,
    ) -> Result<Fetcher, reqwest::Error> {
        let resolver = Vetting { allowed: settings.allow_private.clone(), names };
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .dns_resolver(resolver)
            .connect_timeout(settings.timeout.min(Duration::from_secs(10)))
            .timeout(settings.timeout)
            .user_agent(settings.user_agent.as_str())
            .build()?;
        let pace = Pace::new(settings.per_host, settings.interval);
        Ok(Fetcher { client, pace, settings: settings.clone(), secrets, clock })
    }

    /// Asks for a page, and again where what went wrong may pass. The body is read where `whole`
    /// asks for it.
    ///
    /// # Errors
    /// Why there is no answer.
    pub(super) async fn get(&self, url: &Url, whole: bool) -> Result<Got, Answer> {
        address::vet(url, &self.settings.allow_private).map_err(Answer::Unchecked)?;
        let headers = self.headers(url).map_err(Answer::Unchecked)?;
        let host = url.host_str().unwrap_or_default();
        let mut backoff = self.settings.backoff;
        for attempt in 0.. {
            let permit = self.pace.enter(host).await;
            let permit = permit.map_err(waits)?;
            let got = self.once(url, headers.clone(), whole).await;
            // Before the next request to the host may begin.
            match &got {
                Ok(Got { wait: Some(wait), .. }) if *wait > self.settings.longest_wait => {
                    let until = (self.clock)().saturating_add(*wait).unwrap_or(Timestamp::MAX);
                    self.pace.close(host, until);
                    return Err(waits(until));
                }
                Ok(Got { wait: Some(wait), .. }) => self.pace.pause(host, *wait),
                // Who says "too many" means all requests, not this one alone.
                Ok(Got { status: 429, .. }) => self.pace.pause(host, backoff),
                _ => {}
            }
            drop(permit);
            if attempt >= self.settings.retries || !may_pass(&got) {
                return got;
            }
            if !matches!(&got, Ok(Got { wait: Some(_), .. } | Got { status: 429, .. })) {
                tokio::time::sleep(backoff).await;
            }
            backoff = backoff.saturating_mul(2);
        }
        Err(Answer::Broken(Trouble::Timeout))
    }

    async fn once(&self, url: &Url, headers: HeaderMap, whole: bool) -> Result<Got, Answer> {
        let failed = |error: reqwest::Error| failure(url, &error);
        let request = self.client.get(url.clone()).headers(headers);
        let mut response = request.send().await.map_err(failed)?;
        let text = |name| {
            let value = response.headers().get(name);
            value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let status = response.status().as_u16();
        let mut got = Got {
            status,
            location: text(header::LOCATION),
            kind: text(header::CONTENT_TYPE),
            body: Vec::new(),
            more: false,
            wait: None,
        };
        if matches!(status, 429 | 503) {
            let now = text(header::DATE).and_then(|date| read_date(&date));
            let now = now.unwrap_or_else(self.clock);
            got.wait = text(header::RETRY_AFTER).and_then(|wait| read_wait(&wait, now));
        }
        if whole && self.settings.accepts(status) {
            while let Some(chunk) = response.chunk().await.map_err(failed)? {
                let room = LARGEST - got.body.len();
                got.body.extend(chunk.iter().take(room));
                if chunk.len() > room {
                    got.more = true;
                    break;
                }
            }
        }
        Ok(got)
    }

    /// The headers for a host: with secrets for the host that they are meant for, over TLS.
    fn headers(&self, url: &Url) -> Result<HeaderMap, Unchecked> {
        let mut headers = HeaderMap::new();
        let accept = "text/html,application/xhtml+xml,*/*;q=0.8";
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        let host = url.host_str().unwrap_or_default();
        let secrets = self.secrets.iter().filter(|(of, _)| of == host).flat_map(|(_, all)| all);
        for secret in secrets {
            if url.scheme() != "https" && !address::is_allowed(host, &self.settings.allow_private) {
                return Err(Unchecked::Unencrypted);
            }
            let name = HeaderName::from_bytes(secret.name.as_bytes()).ok();
            let value = secret.value.as_ref().and_then(|value| HeaderValue::from_str(value).ok());
            let (Some(name), Some(mut value)) = (name, value) else {
                return Err(Unchecked::NoVariable(secret.variable.clone()));
            };
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        Ok(headers)
    }
}

fn waits(until: Timestamp) -> Answer {
    Answer::Unchecked(Unchecked::Wait(until.as_second()))
}

/// Whether the next answer may be another.
fn may_pass(got: &Result<Got, Answer>) -> bool {
    match got {
        Ok(got) => matches!(got.status, 408 | 429 | 500 | 502 | 503 | 504),
        Err(Answer::Broken(trouble)) => {
            matches!(trouble, Trouble::Timeout | Trouble::Cut | Trouble::Unreachable(_))
        }
        Err(_) => false,
    }
}

/// What an error of the client means.
fn failure(url: &Url, error: &reqwest::Error) -> Answer {
    let mut causes: Vec<&(dyn std::error::Error + 'static)> = vec![error];
    while let Some(cause) = causes.last().and_then(|error| error.source()) {
        causes.push(cause);
    }
    if let Some(Refused(why)) = causes.iter().find_map(|cause| cause.downcast_ref()) {
        let refused = Unchecked::Refused { address: url.to_string(), why: *why };
        return Answer::Unchecked(refused);
    }
    if causes.iter().any(|cause| cause.is::<NoHost>()) {
        return Answer::Broken(Trouble::NoHost);
    }
    if error.is_timeout() {
        return Answer::Broken(Trouble::Timeout);
    }
    let words = causes.last().map(ToString::to_string).unwrap_or_default();
    let tls = ["certificate", "tls", "handshake"];
    Answer::Broken(if tls.iter().any(|word| words.to_lowercase().contains(word)) {
        Trouble::Untrusted(words)
    } else if error.is_connect() {
        Trouble::Unreachable(words)
    } else {
        Trouble::Cut
    })
}

/// `Retry-After`: seconds, or a date.
fn read_wait(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More than there are numbers for is longer than anybody waits.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let seconds = read_date(text)?.as_second().saturating_sub(now.as_second());
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

/// A date of HTTP, in today's form or one of the two that old servers have.
fn read_date(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let old = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    let old = || old.iter().find_map(|form| jiff::civil::DateTime::strptime(form, text).ok());
    let of_old = || jiff::tz::TimeZone::UTC.to_timestamp(old()?).ok();
    parser.parse_timestamp(text).ok().or_else(of_old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_seconds_or_dates() {
        let now = read_date("Wed, 21 Oct 2015 07:28:00 GMT").expect("a date");
        assert_eq!(read_wait("120", now), Some(Duration::from_secs(120)));
        let date = "Wed, 21 Oct 2015 07:28:30 GMT";
        assert_eq!(read_wait(date, now), Some(Duration::from_secs(30)));
        let past = "Wed, 21 Oct 2015 07:27:00 GMT";
        assert_eq!(read_wait(past, now), Some(Duration::ZERO));
        for (old, seconds) in
            [("Wednesday, 21-Oct-15 07:28:40 GMT", 40), ("Wed Oct 21 07:28:50 2015", 50)]
        {
            assert_eq!(read_wait(old, now), Some(Duration::from_secs(seconds)), "{old}");
        }
        for endless in ["18446744073709551615", "99999999999999999999999"] {
            assert_eq!(read_wait(endless, now), Some(Duration::from_secs(u64::MAX)));
        }
        for wrong in ["soon", "", "-1", "1.5", "Wed, 99 Oct 2015 07:28:00 GMT"] {
            assert_eq!(read_wait(wrong, now), None, "{wrong}");
        }
    }
}
