//! A folder of which somebody tells what changed is found to hold what a look at all of it finds, whatever
//! was done there: files and folders written, moved and taken away. What nobody tells, such as what is done
//! to a file that a page is a link to, is left to `saves`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use factum::source::{Disk, Door as _, Found, SitePath, Watched, Why};
use proptest::collection::vec;
use proptest::prelude::*;

/// Where things are done; some lie in others.
const PATHS: [&str; 9] = [
    "content/a.md",
    "content/sub/b.md",
    "content/sub",
    "content/sub.md",
    "content/.hidden.md",
    "facts/vm.yaml",
    "data/limits.json",
    "factum.toml",
    "public/index.html",
];

#[derive(Clone, Copy, Debug)]
enum Deed {
    Write(usize),
    Remove(usize),
    Move(usize, usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let path = 0..PATHS.len();
    prop_oneof![
        4 => path.clone().prop_map(Deed::Write),
        2 => path.clone().prop_map(Deed::Remove),
        2 => (path.clone(), path).prop_map(|(from, to)| Deed::Move(from, to)),
    ]
}

/// Does it as far as the system lets it, and names what a watch would.
fn done(root: &Path, deed: Deed) -> BTreeSet<PathBuf> {
    let at = |path: usize| root.join(PATHS[path]);
    match deed {
        Deed::Write(path) => {
            let _ = fs::create_dir_all(at(path).parent().expect("a folder"));
            let _ = fs::write(at(path), "# Text\n");
            BTreeSet::from([at(path)])
        }
        Deed::Remove(path) => {
            let _ = fs::remove_file(at(path)).or_else(|_| fs::remove_dir_all(at(path)));
            BTreeSet::from([at(path)])
        }
        Deed::Move(from, to) => {
            let _ = fs::rename(at(from), at(to));
            BTreeSet::from([at(from), at(to)])
        }
    }
}

/// The folders above a path, of which a watch tells when they come.
fn with_folders(root: &Path, told: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let above = |path: &PathBuf| -> Vec<PathBuf> {
        path.ancestors().take_while(|above| *above != root).map(Path::to_path_buf).collect()
    };
    told.iter().flat_map(above).collect()
}

fn seen(found: Vec<Found>) -> Vec<(SitePath, Option<Why>)> {
    found.into_iter().map(|it| (it.path, it.trouble)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn what_is_told_is_enough(deeds in vec(vec(deed(), 1..3), 1..8)) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a folder");
        for path in [0, 1, 5, 7] {
            done(&root, Deed::Write(path));
        }
        let skip = || vec![SitePath::new("public").expect("a path")];
        let (watched, disk) = (Watched::new(Disk::new(&root, skip())), Disk::new(&root, skip()).stamping());
        watched.list().expect("a list");
        for deeds in deeds {
            for deed in deeds {
                // A folder that was there already is told, too, which does no harm.
                let there = root.join("content/sub").exists();
                let told = done(&root, deed);
                let made = there != root.join("content/sub").exists();
                watched.told(if made { with_folders(&root, told) } else { told });
            }
            let (now, whole) = (watched.list().expect("a list"), disk.list().expect("a list"));
            prop_assert_eq!(seen(now), seen(whole));
        }
    }
}

/// A file system may tell two texts apart that were written in one moment only when some time has passed.
const SETTLED: Duration = Duration::from_millis(2100);

#[test]
fn what_was_new_when_it_was_found_is_sure_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("a folder");
    let disk = || Disk::new(&root, Vec::new()).stamping();
    let (watched, disk) = (Watched::new(disk()), disk());
    for path in [0, 1, 5, 7] {
        done(&root, Deed::Write(path));
    }
    let new = watched.list().expect("a list");
    std::thread::sleep(SETTLED);
    watched.told(BTreeSet::new());
    let later = watched.list().expect("a list");
    assert_eq!(seen(new.clone()), seen(later.clone()));
    assert_ne!(new, later);
    assert_eq!(later, disk.list().expect("a list"));
}
