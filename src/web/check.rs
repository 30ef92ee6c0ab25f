//! Many pages at once through lychee, each with the addresses that name it, and what its answer and
//! the gateway's notes mean together.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::time::Duration;

use anyhow::{Context as _, bail};
use futures_util::StreamExt as _;
use futures_util::stream;
use lychee_lib::ratelimit::RateLimitConfig;
use lychee_lib::{Client, ClientBuilder, ErrorKind, FragmentCheckerOptions, Status};
use url::Url;

use super::fetch::{Fetcher, Secret};
use super::gateway::{Gateway, Record};
use super::{Options, Wanted, id_of, plain, served};
use crate::parse::Web;
use crate::site::{Answer, Echo, Moved, Outcome, Trouble, Unchecked};

/// Is told of each address when its answer is there.
type Heard<'h> = dyn FnMut(&Url, &Outcome, &[(String, Echo)]) -> anyhow::Result<()> + 'h;

/// Pages in an order in which hosts take turns, so that a large one does not hold up the others.
pub(super) fn interleaved(pages: Vec<Wanted>) -> Vec<Wanted> {
    let mut hosts: BTreeMap<String, VecDeque<Wanted>> = BTreeMap::new();
    for page in pages {
        let host = page.url.host_str().unwrap_or_default().to_string();
        hosts.entry(host).or_default().push_back(page);
    }
    let mut turns = Vec::new();
    while !hosts.is_empty() {
        turns.extend(hosts.values_mut().filter_map(VecDeque::pop_front));
        hosts.retain(|_, pages| !pages.is_empty());
    }
    turns
}

/// What is said where there is no client.
const WITHOUT: &str =
    "cannot ask the web; are root certificates installed, or named by SSL_CERT_FILE?";

/// What asks for single pages, with the headers that the settings name.
///
/// # Errors
/// When there are no root certificates.
pub(super) fn fetcher(settings: &Web, options: &Options<'_>) -> anyhow::Result<Fetcher> {
    let secrets = settings.headers.iter().map(|of| {
        let secret = |(name, variable): &(String, String)| Secret {
            name: name.clone(),
            variable: variable.clone(),
            value: (options.variable)(variable),
        };
        (of.host.clone(), of.headers.iter().map(secret).collect())
    });
    Fetcher::new(settings, options.names.clone(), secrets.collect(), options.clock).context(WITHOUT)
}

/// Asks for pages.
///
/// # Errors
/// When the web cannot be asked at all, or somebody who is told cannot take it.
pub(super) async fn all(
    wanted: &[Wanted],
    settings: &Web,
    options: &Options<'_>,
    heard: &mut Heard<'_>,
) -> anyhow::Result<()> {
    let fetcher = fetcher(settings, options)?;
    let fragments =
        |page: &Wanted| settings.fragments && page.addresses.iter().any(|url| id_of(url).is_some());
    let wholes: Vec<bool> =
        wanted.iter().map(|page| !page.quotes.is_empty() || fragments(page)).collect();
    let gateway = Gateway::open(fetcher, settings, &wholes).await?;
    let client = client(settings).context(WITHOUT)?;
    // A proxy for everything would be asked for the gateway, and look at no address.
    let _ = client.check(gateway.door()).await;
    if !gateway.reached() {
        bail!("a proxy stands between factum and this machine; put 127.0.0.1 into NO_PROXY");
    }
    let total = wanted.iter().map(|page| page.addresses.len()).sum();
    let (client, gateway) = (&client, &*gateway);
    let mut answers =
        stream::iter(wanted.iter().enumerate())
            .map(|(index, page)| async move {
                (page, ask(client, gateway, index, page, settings).await)
            })
            .buffer_unordered(settings.concurrency.max(1));
    let mut done = 0;
    (options.progress)(done, total);
    while let Some((page, (outcomes, echoes))) = answers.next().await {
        for (url, outcome) in page.addresses.iter().zip(outcomes) {
            heard(url, &outcome, &echoes)?;
            done += 1;
            (options.progress)(done, total);
        }
    }
    Ok(())
}

/// lychee as it is used here: it follows redirects and looks for ids. How hosts are paced, what is
/// asked again and what is never asked for is the gateway's part, which sees every request.
fn client(settings: &Web) -> Result<Client, ErrorKind> {
    let accepted = (200..=599).filter(|status| settings.accepts(*status));
    let accepted: HashSet<http::StatusCode> = accepted
        .chain([200])
        .filter_map(|status| http::StatusCode::from_u16(status).ok())
        .collect();
    let fragments = FragmentCheckerOptions {
        check_anchor_fragments: settings.fragments,
        check_text_fragments: false,
    };
    ClientBuilder::builder()
        .max_redirects(settings.redirects)
        .max_retries(0_u64)
        .accepted(accepted)
        .user_agent(settings.user_agent.clone())
        .schemes(HashSet::from(["http".to_string()]))
        .rate_limit_config(RateLimitConfig {
            concurrency: settings.concurrency.max(1),
            request_interval: Duration::ZERO,
        })
        .fragment_checker_options(fragments)
        .build()
        .client()
}

/// Asks for the addresses of one page, one after the other: what was read for one is there for all.
async fn ask(
    client: &Client,
    gateway: &Gateway,
    index: usize,
    page: &Wanted,
    settings: &Web,
) -> (Vec<Outcome>, Vec<(String, Echo)>) {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for url in &page.addresses {
        let mut asked = url.clone();
        asked.set_fragment(id_of(url));
        let mut status = lychee(client, &gateway.address(index, &asked)).await;
        // GitHub writes ids with a word of its own before them, which its scripts take away.
        let github = url.host_str() == Some("github.com");
        if let (Err(ErrorKind::InvalidFragment(_)), true, Some(id)) = (&status, github, id_of(url))
        {
            asked.set_fragment(Some(&format!("user-content-{id}")));
            status = lychee(client, &gateway.address(index, &asked)).await;
        }
        let outcome = gateway.record(index, |record| outcome(record, url, status, settings));
        outcomes.push(outcome.unwrap_or_else(|| plain(Answer::Unchecked(Unchecked::Excluded))));
    }
    let served = gateway.record(index, |record| record.served.take()).flatten();
    let echoes = served.map(|served| served::echoes(&served, &page.quotes)).unwrap_or_default();
    (outcomes, echoes)
}

/// What lychee says of an address: whether it is there, or why not; nothing where it asks nobody.
async fn lychee(client: &Client, address: &str) -> Result<bool, ErrorKind> {
    match client.check(address).await?.into_body().status {
        Status::Ok(_) => Ok(true),
        Status::Error(error) => Err(error),
        _ => Ok(false),
    }
}

fn outcome(record: &Record, url: &Url, status: Result<bool, ErrorKind>, settings: &Web) -> Outcome {
    if let Some(failed) = &record.failed {
        return plain(failed.clone());
    }
    let moved = record.hops.last().map(|(_, _, to)| Moved {
        to: to.to_string(),
        permanent: record.hops.iter().all(|(status, ..)| matches!(status, 301 | 308)),
    });
    let last = record.status.unwrap_or_default();
    let froms: Vec<&Url> = record.hops.iter().map(|(_, from, _)| from).collect();
    let again = record.hops.last().is_some_and(|(_, _, to)| froms.contains(&to));
    let answer = match status {
        // Where lychee stops to follow, a redirect is the last that was heard.
        _ if matches!(last, 301 | 302 | 303 | 307 | 308) && again => {
            Answer::Broken(Trouble::Circle)
        }
        _ if matches!(last, 301 | 302 | 303 | 307 | 308) => {
            Answer::Broken(Trouble::TooManyRedirects(settings.redirects))
        }
        Ok(true) => Answer::Up(last),
        Ok(false) => Answer::Unchecked(Unchecked::Excluded),
        Err(ErrorKind::InvalidFragment(_)) => {
            let id = id_of(url).unwrap_or_default().to_string();
            match record.served.as_ref().is_some_and(|served| served.more) {
                true => Answer::Unchecked(Unchecked::Large),
                false => Answer::Broken(Trouble::NoAnchor(id)),
            }
        }
        // Who has enough of requests says nothing about the page.
        Err(_) if record.status == Some(429) => Answer::Unchecked(Unchecked::Busy),
        Err(_) if record.status.is_some() => Answer::Broken(Trouble::Status(last)),
        Err(error) => Answer::Broken(Trouble::Unreachable(error.to_string())),
    };
    let moved = moved.filter(|_| matches!(answer, Answer::Up(_)));
    Outcome { answer, moved, remembered: None }
}
