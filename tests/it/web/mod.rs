//! Links to the web, against servers on this machine that are slow, rude, endless and wrong. What no
//! server may hear is in `refused`, what outlives a run in `remembered`, and servers that break
//! promises in `rude`.

mod parts;
mod refused;
mod remembered;
mod rude;
mod server;

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use factum::engine::{Engine, Options};
use factum::site::{Answer, Echo, External, Site, Trouble, Unchecked};
use factum::source::Memory;
use factum::web;

use server::{Server, page, rest, say};

/// Settings that ask this machine, and lose no time.
const QUICK: &str = "allow_private = [\"127.0.0.1\"]\ninterval = \"0 ms\"\nbackoff = \"20 ms\"\n";

/// A site with a link to each address.
fn site(settings: &str, addresses: &[&str]) -> Site {
    let mut memory = Memory::new();
    memory.insert("factum.toml", format!("[web]\n{settings}"));
    let links: Vec<String> = addresses.iter().map(|to| format!("[x](<{to}>)")).collect();
    memory.insert("content/guide.md", format!("# Guide\n\n{}\n", links.join("\n")));
    let options = Options::at(jiff::civil::date(2027, 1, 1));
    let site = Engine::new().site(&memory, &options).expect("a site");
    let problems: Vec<_> = site.problems.iter().map(|(_, problem)| &problem.kind).collect();
    assert!(problems.is_empty(), "{problems:?}");
    site
}

/// Asks the web about a site.
fn ask(site: &Site, root: &Path) -> External {
    ask_with(site, root, |_| {})
}

fn ask_with(site: &Site, root: &Path, change: impl FnOnce(&mut web::Options<'_>)) -> External {
    let (variable, progress) = (|_: &str| None, |_, _| {});
    let mut options = web::Options {
        root,
        offline: false,
        part: None,
        clock: jiff::Timestamp::now,
        variable: &variable,
        names: None,
        progress: &progress,
    };
    change(&mut options);
    web::ask(site, &options).expect("the web was asked")
}

/// What became of single addresses below a server, in their order.
fn answers(settings: &str, server: &Server, paths: &[&str]) -> Vec<Answer> {
    let folder = tempfile::tempdir().expect("a folder");
    let addresses: Vec<String> = paths.iter().map(|path| format!("{}{path}", server.url)).collect();
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let external = ask(&site(settings, &addresses), folder.path());
    addresses.iter().map(|address| external.outcomes[*address].answer.clone()).collect()
}

/// A table in which every name is this machine's.
fn here() -> web::Names {
    Arc::new(|_| vec![IpAddr::V4(Ipv4Addr::LOCALHOST)])
}

fn broken(status: u16) -> Answer {
    Answer::Broken(Trouble::Status(status))
}

#[test]
fn every_address_is_asked_for_once() {
    let server = Server::plain(|path, _, _, to| match path {
        "/here" | "/there" => page(to, "Here"),
        "/teapot" => say(to, 418, "", ""),
        _ => say(to, 404, "", ""),
    });
    let paths = ["/here", "/here", "/here#a", "/here#b", "/there", "/gone", "/teapot"];
    let got = answers(&format!("{QUICK}accept = [\"200-299\", 418]\n"), &server, &paths);
    let up = Answer::Up(200);
    let expected = [&up, &up, &up, &up, &up, &broken(404), &Answer::Up(418)];
    assert_eq!(got.iter().collect::<Vec<_>>(), expected);
    assert!(server.seen.counts().values().all(|count| *count == 1), "{:?}", server.seen.counts());
    assert_eq!(server.seen.counts().len(), 4);
}

#[test]
fn redirects_are_followed_and_told() {
    let server = Server::plain(|path, _, _, to| match path {
        "/old" => say(to, 301, "Location: /older\r\n", ""),
        "/older" => say(to, 308, "Location: new#top\r\n", ""),
        "/today" => say(to, 302, "Location: /new\r\n", ""),
        "/mixed" => say(to, 301, "Location: /today\r\n", ""),
        "/round" => say(to, 302, "Location: /and\r\n", ""),
        "/and" => say(to, 302, "Location: /round\r\n", ""),
        "/self" => say(to, 301, "Location: /self\r\n", ""),
        "/nowhere" => say(to, 301, "", ""),
        "/lost" => say(to, 301, "Location: /gone\r\n", ""),
        path if path.starts_with("/more") => {
            say(to, 302, &format!("Location: {path}e\r\n"), "");
        }
        "/new" => page(to, "New"),
        _ => say(to, 404, "", ""),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let url = |path: &str| format!("{}{path}", server.url);
    let paths =
        ["/old", "/today", "/mixed", "/round", "/nowhere", "/lost", "/more", "/self"].map(url);
    let site = site(&format!("{QUICK}redirects = 3\n"), &paths.each_ref().map(String::as_str));
    let outcomes = ask(&site, folder.path()).outcomes;
    let moved = |at: usize| outcomes[&paths[at]].moved.clone().map(|to| (to.to, to.permanent));
    assert_eq!(moved(0), Some((format!("{}/new#top", server.url), true)));
    assert_eq!(moved(1), Some((url("/new"), false)));
    assert_eq!(moved(2), Some((url("/new"), false)), "one of them is for the moment");
    let answer = |at: usize| outcomes[&paths[at]].answer.clone();
    assert_eq!(answer(3), Answer::Broken(Trouble::Circle));
    assert_eq!(answer(4), Answer::Broken(Trouble::NoDestination));
    assert_eq!((answer(5), moved(5)), (broken(404), None));
    assert_eq!(answer(6), Answer::Broken(Trouble::TooManyRedirects(3)));
    assert_eq!(answer(7), Answer::Broken(Trouble::Circle));
    assert_eq!(server.seen.count("/moreeee"), 1);
    assert_eq!(server.seen.count("/moreeeee"), 0, "after three redirects it is enough");
}

#[test]
fn what_may_pass_is_asked_for_again() {
    let server = Server::plain(|path, times, _, to| match (path, times) {
        ("/flaky", 1) => say(to, 503, "", ""),
        // The connection ends before a word.
        ("/reset", 1 | 2) => {}
        ("/down", _) => say(to, 500, "", ""),
        ("/gone", _) => say(to, 404, "", ""),
        _ => page(to, "Here"),
    });
    let paths = ["/flaky", "/reset", "/down", "/gone"];
    let got = answers(&format!("{QUICK}retries = 2\n"), &server, &paths);
    assert_eq!(got, [Answer::Up(200), Answer::Up(200), broken(500), broken(404)]);
    let counts = paths.map(|path| server.seen.count(path));
    assert_eq!(counts, [2, 3, 3, 1], "what is gone stays gone");
    let times = server.seen.times("/down");
    let (first, second) = (times[1] - times[0], times[2] - times[1]);
    assert!(first >= Duration::from_millis(20) && second >= Duration::from_millis(40));
}

#[test]
fn pauses_that_servers_ask_for_are_kept() {
    let server = Server::plain(|path, times, _, to| match (path, times) {
        ("/seconds", 1) => say(to, 429, "Retry-After: 1\r\n", ""),
        ("/date", 1) => {
            let date = "Date: Wed, 21 Oct 2015 07:28:00 GMT\r\n";
            say(to, 503, &format!("{date}Retry-After: Wed, 21 Oct 2015 07:28:01 GMT\r\n"), "");
        }
        ("/bare", 1) => say(to, 429, "", ""),
        _ => page(to, "Here"),
    });
    for path in ["/seconds", "/date"] {
        assert_eq!(answers(QUICK, &server, &[path]), [Answer::Up(200)], "{path}");
        let times = server.seen.times(path);
        assert!(times[1] - times[0] >= Duration::from_secs(1), "{path}");
    }
    assert_eq!(answers(QUICK, &server, &["/bare"]), [Answer::Up(200)]);
    let times = server.seen.times("/bare");
    assert!(times[1] - times[0] >= Duration::from_millis(20));
}

#[test]
fn a_pause_is_for_the_whole_host() {
    let server = Server::plain(|path, times, _, to| match (path, times) {
        ("/1", 1) => say(to, 429, "Retry-After: 1\r\n", ""),
        _ => page(to, "Here"),
    });
    let got = answers(&format!("{QUICK}per_host = 1\n"), &server, &["/1", "/2", "/3"]);
    assert_eq!(got, [Answer::Up(200), Answer::Up(200), Answer::Up(200)]);
    let first = server.seen.times("/1")[0];
    for path in ["/2", "/3"] {
        let at = server.seen.times(path)[0];
        // It may have come before the server had enough.
        assert!(at < first || at - first >= Duration::from_secs(1), "{path}");
    }
}

#[test]
fn a_host_that_wants_a_long_pause_is_left_alone() {
    let server = Server::plain(|_, _, _, to| say(to, 429, "Retry-After: 86400\r\n", ""));
    let paths = ["/1", "/2", "/3"];
    let got = answers(&format!("{QUICK}per_host = 1\n"), &server, &paths);
    assert!(got.iter().all(|it| matches!(it, Answer::Unchecked(Unchecked::Wait(_)))), "{got:?}");
    assert_eq!(server.seen.connections(), 1);
}

#[test]
fn a_host_is_not_asked_for_more_at_once_than_is_said() {
    let server = Server::plain(|_, _, _, to| {
        rest(30);
        page(to, "Here");
    });
    let paths: Vec<String> = (0..20).map(|at| format!("/{at}")).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    answers(&format!("{QUICK}per_host = 3\n"), &server, &paths);
    assert_eq!(server.seen.most(), 3);
    let server = Server::plain(|_, _, _, to| page(to, "Here"));
    answers(&format!("{QUICK}\n").replace("0 ms", "50 ms"), &server, &paths[..4]);
    let mut times: Vec<_> = paths[..4].iter().map(|path| server.seen.times(path)[0]).collect();
    times.sort();
    let gaps: Vec<_> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    // What a server notes is not quite when it was asked.
    assert!(gaps.iter().all(|gap| *gap >= Duration::from_millis(25)), "{gaps:?}");
}

#[test]
fn all_hosts_together_are_not_asked_for_more_at_once_than_is_said() {
    let server = Server::plain(|_, _, _, to| {
        rest(30);
        page(to, "Here");
    });
    let hosts: Vec<String> = (0..12).map(|at| format!("h{at}.test")).collect();
    let addresses: Vec<String> =
        hosts.iter().map(|host| format!("http://{host}:{}/", server.port())).collect();
    let settings = format!("allow_private = {hosts:?}\nconcurrency = 4\n");
    let site = site(&settings, &addresses.iter().map(String::as_str).collect::<Vec<_>>());
    let folder = tempfile::tempdir().expect("a folder");
    let external = ask_with(&site, folder.path(), |options| options.names = Some(here()));
    assert!(external.outcomes.values().all(|outcome| outcome.answer == Answer::Up(200)));
    assert_eq!((server.seen.most(), server.seen.connections()), (4, 12));
}

#[test]
fn nothing_takes_for_ever() {
    let server = Server::plain(|path, _, _, to| {
        let html = "HTTP/1.1 200 .\r\nContent-Type: text/html\r\n";
        match path {
            "/silent" => rest(30_000),
            // One letter at a time, and never the last.
            "/drip" => {
                let _ = write!(to, "{html}Content-Length: 100000\r\n\r\n");
                while write!(to, ".").and_then(|()| to.flush()).is_ok() {
                    rest(20);
                }
            }
            "/endless" => {
                let _ = write!(to, "{html}\r\n<p id=a>");
                while to.write_all(&[b'x'; 65536]).is_ok() {}
            }
            // Promises more than it sends.
            "/liar" => _ = write!(to, "{html}Content-Length: 1000\r\n\r\n<p id=a>short"),
            _ => {
                let _ = write!(to, "{html}\r\n<p id=a>{}<p id=z>", "x".repeat(9 << 20));
            }
        }
    });
    let settings = format!("{QUICK}timeout = \"1 s\"\nretries = 0\nfragments = true\n");
    let paths = ["/silent", "/drip#a", "/liar#a"];
    let got = answers(&settings, &server, &paths);
    let (late, cut) = (Answer::Broken(Trouble::Timeout), Answer::Broken(Trouble::Cut));
    assert_eq!(got, [late.clone(), late, cut]);
    // Time enough, so that it is the size that ends them.
    let settings = settings.replace("1 s", "60 s");
    let got = answers(&settings, &server, &["/endless#a", "/huge#a", "/huge#z"]);
    assert_eq!(got[..2], [Answer::Up(200), Answer::Up(200)]);
    assert_eq!(got[2], Answer::Unchecked(Unchecked::Large), "the id is behind what was read");
}

#[test]
fn ids_are_looked_for_on_request() {
    let server = Server::plain(|_, _, _, to| page(to, "<h2 id=\"there\">There</h2>"));
    let paths = ["/page#there", "/page#gone", "/page", "/page#"];
    assert_eq!(answers(QUICK, &server, &paths), vec![Answer::Up(200); 4]);
    assert_eq!(server.seen.count("/page"), 1);
    let got = answers(&format!("{QUICK}fragments = true\n"), &server, &paths);
    let gone = Answer::Broken(Trouble::NoAnchor("gone".to_string()));
    assert_eq!(got, [Answer::Up(200), gone, Answer::Up(200), Answer::Up(200)]);
    assert_eq!(server.seen.count("/page"), 2, "one page for all its ids");
    let others = ["/page#L10-L20", "/page#/route", "/page#!route", "/page#:~:text=words"];
    let got = answers(&format!("{QUICK}fragments = true\n"), &server, &others);
    assert_eq!(got, vec![Answer::Up(200); 4], "no page has such ids, and no reader misses them");
    let with_words = ["/page#there:~:text=words", "/page#gone:~:text=words"];
    let got = answers(&format!("{QUICK}fragments = true\n"), &server, &with_words);
    assert_eq!(got, [Answer::Up(200), Answer::Broken(Trouble::NoAnchor("gone".to_string()))]);
}

#[test]
fn a_certificate_that_nobody_trusts_is_told() {
    let server = Server::secure(|_, _, _, to| page(to, "Here"));
    let got = answers(QUICK, &server, &["/"]);
    assert!(matches!(&got[..], [Answer::Broken(Trouble::Untrusted(_))]), "{got:?}");
    assert_eq!(server.seen.count("/"), 0);
}

#[test]
fn quotations_are_looked_for_where_the_source_is() {
    let server = Server::plain(|path, _, _, to| match path {
        "/guide" => page(to, "<p>A VM takes <b>up to</b>\n two\u{a0}devices.</p>"),
        "/latin" => {
            let head = "HTTP/1.1 200 .\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n";
            let _ = to.write_all(&[head.as_bytes(), b"Gr\xfc\xdfe"].concat());
        }
        "/picture" => say(to, 200, "Content-Type: image/png\r\n", "up to two devices"),
        _ => say(to, 404, "", ""),
    });
    let url = &server.url;
    let mut memory = Memory::new();
    memory.insert("factum.toml", format!("[web]\n{QUICK}"));
    memory.insert(
        "facts/sources.yaml",
        format!("a: {{ url: {url}/guide }}\nb: {{ url: {url}/latin }}\nc: {{ url: {url}/picture }}\nd: {{ url: {url}/gone }}\n"),
    );
    let quotes = [
        ("a", "up to two devices"),
        ("a", "up to six devices"),
        ("b", "Grüße"),
        ("c", "up to two devices"),
        ("d", "gone"),
    ];
    let facts: Vec<String> = quotes
        .iter()
        .enumerate()
        .map(|(at, (id, quote))| {
            format!("  p{at}: {{ type: text, value: x, source: {{ id: {id}, quote: {quote} }} }}\n")
        })
        .collect();
    memory.insert("facts/vm.yaml", format!("name: VM\nfacts:\n{}", facts.concat()));
    let options = Options::at(jiff::civil::date(2027, 1, 1));
    let site = Engine::new().site(&memory, &options).expect("a site");
    let folder = tempfile::tempdir().expect("a folder");
    let external = ask(&site, folder.path());
    let echo = |path: &str, quote: &str| {
        external.echoes.get(&(format!("{url}{path}"), quote.to_string())).cloned()
    };
    assert_eq!(echo("/guide", "up to two devices"), Some(Echo::Says));
    let nearest = Some("up to two devices.".to_string());
    assert_eq!(echo("/guide", "up to six devices"), Some(Echo::Differs(nearest)));
    assert_eq!(echo("/latin", "Grüße"), Some(Echo::Says));
    assert_eq!(echo("/picture", "up to two devices"), None, "a picture says nothing");
    assert_eq!(echo("/gone", "gone"), None);
    assert_eq!(external.outcomes[&format!("{url}/gone")].answer, broken(404));
    assert_eq!(server.seen.count("/guide"), 1);
    // What is known is not asked for again; a new quotation is.
    assert_eq!(ask(&site, folder.path()).echoes, external.echoes);
    assert_eq!(server.seen.count("/guide"), 1);
}
