//! What the browser's tests need beside Rust: a browser, Node.js with the packages that
//! `tests/browser/package-lock.json` names, and Java for the W3C's checker. Installs what is missing
//! where it may, and fails where it may not: a test that was left out would look like one that held.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Programs by their paths.
pub(super) struct Tools {
    /// A browser of the Chromium family.
    pub(super) chromium: PathBuf,
    /// Node.js.
    pub(super) node: PathBuf,
    /// Java.
    pub(super) java: PathBuf,
}

/// The names that each program may have, and the package of Debian that has it.
const CHROMIUM: (&[&str], &str) =
    (&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"], "chromium");
const NODE: (&[&str], &str) = (&["node", "nodejs"], "nodejs");
const NPM: (&[&str], &str) = (&["npm"], "npm");
const JAVA: (&[&str], &str) = (&["java"], "default-jre-headless");

/// Finds the programs, or installs them, and installs the packages of Node.js.
///
/// # Panics
/// When something is missing and cannot be installed.
pub(super) fn ready() -> Tools {
    // Two runs at a time would install over each other.
    #[cfg(unix)]
    let _lock = lock();
    let all = [CHROMIUM, NODE, NPM, JAVA];
    let missing: Vec<&str> = all
        .iter()
        .filter(|(names, _)| find(names).is_none())
        .map(|(_, package)| *package)
        .collect();
    if !missing.is_empty() {
        install(&missing);
    }
    let program = |(names, package): (&[&str], &str)| {
        find(names).unwrap_or_else(|| panic!("{} is still missing: {package}", names[0]))
    };
    let tools = Tools { chromium: program(CHROMIUM), node: program(NODE), java: program(JAVA) };
    packages(&program(NPM));
    tools
}

/// The first of some programs that is on the path, or in the variable of its name in capitals.
fn find(names: &[&str]) -> Option<PathBuf> {
    let given = std::env::var_os(names[0].to_uppercase()).map(PathBuf::from);
    if let Some(given) = given.filter(|path| path.is_file()) {
        return Some(given);
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let candidates = names.iter().flat_map(|name| folders.iter().map(move |it| it.join(name)));
    candidates.into_iter().find(|path| path.is_file())
}

/// Installs packages of Debian.
fn install(packages: &[&str]) {
    let words = packages.join(" ");
    let advice = format!(
        "the browser's tests need {words}; install them, or name the programs in CHROMIUM, NODE, NPM and JAVA"
    );
    assert!(find(&["apt-get"]).is_some(), "{advice}");
    for arguments in [
        &["update"][..],
        &[&["install", "--yes", "--no-install-recommends"][..], packages].concat(),
    ] {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]);
        let output = apt.args(arguments).output().expect("apt-get runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{advice}: {err}");
    }
}

/// Installs the packages of Node.js, unless those of the lock file are there.
fn packages(npm: &Path) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let wanted = std::fs::read(folder.join("package-lock.json")).expect("the lock file");
    let mark = folder.join("node_modules/.factum-lock");
    if std::fs::read(&mark).is_ok_and(|there| there == wanted) {
        return;
    }
    let output = Command::new(npm).current_dir(&folder).arg("ci").output().expect("npm runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "npm ci in tests/browser: {err}");
    std::fs::write(&mark, wanted).expect("written");
}

/// A lock that is held until the file is closed.
#[cfg(unix)]
fn lock() -> std::fs::File {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser.lock");
    let file = std::fs::File::create(path).expect("a file to lock");
    rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive).expect("a lock");
    file
}
