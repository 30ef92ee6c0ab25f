//! The door through which a site is written: whole or not at all, and nothing of others lost.

use std::fs;
use std::path::Path;

use factum::render::Output;
use factum::source::SitePath;
use factum::write::{Written, write};
use tempfile::TempDir;

/// A site's folder with something in it that must survive.
fn site() -> TempDir {
    let root = tempfile::tempdir().expect("a folder for the test");
    put(root.path(), "factum.toml", "");
    put(root.path(), "content/a.md", "text");
    put(root.path(), "static/logo.svg", "<svg/>");
    root
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        output.files.insert(path.to_string(), text.as_bytes().to_vec());
    }
    output
}

/// What went wrong, with every cause.
fn refused(root: &Path, folder: &str, output: &Output) -> String {
    format!("{:#}", write(root, folder, output).expect_err("this must be refused"))
}

/// Everything below a folder by name, links not followed.
fn listing(root: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(root).min_depth(1).sort_by_file_name();
    let names = entries.into_iter().map(|entry| {
        let entry = entry.expect("an entry");
        entry.path().strip_prefix(root).expect("below").to_string_lossy().into_owned()
    });
    names.collect()
}

#[test]
fn a_site_is_written_and_then_only_what_changed() {
    let root = site();
    let root = root.path();
    let mut first = output(&[("index.html", "one"), ("a/index.html", "a"), ("b/index.html", "b")]);
    let logo = SitePath::new("static/logo.svg").expect("a path");
    first.copies.insert("logo.svg".to_string(), logo);
    let written = write(root, "public", &first).expect("written");
    assert_eq!(written, Written { files: 4, changed: 4, removed: 0 });
    assert_eq!(read(root, "public/logo.svg"), "<svg/>");

    let before = fs::metadata(root.join("public/a/index.html")).expect("it").modified().expect("t");
    let second = output(&[("index.html", "two"), ("a/index.html", "a")]);
    let written = write(root, "public", &second).expect("written");
    assert_eq!(written, Written { files: 2, changed: 1, removed: 2 });
    assert_eq!(read(root, "public/index.html"), "two");
    assert!(!root.join("public/b").exists(), "a folder without files goes with them");
    let after = fs::metadata(root.join("public/a/index.html")).expect("it").modified().expect("t");
    assert_eq!(before, after, "what has not changed is not written");
    assert_eq!(listing(root).iter().filter(|name| name.contains("factum-")).count(), 0);
}

#[test]
fn a_second_write_touches_nothing() {
    let root = site();
    let root = root.path();
    let site = output(&[("index.html", "one")]);
    write(root, "public", &site).expect("written");
    let folder = fs::metadata(root.join("public")).expect("it").modified().expect("a time");
    let written = write(root, "public/", &site).expect("written");
    assert_eq!(written, Written { files: 1, changed: 0, removed: 0 });
    assert_eq!(folder, fs::metadata(root.join("public")).expect("it").modified().expect("a time"));
}

#[test]
fn a_folder_of_others_is_left_alone() {
    let root = site();
    let root = root.path();
    put(root, "public/thesis.doc", "years of work");
    let message = refused(root, "public", &output(&[("index.html", "one")]));
    assert!(message.contains("was not made by factum"), "{message}");
    assert_eq!(listing(&root.join("public")), ["thesis.doc"]);
    // A marker that is no list of factum's does not help.
    put(root, "public/.factum", "mine");
    refused(root, "public", &output(&[("index.html", "one")]));
    assert_eq!(read(root, "public/thesis.doc"), "years of work");
}

#[test]
fn an_empty_folder_is_taken() {
    let root = site();
    fs::create_dir(root.path().join("public")).expect("a folder");
    write(root.path(), "public", &output(&[("index.html", "one")])).expect("written");
}

#[test]
fn files_that_others_add_stay() {
    let root = site();
    let root = root.path();
    write(root, "public", &output(&[("index.html", "one"), ("a/b.html", "b")])).expect("written");
    put(root, "public/CNAME", "docs.example.org");
    put(root, "public/a/notes.txt", "mine");
    fs::create_dir_all(root.join("public/empty/inner")).expect("folders");
    write(root, "public", &output(&[("index.html", "two")])).expect("written");
    assert_eq!(read(root, "public/CNAME"), "docs.example.org");
    assert_eq!(read(root, "public/a/notes.txt"), "mine");
    assert!(root.join("public/empty/inner").is_dir());
    assert!(!root.join("public/a/b.html").exists());

    let message = refused(root, "public", &output(&[("index.html", "two"), ("CNAME", "other")]));
    assert!(message.contains("was not made by factum"), "{message}");
    assert_eq!(read(root, "public/CNAME"), "docs.example.org");
}

#[test]
fn places_that_hold_the_site_are_refused() {
    let root = site();
    let root = root.path();
    let before = listing(root);
    let site = output(&[("index.html", "one")]);
    let up = root.display().to_string();
    for folder in
        [".", "", "..", "/", "content", "content/out", "facts", "static/", "public/../content", &up]
    {
        refused(root, folder, &site);
    }
    assert!(refused(root, "factum.toml", &site).contains("is a file"));
    assert_eq!(listing(root), before);
}

#[test]
fn paths_that_leave_the_folder_are_refused() {
    let root = site();
    let root = root.path();
    for path in ["../evil", "/etc/evil", "a/../../evil", "a//b", "", ".factum", "a/"] {
        refused(root, "public", &output(&[(path, "x")]));
        assert!(!root.join("public").exists(), "{path}");
    }
}

#[test]
fn a_site_that_cannot_be_laid_out_leaves_the_old_one() {
    let root = site();
    let root = root.path();
    write(root, "public", &output(&[("index.html", "one")])).expect("written");
    let message = refused(root, "public", &output(&[("a", "file"), ("a/b", "below a file")]));
    assert!(message.contains("left as it was"), "{message}");
    assert_eq!(listing(&root.join("public")), [".factum", "index.html"]);
    let mut gone = output(&[("index.html", "two")]);
    gone.copies.insert("x.png".into(), SitePath::new("static/x.png").expect("a path"));
    refused(root, "public", &gone);
    assert_eq!(read(root, "public/index.html"), "one");
    assert_eq!(listing(root).iter().filter(|name| name.contains("factum-")).count(), 0);
}

#[test]
fn what_a_stopped_build_left_is_put_right() {
    let root = site();
    let root = root.path();
    let site = output(&[("index.html", "one")]);
    write(root, "public", &site).expect("written");
    // Stopped after the old site was moved away.
    fs::rename(root.join("public"), root.join(".public.factum-old")).expect("moved");
    put(root, ".public.factum-new/.factum", r#"{"files": []}"#);
    put(root, ".public.factum-new/half", "half");
    let written = write(root, "public", &site).expect("written");
    assert_eq!(written, Written { files: 1, changed: 0, removed: 0 });
    assert!(!root.join(".public.factum-new").exists() && !root.join(".public.factum-old").exists());
    // Stopped before the first file.
    fs::create_dir(root.join(".public.factum-new")).expect("a folder");
    write(root, "public", &output(&[("index.html", "two")])).expect("written");
    // Of others.
    put(root, ".public.factum-new/mine", "mine");
    let message = refused(root, "public", &output(&[("index.html", "three")]));
    assert!(message.contains("stands in the way"), "{message}");
    assert_eq!(read(root, ".public.factum-new/mine"), "mine");
    assert_eq!(read(root, "public/index.html"), "two");
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_in_the_output_are_not_followed() {
        let root = site();
        let root = root.path();
        let outside = tempfile::tempdir().expect("a folder");
        put(outside.path(), "index.html", "outside");
        let two = output(&[("index.html", "one"), ("a/index.html", "a")]);
        write(root, "public", &two).expect("written");
        fs::remove_dir_all(root.join("public/a")).expect("removed");
        symlink(outside.path(), root.join("public/a")).expect("a link");
        symlink("nowhere", root.join("public/mine")).expect("a link");
        refused(root, "public", &two);
        assert_eq!(read(outside.path(), "index.html"), "outside");
        // Without pages of its own there, the link is somebody's file like any other.
        write(root, "public", &output(&[("index.html", "two")])).expect("written");
        assert!(root.join("public/a").is_symlink() && root.join("public/mine").is_symlink());
        assert_eq!(read(outside.path(), "index.html"), "outside");
    }

    #[test]
    fn an_output_folder_that_is_a_link_is_refused() {
        let root = site();
        let outside = tempfile::tempdir().expect("a folder");
        symlink(outside.path(), root.path().join("public")).expect("a link");
        for folder in ["public", "public/"] {
            let message = refused(root.path(), folder, &output(&[("index.html", "one")]));
            assert!(message.contains("symbolic link"), "{message}");
        }
        assert_eq!(listing(outside.path()), [""; 0]);
    }

    #[test]
    fn a_copy_that_leads_out_of_the_site_is_refused() {
        let root = site();
        let outside = tempfile::tempdir().expect("a folder");
        put(outside.path(), "secret", "secret");
        symlink(outside.path().join("secret"), root.path().join("static/secret")).expect("a link");
        let mut site = output(&[]);
        site.copies.insert("secret".into(), SitePath::new("static/secret").expect("a path"));
        assert!(refused(root.path(), "public", &site).contains("leads out"));
        assert!(!root.path().join("public").exists());
    }

    #[test]
    fn two_builds_do_not_write_at_once() {
        let root = site();
        let root = root.path();
        let folder = fs::File::open(root).expect("the folder");
        rustix::fs::flock(&folder, rustix::fs::FlockOperation::LockExclusive).expect("locked");
        let message = refused(root, "public", &output(&[("index.html", "one")]));
        assert!(message.contains("another build"), "{message}");
    }
}
