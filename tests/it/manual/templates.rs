//! The files of the theme and the variables that templates are given, compared with the code.

use super::{names, read, root, same};

/// The names under which a file of `src/render` gives templates something.
fn given(path: &str, marks: &[&str]) -> Vec<String> {
    let text = read(path);
    let mut names = Vec::new();
    for mark in marks {
        for (at, _) in text.match_indices(mark) {
            let rest = text[at + mark.len()..].trim_start();
            let name = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
            names.extend(name.map(str::to_string));
        }
    }
    names
}

#[test]
fn the_files_of_the_theme() {
    let files = ["", "words/"].map(|folder| {
        let place = root().join("templates").join(folder);
        let files = std::fs::read_dir(place).expect("a folder of templates");
        let files = files.filter_map(Result::ok).filter(|entry| entry.path().is_file());
        let name = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        files.map(|entry| format!("{folder}{}", name(entry))).collect::<Vec<_>>()
    });
    let files = files.concat();
    same("files of the theme", names("templates", "files"), files);
}

#[test]
fn the_variables_of_templates() {
    let marks = ["context.insert(", "context.insert_value(", "shared.insert("];
    let shell = given("src/render/shell.rs", &marks);
    same("variables of every template", names("templates", "everywhere"), shell);
    let article = given("src/render/article.rs", &marks);
    same("variables of articles", names("templates", "articles"), article);
    let mut made = given("src/render/subject.rs", &marks);
    made.extend(given("src/render/source.rs", &marks));
    same("variables of made pages", names("templates", "made-pages"), made);
    let records = ["conflicts", "corrections", "review"];
    let records = records.map(|name| given(&format!("src/render/{name}.rs"), &marks)).concat();
    same("variables of pages about the site", names("templates", "record-pages"), records);
}

/// The names of a struct's fields.
fn fields(path: &str, name: &str) -> Vec<String> {
    let text = read(path);
    let (_, rest) = text.split_once(&format!("struct {name}")).unwrap_or_else(|| {
        panic!("{path} has no struct {name}");
    });
    let body = rest.split("\n}\n").next().unwrap_or_default();
    let names = body.lines().skip(1).filter(|line| !line.trim_start().starts_with("//"));
    let names = names.filter_map(|line| line.split_once(": "));
    names.map(|(name, _)| name.trim().trim_start_matches("pub(super) ").to_string()).collect()
}

#[test]
fn the_keys_of_what_templates_are_given() {
    let told = |fact| names("templates", fact);
    same("site", told("site"), fields("src/render/shell.rs", "SiteShown"));
    same("nav", told("entry"), fields("src/render/nav.rs", "Item"));
    same("page", told("page"), fields("src/render/article.rs", "PageShown"));
    same("a fact", told("fact"), fields("src/render/article.rs", "FactShown"));
}
