//! What is true of every file of a site that is written, whatever the page: tried with this
//! repository's own site and with those in `tests/sites`. Leaves to `html` how a page is taken apart,
//! and to the browser what only a browser can tell.

mod html;
mod links;
mod policy;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

use factum::engine::{Engine, Options};
use factum::source::Disk;

/// The sites that are looked at, each as a folder below the repository.
const SITES: [&str; 3] = ["", "tests/sites/everything", "tests/sites/printer"];

/// The files of a site by their names; of those that are copied as they are only the names count.
type Files = BTreeMap<String, Vec<u8>>;

/// Renders a site for an address.
fn files(site: &str, base_url: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(site);
    let mut options = Options::at(jiff::civil::date(2026, 11, 26));
    options.base_url = Some(base_url.to_string());
    let door = Disk::new(&root, Vec::new());
    let snapshot = Engine::new().snapshot(&door, &options).expect("the site can be read");
    let output = factum::render::render(&snapshot.site, &snapshot.findings).output;
    let copies = output.copies.into_keys().chain(output.smaller.into_keys());
    let copies = copies.map(|name| (name, Vec::new()));
    output.files.into_iter().chain(copies).collect()
}
