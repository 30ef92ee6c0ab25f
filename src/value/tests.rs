//! Properties of the whole room: what is phrased reads back, strange words are never passed, nothing panics.
//! Verdicts on single wordings are left to the conformance rows.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{
    Aggregate, Context, Cover, Entity, Entry, Filter, Form, ItemVerdict, ListOptions, Mode, Names,
    Node, ProblemKind, Property, SelectProblem, Selector, Value, Verdict, Vocabulary, Words, judge,
    judge_list, read, read_item,
};

fn node(json: &serde_json::Value) -> Node {
    let form = match json {
        serde_json::Value::String(text) => Form::Text { text: text.clone(), quoted: true },
        serde_json::Value::Array(items) => Form::List(items.iter().map(node).collect()),
        serde_json::Value::Object(map) => Form::Map(
            map.iter()
                .map(|(key, value)| Entry { key: key.clone(), key_span: 0..0, value: node(value) })
                .collect(),
        ),
        other => Form::Text { text: other.to_string(), quoted: false },
    };
    Node { span: 0..0, form }
}

fn names() -> Names {
    let entity = |id: &str, name: &str, alias: &str, broader: &str| Entity {
        id: id.to_string(),
        name: name.to_string(),
        aliases: vec![alias.to_string()],
        broader: vec![broader.to_string()],
        narrower: Vec::new(),
    };
    Names::new(
        [
            entity("rhel-8", "Red Hat Enterprise Linux 8", "RHEL 8", "RHEL"),
            entity("rhel-9", "Red Hat Enterprise Linux 9", "RHEL 9", "RHEL"),
            entity("sles-15", "SUSE Linux Enterprise Server 15", "SLES 15", "SLES"),
            entity("wandb", "Weights and Biases", "W&B", "trackers"),
        ]
        .into_iter(),
    )
}

/// A property and a value of every kind, with numbers that vary.
fn facts(a: u32, b: u32, c: u32) -> Vec<(serde_json::Value, serde_json::Value)> {
    use serde_json::json;
    let (low, high) = (a.min(b), a.max(b) + 1);
    let device = json!({"type": "quantity", "unit": "device", "role": "limit"});
    let memory = json!({"type": "quantity", "unit": "GiB", "role": "requirement"});
    let time = json!({"type": "quantity", "unit": "minute", "role": "default"});
    let plain = json!({"type": "quantity", "role": "default"});
    let version = json!({"type": "version", "role": "requirement"});
    let date = json!({"type": "date"});
    let set = json!({"type": "set", "of": "entity", "complete": true});
    let (month, day) = (a % 12 + 1, b % 28 + 1);
    let decimal = format!("{a}.{b}");
    vec![
        (device.clone(), json!(a)),
        (device.clone(), json!({"max": a})),
        (device.clone(), json!({"min": a})),
        (device.clone(), json!({"min": low, "max": high})),
        (device, json!({"one-of": [low, high, high + 7]})),
        (memory.clone(), json!(format!("{decimal} GiB"))),
        (memory.clone(), json!({"min": format!("{decimal} TiB")})),
        (memory.clone(), json!({"max": format!("{decimal} MiB")})),
        (memory, json!({"min": format!("{low} GiB"), "max": format!("{high} GiB")})),
        (time.clone(), json!({"above": low, "below": high})),
        (time, json!({"one-of": [low, high + 1, high + 3]})),
        (plain.clone(), json!(a)),
        (plain, json!({"max": a})),
        (
            json!({"type": "quantity", "unit": "°C"}),
            json!({"min": format!("-{low} °C"), "max": format!("{high} °C")}),
        ),
        (json!({"type": "quantity", "unit": "percent"}), json!({"max": format!("{decimal} %")})),
        (version.clone(), json!(format!("{a}.{b}"))),
        (version.clone(), json!(format!("{a}.{b}-rc{c}"))),
        (version.clone(), json!(format!(">={a}.{b}"))),
        (version.clone(), json!(format!("<={a}.{b}.{c}"))),
        (version.clone(), json!(format!("<{a}.{b}"))),
        (version.clone(), json!(format!(">{a}.{b}"))),
        (version.clone(), json!(format!(">={low}.1 <{high}.2"))),
        (version.clone(), json!(format!(">{low}.1 <={high}.2"))),
        (version.clone(), json!(format!("{a}.x"))),
        (version, json!(format!("{low}.1 || {high}.3"))),
        (
            json!({"type": "status"}),
            json!(
                [
                    "works",
                    "experimental",
                    "supported",
                    "certified",
                    "unsupported",
                    "deprecated",
                    "removed"
                ][a as usize % 7]
            ),
        ),
        (
            json!({"type": "boolean", "role": "requirement", "label": "a reboot"}),
            json!(a.is_multiple_of(2)),
        ),
        (
            json!({"type": "boolean", "phrases": {"true": ["enabled"], "false": ["disabled"]}}),
            json!(a.is_multiple_of(2)),
        ),
        (date.clone(), json!(format!("{}-{month:02}-{day:02}", 1900 + a % 300))),
        (date.clone(), json!(format!("{}-{month:02}", 1900 + a % 300))),
        (date.clone(), json!(format!("{}", 1900 + a % 300))),
        (date.clone(), json!({"before": format!("{}-{month:02}-{day:02}", 1900 + a % 300)})),
        (date.clone(), json!({"after": format!("{}-{month:02}", 1900 + a % 300)})),
        (
            date,
            json!({"from": format!("{}-{month:02}-{day:02}", 1900 + a % 100), "until": format!("{}", 2100 + b % 100)}),
        ),
        (
            json!({"type": "enum", "values": ["network", "storage-like", "by hand"]}),
            json!(["network", "storage-like", "by hand"][a as usize % 3]),
        ),
        (
            json!({"type": "entity"}),
            json!(["rhel-8", "rhel-9", "sles-15", "wandb"][a as usize % 4]),
        ),
        (set.clone(), json!(["rhel-8", "wandb", "sles-15"])),
        (set.clone(), json!({"any-of": ["wandb", "rhel-9"]})),
        (set, json!({"all-of": ["wandb", "rhel-9"]})),
        (
            json!({"type": "set", "of": "version"}),
            json!([format!("{a}.{b}"), format!("{}.{c}", a + 1)]),
        ),
        (
            json!({"type": "set", "of": "enum", "values": ["one", "two", "three"]}),
            json!(["two", "three"]),
        ),
    ]
}

/// Runs a check on every fact in a language.
fn with_facts(
    language: &str,
    numbers: (u32, u32, u32),
    mut check: impl FnMut(&Value, &Context<'_>),
) {
    static WORDS: LazyLock<[Words; 2]> =
        LazyLock::new(|| ["en", "de"].map(|name| Words::new(name, &Vocabulary::default())));
    let words = &WORDS[usize::from(language == "de")];
    let names = names();
    for (property, value) in facts(numbers.0, numbers.1, numbers.2) {
        let property: Property = serde_json::from_value(property).expect("a property");
        let cx = Context { property: &property, words, names: &names, filler: &[], today: None };
        let fact = Value::from_node(&node(&value), &property, words, &names).expect("a value");
        check(&fact, &cx);
    }
}

const POOL: &[&str] = &[
    "up",
    "to",
    "two",
    "four",
    "2",
    "4",
    "1,000",
    "0.5",
    "½",
    "at",
    "least",
    "most",
    "more",
    "than",
    "or",
    "and",
    "a",
    "an",
    "the",
    "half",
    "dozen",
    "hundred",
    "thousand",
    "GiB",
    "GB",
    "hours",
    "minutes",
    "devices",
    "%",
    "-",
    "–",
    "/",
    ",",
    ".",
    "+",
    "≥",
    "<=",
    "4.1",
    "v6.5",
    "6.x",
    "later",
    "before",
    "August",
    "2009",
    "3",
    "not",
    "no",
    "supported",
    "required",
    "is",
    "neither",
    "nor",
    "both",
    "either",
    "RHEL",
    "8",
    "9",
    "only",
    "any",
    "except",
    "none",
    "unknown",
    "between",
    "from",
    "(",
    ")",
    "*",
    "°C",
    "$",
    "per",
    "s",
    "bis",
    "zu",
    "zwei",
    "mindestens",
    "halbe",
    "Stunde",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_phrased_reads_back(a in 0u32..3000, b in 0u32..120, c in 0u32..40) {
        for language in ["en", "de"] {
            with_facts(language, (a, b, c), |fact, cx| {
                let phrase = fact.phrase(cx);
                let judgement = judge(&phrase, fact, cx, &Mode::Exact);
                assert_eq!(judgement.verdict, Verdict::Holds, "{language} “{phrase}”: {}", judgement.reason);
            });
        }
    }

    #[test]
    fn a_strange_word_is_never_passed(a in 0u32..200, b in 0u32..60, at in 0usize..8, word in "(zorble|Quax|splendidly|frood)") {
        for language in ["en", "de"] {
            with_facts(language, (a, b, 3), |fact, cx| {
                let phrase = fact.phrase(cx);
                let mut words: Vec<&str> = phrase.split(' ').collect();
                words.insert(at.min(words.len()), &word);
                let text = words.join(" ");
                let judgement = judge(&text, fact, cx, &Mode::Exact);
                assert_eq!(judgement.verdict, Verdict::Unjudged, "{language} “{text}”: {}", judgement.reason);
            });
        }
    }

    #[test]
    fn a_negation_never_leaves_what_held(a in 0u32..200, b in 0u32..60) {
        for (language, not) in [("en", "not"), ("de", "nicht")] {
            with_facts(language, (a, b, 3), |fact, cx| {
                let text = format!("{not} {}", fact.phrase(cx));
                let judgement = judge(&text, fact, cx, &Mode::Exact);
                let flipped = matches!(judgement.verdict, Verdict::Contradicted | Verdict::Unjudged);
                assert!(flipped, "{language} “{text}”: {:?} {}", judgement.verdict, judgement.reason);
            });
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}", pool in prop::collection::vec(prop::sample::select(POOL), 0..9), glue in any::<u16>()) {
        let mut mixed = String::new();
        for (at, word) in pool.iter().enumerate() {
            if at > 0 && (glue >> at) & 1 == 0 {
                mixed.push(' ');
            }
            mixed.push_str(word);
        }
        for language in ["en", "de"] {
            with_facts(language, (7, 3, 1), |fact, cx| {
                for text in [&text, &mixed] {
                    let _ = read(text, cx);
                    let judgement = judge(text, fact, cx, &Mode::Exact);
                    if let Some(fix) = judgement.fix {
                        assert_eq!(judge(&fix, fact, cx, &Mode::Exact).verdict, Verdict::Holds, "“{text}” → “{fix}”");
                    }
                }
            });
        }
    }

    #[test]
    fn no_value_panics(text in "\\PC{0,30}", quoted in any::<bool>()) {
        let node = Node { span: 0..text.len(), form: Form::Text { text: text.clone(), quoted } };
        let words = Words::new("en", &Vocabulary::default());
        for kind in ["quantity", "version", "status", "boolean", "date", "enum", "entity", "set", "table", "text", "url"] {
            let property: Property = serde_json::from_value(serde_json::json!({"type": kind})).expect("a property");
            let _ = Value::from_node(&node, &property, &words, &names());
        }
        let _ = super::VersionSet::parse(&text);
    }
}

#[test]
fn bad_values_are_named() {
    let words = Words::new("en", &Vocabulary::default());
    let names = names();
    let problem = |property: serde_json::Value, value: serde_json::Value| {
        let property: Property = serde_json::from_value(property).expect("a property");
        let mut problems =
            Value::from_node(&node(&value), &property, &words, &names).expect_err("a problem");
        problems.remove(0).kind
    };
    use serde_json::json;
    let quantity = |unit: &str| json!({"type": "quantity", "unit": unit});
    assert!(matches!(
        problem(quantity("GIb"), json!(4)),
        ProblemKind::UnknownUnit { near: Some(_), .. }
    ));
    assert!(
        matches!(problem(quantity("secnd"), json!(4)), ProblemKind::UnknownUnit { near: Some(near), .. } if near == "second")
    );
    assert!(matches!(
        problem(quantity("GiB"), json!({"min": 8, "max": 4})),
        ProblemKind::EmptyRange { .. }
    ));
    assert!(matches!(problem(quantity("GiB"), json!("4 hours")), ProblemKind::OtherUnit { .. }));
    assert!(
        matches!(problem(quantity("GiB"), json!({"mni": 8})), ProblemKind::UnknownKey { near: Some(near), .. } if near == "min")
    );
    assert!(matches!(
        problem(json!({"type": "version"}), json!(4.1)),
        ProblemKind::AmbiguousScalar { .. }
    ));
    assert!(
        matches!(problem(json!({"type": "status"}), json!("suported")), ProblemKind::UnknownWord { near: Some(near), .. } if near == "supported")
    );
    assert!(matches!(
        problem(json!({"type": "date"}), json!("TBD")),
        ProblemKind::Placeholder { .. }
    ));
    assert!(matches!(
        problem(json!({"type": "entity"}), json!("rhel-7")),
        ProblemKind::UnknownWord { near: Some(_), .. }
    ));
    assert!(matches!(
        problem(json!({"type": "set", "of": "entity"}), json!(["rhel-8", "RHEL 8"])),
        ProblemKind::Repeated { .. }
    ));
}

#[test]
fn fixes_keep_the_style_of_the_author() {
    let words = Words::new("en", &Vocabulary::default());
    let names = names();
    let fixed = |property: serde_json::Value, value: serde_json::Value, text: &str| {
        let property: Property = serde_json::from_value(property).expect("a property");
        let fact = Value::from_node(&node(&value), &property, &words, &names).expect("a value");
        let cx =
            Context { property: &property, words: &words, names: &names, filler: &[], today: None };
        judge(text, &fact, &cx, &Mode::Exact).fix
    };
    use serde_json::json;
    let limit = json!({"type": "quantity", "unit": "device", "role": "limit"});
    let memory = json!({"type": "quantity", "unit": "GiB", "role": "requirement"});
    let some = |text: &str| Some(text.to_string());
    assert_eq!(fixed(limit.clone(), json!({"max": 2}), "two"), some("up to two"));
    assert_eq!(
        fixed(limit.clone(), json!({"max": 2}), "no more than four devices"),
        some("no more than two devices")
    );
    assert_eq!(fixed(limit, json!({"max": 2}), "at least 3"), some("up to 2 devices"));
    assert_eq!(
        fixed(memory, json!({"min": "4 GiB"}), "at least 2048 MiB"),
        some("at least 4096 MiB")
    );
    assert_eq!(
        fixed(json!({"type": "version"}), json!(">=7.2"), "v7.1 or higher"),
        some("v7.2 or higher")
    );
    assert_eq!(fixed(json!({"type": "version"}), json!(">=7.2"), "7.2"), some("7.2 or later"));
}

#[test]
fn tables_are_selected_counted_and_listed() {
    let words = Words::new("en", &Vocabulary::default());
    let names = names();
    use serde_json::json;
    let property: Property = serde_json::from_value(json!({
        "type": "table", "key": "model", "complete": true, "label": "adapters",
        "columns": {
            "model": {"type": "entity"},
            "kind": {"type": "enum", "values": ["network", "storage"]},
            "support": {"type": "status"}
        }
    }))
    .expect("a property");
    let rows = json!([
        {"model": "rhel-8", "kind": "network", "support": "supported"},
        {"model": "rhel-9", "kind": "network", "support": "experimental"},
        {"model": "sles-15", "kind": "storage", "support": "supported"}
    ]);
    let fact = Value::from_node(&node(&rows), &property, &words, &names).expect("a table");
    let filter = |key: &str, value: &str| Filter {
        key: key.to_string(),
        negated: false,
        values: vec![value.to_string()],
    };
    let selector = Selector {
        filters: vec![filter("kind", "network")],
        column: None,
        aggregate: Some(Aggregate::Count),
    };
    let (count, counted) = fact.select(&property, &selector, &words, &names).expect("a count");
    let cx = Context { property: &counted, words: &words, names: &names, filler: &[], today: None };
    for text in ["two", "2", "two network adapters", "2 models"] {
        assert_eq!(judge(text, &count, &cx, &Mode::Exact).verdict, Verdict::Holds, "{text}");
    }
    assert_eq!(
        judge("three network adapters", &count, &cx, &Mode::Exact).verdict,
        Verdict::Contradicted
    );
    assert_eq!(judge("two storage adapters", &count, &cx, &Mode::Exact).verdict, Verdict::Unjudged);
    let unknown = Selector { filters: vec![filter("kind", "netwrok")], ..Selector::default() };
    let problem = fact.select(&property, &unknown, &words, &names).expect_err("an unknown value");
    assert!(
        matches!(problem, SelectProblem::UnknownValue { near: Some(near), .. } if near == "network")
    );
    let column = Selector { column: Some("support".to_string()), ..Selector::default() };
    let (column, _) = fact.select(&property, &column, &words, &names).expect("a column");
    assert!(matches!(column, Value::Set(set) if set.items.len() == 2));

    let cx = Context { property: &property, ..cx };
    let listed = judge_list(
        &["RHEL 9", "RHEL 8", "RHEL 9", "W&B", "Plan 9"],
        &fact,
        &cx,
        &ListOptions { cover: Cover::Exact, ordered: true },
    );
    assert!(matches!(&listed.items[0], ItemVerdict::Holds { id } if id == "rhel-9"));
    assert!(matches!(&listed.items[1], ItemVerdict::OutOfOrder { id } if id == "rhel-8"));
    assert!(matches!(listed.items[2], ItemVerdict::Repeated { first: 0 }));
    assert!(matches!(listed.items[3], ItemVerdict::Extra));
    assert!(matches!(listed.items[4], ItemVerdict::Unjudged { .. }));
    assert_eq!(listed.missing, ["SUSE Linux Enterprise Server 15"]);
    assert_eq!(read_item("an RHEL 9", &fact, &cx).map(|item| item.id), Ok("rhel-9".to_string()));
}
