//! Parts of a site, each made for itself and joined: the same bytes as the whole, however many there
//! are, and a word about it when they are not all of one site.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("written");
}

fn factum(folder: &Path, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factum"));
    command.current_dir(folder).env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1795305600");
    command.args(arguments.split(' ')).output().expect("a run")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file of a folder but what tells of its making.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = walk.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).expect("below").display().to_string();
    files.map(|it| (name(it.path()), fs::read(it.path()).expect("bytes"))).collect()
}

/// A site with everything of which there is one: tags, feeds, moved pages, two languages, assets.
fn site(pages: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let settings = "title = \"Parts\"\nbase_url = \"https://example.org/kb\"\n[languages.de]\n";
    put(root, "factum.toml", settings);
    for subject in 0..7 {
        let facts = format!(
            "name: Thing {subject}\nfacts: {{ slots: {{ type: quantity, role: limit, value: {{ max: {} }} }} }}\n",
            subject + 2
        );
        put(root, &format!("facts/thing-{subject}.yaml"), &facts);
    }
    for page in 0..pages {
        let (next, subject) = ((page + 1) % pages, page % 7);
        let mut text = format!("---\ntags: [t{}]\ndate: 2026-01-0{}\n", page % 5, page % 9 + 1);
        if page % 6 == 0 {
            let _ = writeln!(text, "aliases: [was-{page}]");
        }
        let wrong = if page % 11 == 0 { 90 } else { subject + 2 };
        let _ = write!(
            text,
            "---\n# Page {page}\n\nSee [the next](p{next}.md). It takes [up to {wrong}]\
             (fact:thing-{subject}.slots).\n\n```rust\nlet page = {page};\n```\n"
        );
        put(root, &format!("content/s/p{page}.md"), &text);
        if page % 4 == 0 {
            put(root, &format!("content/s/p{page}.de.md"), &format!("# Seite {page}\n"));
            put(
                root,
                &format!("static/i{page}.svg"),
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            );
        }
    }
    put(root, "static/s/p1/index.html", "my own");
    put(root, "content/robots.txt", "never seen");
    folder
}

#[test]
fn parts_are_the_whole() {
    let folder = site(40);
    let root = folder.path();
    let whole = factum(root, "build --keep-going --format json");
    let built = files(&root.join("public"));
    assert!(built.len() > 150, "{}: {}", built.len(), said(&whole));
    let checked = factum(root, "check --format json");
    for of in [1, 2, 3, 7] {
        let (mut parts, mut reports) = (String::new(), String::new());
        let mut least = usize::MAX;
        for number in 1..=of {
            let part = format!("part-{of}-{number}");
            let made = format!("build --keep-going --shard {number}/{of} --output-dir {part}");
            let made = factum(root, &made);
            assert!(said(&made).contains(&format!("wrote {part}/")), "{}", said(&made));
            least = least.min(files(&root.join(&part)).len());
            let report = factum(root, &format!("check --shard {number}/{of} --format json"));
            put(root, &format!("{part}.json"), &String::from_utf8_lossy(&report.stdout));
            let _ = write!(parts, " {part}");
            let _ = write!(reports, " {part}.json");
        }
        assert!(least > built.len() / of / 2, "a part of {of} has {least} of {}", built.len());
        let joined = factum(root, &format!("merge{parts} --output-dir all-{of} --format json"));
        assert_eq!(joined.status.code(), Some(1), "{}", said(&joined));
        assert_eq!(files(&root.join(format!("all-{of}"))), built, "{of} parts");
        assert!(joined.stdout == whole.stdout, "the reports of {of} parts differ from the whole");
        let joined = factum(root, &format!("merge{reports} --format json"));
        assert!(joined.stdout == checked.stdout, "the checks of {of} parts differ from the whole");
    }
}

#[test]
fn the_parts_of_this_repository_are_its_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let at = |name: &str| folder.path().join(name).display().to_string();
    factum(root, &format!("build --keep-going --output-dir {}", at("whole")));
    let whole = files(&folder.path().join("whole"));
    assert!(whole.len() > 100, "the site has {} files", whole.len());
    let mut parts = String::new();
    for number in 1..=3 {
        let part = at(&format!("part-{number}"));
        factum(root, &format!("build --keep-going --shard {number}/3 --output-dir {part}"));
        let _ = write!(parts, " {part}");
    }
    let joined = factum(root, &format!("merge{parts} --output-dir {}", at("all")));
    assert_eq!(files(&folder.path().join("all")), whole, "{}", said(&joined));
}

#[test]
fn parts_of_different_sites_are_no_whole() {
    let folder = site(6);
    let root = folder.path();
    let refused = |arguments: &str, words: &str| {
        let run = factum(root, arguments);
        assert_eq!(run.status.code(), Some(2), "{arguments}: {}", said(&run));
        assert!(said(&run).contains(words), "{arguments}: {}", said(&run));
    };
    for number in 1..=2 {
        factum(root, &format!("build --keep-going --shard {number}/2 --output-dir p{number}"));
    }
    factum(root, "build --keep-going --shard 1/3 --output-dir q1");
    refused("merge p1 --output-dir all", "of 2 parts these are missing: 2");
    refused("merge p1 p1 --output-dir all", "part 1 is there twice");
    refused("merge p2 q1 --output-dir all", "p2 is part 2/2, and q1 is part 1/3");
    refused("merge p1 p2", "--output-dir names the folder");
    refused("merge nowhere", "cannot read nowhere");
    refused("merge content/s/p1.md", "is no report of a part");
    refused("build --shard 3/2", "2/7 for the second of seven");
    put(root, "content/s/p1.md", "# Another\n");
    factum(root, "build --keep-going --shard 2/2 --output-dir p2");
    refused("merge p1 p2 --output-dir all", "are not parts of the same");
    assert!(!root.join("all").exists());
}
