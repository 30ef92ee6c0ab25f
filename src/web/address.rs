//! Which addresses are never asked for: what is private, local, or no host at all.
//! Leaves names to `resolve`, which asks this about every address that a name stands for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::site::{Refusal, Unchecked};

/// Why an address is refused; nothing for one of the public internet.
pub(super) fn refusal(address: IpAddr) -> Option<Refusal> {
    match address {
        IpAddr::V4(address) => v4(address),
        IpAddr::V6(address) => v6(address),
    }
}

fn v4(address: Ipv4Addr) -> Option<Refusal> {
    let octets = address.octets();
    match octets {
        [0, ..] => Some(Refusal::Special),
        [127, ..] => Some(Refusal::Loopback),
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Some(Refusal::Private),
        [169, 254, ..] => Some(Refusal::LinkLocal),
        [100, 64..=127, ..] => Some(Refusal::Shared),
        // Protocol assignments, documentation, measurement, a retired relay.
        [192, 0, 0, _] | [192, 0, 2, _] | [192, 88, 99, _] => Some(Refusal::Special),
        [198, 18..=19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => Some(Refusal::Special),
        // Metadata of a cloud, outside the ranges above.
        [168, 63, 129, 16] => Some(Refusal::LinkLocal),
        // Multicast, reserved, broadcast.
        [224..=255, ..] => Some(Refusal::Special),
        _ => None,
    }
}

fn v6(address: Ipv6Addr) -> Option<Refusal> {
    let groups = address.segments();
    let within = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        v4(Ipv4Addr::new(a, b, c, d))
    };
    match groups {
        [0, 0, 0, 0, 0, 0, 0, 0] => Some(Refusal::Special),
        [0, 0, 0, 0, 0, 0, 0, 1] => Some(Refusal::Loopback),
        // An IPv4 address in one of its disguises is what it is.
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0, 0, 0, 0, 0, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => within(high, low),
        // A network's own translation leads anywhere inside it.
        [0x64, 0xff9b, 1, ..] => Some(Refusal::Private),
        // A tunnel to an address that does not stand in it plainly.
        [0x2001, 0, ..] => Some(Refusal::Special),
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => Some(Refusal::Special),
        [0xfe80..=0xfebf, ..] => Some(Refusal::LinkLocal),
        [0xfc00..=0xfdff, ..] | [0xfec0..=0xfeff, ..] => Some(Refusal::Private),
        // What is public begins with the bits 001.
        [0x2000..=0x3fff, ..] => None,
        _ => Some(Refusal::Special),
    }
}

/// Why an address of the web is refused before anybody asks for its host, unless `allowed` has it.
pub(super) fn vet(url: &Url, allowed: &[String]) -> Result<(), Unchecked> {
    let refused = |why| Err(Unchecked::Refused { address: url.to_string(), why });
    if !matches!(url.scheme(), "http" | "https") {
        return refused(Refusal::Scheme);
    }
    if url.host_str().is_some_and(|host| is_allowed(host, allowed)) {
        return Ok(());
    }
    let why = match url.host() {
        Some(Host::Ipv4(address)) => v4(address),
        Some(Host::Ipv6(address)) => v6(address),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let local = name == "localhost" || name.ends_with(".localhost");
            local.then_some(Refusal::Loopback)
        }
        None => Some(Refusal::Scheme),
    };
    why.map_or(Ok(()), refused)
}

/// Whether the settings let a host have a private address.
pub(super) fn is_allowed(host: &str, allowed: &[String]) -> bool {
    let bare = |host: &str| host.trim_matches(['[', ']']).to_ascii_lowercase();
    allowed.iter().any(|known| bare(known) == bare(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_asked() {
        let refused = [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.0.1",
            "168.63.129.16",
            "192.0.0.192",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001:0:1::1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001:db8::1",
            "100::1",
            "fec0::1",
        ];
        for address in refused {
            let address: IpAddr = address.parse().expect("an address");
            assert!(refusal(address).is_some(), "{address}");
        }
        let public = [
            "1.1.1.1",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "223.255.255.255",
            "2606:4700::1111",
            "64:ff9b::101:101",
            "2002:101:101::",
            "::ffff:1.1.1.1",
            "2001:4860:4860::8888",
        ];
        for address in public {
            let address: IpAddr = address.parse().expect("an address");
            assert_eq!(refusal(address), None, "{address}");
        }
    }

    #[test]
    fn spellings_of_refused_addresses_are_refused() {
        let spellings = [
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://127.0.0.1./",
            "http://localhost/",
            "http://localhost./",
            "http://a.localhost/",
            "http://LOCALHOST/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::1]:8080/",
            "http://0/",
            "http://１２７.0.0.1/",
            "https://169.254.169.254/latest",
            "file:///etc/passwd",
            "ftp://a.test/",
            "gopher://a.test/",
        ];
        for spelling in spellings {
            let url = Url::parse(spelling).expect("an address");
            assert!(vet(&url, &[]).is_err(), "{spelling} is {url}");
        }
        let allowed = ["127.0.0.1".to_string(), "::1".to_string()];
        assert!(vet(&Url::parse("http://127.0.0.1:81/").expect("an address"), &allowed).is_ok());
        assert!(vet(&Url::parse("http://[::1]/").expect("an address"), &allowed).is_ok());
        assert!(vet(&Url::parse("http://127.0.0.2/").expect("an address"), &allowed).is_err());
    }
}
