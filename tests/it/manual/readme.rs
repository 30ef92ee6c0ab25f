//! The tour in `README.md`: its commands are run, and what they print must be what it shows.
//! `UPDATE=1` puts there what they print.

use std::path::Path;

use super::{factum, read, root};

const START: &str = "## A short tour\n";

#[test]
fn the_tour_shows_what_the_program_prints() {
    let text = read("README.md");
    let (before, tour) = text.split_once(START).expect("README.md has a tour");
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut shown = String::new();
    let mut lines = tour.lines().peekable();
    let mut console = false;
    while let Some(line) = lines.next() {
        shown.push_str(line);
        shown.push('\n');
        console = line == "```console" || (console && line != "```");
        let Some(command) = line.strip_prefix("$ factum ").filter(|_| console) else { continue };
        // What stands below the command is what it printed when the tour was written.
        while lines.next_if(|line| !line.starts_with('$') && *line != "```").is_some() {}
        shown.push_str(&printed(folder.path(), command));
    }
    if tour == shown {
        return;
    }
    if std::env::var("UPDATE").is_ok_and(|value| value == "1") {
        std::fs::write(root().join("README.md"), format!("{before}{START}{shown}"))
            .expect("written");
        return;
    }
    assert_eq!(tour, shown, "UPDATE=1 cargo test readme rewrites the tour");
}

/// What a command prints, in a folder where the article of the tour is edited as it says.
fn printed(folder: &Path, command: &str) -> String {
    let arguments: Vec<&str> = command.split(' ').collect();
    let (out, err) = factum(folder, &arguments);
    if arguments[0] == "init" {
        let article = folder.join("garden/content/chess.md");
        let text = std::fs::read_to_string(&article).expect("the article of init");
        assert!(text.contains("[up to two squares]"));
        let text = text.replace("[up to two squares]", "[up to three squares]");
        std::fs::write(&article, text).expect("written");
    }
    let lines = out.lines().chain(err.lines()).map(str::trim_end);
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn readme_names_the_versions_of_the_package() {
    let (package, readme) = (read("Cargo.toml"), read("README.md"));
    let value = |key: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        line.and_then(|line| line.split('"').next()).unwrap_or_else(|| panic!("no {key}"))
    };
    for words in [
        format!("Rust {} or later", value("rust-version")),
        format!("This is version {},", value("version")),
    ] {
        assert!(readme.contains(&words), "README.md does not say \"{words}\"");
    }
}
