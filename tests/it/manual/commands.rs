//! Commands, flags and variables of the environment, compared with the program's help.

use std::collections::BTreeSet;

use factum::cli::ignored_by;

use super::{cell, factum, names, root, same, table};

/// The lines of a part of the help: those below its heading, to the next blank line.
fn part<'h>(help: &'h str, heading: &str) -> Vec<&'h str> {
    let lines = help.lines().skip_while(|line| *line != heading).skip(1);
    lines.take_while(|line| !line.is_empty()).collect()
}

/// The first words of entries, which stand two columns in.
fn entries(lines: &[&str]) -> Vec<String> {
    let begins = |line: &&&str| line.starts_with("  ") && !line.starts_with("   ");
    let first = lines.iter().filter(begins).filter_map(|line| line.split_whitespace().next());
    first.map(str::to_string).collect()
}

#[test]
fn the_commands_are_those_of_the_help() {
    let (help, _) = factum(&root(), &["--help"]);
    let real = entries(&part(&help, "Commands:")).into_iter().filter(|name| name != "help");
    same("commands", names("commands", "all"), real);
    let (help, _) = factum(&root(), &["facts", "--help"]);
    let real = entries(&part(&help, "Commands:")).into_iter().filter(|name| name != "help");
    same("queries", names("commands", "queries"), real);
    let (help, _) = factum(&root(), &["sources", "--help"]);
    let real = entries(&part(&help, "Commands:")).into_iter().filter(|name| name != "help");
    same("queries of sources", names("commands", "source-queries"), real);
    let (help, _) = factum(&root(), &["addresses", "--help"]);
    let real = entries(&part(&help, "Commands:")).into_iter().filter(|name| name != "help");
    same("queries of addresses", names("commands", "address-queries"), real);
}

/// The flags in a help, each with its letter.
fn flags(help: &str) -> BTreeSet<String> {
    let lines = ["Options:", "Checking:", "Building:"].into_iter().flat_map(|it| part(help, it));
    let mut flags = BTreeSet::new();
    for line in lines.filter(|line| line.trim_start().starts_with('-')) {
        let words = line.split_whitespace().map(|word| word.trim_end_matches(','));
        let words: Vec<&str> = words.collect();
        let long = words.iter().find(|word| word.starts_with("--"));
        let Some(long) = long.filter(|long| !matches!(**long, "--help" | "--version")) else {
            continue;
        };
        // A flag that may stand alone shows its value in brackets.
        let long = long.split('[').next().unwrap_or(long);
        let short = words[0].strip_prefix("--").map_or(words[0], |_| "");
        flags.insert(format!("{long} {short}"));
    }
    flags
}

#[test]
fn the_flags_are_those_of_the_help() {
    let (help, _) = factum(&root(), &["--help"]);
    let shared = flags(&help);
    let rows = table("commands", "flags");
    let told = rows.iter().map(|row| format!("{} {}", cell(row, "flag"), cell(row, "short")));
    same("flags", told, shared.iter().cloned());
    let mut own = Vec::new();
    for command in names("commands", "all") {
        let (help, _) = factum(&root(), &[&command, "--help"]);
        let flags = flags(&help);
        own.extend(flags.difference(&shared).map(|flag| format!("{flag}{command}")));
    }
    let mut rows = table("commands", "own-flags");
    rows.extend(table("commands", "check-flags"));
    rows.extend(table("commands", "accept-flags"));
    rows.extend(table("commands", "shard-flags"));
    rows.extend(table("commands", "build-flags"));
    rows.extend(table("commands", "init-flags"));
    let own_of = |row| {
        let command = cell(row, "command");
        match cell(row, "short") {
            "" => format!("{} {command}", cell(row, "flag")),
            short => format!("{} {short}{command}", cell(row, "flag")),
        }
    };
    let mut told: Vec<String> = rows.iter().map(own_of).collect();
    told.extend(table("commands", "serve-flags").iter().map(own_of));
    same("flags of single commands", told, own);
}

#[test]
fn a_flag_means_something_to_the_commands_that_the_manual_names() {
    for row in table("commands", "flags") {
        let id = cell(&row, "flag").trim_start_matches('-').replace('-', "_");
        for (column, verbs) in [
            ("build", &["build"][..]),
            ("check", &["check", "fix", "diff"]),
            ("facts", &["facts", "sources", "accept"]),
            ("mutate", &["mutate"]),
            ("others", &["init", "explain", "completions"]),
        ] {
            for verb in verbs {
                let takes = !ignored_by(verb).contains(&id.as_str());
                assert_eq!(cell(&row, column), takes.to_string(), "--{id} and {verb}");
            }
        }
    }
    for row in table("commands", "all") {
        let verb = cell(&row, "command");
        let reads = !ignored_by(verb).contains(&"root");
        assert_eq!(cell(&row, "reads-site"), reads.to_string(), "{verb}");
    }
}

#[test]
fn the_variables_are_those_of_the_help() {
    let (help, _) = factum(&root(), &["--help"]);
    let mut real = entries(&part(&help, "Environment:"));
    real.retain(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
    same("variables", names("commands", "environment"), real);
}

#[test]
fn the_formats_are_those_that_the_flag_takes() {
    let (_, refusal) = factum(&root(), &["check", "--format", "none"]);
    let list = refusal.split_once("[possible values: ").and_then(|(_, rest)| rest.split_once(']'));
    let list = list.unwrap_or_else(|| panic!("no values in {refusal}")).0;
    same("formats", names("factum", "formats"), list.split(", ").map(str::to_string));
}

#[test]
fn init_makes_the_files_that_the_manual_names() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    factum(folder.path(), &["init"]);
    let files = walkdir::WalkDir::new(folder.path()).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let below = entry.path().strip_prefix(folder.path()).expect("below the folder");
        below.display().to_string().replace('\\', "/")
    });
    same("files of init", names("first-site", "files"), files);
}
