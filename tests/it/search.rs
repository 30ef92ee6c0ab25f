//! The index of the search: the same bytes every time, and little of it for a query.

use std::collections::BTreeMap;

use factum::engine::{Engine, Options};
use factum::source::Memory;
use jiff::civil::date;
use serde_json::Value as Json;

/// A site of many pages whose words are drawn from a large vocabulary, common ones more often.
fn site(pages: usize) -> Memory {
    let mut memory = Memory::new();
    memory.insert("factum.toml", "title = \"T\"\n");
    let mut state = 1u64;
    let mut draw = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for page in 0..pages {
        let mut text = format!("# Page {page} of many\n\n");
        for section in 0..4 {
            text.push_str(&format!(
                "## Section {section} on w{}x\n\nCommon words stand here: ",
                draw(9000)
            ));
            for _ in 0..60 {
                let rare = draw(30) + 1;
                text.push_str(&format!("w{}x ", draw(9000) / rare));
            }
            text.push_str("\n\n");
        }
        memory.insert(&format!("content/part{}/page{page}.md", page % 7), text);
    }
    memory
}

fn files(memory: &Memory) -> BTreeMap<String, Vec<u8>> {
    let options = Options::at(date(2026, 11, 22));
    let snapshot = Engine::new().snapshot(memory, &options).expect("a snapshot");
    let rendered = factum::render::render(&snapshot.site, &snapshot.findings);
    let of_search = |(name, _): &(String, Vec<u8>)| name.starts_with("search/");
    rendered.output.files.into_iter().filter(of_search).collect()
}

/// What a script hands over.
fn taken(bytes: &[u8]) -> Json {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let data = text.split_once(',').and_then(|(_, data)| data.strip_suffix(");\n"));
    serde_json::from_str(data.expect("a call")).expect("JSON")
}

#[test]
fn a_query_loads_little_of_a_large_index() {
    let files = files(&site(800));
    let head = &files["search/en/index.js"];
    let index = taken(head);
    assert!(index["sections"].as_u64().is_some_and(|sections| sections > 4000), "{index}");
    let largest = |kind: &str| {
        let folder = format!("search/en/{}/{kind}", index["folder"].as_str().expect("a folder"));
        let own = files.iter().filter(|(name, _)| name.starts_with(&folder));
        own.map(|(_, bytes)| bytes.len()).max().expect("a file")
    };
    // A word and what it begins are in two stretches at most, and eight hits in eight files.
    let most = head.len() + 2 * largest("t") + 8 * largest("d");
    assert!(most <= 50_000, "{most} bytes");
}

#[test]
fn a_word_leads_to_its_section() {
    let mut memory = Memory::new();
    memory.insert("factum.toml", "title = \"T\"\n");
    memory.insert(
        "facts/vm.yaml",
        "name: VM\nfacts: { slots: { type: quantity, role: limit, value: { max: 2 } } }\n",
    );
    memory.insert("content/guide.md", "---\ntags: [storage]\n---\n# Guide\n\nGrüße.\n\n## Adapters\n\nAn [up to two](fact:vm.slots) zebra.\n");
    memory.insert("content/hidden.md", "---\nin_search_index: false\n---\n# Secret\n\nOkapi.\n");
    let files = files(&memory);
    let index = taken(&files["search/en/index.js"]);
    let folder = format!("search/en/{}", index["folder"].as_str().expect("a folder"));
    let mut postings = serde_json::Map::new();
    for number in 0..index["shards"].as_array().expect("shards").len() {
        let Json::Object(shard) = taken(&files[&format!("{folder}/t{number}.js")]) else {
            panic!()
        };
        postings.extend(shard);
    }
    let sections = taken(&files[&format!("{folder}/d0.js")]);
    let zebra = postings["zebra"].as_array().expect("postings");
    let section = &sections[usize::try_from(zebra[0].as_u64().expect("a number")).expect("small")];
    assert_eq!(section[1], "Adapters");
    assert_eq!(section[2], "guide/#adapters");
    assert!(postings.contains_key("gruße") && postings.contains_key("storage"));
    assert!(!postings.contains_key("okapi") && !postings.contains_key("secret"));
    let fact = sections.as_array().expect("sections").iter().find(|it| it[2] == "facts/vm/#slots");
    assert_eq!(fact.expect("the fact")[3], "≤ 2");
    let facets = taken(&files[&format!("{folder}/facets.js")]);
    assert_eq!(facets["tags"], serde_json::json!(["storage"]));
    assert_eq!(facets["statuses"], serde_json::json!(["holds"]));
    assert_eq!(files, self::files(&memory));
}
