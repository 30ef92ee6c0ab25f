//! A request, taken apart: only what a browser asks of a site. Anything else is refused.

use std::io::{self, Read};
use std::net::IpAddr;

/// The most bytes that the head of a request may have.
const LONGEST: usize = 16 << 10;

/// A request that can be answered.
pub(super) struct Request {
    /// Whether only the head of the answer is wanted.
    pub(super) head: bool,
    /// The path, decoded, without what follows `?`.
    pub(super) path: String,
    /// The path as it was sent.
    pub(super) sent: String,
}

/// Why a request is not answered: a status with its words.
pub(super) type Refusal = (u16, &'static str);

/// Reads the head of a request. Nothing where the other side only opened a connection.
///
/// # Errors
/// When the connection breaks; what is wrong with the request itself is a refusal.
pub(super) fn read(stream: &mut impl Read) -> io::Result<Option<Result<Request, Refusal>>> {
    let mut head = Vec::new();
    let mut part = [0; 2048];
    loop {
        let count = stream.read(&mut part)?;
        if count == 0 {
            return Ok((!head.is_empty()).then_some(Err((400, "Bad Request"))));
        }
        head.extend_from_slice(&part[..count]);
        if head.windows(4).any(|end| end == b"\r\n\r\n") {
            return Ok(Some(parse(&head)));
        }
        if head.len() > LONGEST {
            return Ok(Some(Err((431, "Request Header Fields Too Large"))));
        }
    }
}

fn parse(head: &[u8]) -> Result<Request, Refusal> {
    let bad = (400, "Bad Request");
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    request.parse(head).map_err(|_| bad)?;
    let head = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err((405, "Method Not Allowed")),
    };
    // A page elsewhere may give its own name the address of this machine. What asks under a name
    // that only others could have given is not the writer's browser.
    let host = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case("host"));
    let host = host.and_then(|host| std::str::from_utf8(host.value).ok()).unwrap_or_default();
    if !is_own(host) {
        return Err((421, "Misdirected Request"));
    }
    let sent = request.path.ok_or(bad)?.split(['?', '#']).next().unwrap_or_default().to_string();
    let path = decoded(&sent).filter(|path| is_safe(path)).ok_or(bad)?;
    Ok(Request { head, path, sent })
}

/// Whether a host is this machine by a name that nobody else can give: an address, or `localhost`.
fn is_own(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name == "localhost" || name.ends_with(".localhost") || name.parse::<IpAddr>().is_ok()
}

/// Whether a path can only lead below the site.
fn is_safe(path: &str) -> bool {
    path.starts_with('/')
        && !path.contains(['\\', '\0'])
        && path.split('/').all(|name| name != ".." && name != ".")
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes().iter();
    while let Some(&byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(*rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}
