//! Names of hosts to addresses, each of which is looked at before anybody connects to it: the
//! addresses that were looked at are the ones that are connected to, so a name that changes its mind
//! in between changes nothing.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::{is_allowed, refusal};
use crate::site::Refusal;

/// A table of names, or the system's where there is none.
pub type Names = Arc<dyn Fn(&str) -> Vec<IpAddr> + Send + Sync>;

/// The resolver that the client is given.
pub(super) struct Vetting {
    pub(super) allowed: Vec<String>,
    pub(super) names: Option<Names>,
}

/// A name stands for an address that is never asked for.
#[derive(Debug)]
pub(super) struct Refused(pub(super) Refusal);

/// No host has a name.
#[derive(Debug)]
pub(super) struct NoHost;

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name stands for an address that is never asked for")
    }
}

impl std::error::Error for Refused {}

impl std::fmt::Display for NoHost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no host has the name")
    }
}

impl std::error::Error for NoHost {}

impl Resolve for Vetting {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_string();
        let free = is_allowed(&host, &self.allowed);
        let names = self.names.clone();
        Box::pin(async move {
            let found: Vec<SocketAddr> = match names {
                Some(names) => names(&host).into_iter().map(|ip| SocketAddr::new(ip, 0)).collect(),
                None => match tokio::net::lookup_host((host.as_str(), 0)).await {
                    Ok(found) => found.collect(),
                    Err(_) => Vec::new(),
                },
            };
            if found.is_empty() {
                return Err(NoHost.into());
            }
            // One bad address spoils the name: who mixes them means to be asked at the bad one.
            let bad = found.iter().find_map(|address| refusal(address.ip()));
            match bad.filter(|_| !free) {
                Some(why) => Err(Refused(why).into()),
                None => Ok(Box::new(found.into_iter()) as Addrs),
            }
        })
    }
}
