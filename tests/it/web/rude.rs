//! Servers that break connections and promises, and hosts that are not there. Slow and endless ones are
//! in the room's front.

use std::net::TcpListener;

use factum::site::{Answer, Trouble, Unchecked};

use super::server::{Server, page, say};
use super::{QUICK, answers, ask, ask_with, broken, here, site};

#[test]
fn a_connection_that_is_reset_is_tried_again() {
    let server = Server::plain(|_, _, _, to| page(to, "Here"));
    let got = answers(&format!("{QUICK}retries = 1\n"), &server, &["/torn", "/page"]);
    assert!(
        matches!(&got[0], Answer::Broken(Trouble::Cut | Trouble::Unreachable(_))),
        "a server that resets every connection is not there: {got:?}"
    );
    assert_eq!(got[1], Answer::Up(200));
    assert_eq!(server.seen.connections(), 3);
}

#[test]
fn what_a_server_says_of_its_length_is_no_reason_to_wait_or_to_read_on() {
    let server = Server::plain(|path, _, _, to| {
        let html = "HTTP/1.1 200 .\r\nContent-Type: text/html\r\n";
        let _ = match path {
            // More than it promises: what comes behind is no part of the page.
            "/more" => write!(to, "{html}Content-Length: 8\r\n\r\n<p id=a><p id=b>"),
            // No length, and an end in the middle of a part.
            "/part" => write!(to, "{html}Transfer-Encoding: chunked\r\n\r\n40\r\n<p id=a>"),
            "/twice" => write!(to, "{html}Content-Length: 8\r\nContent-Length: 9\r\n\r\n<p id=a>"),
            _ => write!(to, "{html}Content-Length: -1\r\n\r\n<p id=a>"),
        };
    });
    let settings = format!("{QUICK}timeout = \"5 s\"\nretries = 0\nfragments = true\n");
    let paths = ["/more#a", "/more#b", "/part#a", "/twice#a", "/less#a"];
    let got = answers(&settings, &server, &paths);
    assert_eq!(got[0], Answer::Up(200));
    assert_eq!(got[1], Answer::Broken(Trouble::NoAnchor("b".to_string())));
    for (path, answer) in paths.iter().zip(&got).skip(2) {
        let broken = matches!(answer, Answer::Broken(Trouble::Cut | Trouble::Unreachable(_)));
        assert!(broken, "{path}: {answer:?}");
    }
}

#[test]
fn what_is_no_http_is_broken() {
    let server = Server::plain(|_, _, _, to| _ = to.write_all(b"220 mail.test ready\r\n"));
    let got = answers(&format!("{QUICK}retries = 0\n"), &server, &["/"]);
    assert!(matches!(&got[..], [Answer::Broken(_)]), "{got:?}");
}

#[test]
fn a_server_that_has_enough_to_the_end_has_said_nothing_of_its_page() {
    let server = Server::plain(|path, _, _, to| match path {
        "/busy" => say(to, 429, "", ""),
        _ => say(to, 503, "Retry-After: 0\r\n", ""),
    });
    let got = answers(&format!("{QUICK}retries = 1\n"), &server, &["/busy", "/down"]);
    assert_eq!(got, [Answer::Unchecked(Unchecked::Busy), broken(503)]);
    assert_eq!(["/busy", "/down"].map(|path| server.seen.count(path)), [2, 2]);
    // It is asked again by the next run, since nothing is known.
    let folder = tempfile::tempdir().expect("a folder");
    let site = site(&format!("{QUICK}retries = 0\n"), &[&format!("{}/busy", server.url)]);
    ask(&site, folder.path());
    ask(&site, folder.path());
    assert_eq!(server.seen.count("/busy"), 4);
}

#[test]
fn hosts_that_are_not_there_are_told() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").port()
    };
    let closed = format!("http://127.0.0.1:{port}/");
    let folder = tempfile::tempdir().expect("a folder");
    let unknown = "http://nobody.test/";
    let settings = format!("{QUICK}retries = 1\n");
    let external = ask_with(&site(&settings, &[&closed, unknown]), folder.path(), |options| {
        options.names = Some(std::sync::Arc::new(|_| Vec::new()));
    });
    let answer = |address: &str| external.outcomes[address].answer.clone();
    assert!(matches!(answer(&closed), Answer::Broken(Trouble::Unreachable(_))));
    assert_eq!(answer(unknown), Answer::Broken(Trouble::NoHost));
}

fn secret(_: &str) -> Option<String> {
    Some("sesame".to_string())
}

#[test]
fn a_secret_is_never_sent_in_the_clear() {
    let server = Server::plain(|_, _, _, to| page(to, "Here"));
    let address = format!("http://api.test:{}/", server.port());
    let settings = "[web.headers.\"api.test\"]\nX-Key = { env = \"KEY\" }\n";
    let folder = tempfile::tempdir().expect("a folder");
    let external = ask_with(&site(settings, &[&address]), folder.path(), |options| {
        (options.names, options.variable) = (Some(here()), &secret);
    });
    assert_eq!(external.outcomes[&address].answer, Answer::Unchecked(Unchecked::Unencrypted));
    assert_eq!(server.seen.connections(), 0);
}
