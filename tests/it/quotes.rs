//! Quotations in snapshots: whatever part of a text is quoted is found, a changed word never is, and
//! a PDF names its pages. Leaves single spellings to the cases.

use std::fmt::Write as _;

use factum::engine::{Engine, Options, Snapshot};
use factum::source::Memory;
use proptest::prelude::*;

/// A site whose one fact quotes this at a place of this snapshot.
fn quoting(file: &str, bytes: &[u8], quote: &str, at: &str) -> Memory {
    let mut memory = Memory::new();
    memory.insert("factum.toml", "title = \"Any\"\nbase_url = \"https://example.org\"\n");
    memory.insert("content/_index.md", "# Home\n\n[words](fact:vm.words)\n");
    memory.insert("facts/sources.yaml", format!("guide: {{ title: Guide, file: {file} }}\n"));
    let quote = serde_json::to_string(quote).expect("text is JSON");
    let source = format!("{{ id: guide, at: {at}, quote: {quote} }}");
    let fact = format!("{{ type: text, value: words, source: {source} }}");
    memory.insert("facts/vm.yaml", format!("name: VM\nfacts:\n  words: {fact}\n"));
    memory.insert(file, bytes);
    memory
}

fn snapshot(memory: &Memory) -> Snapshot {
    let options = Options::at(jiff::civil::date(2027, 1, 1));
    Engine::new().snapshot(memory, &options).expect("a site in memory is listed")
}

/// What is found wrong with quotations and snapshots.
fn wrong(memory: &Memory) -> Vec<String> {
    let about = |rule: &str| rule.starts_with("quote-") || rule.starts_with("snapshot-");
    let findings = snapshot(memory).findings.into_iter().filter(|it| about(it.rule));
    findings.map(|it| format!("{}: {}", it.rule, it.message)).collect()
}

/// A PDF of one line of text a page, written out by hand.
fn pdf(pages: &[&str]) -> Vec<u8> {
    drawing(pages, "", "", &[])
}

/// Such a PDF whose pages have further resources and operations, with further objects behind them.
fn drawing(pages: &[&str], resources: &str, operations: &str, more: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_string(),
    ];
    for (page, words) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> {resources} >> >>",
            5 + 2 * page
        ));
        let stream = format!("BT /F1 12 Tf 40 700 Td ({words}) Tj ET {operations}");
        objects.push(format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()));
    }
    objects.extend(more.iter().cloned());
    let mut file = "%PDF-1.4\n".to_string();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = file.len();
    let size = objects.len() + 1;
    let _ =
        write!(file, "{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

const PAGES: [&str; 3] = [
    "A guide to virtual machines.",
    "You can connect a machine to up to two devices.",
    "Each device has one driver.",
];

#[test]
fn a_quotation_of_a_pdf_is_found_on_its_page() {
    let site = |quote, at| wrong(&quoting("sources/guide.pdf", &pdf(&PAGES), quote, at));
    assert_eq!(site("up to two devices", "p. 2"), Vec::<String>::new());
    assert_eq!(site("up to two devices", "pp. 1–2"), Vec::<String>::new());
    assert_eq!(site("up to two devices", "chapter 1"), Vec::<String>::new());
    assert_eq!(site("up to two devices. Each device", "p. 2"), Vec::<String>::new());
    assert_eq!(
        site("up to two devices", "p. 3"),
        [
            "quote-not-found: \"up to two devices\" stands on page 2 of sources/guide.pdf, not on p. 3"
        ]
    );
    assert_eq!(
        site("up to four devices", "p. 2"),
        [
            "quote-not-found: \"up to four devices\" does not stand in sources/guide.pdf; nearest is \
          \"up to two devices.\" on page 2"
        ]
    );
}

#[test]
fn a_damaged_pdf_is_a_finding() {
    let whole = pdf(&PAGES);
    for bytes in [&b"not a PDF"[..], &whole[..whole.len() / 2], &[]] {
        let wrong = wrong(&quoting("sources/guide.pdf", bytes, "up to two", "p. 2"));
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(wrong[0].starts_with("snapshot-unreadable: "), "{wrong:?}");
    }
}

/// A drawing that draws others: the numbers of their objects.
fn form(draws: &[usize]) -> String {
    let names: Vec<String> = draws.iter().map(|it| format!("/X{it} {it} 0 R")).collect();
    let operations: Vec<String> = draws.iter().map(|it| format!("/X{it} Do")).collect();
    let (names, operations) = (names.join(" "), operations.join(" "));
    format!(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << {names} >> >> \
         /Length {} >>\nstream\n{operations}\nendstream",
        operations.len()
    )
}

#[test]
fn a_pdf_that_would_never_end_is_a_finding() {
    let own = "/XObject << /X6 6 0 R >>";
    let itself = drawing(&PAGES[..1], own, "/X6 Do", &[form(&[6])]);
    let circle = drawing(&PAGES[..1], own, "/X6 Do", &[form(&[7]), form(&[6])]);
    // Each draws the next one four times: 4 to the power of 30 in the end.
    let mut tree: Vec<String> = (7..36).map(|next| form(&[next; 4])).collect();
    tree.push(form(&[]));
    let tree = drawing(&PAGES[..1], own, "/X6 Do", &tree);
    let deep: Vec<String> = (7..200).map(|next| form(&[next])).chain([form(&[])]).collect();
    let deep = drawing(&PAGES[..1], own, "/X6 Do", &deep);
    let words = [
        (itself, "it draws itself within itself"),
        (circle, "it draws itself within itself"),
        (tree, "its pages draw more than any page could show"),
        (deep, "its drawings lie too deep"),
    ];
    for (bytes, words) in words {
        let wrong = wrong(&quoting("sources/guide.pdf", &bytes, "A guide", "p. 1"));
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(wrong[0].starts_with("snapshot-unreadable: "), "{wrong:?}");
        assert!(wrong[0].contains(words), "{wrong:?}");
    }
    // A drawing that is drawn twice is no harm.
    let twice = drawing(&PAGES[..1], own, "/X6 Do /X6 Do", &[form(&[7, 7]), form(&[])]);
    let site = quoting("sources/guide.pdf", &twice, "A guide to virtual machines", "p. 1");
    assert_eq!(wrong(&site), [""; 0]);
}

#[test]
fn a_pdf_that_unpacks_without_end_is_a_finding() {
    use std::io::Write as _;
    let zeros = vec![0; 1 << 20];
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..300 {
        packed.write_all(&zeros).expect("a vector takes bytes");
    }
    let packed = packed.finish().expect("a vector takes bytes");
    assert!(packed.len() < 1 << 20);
    let mut bytes = pdf(&PAGES);
    let head = format!("99 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n", packed.len());
    bytes.extend(head.as_bytes());
    bytes.extend(&packed);
    bytes.extend(b"\nendstream\nendobj\n");
    let wrong = wrong(&quoting("sources/guide.pdf", &bytes, "up to two", "p. 2"));
    assert!(wrong.len() == 1 && wrong[0].contains("unpacks to more than 256 MiB"), "{wrong:?}");
}

#[test]
fn the_words_of_a_snapshot_are_not_published() {
    let site = quoting("sources/guide.txt", b"Secret words. Up to two devices.", "Up to two", "x");
    let snapshot = snapshot(&site);
    let output = factum::render::render(&snapshot.site, &snapshot.findings);
    let files = output.output.files.into_values();
    let published: String =
        files.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(published.contains("verified quote"));
    assert!(!published.contains("unverified quote"));
    assert!(!published.contains("Secret"));
}

/// A text of words that are all unlike each other, and where each ends.
fn text() -> impl Strategy<Value = Vec<(String, &'static str)>> {
    let gap = prop::sample::select(&[" ", "\n", "  ", "\u{a0}", "\r\n", " – ", " “", ", "][..]);
    let word = "[a-zA-Zäß0-9]{1,7}";
    prop::collection::vec((word, gap), 2..60).prop_map(|words| {
        let mark = |(at, (word, gap)): (usize, (String, _))| (format!("{word}{at}x"), gap);
        words.into_iter().enumerate().map(mark).collect()
    })
}

fn written(words: &[(String, &str)]) -> String {
    words.iter().map(|(word, gap)| format!("{word}{gap}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None, cases: 96, ..ProptestConfig::default()
    })]

    #[test]
    fn a_part_of_a_text_is_found_and_a_changed_word_is_not(
        words in text(),
        start in any::<prop::sample::Index>(),
        end in any::<prop::sample::Index>(),
        changed in any::<prop::sample::Index>(),
    ) {
        let (start, end) = (start.index(words.len()), end.index(words.len()));
        let (start, end) = (start.min(end), start.max(end) + 1);
        let whole = written(&words);
        let quote = written(&words[start..end]);
        let found = wrong(&quoting("sources/a.txt", whole.as_bytes(), &quote, "x"));
        prop_assert_eq!(found, Vec::<String>::new());
        let mut other = words[start..end].to_vec();
        let changed = changed.index(other.len());
        other[changed].0.push('y');
        let found = wrong(&quoting("sources/a.txt", whole.as_bytes(), &written(&other), "x"));
        prop_assert_eq!(found.len(), 1);
        prop_assert!(found[0].starts_with("quote-not-found: "));
    }

    #[test]
    fn any_bytes_are_a_snapshot(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        cut in any::<prop::sample::Index>(),
        name in prop::sample::select(&["a.txt", "a.md", "a.html", "a.pdf", "a.png"][..]),
    ) {
        wrong(&quoting(name, &bytes, "up to two […] devices", "p. 2"));
        let mut damaged = pdf(&PAGES);
        let at = cut.index(damaged.len());
        damaged.splice(at..(at + 5).min(damaged.len()), bytes.iter().copied().take(5));
        wrong(&quoting("a.pdf", &damaged, "up to two […] devices", "p. 2"));
    }
}
