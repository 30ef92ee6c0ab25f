//! What is found in a folder on disk: the same whether it is looked through at once or, where it holds a
//! link, step by step.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use factum::source::{Disk, Door, Found, SitePath};

fn put(root: &Path, path: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, "text").expect("a file");
}

/// What is found, `whole` or only what a site is made of; an `!` stands before what cannot be read.
fn found(root: &Path, whole: bool) -> Vec<String> {
    let door = Disk::new(root, SitePath::new("public").into_iter().collect());
    let found = if whole { door.whole() } else { door.list() }.expect("it can be listed");
    let told = |it: Found| {
        let read = door.read(&it.path).is_ok();
        assert_eq!(read, it.trouble.is_none(), "{}", it.path.as_str());
        format!("{}{}", if read { "" } else { "!" }, it.path.as_str())
    };
    found.into_iter().map(told).collect()
}

fn tree() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder for the test");
    for path in [
        "factum.toml",
        "README.md",
        "content/b/z.md",
        "content/b/a.md",
        "content/b.md",
        "content/a/target/deep/x.md",
        "content/target/made.md",
        "content/.hidden/x.md",
        "content/.x.md.swp",
        "facts/a.yaml",
        "node_modules/p/README.md",
        ".git/config",
        ".vitepress/config.js",
        "public/index.html",
        "public/b/index.html",
    ] {
        put(root.path(), path);
    }
    root
}

#[test]
fn a_tree_with_links_is_found_as_one_without() {
    let (root, outside) = (tree(), tempfile::tempdir().expect("a folder beside it"));
    let root = root.path();
    let plain = [
        "content/a/target/deep/x.md",
        "content/b.md",
        "content/b/a.md",
        "content/b/z.md",
        "facts/a.yaml",
        "factum.toml",
    ];
    assert_eq!(found(root, false), plain);
    let whole = [
        ".vitepress/config.js",
        "README.md",
        "content/.x.md.swp",
        "content/b.md",
        "content/b/a.md",
        "content/b/z.md",
        "facts/a.yaml",
        "factum.toml",
    ];
    assert_eq!(found(root, true), whole);

    put(outside.path(), "secret.md");
    put(outside.path(), "folder/secret.md");
    let link = |to: &Path, at: &str| symlink(to, root.join(at)).expect("a link");
    link(Path::new("b.md"), "content/link.md");
    link(Path::new("../b"), "content/a/linked");
    link(Path::new("nowhere.md"), "content/dangling.md");
    link(Path::new(".."), "content/b/circular");
    link(&outside.path().join("secret.md"), "content/out.md");
    link(&outside.path().join("folder"), "content/out");
    let links = [
        "!content/a/linked/circular",
        "!content/b/circular",
        "!content/dangling.md",
        "!content/out.md",
        "!content/out/secret.md",
        "content/a/linked/a.md",
        "content/a/linked/z.md",
        "content/link.md",
    ];
    let with_links = |plain: &[&str]| {
        let mut all: Vec<String> = plain.iter().chain(&links).map(ToString::to_string).collect();
        all.sort_by_key(|path| path.trim_start_matches('!').to_string());
        all
    };
    assert_eq!(found(root, false), with_links(&plain));
    assert_eq!(found(root, true), with_links(&whole));
}

#[test]
fn a_file_is_found_however_deep_it_lies() {
    let root = tree();
    let deep = format!("content/{}a.md", "d/".repeat(500));
    put(root.path(), &deep);
    assert!(found(root.path(), false).contains(&deep));
}
