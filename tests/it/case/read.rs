//! Cases as written: one Markdown file in, its cases out.
//! Leaves running them to `run`.

use factum::diagnostic::Level;

/// A Markdown file that holds cases.
pub(super) struct Page {
    /// Its path from the repository's root.
    pub(super) path: String,
    /// Its text.
    pub(super) text: String,
    /// The rule that it is the page of.
    pub(super) rule: Option<String>,
    /// Its cases.
    pub(super) cases: Vec<Case>,
}

/// A tiny site and what is expected of it.
pub(super) struct Case {
    /// Its headings, outermost first, joined by ` › `.
    pub(super) name: String,
    /// The line of its own heading.
    pub(super) line: usize,
    /// Its fences with a path, in order.
    pub(super) files: Vec<File>,
}

/// A fence with a path.
pub(super) struct File {
    /// The path.
    pub(super) path: String,
    /// The words after the path.
    pub(super) flags: Vec<String>,
    /// Its text without expectations.
    pub(super) text: String,
    /// The lines of the Markdown file that it stands on, from 0, fences left out.
    pub(super) lines: std::ops::Range<usize>,
    /// What is expected of it.
    pub(super) expectations: Vec<Expectation>,
}

/// A line of carets.
#[derive(Debug)]
pub(super) struct Expectation {
    /// The line of the file it is about, from 1.
    pub(super) line: usize,
    /// The column of the first caret, from 1.
    pub(super) start: usize,
    /// The column after the last caret.
    pub(super) end: usize,
    /// The finding's level.
    pub(super) level: Level,
    /// The finding's rule.
    pub(super) rule: String,
    /// What its message contains.
    pub(super) words: String,
}

/// Names of fences that are no file of the site.
const RESERVED: [&str; 3] = ["options", "claims", "web"];

impl Page {
    /// Reads the cases of a Markdown file.
    pub(super) fn read(path: &str, text: String) -> Page {
        let lines: Vec<&str> = text.lines().collect();
        let mut headings: Vec<(usize, &str)> = Vec::new();
        let mut cases: Vec<Case> = Vec::new();
        let mut case = None;
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at];
            at += 1;
            if let Some((level, words)) = heading(line) {
                headings.retain(|(outer, _)| *outer < level);
                headings.push((level, words));
                case = None;
            } else if let Some((mark, info)) = fence(line) {
                let closes = |line: &&str| {
                    fence(line).is_some_and(|(m, info)| m.starts_with(mark) && info.is_empty())
                };
                let end = (at..lines.len()).find(|at| closes(&lines[*at])).unwrap_or(lines.len());
                if let Some(file) = File::read(info, &lines, at..end) {
                    let index = *case.get_or_insert_with(|| {
                        let names: Vec<&str> = headings.iter().map(|(_, words)| *words).collect();
                        let line = at - 1;
                        cases.push(Case { name: names.join(" › "), line, files: Vec::new() });
                        cases.len() - 1
                    });
                    cases[index].files.push(file);
                }
                at = end + 1;
            }
        }
        let stem = path.strip_prefix("src/rules/").and_then(|name| name.strip_suffix(".md"));
        let rule = stem.map(|stem| stem.replace('_', "-"));
        Page { path: path.to_string(), text, rule, cases }
    }
}

impl Case {
    /// Everything that it expects.
    pub(super) fn expectations(&self) -> impl Iterator<Item = &Expectation> {
        self.files.iter().flat_map(|file| &file.expectations)
    }

    /// The files of its site.
    pub(super) fn site(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_of_the_site())
    }

    /// Whether factum does not yet do what it expects.
    pub(super) fn is_pending(&self) -> bool {
        let options = self.reserved("options").map(|file| file.text.as_str()).unwrap_or_default();
        options.lines().any(|line| line.starts_with("pending = "))
    }

    /// The fence of a reserved name.
    pub(super) fn reserved(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == name)
    }
}

impl File {
    fn read(info: &str, lines: &[&str], range: std::ops::Range<usize>) -> Option<File> {
        let mut words = info.split_whitespace().skip(1).map(str::to_string);
        let path = words.next()?;
        if !path.contains(['/', '.']) && !RESERVED.contains(&path.as_str()) {
            return None;
        }
        let mut text = String::new();
        let mut expectations = Vec::new();
        let mut line: usize = 0;
        for at in range.clone() {
            match Expectation::read(lines[at], line.max(1)) {
                Some(expectation) => expectations.push(expectation),
                None => {
                    line += 1;
                    text.push_str(lines[at]);
                    text.push('\n');
                }
            }
        }
        Some(File { path, flags: words.collect(), text, lines: range, expectations })
    }

    /// Whether the site is made of it.
    pub(super) fn is_of_the_site(&self) -> bool {
        !RESERVED.contains(&self.path.as_str())
            && !self.path.starts_with("out/")
            && !self.path.starts_with("absent/")
    }

    /// Whether a word stands after its path.
    pub(super) fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|have| have == flag)
    }

    /// What a disk would hold.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut text = self.text.clone();
        if self.has("crlf") {
            text = text.replace('\n', "\r\n");
        }
        if self.has("bom") {
            text.insert(0, '\u{feff}');
        }
        if self.has("latin-1") {
            return text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
        }
        text.into_bytes()
    }
}

impl Expectation {
    /// Reads `   ^^^ error[rule]: words`; `None` where the line is anything else.
    fn read(text: &str, line: usize) -> Option<Expectation> {
        let marks = text.trim_start_matches(' ');
        let start = text.len() - marks.len() + 1;
        let rest = marks.trim_start_matches('^');
        let end = start + marks.len() - rest.len();
        let (level, rest) = rest.strip_prefix(' ')?.trim_start().split_once('[')?;
        let (rule, words) = rest.split_once(']')?;
        let level = Level::from_name(level).filter(|_| end > start)?;
        let words = words.strip_prefix(':').unwrap_or(words).trim().to_string();
        Some(Expectation { line, start, end, level, rule: rule.to_string(), words })
    }
}

/// A heading's level and words.
fn heading(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    ((1..=6).contains(&level) && words.starts_with(' ')).then(|| (level, words.trim()))
}

/// A fence's marks and info string.
fn fence(line: &str) -> Option<(&str, &str)> {
    let info = line.trim_start_matches('`');
    let marks = &line[..line.len() - info.len()];
    (marks.len() >= 3).then(|| (marks, info.trim()))
}
