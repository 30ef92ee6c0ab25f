//! Examples of what the rows cannot say: problems of values, proposals, tables and lists.
//! Verdicts on single wordings are left to the conformance rows.

use super::{names, node};
use crate::value::{
    Aggregate, Context, Cover, Filter, ItemVerdict, ListOptions, Mode, ProblemKind, Property,
    SelectProblem, Selector, Value, Verdict, Vocabulary, Words, judge, judge_list, read_item,
};

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
    assert_eq!(fixed(limit.clone(), json!({"max": 2}), "at least 3"), some("up to 2 devices"));
    let large = json!({"max": 2_000_000});
    assert_eq!(fixed(limit.clone(), large.clone(), "at least 3"), some("up to 2,000,000 devices"));
    assert_eq!(fixed(limit.clone(), large.clone(), "up to 30000"), some("up to 2000000"));
    assert_eq!(fixed(limit.clone(), large, "up to 3'000"), some("up to 2'000'000"));
    assert_eq!(fixed(limit, json!({"max": 2000}), "at least 3"), some("up to 2000 devices"));
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
