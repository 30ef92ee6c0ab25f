//! A made-up site of any size for benchmarks: pages, facts and claims in proportion, the same for
//! the same seed on every machine. Each page is made on its own from the seed and its number, so
//! that a site of any size needs no memory. Leaves running anything over it to the benchmarks.
#![allow(dead_code, reason = "each benchmark uses its part")]

mod code;
mod dialect;
mod facts;
mod prose;

pub(crate) use dialect::Dialect;

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use prose::Random;

/// How many pages lie in one folder, which is what a sidebar shows.
pub(crate) const SIBLINGS: usize = 50;

/// How many such folders lie in one above.
const TOPICS: usize = 20;

/// How many sections a page has below its title.
const SECTIONS: usize = 6;

/// A site of a size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Corpus {
    /// Everything follows from it.
    pub(crate) seed: u64,
    /// How many pages it has.
    pub(crate) pages: usize,
    /// How many facts it has, ten for each subject.
    pub(crate) facts: usize,
    /// How many sentences state a fact, over all pages.
    pub(crate) claims: usize,
    /// Whether those sentences lead to their facts. If not, they are there as plain words.
    pub(crate) bound: bool,
    /// Whether a page has no more than two sections with a sentence each, one of which has a link.
    pub(crate) small: bool,
}

impl Corpus {
    /// The usual site: no facts, as no peer knows them.
    pub(crate) fn plain(pages: usize) -> Corpus {
        Corpus { seed: 1, pages, facts: 0, claims: 0, bound: false, small: false }
    }

    /// A site whose pages claim facts, two facts and ten claims for each page.
    pub(crate) fn claiming(pages: usize, bound: bool) -> Corpus {
        Corpus { facts: pages * 2, claims: pages * 10, bound, ..Corpus::plain(pages) }
    }

    /// The folder of a page below the content, and its name without an extension.
    pub(crate) fn place(page: usize) -> (String, String) {
        let topic = page / SIBLINGS;
        (format!("area-{:03}/topic-{topic:04}", topic / TOPICS), format!("page-{page:06}"))
    }

    /// The title of a page.
    pub(crate) fn title(&self, page: usize) -> String {
        let mut random = Random::of(self.seed, "title", page);
        format!("{} {} {page}", prose::capital(&random.word()), random.word())
    }

    /// The words of a section's heading; no two of a page are the same.
    fn heading(&self, page: usize, section: usize) -> String {
        let mut random = Random::of(self.seed, "heading", page * SECTIONS + section);
        let verb = ["Configure", "Inspect", "Migrate", "Restore", "Measure", "Remove"][section];
        format!("{verb} {} {}", random.word(), random.word())
    }

    /// The text of a page, without its front matter.
    pub(crate) fn body(&self, page: usize, dialect: Dialect) -> String {
        if self.small {
            return self.few_words(page, dialect);
        }
        let mut random = Random::of(self.seed, "body", page);
        let mut body = String::with_capacity(9 << 10);
        for section in 0..SECTIONS {
            let _ = writeln!(body, "## {}\n", self.heading(page, section));
            self.paragraph(&mut body, &mut random, page, dialect, section);
            match section {
                1 => table(&mut body, &mut random),
                0 | 3 => list(&mut body, &mut random),
                2 | 4 => code::block(&mut body, &mut random),
                _ => {}
            }
            self.paragraph(&mut body, &mut random, page, dialect, section);
            self.claims(&mut body, page, section);
        }
        body
    }

    /// The text of a small page.
    fn few_words(&self, page: usize, dialect: Dialect) -> String {
        let mut random = Random::of(self.seed, "body", page);
        let (words, to) = (random.sentence(), random.below(self.pages));
        let anchor = prose::slug(&self.heading(to, random.below(2)));
        let to = dialect.link(page, to, Some(&anchor));
        let [first, second] = [0, 1].map(|section| self.heading(page, section));
        let link = format!("See [the {}]({to}) for more.", random.word());
        format!("## {first}\n\n{words} {link}\n\n## {second}\n\n{}\n", random.sentence())
    }

    /// A paragraph with a link or two in it.
    fn paragraph(
        &self,
        body: &mut String,
        random: &mut Random,
        page: usize,
        dialect: Dialect,
        section: usize,
    ) {
        for sentence in 0..4 {
            body.push_str(&random.sentence());
            if sentence == 1 && section < 5 {
                let to = random.below(self.pages);
                let words = random.word();
                let near = random.below(5) < 2;
                let anchor = near.then(|| prose::slug(&self.heading(to, random.below(SECTIONS))));
                let to = dialect.link(page, to, anchor.as_deref());
                let _ = write!(body, " See [the {words} of {}]({to}) for more.", random.word());
            }
            if sentence == 2 && section == 5 {
                let word = random.word();
                let _ = write!(body, " There is [a note on {word}](https://example.org/{word}/).");
            }
            body.push(if sentence % 2 == 0 { '\n' } else { ' ' });
        }
        body.push('\n');
        body.push('\n');
    }

    /// The sentences of a section that state facts.
    fn claims(&self, body: &mut String, page: usize, section: usize) {
        if self.facts == 0 {
            return;
        }
        let of_page = self.claims * (page + 1) / self.pages - self.claims * page / self.pages;
        let first = self.claims * page / self.pages;
        for claim in (0..of_page).filter(|claim| claim % SECTIONS == section) {
            let mut random = Random::of(self.seed, "claim", first + claim);
            let fact = facts::Fact::of(self.seed, random.below(self.facts));
            fact.claim(body, &mut random, self.bound);
        }
        if of_page > 0 {
            body.push('\n');
        }
    }

    /// The files of a page and of its folders, as one tool wants them: paths with texts.
    pub(crate) fn page(&self, page: usize, dialect: Dialect) -> (String, String) {
        let (folder, name) = Corpus::place(page);
        let title = self.title(page);
        let mut text =
            dialect.head(&title, &prose::Random::of(self.seed, "about", page).sentence());
        text.push_str(&self.body(page, dialect));
        (format!("{folder}/{name}.md"), text)
    }

    /// The front pages of all folders, the home page among them.
    pub(crate) fn fronts(&self, dialect: Dialect) -> Vec<(String, String)> {
        let topics = self.pages.div_ceil(SIBLINGS);
        let mut fronts = vec![(String::new(), "Home".to_string())];
        for area in 0..topics.div_ceil(TOPICS) {
            fronts.push((format!("area-{area:03}/"), format!("Area {area}")));
        }
        for topic in 0..topics {
            let (folder, _) = Corpus::place(topic * SIBLINGS);
            fronts.push((format!("{folder}/"), format!("Topic {topic}")));
        }
        let about = "Everything that belongs together here.";
        let text = |title: &str| format!("{}{about}\n", dialect.head(title, about));
        let name = dialect.front();
        fronts.iter().map(|(folder, title)| (format!("{folder}{name}"), text(title))).collect()
    }

    /// The fact files, by their names.
    pub(crate) fn facts(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let subjects = self.facts.div_ceil(facts::A_SUBJECT);
        let sources = (self.facts > 0).then(|| ("sources.yaml".to_string(), facts::sources()));
        sources.into_iter().chain((0..subjects).map(|subject| {
            let name = format!("subject-{subject:05}.yaml");
            (name, facts::subject(self.seed, subject, self.facts))
        }))
    }

    /// Writes the Markdown into a folder.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn write(&self, content: &Path, dialect: Dialect) -> io::Result<()> {
        for (path, text) in self.fronts(dialect) {
            put(&content.join(path), &text)?;
        }
        for page in 0..self.pages {
            let (path, text) = self.page(page, dialect);
            put(&content.join(path), &text)?;
        }
        Ok(())
    }
}

/// Writes a file and the folders above it.
///
/// # Errors
/// When the disk refuses.
#[expect(clippy::disallowed_methods, reason = "a benchmark makes its site on disk")]
pub(crate) fn put(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}

fn table(body: &mut String, random: &mut Random) {
    body.push_str("| Name | Value | Meaning |\n| --- | --- | --- |\n");
    for _ in 0..5 {
        let (name, value) = (random.word(), random.below(1000));
        let _ = writeln!(body, "| {name} | {value} | {} {} |", random.word(), random.word());
    }
    body.push('\n');
}

fn list(body: &mut String, random: &mut Random) {
    for _ in 0..4 {
        let (first, second) = (random.word(), random.word());
        let _ = writeln!(body, "- **{first}** takes {second} and `{}`", random.word());
    }
    body.push('\n');
}
