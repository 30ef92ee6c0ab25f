//! What each stage of a run takes on a made-up site in memory: parsing, resolving, checking,
//! rendering. Reading the words of claims alone is left to `reading`, whole programs to `compare`.

#[path = "corpus/mod.rs"]
mod corpus;

use std::sync::LazyLock;

use corpus::{Corpus, Dialect};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use factum::engine::{Engine, Options, Snapshot};
use factum::parse::{Article, FactFile};
use factum::rules::Before;
use factum::source::{Memory, SitePath};
use jiff::civil::date;

/// How many pages the sites have.
const PAGES: [usize; 2] = [100, 1000];

static SMALL: LazyLock<Made> = LazyLock::new(|| Made::new(PAGES[0]));
static LARGE: LazyLock<Made> = LazyLock::new(|| Made::new(PAGES[1]));

fn main() {
    divan::main();
}

/// One article from text to events, HTML and whatever the site must be asked about.
#[divan::bench]
fn parse_article(bencher: Bencher<'_, '_>) {
    let (path, text) = Corpus::claiming(100, true).page(7, Dialect::Paths);
    let path = SitePath::new(&format!("content/{path}")).expect("a path");
    bencher.counter(BytesCount::of_str(&text)).bench(|| Article::parse(&path, &text));
}

/// One file of ten facts.
#[divan::bench]
fn parse_facts(bencher: Bencher<'_, '_>) {
    let (name, text) = Corpus::claiming(100, true).facts().nth(1).expect("a file");
    let path = SitePath::new(&format!("facts/{name}")).expect("a path");
    bencher.counter(BytesCount::of_str(&text)).bench(|| FactFile::parse(&path, &text));
}

/// Sources in memory to a snapshot: everything read, parsed, resolved, judged and checked.
#[divan::bench(args = PAGES, sample_count = 10)]
fn snapshot(bencher: Bencher<'_, '_>, pages: usize) {
    let made = made(pages);
    bencher.counter(ItemsCount::new(pages)).bench(|| made.snapshot(&mut Engine::new()));
}

/// The same by an engine that has seen every file: what is left is to resolve, judge and check.
#[divan::bench(args = PAGES, sample_count = 10)]
fn resolve(bencher: Bencher<'_, '_>, pages: usize) {
    let made = made(pages);
    let mut engine = Engine::new();
    made.snapshot(&mut engine);
    bencher.counter(ItemsCount::new(pages)).bench_local(|| made.snapshot(&mut engine));
}

/// The rules alone.
#[divan::bench(args = PAGES, sample_count = 10)]
fn rules(bencher: Bencher<'_, '_>, pages: usize) {
    let made = made(pages);
    bencher
        .counter(ItemsCount::new(pages))
        .bench(|| factum::rules::check(&made.snapshot.site, |_| true, &mut Before::default()));
}

/// A snapshot to every file of the site.
#[divan::bench(args = PAGES, sample_count = 10)]
fn render(bencher: Bencher<'_, '_>, pages: usize) {
    let made = made(pages);
    bencher
        .counter(ItemsCount::new(pages))
        .bench(|| factum::render::render(&made.snapshot.site, &made.snapshot.findings));
}

/// A site that stands ready.
struct Made {
    door: Memory,
    snapshot: Snapshot,
}

impl Made {
    fn new(pages: usize) -> Made {
        let corpus = Corpus::claiming(pages, true);
        let mut door = Memory::new();
        door.insert("factum.toml", "title = \"Bench\"\nbase_url = \"https://bench.example\"\n");
        let all = (0..pages).map(|page| corpus.page(page, Dialect::Paths));
        for (path, text) in all.chain(corpus.fronts(Dialect::Paths)) {
            door.insert(&format!("content/{path}"), text);
        }
        for (name, text) in corpus.facts() {
            door.insert(&format!("facts/{name}"), text);
        }
        let snapshot = snapshot_of(&door, &mut Engine::new());
        Made { door, snapshot }
    }

    fn snapshot(&self, engine: &mut Engine) -> Snapshot {
        snapshot_of(&self.door, engine)
    }
}

fn snapshot_of(door: &Memory, engine: &mut Engine) -> Snapshot {
    engine.snapshot(door, &Options::at(date(2026, 1, 1))).expect("memory can be read")
}

fn made(pages: usize) -> &'static Made {
    if pages == PAGES[0] { &SMALL } else { &LARGE }
}
