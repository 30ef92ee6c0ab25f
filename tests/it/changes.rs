//! Days of last changes as git tells them: the same on every machine, and none where it cannot know.

use std::fs;
use std::path::Path;

use factum::engine::{Engine, Options, Snapshot};
use factum::source::{Disk, SitePath};

fn git(folder: &Path, day: &str, arguments: &[&str]) {
    crate::git::git(folder, &format!("{day}T23:30:00+02:00"), arguments);
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("written");
}

fn commit(repository: &Path, day: &str) {
    git(repository, day, &["add", "--all"]);
    git(repository, day, &["commit", "--quiet", "-m", day]);
}

fn snapshot(engine: &mut Engine, root: &Path) -> Snapshot {
    let options = Options::at(jiff::civil::date(2026, 12, 1));
    let door = Disk::new(root, SitePath::new("public").into_iter().collect());
    engine.snapshot(&door, &options).expect("a site")
}

/// The day of a page's last change, as readers see it.
fn updated(snapshot: &Snapshot, path: &str) -> Option<String> {
    let site = &snapshot.site;
    let page = site.pages.iter().find(|page| page.article.path.as_str() == path);
    site.updated(page.expect("a page")).map(|day| day.to_string())
}

/// A repository with a site below a folder, changed on three days.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let (repository, site) = (folder.path(), folder.path().join("docs"));
    put(&site, "factum.toml", "last_change = \"git\"\nbase_url = \"https://example.org\"\n");
    put(&site, "content/_index.md", "# Home\n");
    put(&site, "content/a b.md", "# A\n");
    put(&site, "content/said.md", "---\nupdated: 2026-02-02\n---\n\n# Said\n");
    put(&site, "content/dated.md", "---\ndate: 2026-10-10\n---\n\n# Dated\n");
    put(repository, "content/a b.md", "Not of the site.\n");
    git(repository, "2026-03-01", &["init", "--quiet", "--initial-branch=main"]);
    commit(repository, "2026-03-01");
    put(&site, "content/a b.md", "# A\n\nMore.\n");
    commit(repository, "2026-03-02");
    put(repository, "content/a b.md", "Still not of the site.\n");
    commit(repository, "2026-03-03");
    folder
}

#[test]
fn git_says_when_a_page_changed_last() {
    let folder = repository();
    let site = folder.path().join("docs");
    put(&site, "content/new.md", "# New\n");
    let mut engine = Engine::new();
    let first = snapshot(&mut engine, &site);
    let day = |path| updated(&first, path);
    assert_eq!(day("content/a b.md").as_deref(), Some("2026-03-02"));
    assert_eq!(day("content/_index.md").as_deref(), Some("2026-03-01"));
    assert_eq!(day("content/said.md").as_deref(), Some("2026-02-02"));
    assert_eq!(day("content/dated.md"), None, "it was published after its last change");
    assert_eq!(day("content/new.md"), None, "it was never committed");
    let output = factum::render::render(&first.site, &first.findings).output;
    let text = |name: &str| String::from_utf8_lossy(&output.files[name]).into_owned();
    assert!(text("a b/index.html").contains("<time datetime=\"2026-03-02\">"));
    let place = "<loc>https://example.org/a%20b/</loc><lastmod>2026-03-02</lastmod>";
    assert!(text("sitemap.xml").contains(place));
    assert!(text("atom.xml").contains("<updated>2026-10-10T00:00:00Z</updated>"));

    // The same engine sees a new commit, and a file that comes back after it was taken away.
    commit(folder.path(), "2026-03-04");
    assert_eq!(
        updated(&snapshot(&mut engine, &site), "content/new.md").as_deref(),
        Some("2026-03-04")
    );
    git(folder.path(), "2026-03-05", &["rm", "--quiet", "docs/content/new.md"]);
    commit(folder.path(), "2026-03-05");
    put(&site, "content/new.md", "# New again\n");
    assert_eq!(updated(&snapshot(&mut engine, &site), "content/new.md"), None);
}

#[test]
fn a_history_that_does_not_tell_is_a_finding() {
    let folder = repository();
    let shallow = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", folder.path().display());
    git(shallow.path(), "2026-03-06", &["clone", "--quiet", "--depth=1", &from, "clone"]);
    let nowhere = tempfile::tempdir().expect("a folder");
    let docs = nowhere.path().join("docs");
    put(&docs, "factum.toml", "last_change = \"git\"\n");
    put(&docs, "content/_index.md", "# Home\n");
    for (site, why) in [
        (shallow.path().join("clone/docs"), "the clone is shallow"),
        (docs, "the site is in no git repository"),
    ] {
        let snapshot = snapshot(&mut Engine::new(), &site);
        let found = snapshot.findings.iter().find(|it| it.rule == "last-change-unknown");
        let found = found.expect("a finding");
        assert!(found.message.contains(why), "{}", found.message);
        assert_eq!(found.primary.span, 14..19, "it does not stand at the setting");
        assert_eq!(updated(&snapshot, "content/_index.md"), None);
    }
}
