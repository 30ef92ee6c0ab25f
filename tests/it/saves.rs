//! The ways in which editors and other programs save files, and that `factum serve` shows what was saved by
//! each of them. What a server sends and refuses is left to `serve`.

use std::fs;
use std::path::Path;

use crate::serve::{Served, next, put, serve};

/// The page after a change: views are waited for until it holds some words.
fn shows(served: &Served, changes: &mut impl std::io::BufRead, words: &str) -> String {
    loop {
        let view = next(changes);
        let page = served.ask("/guide/");
        if page.contains(words) {
            // A page is that of the newest view, which may be newer than the one that was told.
            assert!(view["failure"].is_null(), "{view}");
            return page;
        }
    }
}

/// Saves the guide in some way, twice, since the second time what is beside it is known already.
fn saved_by(save: fn(&Path, &str)) {
    let served = serve("");
    let mut changes = served.changes();
    for words in ["Saved once.", "Saved twice."] {
        save(&served.folder.path().join("content/guide.md"), &format!("# Guide\n\n{words}\n"));
        let page = shows(&served, &mut changes, words);
        assert!(!page.contains("up to two"), "{page}");
    }
}

#[test]
fn a_file_written_in_place() {
    saved_by(|file, text| fs::write(file, text).expect("written"));
}

#[test]
fn a_new_file_that_takes_the_place_of_the_old() {
    saved_by(|file, text| {
        let new = file.with_file_name("4913");
        fs::write(&new, text).expect("written");
        fs::rename(new, file).expect("renamed");
    });
}

#[test]
fn an_old_file_that_is_kept_beside_the_new() {
    saved_by(|file, text| {
        fs::rename(file, file.with_file_name("guide.md~")).expect("renamed");
        fs::write(file, text).expect("written");
    });
}

#[test]
fn a_file_that_is_taken_away_and_made_anew() {
    saved_by(|file, text| {
        fs::remove_file(file).expect("taken away");
        fs::write(file, text).expect("written");
    });
}

#[test]
fn a_folder_of_which_another_takes_the_place() {
    saved_by(|file, text| {
        let folder = file.parent().expect("a folder");
        let new = folder.with_file_name("other");
        fs::create_dir(&new).expect("a folder");
        fs::write(new.join("guide.md"), text).expect("written");
        fs::remove_dir_all(folder).expect("taken away");
        fs::rename(new, folder).expect("renamed");
    });
}

#[test]
fn many_files_at_once() {
    let served = serve("");
    let mut changes = served.changes();
    let folder = served.folder.path();
    for round in ["first", "second"] {
        for page in 0..40 {
            put(folder, &format!("content/{round}/{page}.md"), &format!("# Page {page}\n"));
        }
        fs::remove_dir_all(folder.join("content/first")).expect("taken away");
        put(folder, "content/first/0.md", &format!("# The {round}\n"));
        put(folder, "content/guide.md", &format!("# Guide\n\n[All](first/0.md) the {round}.\n"));
        shows(&served, &mut changes, &format!("the {round}."));
        // The rest of it may be in the view after that.
        while !served.ask("/first/0/").contains(&format!("The {round}")) {
            next(&mut changes);
        }
    }
    assert!(served.ask("/second/39/").contains("Page 39"));
    assert!(served.ask("/first/39/").starts_with("HTTP/1.1 404"));
}

#[test]
fn a_file_that_a_page_includes() {
    let served = serve("");
    let folder = served.folder.path();
    let mut changes = served.changes();
    put(folder, "data/limits.json", "{\"slots\": 2}\n");
    put(folder, "content/guide.md", "# Guide\n\n```json file=../data/limits.json\n```\n");
    shows(&served, &mut changes, "slots");
    put(folder, "data/limits.json", "{\"adapters\": 2}\n");
    shows(&served, &mut changes, "adapters");
}

#[test]
fn a_file_that_data_is_read_from() {
    let served = serve("");
    let folder = served.folder.path();
    let mut changes = served.changes();
    put(folder, "data/limits.json", "{\"slots\": 3}\n");
    put(folder, "content/guide.md", "# Guide\n\nThat is <fact:vm.slots>.\n");
    let facts = "name: VM\nfacts: { slots: { type: quantity, from: { file: data/limits.json, at: slots } } }\n";
    put(folder, "facts/vm.yaml", facts);
    shows(&served, &mut changes, "That is");
    put(folder, "data/limits.json", "{\"slots\": 77}\n");
    shows(&served, &mut changes, "77");
}

/// The system tells of the file that is written, not of the page that is a link to it.
#[cfg(unix)]
#[test]
fn a_page_that_is_a_link_to_another_file() {
    let served = serve("");
    let folder = served.folder.path();
    let mut changes = served.changes();
    put(folder, "texts/guide.md", "# Guide\n\nWritten once.\n");
    fs::remove_file(folder.join("content/guide.md")).expect("taken away");
    std::os::unix::fs::symlink("../texts/guide.md", folder.join("content/guide.md"))
        .expect("a link");
    shows(&served, &mut changes, "Written once.");
    put(folder, "texts/guide.md", "# Guide\n\nWritten twice.\n");
    shows(&served, &mut changes, "Written twice.");
}

/// Nobody tells of what is written to a file by another name of it, outside of the site; it is found when
/// all files are asked again.
#[cfg(unix)]
#[test]
fn a_file_that_has_another_name_elsewhere() {
    let served = serve("");
    let file = served.folder.path().join("content/guide.md");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let other = elsewhere.path().join("guide.md");
    fs::hard_link(&file, &other).expect("another name");
    let mut changes = served.changes();
    fs::write(&other, "# Guide\n\nWritten elsewhere.\n").expect("written");
    put(served.folder.path(), "content/new.md", "# New\n");
    shows(&served, &mut changes, "Written elsewhere.");
    fs::write(&other, "# Guide\n\nAnd again.\n").expect("written");
    put(served.folder.path(), "content/new.md", "# Newer\n");
    shows(&served, &mut changes, "And again.");
}
