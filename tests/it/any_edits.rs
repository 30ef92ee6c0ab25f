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
            "[redirects]\n\"/old/\" = \"/d/\"\n\"/b/#b\" = \"/a/#a\"\n\"/d/\" = \"/a/\"\n",
        ],
    ),
    (
        "facts/vm.yaml",
        &[
            "name: VM\nfacts: { slots: { type: quantity, unit: slot, role: limit, value: { max: 2 } } }\n",
            "name: VM\nfacts: { slots: { type: quantity, unit: slot, role: limit, value: { max: 4 } } }\n",
            "name: VM\nfacts: { disks: { type: quantity, same-as: host.disks } }\n",
            "name: VM\n# moved\nfacts: { slots: { type: quantity, unit: slot, role: limit, value: { max: 2 } } }\n",
            "name: VM\nfacts: { slots: { type: quantity, from: { file: data/limits.json, at: slots } }, disks: { type: quantity, same-as: host.disks } }\n",
            "name: [\n",
            "",
            "name: VM\nfacts: { slots: { type: quantity, unit: slot, statements: [{ value: { max: 4 }, rank: deprecated, replaced: { on: 2026-10-02, because: A misprint } }, { value: 2, source: guide }, { value: 3, source: notes }] } }\n",
            "name: VM\nscope: vsphere 4.0\nfacts: { slots: { type: quantity, unit: slot, review: 6 months, checked: 2020-01-01, value: 2 } }\n",
        ],
    ),
    (
        "facts/rack.yaml",
        &[
            "name: Rack\ntype: rack\nowner: A team\nfacts: { parts: [{ model: { id: card, name: Card 10 }, support: supported }], caveat: { type: text, value: Some fit., prohibited: [\"the Host and\"] } }\n",
            "name: Rack\ntype: rack\nfacts: { parts: [{ model: { id: card, name: Card 10 }, support: experimental }], caveat: { type: text, value: Some fit., prohibited: [\"all of B\"] } }\n",
            "name: Rack\ntype: rack\nfacts: { parts: [{ model: { id: card, name: Card 25 }, support: supported }], caveat: { type: text, value: None fit. } }\n",
            "name: The Rack\naliases: [VM]\ntype: rack\nfacts: { parts: [], height: { type: quantity, count: parts } }\n",
            "# moved\nname: Rack\ntype: rack\nowner: A team\nfacts: { parts: [{ model: { id: card, name: Card 10 }, support: supported }], caveat: { type: text, value: Some fit., prohibited: [\"the Host and\"] } }\n",
            "name: Rack\ntype: other\nfacts: { parts: [1] }\n",
        ],
    ),
    (
        "facts/types/rack.yaml",
        &[
            "properties: { parts: { type: table, key: model, columns: { model: { type: text }, support: { type: status } } } }\nrules: [{ id: r, when: parts.support = experimental, require: parts.note, says: needs a note }]\n",
            "properties: { parts: { type: table, key: model, columns: { model: { type: text }, support: { type: status }, note: { type: text } } } }\nrequired: [height]\nrules: [{ id: r, when: parts.support = experimental, require: parts.note, says: needs a note }]\n",
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
    (
        "facts/sources.yaml",
        &[
            "",
            "guide: { title: The guide }\n",
            "guide: { titel: The guide }\n",
            "guide: { title: The guide }\nnotes: { title: Notes, url: \"https://a.example/b/\" }\n",
        ],
    ),
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
    (
        "content/sub/c.md",
        &[
            "",
            "# C\n\n[up](../a.md), [two](../d.md#two), [one](../d.md#one)\n",
            "+++\ntitle = \"C\"\n+++\n",
        ],
    ),
    (
        "content/d.md",
        &[
            "---\nscope: vsphere 4.0\ntags: [x]\n---\n# D\n\n[Up to two](fact:vm.slots), [two](fact:host.disks), [B](b.md#other), [Sub](sub/).\n",
            "# D\n\n<!-- factum: ignore claim-says-more because it is old -->\n[Up to nine](fact:vm.slots).\n",
            "---\ntitle: D\naliases: [old]\nabout: vm\n---\n[B](b.md#b), [A](/a/), [C](sub/c.md#c).\n",
            "# D\n\n## One\n\nThe [Card 10](fact:rack.parts), [one](fact:rack.parts.count), [up to 3](fact:vm.slots), [2](fact:nothing.here).\n\n[Old](/old/), [C](sub/c.md#c), [B](b.md#b).\n",
            "# D\n\n## Two\n\n| Model | Support |\n| --- | --- |\n| [Card 10](fact:rack.parts) | supported |\n\n[two](fact:host.disks), [Old](/old/), [C](sub/c.md#two).\n",
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
    fn any_edits_leave_nothing_behind(edits in vec((0..FILES.len(), 0..9usize), EDITS_A_SITE)) {
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
