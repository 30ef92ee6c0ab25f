//! The site that uses every feature of the renderer, in `tests/sites/everything`: it is checked and
//! rendered without a finding. How it looks is left to the browser.

use std::path::Path;

use factum::diagnostic::Level;
use factum::engine::{Engine, Options};
use factum::source::Disk;

#[test]
fn the_site_with_everything_is_rendered_without_a_finding() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/everything");
    let door = Disk::new(&root, Vec::new());
    let options = Options::at(jiff::civil::date(2026, 12, 1));
    let snapshot = Engine::new().snapshot(&door, &options).expect("the site can be read");
    let rendered = factum::render::render(&snapshot.site, &snapshot.findings);
    let all = snapshot.findings.iter().chain(&rendered.findings);
    let found: Vec<_> = all.filter(|finding| finding.level > Level::Note).collect();
    assert!(found.is_empty(), "{found:#?}");
    // A policy that lets no style or script within a page through must do no harm.
    for (name, bytes) in &rendered.output.files {
        let text = String::from_utf8_lossy(bytes);
        let html = name.ends_with(".html");
        assert!(!(html && text.contains(" style=")), "{name} has a style of its own");
    }
}
