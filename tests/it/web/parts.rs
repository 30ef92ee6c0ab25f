//! A part of a site asks the web for no more than it answers for, and all parts together say what the whole
//! site would.

use std::fs;
use std::path::Path;

use super::QUICK;
use super::remembered::{factum, finish};
use super::server::{Server, page, say};

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("written");
}

/// The report of a run, by JSON, in which nothing is remembered.
fn report(folder: &Path, more: &[&str]) -> String {
    let _ = fs::remove_dir_all(folder.join(".factum"));
    let mut check = factum(folder);
    let output = check.args(["check", "--external", "--format", "json"]).args(more).output();
    let output = output.expect("a run");
    let (code, err) = finish(&output);
    assert!(code < 2, "{err}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn parts_ask_for_what_they_answer_for() {
    const PAGES: usize = 12;
    const OF: usize = 3;
    let server = Server::plain(|path, _, _, to| match path {
        "/3" | "/8" => say(to, 404, "", ""),
        _ => page(to, "<p>At most two ports.</p>"),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    put(root, "factum.toml", &format!("title = \"Parts\"\n[web]\n{QUICK}"));
    for number in 0..PAGES {
        let text = format!("# Page {number}\n\n[a]({0}/{number}), [b]({0}/all)\n", server.url);
        put(root, &format!("content/p{number}.md"), &text);
    }
    put(root, "facts/sources.yaml", &format!("hub: {{ title: Hub, url: {}/hub }}\n", server.url));
    for number in 0..6 {
        let says = if number % 2 == 0 { "At most two ports" } else { "At most nine ports" };
        let text = format!(
            "name: Hub {number}\nfacts:\n  ports: {{ type: quantity, value: {number}, source: {{ id: hub, quote: {says} }} }}\n"
        );
        put(root, &format!("facts/hub-{number}.yaml"), &text);
    }
    let whole = report(root, &[]);
    let once = |times: usize| {
        for number in 0..PAGES {
            assert_eq!(server.seen.count(&format!("/{number}")), times, "/{number}");
        }
    };
    once(1);
    let mut parts = Vec::new();
    for number in 1..=OF {
        let part = report(root, &["--shard", &format!("{number}/{OF}")]);
        let name = format!("{number}.json");
        put(root, &name, &part);
        parts.push(name);
    }
    once(2);
    let joined = factum(root).arg("merge").args(&parts).args(["--format", "json"]).output();
    let joined = String::from_utf8(joined.expect("a run").stdout).expect("UTF-8");
    for words in ["/3\\\" answers with 404", "/8\\\" answers with 404", "quote-"] {
        assert!(whole.contains(words), "{words} is not in {whole}");
    }
    assert_eq!(joined, whole);
}
