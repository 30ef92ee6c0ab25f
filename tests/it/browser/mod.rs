//! The site in a real browser: builds this repository's own site, one with claims and facts of every
//! kind, and one with everything that Markdown can be, and has `tests/browser/run.mjs` look at them. Leaves to `tools` what has to be installed for that, and to
//! the scripts in `tests/browser/checks` what is looked at.
//!
//! `CHECK=axe` runs one of them; `SHOTS=folder` takes pictures of every kind of page as well.

mod tools;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

/// The day of the test, so that what is past its review does not change.
const TODAY: &str = "2026-11-25";

#[test]
#[expect(
    clippy::print_stdout,
    reason = "`--nocapture` shows what was looked at, and how long it took"
)]
fn the_site_stands_in_a_browser() {
    let tools = tools::ready();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let work = folder.path();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shots = std::env::var_os("SHOTS").map(PathBuf::from);
    if let Some(shots) = &shots {
        std::fs::create_dir_all(shots).expect("a folder for pictures");
    }
    let settings = json!({
        "sites": {
            "root": built(root, work, "root"),
            "printer": built(&root.join("tests/sites/printer"), work, "printer"),
            "everything": built(&root.join("tests/sites/everything"), work, "everything"),
        },
        "chromium": tools.chromium,
        "java": tools.java,
        "factum": env!("CARGO_BIN_EXE_factum"),
        "work": work,
        "only": std::env::var("CHECK").ok(),
        "shots": shots,
    });
    let file = work.join("settings.json");
    std::fs::write(&file, settings.to_string()).expect("written");
    let mut node = Command::new(&tools.node);
    node.current_dir(root.join("tests/browser")).arg("run.mjs").arg(&file);
    let output = node.output().expect("node runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    println!("{out}");
}

/// Builds a site as it is served in the test, whatever is wrong with it, and returns its folder.
fn built(site: &Path, work: &Path, name: &str) -> PathBuf {
    let out = work.join(name);
    let mut factum = Command::new(env!("CARGO_BIN_EXE_factum"));
    factum.args(["build", "--keep-going", "--today", TODAY]);
    factum.arg("--root").arg(site).arg("--output-dir").arg(&out);
    factum.arg("--base-url").arg(format!("http://127.0.0.1/{name}/kb"));
    let output = factum.output().expect("factum runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(out.join("index.html").exists(), "{name} was not built: {err}");
    out
}
