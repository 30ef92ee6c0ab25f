//! Types, roles, ranks, statuses, modes, comments and limits, compared with what the code takes.

use factum::parse::{Article, FactFile, Rank};
use factum::source::{SitePath, Sources};
use factum::value::{Comparison, Kind, Mode, Role, Statuses};

use super::{names, read, same, written};

/// The words that a type takes, from its refusal of another.
fn variants<T: serde::de::DeserializeOwned>() -> Vec<String> {
    let refusal = match serde_json::from_str::<T>("\"no such word\"") {
        Ok(_) => panic!("any word is taken"),
        Err(error) => error.to_string(),
    };
    let words = refusal.split('`').skip(3).step_by(2);
    words.map(str::to_string).collect()
}

#[test]
fn types_and_roles() {
    same("types", names("fact-files", "types"), variants::<Kind>());
    same("roles", names("fact-files", "roles"), variants::<Role>());
    let ranks = [Rank::Preferred, Rank::Normal, Rank::Deprecated];
    same("ranks", names("fact-files", "ranks"), ranks.map(|rank| rank.as_str().to_string()));
}

#[test]
fn statuses() {
    let Statuses { ladder, beside, .. } = Statuses::default();
    assert_eq!(names("fact-files", "ladder"), ladder);
    same("statuses beside the ladder", names("fact-files", "beside"), beside);
}

#[test]
fn dimensions() {
    let kinds = names("fact-files", "dimension-kinds");
    let known = format!("[\"{}\"]", kinds.join("\", \""));
    assert!(read("src/parse/reserved.rs").contains(&known), "{known} is not what is known");
}

#[test]
fn modes() {
    for title in names("claim-syntax", "modes") {
        assert!(matches!(Mode::parse(&title), Some(Ok(_))), "\"{title}\" is no mode");
    }
}

#[test]
fn aggregates() {
    let code = read("src/site/reference.rs");
    for word in names("claim-syntax", "aggregates") {
        assert!(code.contains(&format!("Some(&\"{word}\") => Some(Aggregate::")), "{word}");
    }
    assert_eq!(names("claim-syntax", "aggregates").len(), code.matches("Some(Aggregate::").count());
}

#[test]
fn signs() {
    let signs = Comparison::SIGNS.map(|(sign, _)| sign.to_string());
    same("signs", names("fact-files", "signs"), signs);
}

#[test]
fn options_of_lists() {
    let options = names("claim-syntax", "list-options");
    let known = format!("[\"{}\"]", options.join("\", \""));
    assert!(read("src/site/collections.rs").contains(&known), "{known} is not what is known");
}

#[test]
fn comments() {
    let path = SitePath::new("content/a.md").expect("a path");
    for comment in names("claim-syntax", "comments") {
        let text = format!("# A\n\n<!-- {comment}: a.b because=\"c\" -->\n\n- d\n");
        let article = Article::parse(&path, &text);
        let heard = article.lists.len() + article.scopes.len() + article.ignores.len();
        assert_eq!(heard, 1, "the comment {comment} is not read");
    }
}

/// The greatest value of a limit, in its own unit.
fn most(fact: &str) -> usize {
    let node = written("limits", fact);
    let text = node.get("max").and_then(|max| max.text()).unwrap_or_default();
    let number = text.split(' ').next().and_then(|number| number.parse().ok());
    number.unwrap_or_else(|| panic!("limits.{fact} has no greatest value"))
}

fn is_refused(yaml: &str) -> bool {
    let path = SitePath::new("facts/vocabulary.yaml").expect("a path");
    let problems = FactFile::parse(&path, yaml).problems;
    problems.iter().any(|problem| matches!(problem.kind, factum::parse::ProblemKind::Syntax(_)))
}

#[test]
fn limits() {
    assert_eq!(most("file-size") << 20, Sources::LARGEST);
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(!is_refused(&nested(most("nesting"))), "the deepest nesting is refused");
    assert!(is_refused(&nested(most("nesting") + 1)), "a deeper nesting is read");
    let block = 64 << 10;
    let aliased = |times: usize| {
        format!("a: &a \"{}\"\nb: [{}]\n", "x".repeat(block - 2), "*a, ".repeat(times))
    };
    let most = (most("aliased") << 20) / block;
    assert!(!is_refused(&aliased(most)), "what aliases may add is refused");
    assert!(is_refused(&aliased(most + 1)), "aliases may add more");
}
