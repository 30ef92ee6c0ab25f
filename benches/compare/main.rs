//! Whole programs over one made-up site: factum, whichever peers are on the PATH, and a program that
//! does the least that any of them must. One command makes the site in every dialect, runs all of
//! them in turns, and prints medians, ratios round by round, and peak memory.
//!
//! ```console
//! $ cargo bench --bench compare -- --pages 1000 --rounds 5
//! ```

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program for a terminal")]

#[path = "../corpus/mod.rs"]
mod corpus;
mod limit;
mod measure;
mod peers;
mod saves;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use measure::{Cost, median};
use peers::{Case, Contender};

/// What is asked for.
struct Wish {
    pages: usize,
    rounds: usize,
    /// Where the sites are made; a folder in memory keeps the disk out of it.
    folder: PathBuf,
    /// Only contenders with one of these in their names.
    only: Vec<String>,
    /// Whether pages have a few words each, so that there can be very many.
    small: bool,
    /// How often something is saved on a site that is served, in the place of the comparison.
    saves: usize,
}

const HELP: &str = "\
cargo bench --bench compare -- [--pages N] [--rounds N] [--folder DIR] [--only NAME,NAME] [--small yes] [--saves N]

  --pages   how many pages the site has (1000)
  --rounds  how often everything runs (5); 0 only makes the sites
  --folder  where the sites are made (a new folder for temporary files)
  --only    contenders whose names hold one of these: factum/all,zola,limit
  --small   yes: pages have a few words each, so that there can be very many
  --saves   compares nothing, but saves a page and a fact so many times while the site is served
";

#[expect(clippy::disallowed_methods, reason = "this is where the arguments come in")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // This very program is the limit program, too.
    if let [verb, root, output] = arguments.as_slice()
        && verb == "limit"
    {
        return limit::run(Path::new(root), Path::new(output));
    }
    let done = wish(&arguments).and_then(|wish| {
        let done = if wish.saves > 0 { save(&wish) } else { compare(&wish) };
        done.map_err(|error| error.to_string())
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("{words}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark makes its site on disk")]
fn wish(arguments: &[String]) -> Result<Wish, String> {
    let folder = std::env::temp_dir().join("factum-compare");
    let mut wish =
        Wish { pages: 1000, rounds: 5, folder, only: Vec::new(), small: false, saves: 0 };
    let mut rest = arguments.iter();
    while let Some(flag) = rest.next() {
        // What `cargo bench` adds of its own.
        if flag == "--bench" {
            continue;
        }
        let value = rest.next().ok_or(HELP)?;
        let number = || value.parse::<usize>().map_err(|_| HELP.to_string());
        match flag.as_str() {
            "--pages" => wish.pages = number()?,
            "--rounds" => wish.rounds = number()?,
            "--folder" => wish.folder = PathBuf::from(value),
            "--small" => wish.small = value == "yes",
            "--saves" => wish.saves = number()?,
            "--only" => wish.only = value.split(',').map(str::to_string).collect(),
            _ => return Err(HELP.to_string()),
        }
    }
    Ok(wish)
}

fn save(wish: &Wish) -> std::io::Result<()> {
    let told = saves::run(&peers::factum(), wish.pages, wish.saves, &wish.folder)?;
    println!("{}, {told}", measure::machine());
    Ok(())
}

fn compare(wish: &Wish) -> std::io::Result<()> {
    let mut all = peers::all(wish.pages, wish.small);
    let named =
        |it: &Contender| wish.only.is_empty() || wish.only.iter().any(|own| it.name.contains(own));
    all.retain(|it| named(it) && it.is_there());
    for contender in &all {
        eprintln!("making the site of {}", contender.name);
        let root = wish.folder.join(contender.folder());
        contender.prepare(&root)?;
        if contender.builds_on_earlier() {
            measure::run(contender.command(&root), &root)?;
        }
    }
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); all.len()];
    for round in 0..wish.rounds {
        for (contender, costs) in all.iter().zip(&mut costs) {
            eprintln!("round {} of {}: {}", round + 1, wish.rounds, contender.name);
            let root = wish.folder.join(contender.folder());
            contender.clean(&root)?;
            costs.push(measure::run(contender.command(&root), &root)?);
        }
    }
    if wish.rounds == 0 {
        return Ok(());
    }
    println!("{} pages, {} rounds, {}", wish.pages, wish.rounds, measure::machine());
    for case in [Case::All, Case::Bare, Case::Check, Case::Claims] {
        print(case, &all, &costs);
    }
    Ok(())
}

/// Prints the contenders of a case. Ratios are to factum's run of the same round.
fn print(case: Case, all: &[Contender], costs: &[Vec<Cost>]) {
    let of_case: Vec<_> = all.iter().zip(costs).filter(|(it, _)| it.case == case).collect();
    let Some((_, own)) = of_case.iter().find(|(it, _)| it.is_own()) else { return };
    println!("\n{}\n", case.title());
    println!("| program | wall s (min-max) | CPU s | peak MiB | wall x | CPU x |");
    println!("| --- | --: | --: | --: | --: | --: |");
    for (contender, costs) in &of_case {
        let walls: Vec<f64> = costs.iter().map(|cost| cost.wall).collect();
        let (least, most) =
            walls.iter().fold((f64::MAX, 0.0_f64), |(a, b), it| (a.min(*it), b.max(*it)));
        let cpu: Vec<f64> = costs.iter().map(|cost| cost.cpu).collect();
        let peak = costs.iter().map(|cost| cost.peak).max().unwrap_or_default();
        let ratio = |of: fn(&Cost) -> f64| {
            median(
                &costs
                    .iter()
                    .zip(own.iter())
                    .map(|(a, b)| of(a) / of(b).max(0.01))
                    .collect::<Vec<_>>(),
            )
        };
        println!(
            "| {} | {:.2} ({least:.2}-{most:.2}) | {:.2} | {} | {:.2} | {:.2} |",
            contender.name,
            median(&walls),
            median(&cpu),
            peak >> 20,
            ratio(|cost| cost.wall),
            ratio(|cost| cost.cpu),
        );
    }
}
