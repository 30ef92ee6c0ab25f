//! One page, fetched to be kept: redirects are followed here, each looked at like the first.
//! Leaves where it is kept to `commands`.

use anyhow::{Context as _, bail, ensure};

use super::gateway::Served;
use super::{Options, check, served, settled};
use crate::parse::{Web, html_text};

/// What an address serves, as it is kept.
pub struct Page {
    /// `txt` for text, also where the page was HTML; `md` or `pdf`.
    pub extension: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Fetches a page.
///
/// # Errors
/// When it is not there, may not be asked for, holds no text, or is too large to be kept.
pub fn fetch(to: &str, settings: &Web, options: &Options<'_>) -> anyhow::Result<Page> {
    let Ok(mut url) = settled(to, settings) else {
        bail!("{to} is not asked for: it is no public address, or the settings skip it");
    };
    let fetcher = check::fetcher(settings, options)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.context("cannot start what asks the web")?;
    for _ in 0..=settings.redirects {
        let Ok(got) = runtime.block_on(fetcher.get(&url, true)) else {
            bail!("{url} cannot be had; `factum check --external` says why");
        };
        if matches!(got.status, 301 | 302 | 303 | 307 | 308) {
            let next = got.location.as_ref().and_then(|next| url.join(next).ok());
            url = next.with_context(|| format!("{url} redirects without saying where to"))?;
            continue;
        }
        ensure!(settings.accepts(got.status), "{url} answers with {}", got.status);
        ensure!(!got.more, "{url} serves more than {} MiB", super::fetch::LARGEST >> 20);
        let kind = got.kind.unwrap_or_default();
        let served = Served { kind, body: got.body, more: false };
        let bytes = served::bytes(&served);
        return match served::extension(&served.kind) {
            None => bail!("{url} serves no text"),
            Some("html") => {
                let text = html_text(&String::from_utf8_lossy(&bytes));
                ensure!(!text.is_empty(), "{url} serves a page without text");
                Ok(Page { extension: "txt", bytes: text.into_bytes() })
            }
            Some(extension) => Ok(Page { extension, bytes }),
        };
    }
    bail!("{to} redirects more than {} times", settings.redirects)
}
