//! A server on this machine that behaves as a test wants, and counts who comes. Leaves what is asked
//! of it to the tests.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// What a server does with a request: its path, how often it was asked for, its head, and where to
/// answer.
pub(super) type Answer = dyn Fn(&str, usize, &str, &mut dyn Write) + Send + Sync;

/// A server that runs until the test ends.
pub(super) struct Server {
    /// Its address without a final `/`.
    pub(super) url: String,
    pub(super) seen: Arc<Seen>,
}

/// Who came.
#[derive(Default)]
pub(super) struct Seen {
    /// Every connection, whether or not it asked for anything.
    connections: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
    asked: Mutex<Vec<(String, Instant)>>,
}

impl Server {
    /// A server over plain HTTP.
    pub(super) fn plain(
        answer: impl Fn(&str, usize, &str, &mut dyn Write) + Send + Sync + 'static,
    ) -> Server {
        Server::start("http", Arc::new(answer), |stream, answer, seen| {
            converse(stream, answer, seen);
        })
    }

    /// A server over TLS with a certificate that it made itself.
    pub(super) fn secure(
        answer: impl Fn(&str, usize, &str, &mut dyn Write) + Send + Sync + 'static,
    ) -> Server {
        let certificate = CertificateDer::from_pem_slice(include_bytes!("certificate.pem"));
        let key = PrivateKeyDer::from_pem_slice(include_bytes!("key.pem")).expect("a key");
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.expect("a certificate")], key)
            .expect("a configuration");
        let config = Arc::new(config);
        Server::start("https", Arc::new(answer), move |stream, answer, seen| {
            let connection = rustls::ServerConnection::new(config.clone()).expect("a connection");
            converse(rustls::StreamOwned::new(connection, stream), answer, seen);
        })
    }

    fn start(
        scheme: &str,
        answer: Arc<Answer>,
        serve: impl Fn(TcpStream, &Answer, &Seen) + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("{scheme}://{}", listener.local_addr().expect("an address"));
        let seen = Arc::new(Seen::default());
        let serve = Arc::new(serve);
        // This machine has more addresses than one, and whoever comes to another is heard, too.
        let port = listener.local_addr().expect("an address").port();
        let others = [("127.0.0.2", port), ("::1", port)];
        let others = others.into_iter().filter_map(|other| TcpListener::bind(other).ok());
        for listener in std::iter::once(listener).chain(others) {
            let (serve, shared, answer) = (serve.clone(), seen.clone(), answer.clone());
            std::thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    let (serve, seen, answer) = (serve.clone(), shared.clone(), answer.clone());
                    seen.connections.fetch_add(1, Ordering::SeqCst);
                    std::thread::spawn(move || serve(stream, &*answer, &seen));
                }
            });
        }
        Server { url, seen }
    }

    /// The port, as text.
    pub(super) fn port(&self) -> &str {
        self.url.rsplit(':').next().expect("a port")
    }
}

impl Seen {
    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The most requests that were there at once.
    pub(super) fn most(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }

    /// How often a path was asked for.
    pub(super) fn count(&self, path: &str) -> usize {
        self.times(path).len()
    }

    /// When a path was asked for.
    pub(super) fn times(&self, path: &str) -> Vec<Instant> {
        let asked = self.asked.lock().expect("not poisoned");
        asked.iter().filter(|(known, _)| known == path).map(|(_, at)| *at).collect()
    }

    /// How often each path was asked for.
    pub(super) fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (path, _) in self.asked.lock().expect("not poisoned").iter() {
            *counts.entry(path.clone()).or_default() += 1;
        }
        counts
    }
}

fn converse(mut stream: impl std::io::Read + Write, answer: &Answer, seen: &Seen) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        // Who goes while there is something to be read resets the connection.
        if head.ends_with(b"GET /torn ") {
            return;
        }
        let mut byte = [0];
        match stream.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_string();
    let times = {
        let mut asked = seen.asked.lock().expect("not poisoned");
        asked.push((path.clone(), Instant::now()));
        asked.iter().filter(|(known, _)| *known == path).count()
    };
    let now = seen.now.fetch_add(1, Ordering::SeqCst) + 1;
    seen.most.fetch_max(now, Ordering::SeqCst);
    let mut to = Leaving { stream, seen, there: true };
    answer(&path, times, &head, &mut to);
    let _ = to.flush();
}

/// A stream to somebody who is no longer there once the answer begins: the next may come as soon as
/// it has been read.
struct Leaving<'s, S: Write> {
    stream: S,
    seen: &'s Seen,
    there: bool,
}

impl<S: Write> Leaving<'_, S> {
    fn leave(&mut self) {
        if std::mem::take(&mut self.there) {
            self.seen.now.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

impl<S: Write> Write for Leaving<'_, S> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.leave();
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.leave();
        self.stream.flush()
    }
}

/// An answer that says how long it is.
pub(super) fn say(to: &mut dyn Write, status: u16, headers: &str, body: &str) {
    let length = body.len();
    let _ = write!(
        to,
        "HTTP/1.1 {status} .\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    );
}

/// A page of HTML.
pub(super) fn page(to: &mut dyn Write, body: &str) {
    say(to, 200, "Content-Type: text/html; charset=utf-8\r\n", body);
}

/// Does nothing for a while.
pub(super) fn rest(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}
