//! Whatever the bytes of a site are, it gets findings, never a panic, and every place that a finding
//! names lies inside its file. Leaves which findings to the cases.

use factum::engine::{Engine, Options, Snapshot};
use factum::source::{Memory, SitePath, Span};
use proptest::collection::vec;
use proptest::prelude::*;

/// Where a site reads text of each sort.
const MARKDOWN: &str = "content/any.md";
const PLACES_OF_YAML: [&str; 4] =
    ["facts/any.yaml", "facts/sources.yaml", "facts/vocabulary.yaml", "facts/types/any.yaml"];

/// Pieces of Markdown that mean something, so that chance need not spell them.
#[rustfmt::skip]
const PIECES_OF_MARKDOWN: &[&str] = &[
    "# ", "## Words {#id}\n", "[", "]", "](", ")", "![", "[up to two](fact:vm.slots)", "fact:",
    "vm.slots", "@4.0", "[support=supported]", ".count", " \"=\"", " \"~5%\"",
    " \"as of 2009-08\"", "<fact:vm.slots>", "<!-- fact: vm.devices exact -->\n",
    "<!-- scope: vsphere=4.0 -->\n",
    "<!-- factum-ignore: link-broken because=\"x\" until=2027-01-01 -->\n", "<!--", "-->", "- ",
    "1. ", "> ", "| a | [b](fact:vm.devices) |\n|---|---|\n| c | d |\n", "|", "`", "```\n",
    "    ", "\t", "\n", "\r\n", "\n\n", "[^1]", "[^1]: ", "[a]: b.md \"c\"\n", "---\n", "+++\n",
    "title: x\n", "<div id=\"", "<a href='", "\">", "</div>", "é", "日本", "🦀", "e\u{301}",
    "\u{feff}", "\u{200f}", "\0", "\\", "&amp;", "&#x110000;", "%C3%BC", "%", "?", "#", "../",
    "@/", "up to ", "two", "**", "_", "~~", ": ", "> [!NOTE]\n", "- [ ] ", "$x$", "VM",
];

/// The same for YAML and TOML.
#[rustfmt::skip]
const PIECES_OF_DATA: &[&str] = &[
    "name: ", "facts:\n", "  slots: ", "{ type: quantity, ", "value: ", "{ max: 2 }", "}", "{",
    "[", "]", ", ", "statements:\n", "      - ", "scope: ", "source: ", "rank: preferred",
    "type: ", "table", "set", "version", "status", "entity", "enum", "date", "text", "columns: ",
    "rows: ", "key: model", "complete: true", "from: { file: static/x.toml, at: a.b }", "count: ",
    "same-as: ", "sum: ", "rules: [{ id: a, says: b, require: ", "not ", " and ", " >= ", "a.b", "review: { every: 12 months }", "resolution: ", "keep: ", "&a ", "*a", "<<: *a",
    "---\n", "...\n", "? ", ": ", "!!str ", "!x ", "|\n", ">-\n", "'", "\"", "\\u00e9", "# ",
    "\n", "\n  ", "\n    ", "\r\n", "\t", "é", "日本", "🦀", "\u{feff}", "\0", "0", "-1", "1e400",
    ".inf", "99999999999999999999", "4.10", "\">=4.1 <3\"", "4 GiB", "2009-02-30", "2009-08",
    "null", "~", "yes", "TBD", "none", "unknown", " = ", "[rules]\n", "[[x]]\n",
    "title = \"x\"\n", "scopes:\n", "  vsphere: ", "kind: version", "known: [\"4.0\"]",
    "entities:\n", "statuses: ", "ladder: [a]", "units: ",
];

/// Facts that the claims among the pieces can find.
const FACTS: &str = "name: VM
scope: { vsphere: \"4.0\" }
facts:
  slots: { type: quantity, unit: slot, role: limit, value: { max: 2 } }
  devices:
    type: table
    key: model
    columns: { model: { type: entity }, support: { type: status } }
    complete: true
    rows: [{ model: { id: intel, name: Intel 82598 }, support: supported }]
";
const VOCABULARY: &str = "scopes: { vsphere: { kind: version, known: [\"4.0\", \"6.5\"] } }\n";

/// Text out of pieces that mean something, and bytes that mean nothing.
fn text(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec());
    let noise = vec(any::<u8>(), 0..4);
    let words = "\\PC{0,6}".prop_map(String::into_bytes);
    vec(prop_oneof![12 => piece, 2 => words, 1 => noise], 0..40).prop_map(|parts| parts.concat())
}

fn site() -> Memory {
    let mut memory = Memory::new();
    memory.insert("factum.toml", "title = \"Any\"\nbase_url = \"https://example.org\"\n");
    memory.insert("facts/vm.yaml", FACTS);
    memory.insert("facts/vocabulary.yaml", VOCABULARY);
    memory.insert("content/_index.md", "# Home\n\n[Any](any.md): [up to two](fact:vm.slots).\n");
    memory
}

/// Checks and renders a site with a file of these bytes; every span must lie inside its file.
fn take(path: &str, bytes: &[u8]) {
    let mut memory = site();
    memory.insert(path, bytes);
    let options = Options::at(jiff::civil::date(2027, 1, 1));
    // A site whose settings cannot be read may refuse to run: it says so and does not panic.
    let Ok(snapshot) = Engine::new().snapshot(&memory, &options) else {
        assert_eq!(path, "factum.toml", "only settings may keep a site from being checked");
        return;
    };
    for finding in &snapshot.findings {
        let fix = finding.fix.iter().flat_map(|fix| &fix.edits);
        let labels = std::iter::once(&finding.primary).chain(&finding.related);
        let places = labels.map(|label| (&label.path, &label.span));
        for (path, span) in places.chain(fix.map(|edit| (&edit.path, &edit.span))) {
            inside(&snapshot, finding.rule, path, span);
        }
    }
    factum::render::render(&snapshot.site, &snapshot.findings);
    let again = Engine::new().snapshot(&memory, &options).expect("it could be checked before");
    assert_eq!(snapshot.findings, again.findings, "two runs must find the same");
}

fn inside(snapshot: &Snapshot, rule: &str, path: &SitePath, span: &Span) {
    let Some(text) = snapshot.site.texts.get(path) else {
        let named = |file: &factum::source::Unreadable| file.path == *path;
        let known = snapshot.site.unreadable.iter().any(named);
        assert!(known || *span == (0..0), "{rule} points into {path}, of which there is no text");
        return;
    };
    let whole = text.as_str();
    assert!(
        span.start <= span.end && whole.get(span.clone()).is_some(),
        "{rule} points at {span:?} of {path}, which has {} bytes",
        whole.len()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_markdown_is_taken(bytes in text(PIECES_OF_MARKDOWN)) {
        take(MARKDOWN, &bytes);
    }

    #[test]
    fn any_yaml_is_taken(place in prop::sample::select(&PLACES_OF_YAML), bytes in text(PIECES_OF_DATA)) {
        take(place, &bytes);
    }

    #[test]
    fn any_yaml_at_the_head_of_a_page_is_taken(bytes in text(PIECES_OF_DATA)) {
        take(MARKDOWN, &[b"---\n", &bytes[..], b"\n---\nWords.\n"].concat());
    }

    #[test]
    fn any_toml_is_taken(bytes in text(PIECES_OF_DATA)) {
        take("factum.toml", &bytes);
        take(MARKDOWN, &[b"+++\n", &bytes[..], b"\n+++\nWords.\n"].concat());
    }

    #[test]
    fn any_value_is_taken(bytes in text(PIECES_OF_DATA)) {
        let head = b"name: Any\nfacts:\n  any: { type: quantity, value: ";
        take("facts/any.yaml", &[&head[..], &bytes, b" }\n"].concat());
    }
}
