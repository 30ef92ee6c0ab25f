//! `factum serve` from end to end: a real process, a real socket, real changes of files.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use tempfile::TempDir;

/// A server with its site, stopped when it is dropped.
pub(crate) struct Served {
    pub(crate) folder: TempDir,
    child: Child,
    /// The address without `http://` and the path.
    address: String,
    err: BufReader<ChildStderr>,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("written");
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    command.current_dir(folder).env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1795305600");
    command
}

pub(crate) fn serve(base_url: &str) -> Served {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "factum.toml", &format!("base_url = \"{base_url}\"\n"));
    put(
        folder.path(),
        "content/guide.md",
        "# Guide\n\nA VM has [up to two](fact:vm.slots) slots.\n",
    );
    put(folder.path(), "content/rack.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    let facts = "name: VM\nfacts: { slots: { type: quantity, role: limit, value: { max: 2 } } }\n";
    put(folder.path(), "facts/vm.yaml", facts);
    let mut child = command(folder.path())
        .args(["serve", "--port", "0"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("factum serves");
    let mut err = BufReader::new(child.stderr.take().expect("standard error"));
    let line = told(&mut err, "serving at http://");
    let address = line.split("http://").nth(1).and_then(|it| it.split(['/', ' ']).next());
    let address = address.expect("an address").to_string();
    Served { folder, child, address, err }
}

/// Reads what the program says until a line holds some words.
fn told(err: &mut BufReader<ChildStderr>, words: &str) -> String {
    let mut all = String::new();
    loop {
        let mut line = String::new();
        assert!(err.read_line(&mut line).expect("UTF-8") > 0, "`{words}` was never said: {all}");
        if line.contains(words) {
            return line;
        }
        all.push_str(&line);
    }
}

impl Served {
    /// The whole answer to a request.
    pub(crate) fn ask(&self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address))
    }

    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.write_all(request.as_bytes()).expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A stream of changes; the view that is there was told already.
    pub(crate) fn changes(&self) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let request = format!("GET /__factum/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("asked");
        let mut changes = BufReader::new(stream);
        next(&mut changes);
        changes
    }
}

/// The next view that a stream tells of, as JSON.
pub(crate) fn next(changes: &mut impl std::io::BufRead) -> serde_json::Value {
    loop {
        let mut line = String::new();
        assert!(changes.read_line(&mut line).expect("UTF-8") > 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).expect("JSON");
        }
    }
}

#[test]
fn pages_are_those_of_a_build_with_one_script_more() {
    let served = serve("https://example.org/kb");
    let page = served.ask("/kb/guide/");
    assert!(
        page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"),
        "{page}"
    );
    let (_, body) = page.split_once("\r\n\r\n").expect("a body");
    let build = command(served.folder.path()).arg("build").output().expect("a build");
    assert!(build.status.success(), "{build:?}");
    let built = fs::read_to_string(served.folder.path().join("public/guide/index.html"));
    let script = "<script src=\"/__factum/live.js?1\" defer></script>\n";
    assert_eq!(body.replace(script, ""), built.expect("a page"));
    assert!(body.contains(script), "{body}");
    // At the root, too, and every other kind of answer.
    assert!(served.ask("/guide/").starts_with("HTTP/1.1 200"));
    assert!(served.ask("/guide?x#y").contains("301 Moved Permanently"));
    assert!(served.ask("/guide").contains("\r\nLocation: /guide/\r\n"));
    assert!(served.ask("/rack.svg").contains("Content-Type: image/svg+xml"));
    let nothing = served.ask("/nothing/");
    assert!(nothing.starts_with("HTTP/1.1 404") && nothing.contains("live.js"), "{nothing}");
    assert!(served.ask("/__factum/live.js").contains("text/javascript"));
    let head = served.send(&format!("HEAD /guide/ HTTP/1.1\r\nHost: {}\r\n\r\n", served.address));
    assert!(head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn what_a_writer_would_not_ask_is_refused() {
    let served = serve("");
    let refused = |request: &str, status: &str| {
        let answer = served.send(request);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request}: {answer}");
    };
    refused("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421");
    refused("GET / HTTP/1.1\r\n\r\n", "421");
    refused("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", "405");
    refused("GET /../factum.toml HTTP/1.1\r\nHost: localhost\r\n\r\n", "400");
    refused("GET /%2e%2e/factum.toml HTTP/1.1\r\nHost: localhost\r\n\r\n", "400");
    refused("GET /..%5cfactum.toml HTTP/1.1\r\nHost: localhost\r\n\r\n", "400");
    refused("GET /%ff HTTP/1.1\r\nHost: [::1]:1111\r\n\r\n", "400");
    refused("nonsense\r\n\r\n", "400");
    refused(&format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(20_000)), "431");
    assert!(
        served
            .send("GET / HTTP/1.1\r\nHost: site.localhost:80\r\n\r\n")
            .starts_with("HTTP/1.1 200")
    );
}

#[test]
fn a_change_is_checked_told_and_shown() {
    let mut served = serve("");
    let mut changes = served.changes();
    put(
        served.folder.path(),
        "content/guide.md",
        "# Guide\n\nA VM has [up to four](fact:vm.slots).\n",
    );
    let view = next(&mut changes);
    let notices = view["notices"].as_array().expect("notices");
    let wrong = notices.iter().find(|notice| notice["rule"] == "claim-says-more").expect("it");
    assert_eq!(
        (&wrong["url"], &wrong["place"]),
        (&"/guide/".into(), &"content/guide.md:3:10".into())
    );
    assert!(served.ask("/guide/").contains("up to four"));
    told(&mut served.err, "claim-says-more");
    // A fact changes, and the page that rests on it is right again.
    let facts = "name: VM\nfacts: { slots: { type: quantity, role: limit, value: { max: 4 } } }\n";
    put(served.folder.path(), "facts/vm.yaml", facts);
    while next(&mut changes)["notices"]
        .as_array()
        .is_some_and(|notices| notices.iter().any(|notice| notice["rule"] == "claim-says-more"))
    {
    }
    assert!(
        served.ask("/facts/vm/").contains("up to 4") || served.ask("/facts/vm/").contains("≤ 4")
    );
    // Settings that cannot be read end nothing: the pages stay, with a word about it.
    put(served.folder.path(), "factum.toml", "title = \n");
    while next(&mut changes)["failure"].is_null() {}
    assert!(served.ask("/guide/").contains("up to four"));
    put(served.folder.path(), "factum.toml", "title = \"New\"\n");
    while !next(&mut changes)["failure"].is_null() {}
    assert!(served.ask("/guide/").contains("New"));
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "factum.toml", "");
    let run = command(folder.path()).args(["serve", "--port", &port]).output().expect("a run");
    assert_eq!(run.status.code(), Some(2));
    let err = String::from_utf8_lossy(&run.stderr);
    assert!(
        err.contains(&format!("cannot serve at 127.0.0.1:{port}; another program has the port")),
        "{err}"
    );
}
