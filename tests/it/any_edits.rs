//! What the engine remembers never shows: after any edits it finds and renders what a new one does,
//! byte for byte, and any one file by itself is the one that a build makes. `EDITS=1000` makes that
//! many edits instead of the usual number. Leaves single edits to the cases, each of which makes one and takes it back.

use factum::engine::{Engine, Options};
use factum::render::{File, Renderer, render};
use factum::source::Memory;
use proptest::collection::vec;
use proptest::prelude::*;

/// The files that are edited, with the texts that they may come to hold; the first is where they
/// begin, and an empty one takes the file away.
const FILES: &[(&str, &[&str])] = &[
    (
        "factum.toml",
        &[
            "title = \"A\"\nbase_url = \"https://a.example\"\n",
            "title = \"B\"\n[rules]\nlink-broken = \"off\"\n",
            "title =",
            "[languages.de]\nname = \"Deutsch\"\n",
            "[versions]\nscope = \"vsphere\"\n",
        ],
    ),
    (
        "facts/vm.yaml",
        &[
            "name: VM\nfacts: { slots: { type: quantity, unit: slot, role: limit, value: { max: 2 } } }\n",
            "name: VM\nfacts: { slots: { type: quantity, unit: slot, role: limit, value: { max: 4 } } }\n",
            "name: VM\nfacts: { disks: { type: quantity, same-as: host.disks } }\n",
            "name: VM\n# moved\nfacts: { slots: { type: quantity, unit: slot, role: limit, value: { max: 2 } } }\n",
            "name: VM\nfacts: { slots: { type: quantity, from: data/limits.json#/slots }, disks: { type: quantity, same-as: host.disks } }\n",
            "name: [\n",
            "",
        ],
    ),
    (
        "facts/host.yaml",
        &[
            "",
            "name: Host\nfacts: { disks: { type: quantity, value: 2, source: guide } }\n",
            "name: Host\naliases: [The Host]\nfacts: { disks: { type: quantity, value: 4, source: guide } }\n",
            "id: vm\n",
        ],
    ),
    ("facts/sources.yaml", &["", "guide: { title: The guide }\n", "guide: { titel: The guide }\n"]),
    ("facts/types/host.yaml", &["", "properties: { disks: { type: quantity } }\n"]),
    ("facts/vocabulary.yaml", &["", "scopes: { vsphere: { kind: version, known: [\"4.0\"] } }\n"]),
    (
        "content/a.md",
        &[
            "# A\n\nA VM has [up to two](fact:vm.slots) slots, see [B](b.md#b).\n",
            "# A\n\nA VM has [up to four](fact:vm.slots@4.0) slots, see [C](sub/c.md) and ![](i.png).\n",
            "---\ntitle: Renamed\nslug: b\n---\n<fact:vm.slots> and <fact:host.disks>\n",
            "---\ndraft: true\n---\nNot yet.\n",
            "",
        ],
    ),
    ("content/b.md", &["# B\n\nThe Host and the VM.\n", "# Other\n\n[A](a.md)\n", ""]),
    ("content/sub/c.md", &["", "# C\n\n[up](../a.md)\n", "+++\ntitle = \"C\"\n+++\n"]),
    (
        "content/d.md",
        &[
            "---\nscope: vsphere 4.0\ntags: [x]\n---\n# D\n\n[Up to two](fact:vm.slots), [two](fact:host.disks), [B](b.md#other), [Sub](sub/).\n",
            "# D\n\n<!-- factum: ignore claim-says-more because it is old -->\n[Up to nine](fact:vm.slots).\n",
            "---\ntitle: D\naliases: [old]\nabout: vm\n---\n[B](b.md#b), [A](/a/), [C](sub/c.md#c).\n",
            "# D\n\n[all of B](b.md \"include\")\n\n```json file=../data/limits.json\n{\"slots\": 2}\n```\n",
        ],
    ),
    ("content/b.de.md", &["", "# B\n\n[A](a.md) [bis zu zwei](fact:vm.slots)\n"]),
    ("content/sub/_index.md", &["", "# Sub\n"]),
    ("data/limits.json", &["{\"slots\": 2}", "{\"slots\":  4}", "{", ""]),
    (
        "templates/page.html",
        &["", "{{ page.title }} {{ page.body | safe }}", "{{ page.body", "{{ nothing.here }}"],
    ),
    ("templates/style.css", &["", "a { color: red }"]),
    ("factum.lock", &["", "[[reviewed]]\n", "x"]),
    ("content/i.png", &["", "png"]),
    ("static/sub/i.png", &["", "png"]),
];

fn put(memory: &mut Memory, file: usize, text: usize) {
    let (path, texts) = FILES[file];
    match texts[text % texts.len()] {
        "" => drop(memory.remove(path)),
        text => drop(memory.insert(path, text)),
    }
}

/// How many edits are made of one site before another begins.
const EDITS_A_SITE: usize = 10;

fn config() -> ProptestConfig {
    #[expect(clippy::disallowed_methods, reason = "a test may be asked for more")]
    let edits = std::env::var("EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(120);
    let cases = u32::div_ceil(edits, EDITS_A_SITE as u32);
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_edits_leave_nothing_behind(edits in vec((0..FILES.len(), 0..6usize), EDITS_A_SITE)) {
        let mut memory = Memory::new();
        for file in 0..FILES.len() {
            put(&mut memory, file, 0);
        }
        let options = Options::at(jiff::civil::date(2027, 1, 1));
        let mut warm = Engine::new();
        for (file, text) in edits {
            put(&mut memory, file, text);
            let known = warm.snapshot(&memory, &options).map_err(|error| error.to_string());
            let fresh = Engine::new().snapshot(&memory, &options).map_err(|error| error.to_string());
            match (known, fresh) {
                (Ok(known), Ok(fresh)) => {
                    prop_assert_eq!(&known.findings, &fresh.findings);
                    let one_by_one = Renderer::new(&known.site, &known.findings);
                    let fresh = render(&fresh.site, &fresh.findings).output;
                    let whole = render(&known.site, &known.findings).output;
                    prop_assert_eq!(&whole.files, &fresh.files);
                    prop_assert_eq!(&whole.copies, &fresh.copies);
                    for (name, bytes) in fresh.files {
                        prop_assert_eq!(one_by_one.file(&name), Some(File::Made(bytes)));
                    }
                    for (name, path) in fresh.copies {
                        prop_assert_eq!(one_by_one.file(&name), Some(File::Copied(path)));
                    }
                }
                (known, fresh) => prop_assert_eq!(known.err(), fresh.err()),
            }
        }
    }
}
