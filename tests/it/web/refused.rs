//! What is never asked for: every test counts at the server that nobody came, not even to connect.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use factum::site::{Answer, Refusal, Unchecked};

use super::server::{Server, page, say};
use super::{QUICK, ask, ask_with, here, site};

/// No private address is allowed.
const PLAIN: &str = "interval = \"0 ms\"\n";

fn why(answer: &Answer) -> Refusal {
    match answer {
        Answer::Unchecked(Unchecked::Refused { why, .. }) => *why,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn no_spelling_of_this_machine_is_asked() {
    let server = Server::plain(|_, _, _, to| page(to, "Here"));
    let port = server.port();
    let hosts = [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.0.0.1.",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "a.localhost",
        "0.0.0.0",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "[::127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:0001]",
        "0x7f.1",
        "017700000001",
        "127.0.0.2",
        "%31%32%37.0.0.1",
        "user@127.0.0.1",
    ];
    let addresses: Vec<String> =
        hosts.iter().map(|host| format!("http://{host}:{port}/")).collect();
    let mut addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    addresses.extend(["file:///etc/passwd", "ftp://127.0.0.1/", "http://169.254.169.254/latest"]);
    let folder = tempfile::tempdir().expect("a folder");
    let external = ask(&site(PLAIN, &addresses), folder.path());
    for address in &addresses {
        why(&external.outcomes[*address].answer);
    }
    assert_eq!(server.seen.connections(), 0);
    // Whoever had come would have been heard.
    let hosts = ["127.0.0.1", "127.0.0.2", "::1"].map(|host| (host, port.parse().unwrap_or(0)));
    let heard = hosts.iter().filter(|host| std::net::TcpStream::connect(host).is_ok()).count();
    assert!(heard > 0);
    while server.seen.connections() < heard {
        super::server::rest(1);
    }
}

#[test]
fn a_name_that_stands_for_this_machine_is_not_asked() {
    let server = Server::plain(|_, _, _, to| page(to, "Here"));
    let folder = tempfile::tempdir().expect("a folder");
    let addresses = ["one.test", "one.test.", "two.test", "three.test", "four.test", "five.test"]
        .map(|host| format!("http://{host}:{}/", server.port()));
    let site = site(PLAIN, &addresses.each_ref().map(String::as_str));
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    // A public address beside the private one makes it no better.
    let public = IpAddr::V4(Ipv4Addr::new(192, 0, 1, 1));
    let external = ask_with(&site, folder.path(), |options| {
        options.names = Some(Arc::new(move |name| match name {
            "one.test" | "one.test." => vec![here],
            "two.test" => vec![public, here],
            "three.test" => vec!["::ffff:127.0.0.1".parse().expect("an address")],
            "four.test" => vec!["64:ff9b::7f00:1".parse().expect("an address")],
            _ => vec!["2002:7f00:1::".parse().expect("an address")],
        }));
    });
    for address in &addresses {
        assert_eq!(why(&external.outcomes[address].answer), Refusal::Loopback);
    }
    assert_eq!(server.seen.connections(), 0);
}

#[test]
fn a_name_that_changes_its_mind_is_asked_once_or_not_at_all() {
    let server = Server::plain(|_, _, _, to| page(to, "Here"));
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("http://turn.test:{}/", server.port());
    let site = site(
        &format!("{PLAIN}timeout = \"500 ms\"\nretries = 3\nbackoff = \"1 ms\"\n"),
        &[&address],
    );
    let asked = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let external = ask_with(&site, folder.path(), |options| {
        options.names = Some(Arc::new(move |_| {
            // First an address that nobody answers at, afterwards this machine.
            let first = asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
            let public = Ipv4Addr::new(192, 0, 1, 1);
            vec![IpAddr::V4(if first { public } else { Ipv4Addr::LOCALHOST })]
        }));
    });
    assert_eq!(why(&external.outcomes[&address].answer), Refusal::Loopback);
    assert_eq!(server.seen.connections(), 0);
}

#[test]
fn a_redirect_does_not_lead_where_a_link_may_not() {
    // Another loopback address than the one that is allowed: the same machine, a refused host.
    let inside = Server::plain(|_, _, _, to| page(to, "Secret"));
    let port = inside.port().to_string();
    let outside = Server::plain(move |path, _, _, to| {
        let target = match path {
            "/address" => format!("http://127.0.0.2:{port}/"),
            "/name" => format!("http://inside.test:{port}/"),
            "/localhost" => format!("//localhost:{port}/"),
            "/mapped" => format!("http://[::ffff:127.0.0.1]:{port}/"),
            "/number" => format!("http://0x7f000002:{port}/"),
            "/translated" => format!("http://[64:ff9b::7f00:1]:{port}/"),
            "/tunnel" => format!("http://[2002:7f00:1::]:{port}/"),
            "/dot" => format!("http://inside.test.:{port}/"),
            "/user" => format!("http://127.0.0.1@127.0.0.2:{port}/"),
            "/second" => "/address".to_string(),
            _ => "file:///etc/passwd".to_string(),
        };
        say(to, 302, &format!("Location: {target}\r\n"), "");
    });
    let folder = tempfile::tempdir().expect("a folder");
    let paths = [
        "/address",
        "/name",
        "/localhost",
        "/mapped",
        "/number",
        "/translated",
        "/tunnel",
        "/dot",
        "/user",
        "/second",
        "/file",
    ];
    let addresses = paths.map(|path| format!("{}{path}", outside.url));
    let site = site(QUICK, &addresses.each_ref().map(String::as_str));
    let external = ask_with(&site, folder.path(), |options| options.names = Some(here()));
    for address in &addresses {
        let refusal = why(&external.outcomes[address].answer);
        let scheme = address.ends_with("/file");
        assert_eq!(refusal, if scheme { Refusal::Scheme } else { Refusal::Loopback }, "{address}");
    }
    assert_eq!(inside.seen.connections(), 0);
    assert_eq!(outside.seen.count("/address"), 2);
}

#[test]
fn a_name_that_is_allowed_is_asked() {
    let server = Server::plain(|_, _, _, to| page(to, "Here"));
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("http://wiki.test:{}/", server.port());
    let site = site("allow_private = [\"wiki.test\"]\n", &[&address]);
    let external = ask_with(&site, folder.path(), |options| {
        options.names = Some(here());
    });
    assert_eq!(external.outcomes[&address].answer, Answer::Up(200));
    assert_eq!(server.seen.connections(), 1);
}

#[test]
fn what_is_skipped_is_not_asked() {
    let server = Server::plain(|_, _, _, to| page(to, "Here"));
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("{}/login?to=x", server.url);
    let settings = format!("{QUICK}[[web.skip]]\npattern = \"*/login*\"\nreason = \"a login\"\n");
    let external = ask(&site(&settings, &[&address]), folder.path());
    let skipped = Answer::Unchecked(Unchecked::Skipped("a login".to_string()));
    assert_eq!(external.outcomes[&address].answer, skipped);
    assert_eq!(server.seen.connections(), 0);
}

fn key(name: &str) -> Option<String> {
    (name == "KEY").then(|| "sesame".to_string())
}

#[test]
fn a_secret_goes_to_its_host_alone() {
    let other = Server::plain(|_, _, head, to| {
        say(to, if head.contains("sesame") { 500 } else { 200 }, "", "");
    });
    let target = format!("http://other.test:{}/", other.port());
    let server = Server::plain(move |path, _, head, to| match path {
        "/away" => say(to, 302, &format!("Location: {target}\r\n"), ""),
        _ if head.to_lowercase().contains("x-key: sesame") => page(to, "Here"),
        _ => say(to, 401, "", ""),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let addresses = ["/in", "/away"].map(|path| format!("{}{path}", server.url));
    let settings = "allow_private = [\"127.0.0.1\", \"other.test\"]\n\
        [web.headers.\"127.0.0.1\"]\nX-Key = { env = \"KEY\" }\n";
    let site = site(settings, &addresses.each_ref().map(String::as_str));
    let external = ask_with(&site, folder.path(), |options| {
        (options.variable, options.names) = (&key, Some(here()));
    });
    for address in &addresses {
        assert_eq!(external.outcomes[address].answer, Answer::Up(200), "{address}");
    }
    let cache = std::fs::read_to_string(folder.path().join(factum::web::CACHE)).expect("a cache");
    assert!(!cache.contains("sesame"));
    // Without a value nobody is asked.
    let folder = tempfile::tempdir().expect("a folder");
    let external = ask(&site, folder.path());
    let missing = Answer::Unchecked(Unchecked::NoVariable("KEY".to_string()));
    assert_eq!(external.outcomes[&addresses[0]].answer, missing);
    assert_eq!(server.seen.count("/in"), 1);
}
