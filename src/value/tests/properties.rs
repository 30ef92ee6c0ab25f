//! Properties: what is phrased reads back, strange words are never passed, negations turn, nothing panics.
//! Single wordings are left to the conformance rows.

use proptest::prelude::*;

use super::{names, node, with_facts};
use crate::value::{
    Context, Form, Mode, Node, Property, Value, Verdict, VersionSet, Vocabulary, Words, judge, read,
};

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
    fn large_numbers_are_written_in_threes_and_read_back(a in 10_000u64..90_000_000, b in 0u64..200_000) {
        for (language, sign) in [("en", ','), ("de", '.')] {
            let (words, names) = (Words::new(language, &Vocabulary::default()), names());
            for value in [
                serde_json::json!({"max": a}),
                serde_json::json!({"min": a}),
                serde_json::json!({"exactly": format!("{a}.5")}),
                serde_json::json!({"min": a, "max": a + b + 1}),
            ] {
                for unit in ["request", "GiB", "ms"] {
                    let property = serde_json::json!({"type": "quantity", "unit": unit});
                    let property: Property = serde_json::from_value(property).expect("a property");
                    let fact = Value::from_node(&node(&value), &property, &words, &names);
                    // Nobody counts half a request.
                    let Ok(fact) = fact else { continue };
                    let cx = Context { property: &property, words: &words, names: &names, filler: &[], today: None };
                    let phrase = fact.phrase(&cx);
                    prop_assert!(phrase.contains(sign), "{language} “{phrase}”");
                    let judgement = judge(&phrase, &fact, &cx, &Mode::Exact);
                    prop_assert_eq!(judgement.verdict, Verdict::Holds, "{} “{}”: {}", language, phrase, judgement.reason);
                }
            }
        }
    }

    #[test]
    fn a_strange_word_is_never_passed(a in 0u32..200, b in 0u32..60, at in 0usize..8, word in "(zorble|Quax|splendidly|frood|roughly|usually|partly|etwa|meist|teilweise|[b-df-hj-np-tv-z]{5,9})") {
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
        let _ = VersionSet::parse(&text);
    }
}
