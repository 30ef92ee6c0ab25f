//! The links of a site to the web, asked for through lychee: the only code that leaves the machine,
//! and the only asynchronous code. What the answers mean for pages is left to `rules`.

mod address;
mod cache;
mod check;
mod fetch;
mod gateway;
mod pace;
mod resolve;
mod served;
mod single;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use jiff::Timestamp;
use url::Url;

pub use cache::CACHE;
pub use resolve::Names;
pub use single::{Page, fetch};

use crate::parse::Web;
use crate::site::{Answer, Echo, External, Named, Outcome, Site, Trouble, Unchecked};
use crate::source::Shard;
use cache::Cache;

/// How the web is asked, beside the settings.
pub struct Options<'o> {
    /// The site's folder, which holds what earlier runs were told.
    pub root: &'o Path,
    /// Whether only that counts, and the web is left alone.
    pub offline: bool,
    /// The part of the site whose addresses are asked for, where it is not all: those that its files name,
    /// and those of sources that are quoted anywhere.
    pub part: Option<Shard>,
    /// The time of day.
    pub clock: fn() -> Timestamp,
    /// Variables of the environment, for headers.
    pub variable: &'o dyn Fn(&str) -> Option<String>,
    /// A table of names, instead of the system's.
    pub names: Option<Names>,
    /// Is told how many addresses of how many are done.
    pub progress: &'o (dyn Fn(usize, usize) + Sync),
}

/// A page of the web, without the ids in it.
struct Wanted {
    url: Url,
    /// The addresses that name it, as the cache knows them, longest first: with an id or without.
    addresses: Vec<Url>,
    quotes: Vec<String>,
}

/// Asks for every address that a site names, each once.
///
/// # Errors
/// When the web cannot be asked at all, or what it said cannot be kept.
pub fn ask(site: &Site, options: &Options<'_>) -> anyhow::Result<External> {
    let settings = &site.config.web;
    let mut cache = Cache::open(options.root)?;
    let mut external = External::default();
    let spelt = spellings(site, options.part, &mut external);
    let wanted = unknown(site, &spelt, &cache, options, &mut external);
    if wanted.is_empty() {
        return Ok(external);
    }
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.context("cannot start what asks the web")?;
    let mut heard = |url: &Url, outcome: &Outcome, echoes: &[(String, Echo)]| {
        let nobody = BTreeSet::new();
        let spellings = spelt.get(url.as_str()).unwrap_or(&nobody);
        tell(&mut external, spellings, outcome);
        for (quote, echo) in echoes {
            tell_echo(&mut external, spellings, quote, echo);
        }
        let fragment = settings.fragments && id_of(url).is_some();
        let waits = matches!(outcome.answer, Answer::Unchecked(Unchecked::Wait(_)));
        match outcome.answer {
            Answer::Unchecked(_) if !waits => Ok(()),
            _ => cache.add(url.as_str(), fragment, outcome, echoes, (options.clock)()),
        }
    };
    let done = runtime.block_on(check::all(&wanted, settings, options, &mut heard));
    // A name that is still being resolved is not worth waiting for.
    runtime.shutdown_background();
    done?;
    cache.close((options.clock)())?;
    Ok(external)
}

/// Every address that may be asked for, as the web knows it, with the spellings of the site. What can be
/// said of the others goes into `external`.
fn spellings<'s>(
    site: &'s Site,
    part: Option<Shard>,
    external: &mut External,
) -> BTreeMap<String, BTreeSet<&'s str>> {
    let mut spelt: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let quotations = site.quotations();
    let is_in = |named: &Named<'_>| {
        let holds = |part: Shard| part.holds(named.path.as_str());
        part.is_none_or(|part| holds(part) || quotations.contains_key(named.to))
    };
    let named = site.named_addresses();
    for to in named.into_iter().filter(is_in).map(|named| named.to) {
        match settled(to, &site.config.web) {
            Ok(url) => _ = spelt.entry(url.to_string()).or_default().insert(to),
            Err(answer) => _ = external.outcomes.insert(to.to_string(), plain(answer)),
        }
    }
    spelt
}

/// The pages that have to be asked for, in an order in which hosts take turns. What earlier runs were
/// told goes into `external`.
fn unknown(
    site: &Site,
    spelt: &BTreeMap<String, BTreeSet<&str>>,
    cache: &Cache,
    options: &Options<'_>,
    external: &mut External,
) -> Vec<Wanted> {
    let settings = &site.config.web;
    let quotations = site.quotations();
    let now = (!options.offline).then(options.clock);
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    for (address, spellings) in spelt {
        let Ok(url) = Url::parse(address) else { continue };
        let fragment = settings.fragments && id_of(&url).is_some();
        let known = cache.outcome(address, settings, fragment, now);
        let quotes = spellings.iter().filter_map(|to| quotations.get(to)).flatten();
        let mut unheard = Vec::new();
        for quote in quotes {
            match cache.echo(address, quote, settings, now) {
                Some(echo) => tell_echo(external, spellings, quote, &echo),
                None => unheard.push(quote.to_string()),
            }
        }
        // A page that is not there says nothing; one that is has to be asked for its words.
        let silent = known.as_ref().is_some_and(|known| !matches!(known.answer, Answer::Up(_)));
        match known {
            Some(known) if silent || unheard.is_empty() || options.offline => {
                tell(external, spellings, &known);
            }
            _ if options.offline => {
                tell(external, spellings, &plain(Answer::Unchecked(Unchecked::Offline)));
            }
            _ => {
                let mut page = url.clone();
                page.set_fragment(None);
                let wanted = wanted.entry(page.to_string()).or_insert_with(|| Wanted {
                    url: page,
                    addresses: Vec::new(),
                    quotes: Vec::new(),
                });
                wanted.addresses.insert(0, url);
                wanted.quotes.extend(unheard);
            }
        }
    }
    check::interleaved(wanted.into_values().collect())
}

/// What can be said of an address without asking; the address to ask for where it has to be.
fn settled(to: &str, settings: &Web) -> Result<Url, Answer> {
    let whole = if to.starts_with("//") { format!("https:{to}") } else { to.to_string() };
    let url = Url::parse(&whole).map_err(|_| Answer::Broken(Trouble::NoAddress))?;
    let skip = settings.skip.iter().find(|skip| skip.matches(to) || skip.matches(url.as_str()));
    if let Some(skip) = skip {
        return Err(Answer::Unchecked(Unchecked::Skipped(skip.reason.clone())));
    }
    address::vet(&url, &settings.allow_private).map_err(Answer::Unchecked)?;
    Ok(url)
}

/// The id that an address names in its page. The top of the page is none, nor are words that a browser
/// looks for, nor what a script there reads: `#/guide`, or the lines of a file, `#L10-L20`.
fn id_of(url: &Url) -> Option<&str> {
    let id = url.fragment()?.split(":~:").next().unwrap_or_default();
    let line =
        id.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (!id.is_empty() && !id.starts_with(['/', '!']) && !line).then_some(id)
}

fn plain(answer: Answer) -> Outcome {
    Outcome { answer, moved: None, remembered: None }
}

fn tell(external: &mut External, spellings: &BTreeSet<&str>, outcome: &Outcome) {
    for to in spellings {
        external.outcomes.insert(to.to_string(), outcome.clone());
    }
}

fn tell_echo(external: &mut External, spellings: &BTreeSet<&str>, quote: &str, echo: &Echo) {
    for to in spellings {
        external.echoes.insert((to.to_string(), quote.to_string()), echo.clone());
    }
}
