//! The one way out for lychee: a small server on this machine that asks for the pages which lychee
//! asks it for. lychee's own client looks at no address that a name stands for, and at no redirect;
//! here every page, the first and those that redirects lead to, goes through `fetch`.
//!
//! An address is `http://127.0.0.1:PORT/TOKEN/PAGE/https/host/path`. The token is this run's own, so
//! that no other program has its requests made.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use super::fetch::{Fetcher, Got};
use crate::parse::Web;
use crate::site::{Answer, Trouble};

/// The most bytes of a request's head; an address may be long.
const LONGEST_HEAD: usize = 64 << 10;

/// The server.
pub(super) struct Gateway {
    base: String,
    fetcher: Fetcher,
    settings: Web,
    records: Vec<Mutex<Record>>,
    reached: AtomicBool,
}

/// What became of one page.
#[derive(Default)]
pub(super) struct Record {
    /// Whether its text is wanted, not only whether it is there.
    pub(super) whole: bool,
    /// The redirects that were followed: the status, and where from and to.
    pub(super) hops: Vec<(u16, Url, Url)>,
    /// The last status.
    pub(super) status: Option<u16>,
    /// Why there is no answer.
    pub(super) failed: Option<Answer>,
    /// The text that was served, where it was wanted.
    pub(super) served: Option<Served>,
}

/// The body of a page.
pub(super) struct Served {
    pub(super) kind: String,
    pub(super) body: Vec<u8>,
    /// Whether there was more than was read.
    pub(super) more: bool,
}

impl Gateway {
    /// Begins to listen; the server ends with the runtime. `wholes` says of each page whether its
    /// text is wanted.
    ///
    /// # Errors
    /// When no port can be had.
    pub(super) async fn open(
        fetcher: Fetcher,
        settings: &Web,
        wholes: &[bool],
    ) -> anyhow::Result<Arc<Gateway>> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await;
        let listener = listener.context("cannot listen on this machine's own address")?;
        let port = listener.local_addr().context("a port without a number")?.port();
        let token = RandomState::new().hash_one(port);
        let record = |whole: &bool| Mutex::new(Record { whole: *whole, ..Record::default() });
        let gateway = Arc::new(Gateway {
            base: format!("http://127.0.0.1:{port}/{token:016x}/"),
            fetcher,
            settings: settings.clone(),
            records: wholes.iter().map(record).collect(),
            reached: AtomicBool::new(false),
        });
        let server = gateway.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let gateway = server.clone();
                tokio::spawn(async move {
                    // Whether lychee hears the answer to its end is its own business.
                    let _ = gateway.serve(stream).await;
                });
            }
        });
        Ok(gateway)
    }

    /// The address under which lychee asks for an address of a page.
    pub(super) fn address(&self, page: usize, url: &Url) -> String {
        let (scheme, rest) = url.as_str().split_once("://").unwrap_or(("", url.as_str()));
        format!("{}{page}/{scheme}/{rest}", self.base)
    }

    /// An address that answers without the web.
    pub(super) fn door(&self) -> String {
        self.base.clone()
    }

    /// Whether anybody came.
    pub(super) fn reached(&self) -> bool {
        self.reached.load(Ordering::Relaxed)
    }

    /// What became of a page.
    pub(super) fn record<T>(&self, page: usize, act: impl FnOnce(&mut Record) -> T) -> Option<T> {
        let record = self.records.get(page)?;
        Some(act(&mut record.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    async fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut head = Vec::new();
        while !head.windows(4).any(|end| end == b"\r\n\r\n") {
            let mut some = [0; 4096];
            let count = stream.read(&mut some).await?;
            if count == 0 || head.len() > LONGEST_HEAD {
                return Ok(());
            }
            head.extend(some.iter().take(count));
        }
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut request = httparse::Request::new(&mut headers);
        let asked = request.parse(&head).ok().and(request.path).map(str::to_string);
        let answer = match asked.as_deref().and_then(|path| self.asked(path)) {
            None => reply(404, "", &[]),
            Some(None) => {
                self.reached.store(true, Ordering::Relaxed);
                reply(200, "", &[])
            }
            Some(Some((page, url))) => self.answer(page, &url).await,
        };
        stream.write_all(&answer).await?;
        stream.shutdown().await
    }

    /// The page and the address in a path; neither in the path of [`Gateway::door`].
    fn asked(&self, path: &str) -> Option<Option<(usize, Url)>> {
        let own = self.base.find("//").and_then(|at| self.base.get(at + 2..))?;
        let rest = path.strip_prefix(own.get(own.find('/')?..)?)?;
        if rest.is_empty() {
            return Some(None);
        }
        let mut parts = rest.splitn(3, '/');
        let (page, scheme, rest) = (parts.next()?, parts.next()?, parts.next()?);
        let page = page.parse().ok().filter(|page| *page < self.records.len())?;
        Some(Some((page, Url::parse(&format!("{scheme}://{rest}")).ok()?)))
    }

    async fn answer(&self, page: usize, url: &Url) -> Vec<u8> {
        let whole = self.record(page, |record| record.whole).unwrap_or_default();
        let got = match self.fetcher.get(url, whole).await {
            Ok(got) => got,
            Err(failed) => {
                self.record(page, |record| record.failed = Some(failed));
                return reply(404, "", &[]);
            }
        };
        self.record(page, |record| record.status = Some(got.status));
        if matches!(got.status, 301 | 302 | 303 | 307 | 308) {
            return self.redirect(page, url, &got);
        }
        // These would make lychee wait, which knows this machine alone and not who asked for it.
        let status = match got.status {
            status if self.settings.accepts(status) => 200,
            429 | 500.. => 404,
            status => status,
        };
        let kind = got.kind.unwrap_or_default();
        let answer = reply(status, &format!("Content-Type: {}\r\n", plain(&kind)), &got.body);
        let served = Served { kind, body: got.body, more: got.more };
        self.record(page, |record| record.served = whole.then_some(served));
        answer
    }

    fn redirect(&self, page: usize, url: &Url, got: &Got) -> Vec<u8> {
        let to = got.location.as_ref().and_then(|to| url.join(to).ok());
        let Some(to) = to else {
            let failed = Answer::Broken(Trouble::NoDestination);
            self.record(page, |record| record.failed = Some(failed));
            return reply(404, "", &[]);
        };
        // Before lychee follows: an address that cannot be asked has no place behind this server's.
        if let Err(refused) = super::address::vet(&to, &self.settings.allow_private) {
            self.record(page, |record| record.failed = Some(Answer::Unchecked(refused)));
            return reply(404, "", &[]);
        }
        let location = format!("Location: {}\r\n", self.address(page, &to));
        self.record(page, |record| record.hops.push((got.status, url.clone(), to)));
        reply(got.status, &location, &[])
    }
}

/// A header's value without what could begin another header.
fn plain(value: &str) -> String {
    value.chars().filter(|char| !char.is_control()).collect()
}

fn reply(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} \r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}
