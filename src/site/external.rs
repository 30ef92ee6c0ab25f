//! What the web said of the addresses that a site names, as plain data, and where they are named.
//! Leaves the asking to `web`, which is above; a site that nobody asked about has none of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::destination::is_external;
use super::{Site, Target};
use crate::source::{SitePath, Span};
use crate::value::Value;

/// Everything that the web said.
#[derive(Clone, Debug, Default)]
pub struct External {
    /// By address, as the site writes it.
    pub outcomes: BTreeMap<String, Outcome>,
    /// By the address of a source as the site writes it, and a quotation from it.
    pub echoes: BTreeMap<(String, String), Echo>,
}

/// What came of asking for an address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The answer.
    pub answer: Answer,
    /// Where the answer came from, where that is not the address itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Moved>,
    /// When it was given, if an earlier run asked for it.
    #[serde(skip)]
    pub remembered: Option<Timestamp>,
}

/// Where redirects lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The address at their end.
    pub to: String,
    /// Whether each of them is for good.
    pub permanent: bool,
}

/// The answer for an address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is there; the status.
    Up(u16),
    /// It is not.
    Broken(Trouble),
    /// Nobody knows.
    Unchecked(Unchecked),
}

/// Why an address is no good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// It is no address.
    NoAddress,
    /// A status that is not accepted.
    Status(u16),
    /// No host has the name.
    NoHost,
    /// The host cannot be reached; the system's words.
    Unreachable(String),
    /// The host cannot show that it is who it says; the words of TLS.
    Untrusted(String),
    /// It took too long.
    Timeout,
    /// The connection ended before the page did.
    Cut,
    /// Redirects lead in a circle.
    Circle,
    /// There are more redirects than are followed.
    TooManyRedirects(usize),
    /// A redirect that does not say where to.
    NoDestination,
    /// The page is there and has no such id.
    NoAnchor(String),
}

/// Why nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unchecked {
    /// An address, this one or one that it redirects to, that is never asked for.
    Refused {
        /// The address.
        address: String,
        /// What it is.
        why: Refusal,
    },
    /// The settings say so; their reason.
    Skipped(String),
    /// The server wants nobody before then, in seconds since 1970.
    Wait(i64),
    /// The server has enough of requests, however often it was asked again.
    Busy,
    /// The web was not asked, and no earlier answer is known.
    Offline,
    /// A header's variable has no value.
    NoVariable(String),
    /// A header with a secret is sent over TLS alone.
    Unencrypted,
    /// The page is larger than is read, and the id may be in the rest.
    Large,
    /// The library that asks leaves it out.
    Excluded,
}

/// What an address is that is never asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// Another scheme than http and https.
    Scheme,
    /// This machine.
    Loopback,
    /// A private network.
    Private,
    /// The network at hand, and the metadata of clouds.
    LinkLocal,
    /// Addresses behind a provider's translation.
    Shared,
    /// No address of a host: everybody, several, nobody, or reserved.
    Special,
}

/// What a source's address serves of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Echo {
    /// The words.
    Says,
    /// Not the words; those that come nearest.
    Differs(Option<String>),
}

/// A place that names an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'s> {
    /// The file.
    pub path: &'s SitePath,
    /// The bytes of the address.
    pub span: Span,
    /// The address, as written.
    pub to: &'s str,
}

impl Site {
    /// Every place that names an address on the web, each once, by file and position.
    pub fn named_addresses(&self) -> Vec<Named<'_>> {
        let mut all: BTreeMap<(&SitePath, usize), Named<'_>> = BTreeMap::new();
        let mut add = |path, span: &Span, to| {
            if is_web(to) {
                let named = Named { path, span: span.clone(), to };
                all.entry((path, span.start)).or_insert(named);
            }
        };
        for link in &self.links {
            if let Ok(Target::External(to)) = &link.target {
                add(&self.page(link.page).article.path, &link.to_span, to);
            }
        }
        for to in self.config.destinations() {
            if let Some(path) = self.config_path.as_ref().filter(|_| is_external(&to.it)) {
                add(path, &to.span, &to.it);
            }
        }
        for source in self.sources.values() {
            if let Some(url) = &source.raw.url {
                add(&source.path, &url.span, &url.it);
            }
        }
        for (_, fact) in self.facts() {
            for statement in &fact.statements {
                if let Some(Value::Url(to)) = &statement.value {
                    add(&statement.value_at.0, &statement.value_at.1, to);
                }
            }
        }
        all.into_values().collect()
    }

    /// Every quotation from a source that has an address, by the address.
    pub fn quotations(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (_, fact) in self.facts() {
            for cited in fact.statements.iter().flat_map(|statement| &statement.sources) {
                let Some(quote) = &cited.citation.quote else { continue };
                let source = self.sources.get(&cited.citation.id.it);
                let url = source.and_then(|source| source.raw.url.as_ref());
                if let Some(url) = url.filter(|url| is_web(&url.it)) {
                    all.entry(&url.it).or_default().insert(&quote.it);
                }
            }
        }
        all
    }
}

/// Whether a link is for a browser to load; mail, telephones and the like are asked nothing.
fn is_web(to: &str) -> bool {
    const OTHERS: [&str; 9] =
        ["mailto", "tel", "sms", "data", "javascript", "about", "urn", "geo", "xmpp"];
    let scheme = to.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    !scheme.is_some_and(|scheme| OTHERS.contains(&scheme.as_str()))
}
