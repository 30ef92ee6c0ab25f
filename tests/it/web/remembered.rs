//! What outlives a run: answers with their ages, also those of a run that was killed. And the program
//! itself, from its flags to its findings.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use factum::site::{Answer, Trouble, Unchecked};
use jiff::{SignedDuration, Timestamp};

use super::server::{Server, page, rest, say};
use super::{QUICK, ask, ask_with, broken, site};

/// The time of day, some hours from now.
fn tomorrow() -> Timestamp {
    Timestamp::now() + SignedDuration::from_hours(25)
}

fn soon() -> Timestamp {
    Timestamp::now() + SignedDuration::from_mins(31)
}

#[test]
fn answers_are_believed_for_as_long_as_they_are_good() {
    let server = Server::plain(|path, _, _, to| match path {
        "/here" => page(to, "Here"),
        "/moved" => say(to, 301, "Location: /here\r\n", ""),
        _ => say(to, 404, "", ""),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let addresses = ["/here", "/moved", "/gone"].map(|path| format!("{}{path}", server.url));
    let site = site(QUICK, &addresses.each_ref().map(String::as_str));
    let first = ask(&site, folder.path());
    assert!(first.outcomes.values().all(|outcome| outcome.remembered.is_none()));
    let again = ask(&site, folder.path());
    for address in &addresses {
        assert_eq!(again.outcomes[address].answer, first.outcomes[address].answer);
        assert!(again.outcomes[address].remembered.is_some());
    }
    let counts = || ["/moved", "/gone"].map(|path| server.seen.count(path));
    assert_eq!((server.seen.count("/here"), counts()), (2, [1, 1]), "once of itself");
    ask_with(&site, folder.path(), |options| options.clock = soon);
    assert_eq!((server.seen.count("/here"), counts()), (2, [1, 2]));
    ask_with(&site, folder.path(), |options| options.clock = tomorrow);
    assert_eq!((server.seen.count("/here"), counts()), (3, [2, 3]), "by way of the redirect");
}

#[test]
fn offline_only_what_is_known_counts() {
    let server = Server::plain(|_, _, _, to| page(to, "Here"));
    let folder = tempfile::tempdir().expect("a folder");
    let (known, other) = (format!("{}/known", server.url), format!("{}/other", server.url));
    ask(&site(QUICK, &[&known]), folder.path());
    let external = ask_with(&site(QUICK, &[&known, &other]), folder.path(), |options| {
        (options.offline, options.clock) = (true, tomorrow);
    });
    assert_eq!(external.outcomes[&known].answer, Answer::Up(200));
    assert!(external.outcomes[&known].remembered.is_some());
    assert_eq!(external.outcomes[&other].answer, Answer::Unchecked(Unchecked::Offline));
    assert_eq!(server.seen.connections(), 1);
}

#[test]
fn a_change_of_settings_is_no_reason_to_believe_what_was() {
    let server = Server::plain(|_, _, _, to| say(to, 403, "Content-Type: text/html\r\n", ""));
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("{}/page#id", server.url);
    let ask = |settings: &str| {
        ask(&site(settings, &[&address]), folder.path()).outcomes[&address].answer.clone()
    };
    assert_eq!(ask(QUICK), broken(403));
    let lax = format!("{QUICK}accept = [200, 403]\n");
    assert_eq!(ask(&lax), Answer::Up(403));
    assert_eq!(ask(QUICK), broken(403));
    assert_eq!(server.seen.count("/page"), 3);
    let server = Server::plain(|_, _, _, to| page(to, "no id"));
    let address = format!("{}/page#id", server.url);
    let ask = |settings: &str| {
        super::ask(&site(settings, &[&address]), folder.path()).outcomes[&address].answer.clone()
    };
    assert_eq!(ask(QUICK), Answer::Up(200));
    let gone = Answer::Broken(Trouble::NoAnchor("id".to_string()));
    assert_eq!(ask(&format!("{QUICK}fragments = true\n")), gone);
    assert_eq!(ask(QUICK), Answer::Up(200));
}

#[test]
fn a_damaged_file_costs_its_damage_alone() {
    let server = Server::plain(|_, _, _, to| page(to, "Here"));
    let folder = tempfile::tempdir().expect("a folder");
    let addresses = ["/1", "/2"].map(|path| format!("{}{path}", server.url));
    let site = site(QUICK, &addresses.each_ref().map(String::as_str));
    ask(&site, folder.path());
    let path = folder.path().join(factum::web::CACHE);
    let text = fs::read_to_string(&path).expect("a cache");
    let half = text.len() - 20;
    fs::write(&path, [&text.as_bytes()[..half], b"\xff\xfe"].concat()).expect("written");
    ask(&site, folder.path());
    let counts = ["/1", "/2"].map(|path| server.seen.count(path));
    assert_eq!(counts.iter().sum::<usize>(), 3, "{counts:?}");
    ask(&site, folder.path());
    assert_eq!(server.seen.connections(), 3, "what was damaged is whole again");
}

pub(super) fn factum(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    command.current_dir(folder).env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1795305600");
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
    {
        command.env_remove(name);
    }
    command
}

pub(super) fn finish(output: &Output) -> (i32, String) {
    let err = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    (output.status.code().expect("an exit status"), err)
}

fn put(folder: &Path, settings: &str, page: &str) {
    fs::write(folder.join("factum.toml"), format!("[web]\n{settings}")).expect("written");
    fs::create_dir_all(folder.join("content")).expect("a folder");
    fs::write(folder.join("content/guide.md"), page).expect("written");
}

#[test]
fn a_run_that_is_killed_leaves_what_it_heard() {
    let server = Server::plain(|path, _, _, to| {
        if path.starts_with("/slow") {
            rest(20_000);
        }
        page(to, "Here");
    });
    let folder = tempfile::tempdir().expect("a folder");
    let link = |path: &str| format!("[x]({}{path})\n", server.url);
    let quick: String = (0..5).map(|at| link(&format!("/{at}"))).collect();
    put(folder.path(), QUICK, &format!("# Guide\n\n{quick}{}", link("/slow")));
    let mut child = factum(folder.path())
        .args(["check", "--external"])
        .stderr(Stdio::null())
        .spawn()
        .expect("factum runs");
    let path = folder.path().join(factum::web::CACHE);
    let lines = || fs::read_to_string(&path).unwrap_or_default().matches("\"up\"").count();
    while lines() < 5 || server.seen.count("/slow") == 0 {
        assert!(child.try_wait().expect("a child").is_none(), "it ended by itself");
        rest(10);
    }
    child.kill().expect("killed");
    child.wait().expect("gone");
    put(folder.path(), QUICK, &format!("# Guide\n\n{quick}"));
    let output = factum(folder.path()).args(["check", "--external"]).output().expect("a run");
    let (code, err) = finish(&output);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("127.0.0.1: 5 links, 5 up (5 from earlier runs)"), "{err}");
    assert_eq!(server.seen.connections(), 6);
}

#[test]
fn the_program_tells_and_mends() {
    let server = Server::plain(|path, _, _, to| match path {
        "/old" => say(to, 301, "Location: /new\r\n", ""),
        "/new" => page(to, "New"),
        _ => say(to, 404, "", ""),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("# Guide\n\n[a]({0}/old#x), [b]({0}/gone)\n", server.url);
    put(folder.path(), QUICK, &text);
    let output = factum(folder.path()).arg("check").output().expect("a run");
    assert_eq!(finish(&output).0, 0);
    assert_eq!(server.seen.connections(), 0, "nobody asked for it");
    let output = factum(folder.path()).args(["check", "--external"]).output().expect("a run");
    let (code, err) = finish(&output);
    assert_eq!(code, 1, "{err}");
    for words in [
        format!("error[external-broken]: \"{}/gone\" answers with 404 (Not Found)", server.url),
        format!("has moved for good to \"{}/new#x\"", server.url),
        "127.0.0.1: 2 links, 1 redirected, 1 broken\n".to_string(),
    ] {
        assert!(err.contains(&words), "{words} is not in {err}");
    }
    assert!(!err.contains("links to the web:"), "no progress without a terminal: {err}");
    let fix = factum(folder.path()).args(["fix", "--external", "--offline"]).output();
    assert_eq!(finish(&fix.expect("a run")).0, 1);
    let mended = fs::read_to_string(folder.path().join("content/guide.md")).expect("a page");
    assert_eq!(mended, text.replace("/old#x", "/new#x"));
    assert_eq!(server.seen.connections(), 3);
    let ignored = fs::read_to_string(folder.path().join(".factum/.gitignore")).expect("a file");
    assert_eq!(ignored, "*\n");
}

#[test]
fn certificates_of_the_environment_are_trusted() {
    let server = Server::secure(|_, _, _, to| page(to, "Here"));
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), QUICK, &format!("# Guide\n\n[a]({}/)\n", server.url));
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/web/certificate.pem");
    let mut check = factum(folder.path());
    let output = check.args(["check", "--external"]).env("SSL_CERT_FILE", own).output();
    let (code, err) = finish(&output.expect("a run"));
    // Other systems ask their own store.
    if cfg!(target_os = "linux") {
        assert_eq!((code, err.contains("1 up")), (0, true), "{err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_certificate_for_another_host_is_not_trusted() {
    let server = Server::secure(|_, _, _, to| page(to, "Here"));
    let folder = tempfile::tempdir().expect("a folder");
    let address = server.url.replace("127.0.0.1", "localhost");
    put(
        folder.path(),
        "allow_private = [\"localhost\"]\n",
        &format!("# Guide\n\n[a]({address}/)\n"),
    );
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/web/certificate.pem");
    let mut check = factum(folder.path());
    let output = check.args(["check", "--external"]).env("SSL_CERT_FILE", own).output();
    let (code, err) = finish(&output.expect("a run"));
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("cannot show that it is who it says"), "{err}");
    assert_eq!(server.seen.count("/"), 0);
}

#[cfg(unix)]
#[test]
fn a_terminal_shows_how_far_it_is_and_then_each_host() {
    let server = Server::plain(|path, _, _, to| match path {
        "/gone" => say(to, 404, "", ""),
        _ => page(to, "Here"),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let url = &server.url;
    let text =
        format!("# Guide\n\n[a]({url}/a) [b]({url}/b) [c]({url}/gone) [d](http://10.0.0.1/)\n");
    put(folder.path(), QUICK, &text);
    let mut check = factum(folder.path());
    check.args(["check", "--external"]);
    let (code, shown) = crate::terminal::on_a_terminal(check, "");
    assert_eq!(code, 1, "{shown}");
    for step in ["0 of 3", "1 of 3", "2 of 3", "3 of 3\u{1b}[K"] {
        assert!(shown.contains(&format!("links to the web: {step}")), "{step} is not in {shown}");
    }
    let hosts = "10.0.0.1: 1 link, 1 not checked\n127.0.0.1: 3 links, 2 up, 1 broken\n";
    assert!(shown.contains(hosts), "{shown}");
    let mut quiet = factum(folder.path());
    quiet.args(["check", "--external", "--quiet"]);
    let (_, shown) = crate::terminal::on_a_terminal(quiet, "");
    assert!(!shown.contains("links to the web"), "{shown}");
}

#[cfg(target_os = "linux")]
#[test]
fn without_certificates_the_web_cannot_be_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), QUICK, "# Guide\n\n[a](http://127.0.0.1:9/)\n");
    let none = folder.path().join("none.pem");
    fs::write(&none, "").expect("written");
    let mut check = factum(folder.path());
    check.args(["check", "--external"]).env("SSL_CERT_FILE", &none).env("SSL_CERT_DIR", "");
    let (code, err) = finish(&check.output().expect("a run"));
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("are root certificates installed"), "{err}");
}

#[test]
fn a_proxy_for_everything_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let proxy = Server::plain(|_, _, _, to| page(to, "I am a proxy"));
    put(folder.path(), QUICK, "# Guide\n\n[a](http://127.0.0.1:9/)\n");
    let mut check = factum(folder.path());
    check.args(["check", "--external"]).env("HTTP_PROXY", &proxy.url).env_remove("NO_PROXY");
    let (code, err) = finish(&check.output().expect("a run"));
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("put 127.0.0.1 into NO_PROXY"), "{err}");
}

#[test]
fn a_snapshot_of_a_source_is_kept_and_never_lost() {
    let server = Server::plain(|path, times, _, to| match (path, times) {
        ("/old", _) => say(to, 302, "Location: /guide\r\n", ""),
        ("/guide", 1..=2) => {
            page(to, "<title>x</title><p>Up to <b>two</b>\n devices.<script>no</script>")
        }
        _ => page(to, "<p>Up to six devices."),
    });
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), QUICK, "# Guide\n");
    fs::create_dir_all(folder.path().join("facts")).expect("a folder");
    let sources = folder.path().join("facts/sources.yaml");
    let source = format!("guide:\n  title: Guide\n  url: {}/old\n", server.url);
    fs::write(&sources, &source).expect("written");
    let run = |arguments: &[&str]| {
        let output = factum(folder.path()).arg("sources").args(arguments).output().expect("a run");
        let out = String::from_utf8(output.stdout.clone()).expect("UTF-8");
        (finish(&output), out)
    };
    let ((code, err), out) = run(&["snapshot", "guide"]);
    assert_eq!((code, err.contains("wrote sources/guide.txt")), (0, true), "{err}");
    let kept = || fs::read_to_string(folder.path().join("sources/guide.txt")).expect("a snapshot");
    assert_eq!(kept(), "Up to two\ndevices.\n");
    let hash = out.strip_prefix("file: sources/guide.txt\nsha256: ").expect("what to add").trim();
    fs::write(&sources, format!("{source}  file: sources/guide.txt\n  sha256: {hash}\n"))
        .expect("written");
    let check = factum(folder.path()).args(["check", "--deny", "snapshot-changed"]).output();
    assert_eq!(finish(&check.expect("a run")).0, 0, "the hash is that of the file");
    assert_eq!(run(&["snapshot", "guide"]).0.0, 0, "the same is no matter");
    // The page says something else now.
    let ((code, err), _) = run(&["snapshot", "guide"]);
    assert_eq!((code, err.contains("--replace")), (2, true), "{err}");
    assert_eq!(kept(), "Up to two\ndevices.\n");
    let ((code, err), out) = run(&["snapshot", "guide", "--replace"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert_eq!(kept(), "Up to six devices.\n");
    assert!(!fs::read_to_string(&sources).expect("sources").contains(hash));
    let ((code, _), out) = run(&["list"]);
    assert_eq!((code, out.as_str()), (0, "guide: Guide, 0 facts, sources/guide.txt\n"));
    let ((code, err), _) = run(&["snapshot", "guid"]);
    assert_eq!((code, err.contains("did you mean guide?")), (2, true), "{err}");
}

#[test]
fn no_snapshot_is_taken_of_what_is_refused_or_holds_no_text() {
    let inside = Server::plain(|_, _, _, to| page(to, "Secret"));
    let away = format!("Location: http://127.0.0.2:{}/\r\n", inside.port());
    let server = Server::plain(move |path, _, _, to| match path {
        "/away" => say(to, 302, &away, ""),
        "/round" => say(to, 302, "Location: /round\r\n", ""),
        "/picture" => say(to, 200, "Content-Type: image/png\r\n", "x"),
        "/empty" => page(to, ""),
        "/huge" => say(to, 200, "Content-Type: text/plain\r\n", &"x".repeat(9 << 20)),
        _ => say(to, 404, "", ""),
    });
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), QUICK, "# Guide\n");
    fs::create_dir_all(folder.path().join("facts")).expect("a folder");
    let refused = format!("http://localhost:{}/", inside.port());
    let sources = [
        ("refused", refused, "is not asked for"),
        ("away", format!("{}/away", server.url), "cannot be had"),
        ("round", format!("{}/round", server.url), "redirects more than 5 times"),
        ("picture", format!("{}/picture", server.url), "serves no text"),
        ("empty", format!("{}/empty", server.url), "serves a page without text"),
        ("huge", format!("{}/huge", server.url), "serves more than 8 MiB"),
        ("gone", format!("{}/gone", server.url), "answers with 404"),
    ];
    let text: String = sources
        .iter()
        .map(|(id, url, _)| format!("{id}: {{ title: Guide, url: \"{url}\" }}\n"))
        .collect();
    fs::write(folder.path().join("facts/sources.yaml"), text).expect("written");
    for (id, _, says) in &sources {
        let output = factum(folder.path()).args(["sources", "snapshot", id]).output();
        let (code, err) = finish(&output.expect("a run"));
        assert_eq!((code, err.contains(says)), (2, true), "{id}: {err}");
    }
    assert!(!folder.path().join("sources").exists());
    assert_eq!(inside.seen.connections(), 0);
}
