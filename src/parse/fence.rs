//! Blocks of code: their language, and what else their info string asks for.
//!
//! Leaves colouring to `render`. Names of languages stand here, so that a misspelt one can be told
//! without the grammars.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::source::Span;

/// A block of code as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawCode {
    /// The bytes of the whole block in the file.
    pub span: Span,
    /// Where it stands in the article's HTML, as plain code.
    pub html: Span,
    /// How many lines of code it has.
    pub lines: usize,
    /// What the info string asks for.
    pub fence: Fence,
    /// A diagram as SVG, or why it cannot be drawn and in which line of the file; nothing for any
    /// other code.
    pub diagram: Option<Result<String, (Span, String)>>,
}

/// What an info string says: ```` ```rust title="src/main.rs" {2,4-6} linenos ````.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fence {
    /// The bytes of the info string in the file; empty where there is none.
    pub span: Span,
    /// The first word, as written: `rust`.
    pub language: String,
    /// What stands above the block.
    pub title: Option<String>,
    /// The lines that are marked, from 1.
    pub marked: Vec<RangeInclusive<usize>>,
    /// The number of the first line, where lines are numbered.
    pub numbered: Option<usize>,
    /// Words that should name lines and do not.
    pub unclear: Vec<String>,
}

/// The languages that can be coloured, and by what else they go. The first name is the grammar's.
const COLOURED: &[&[&str]] = &[
    &["bash", "sh", "shell"],
    &["batch", "bat", "cmd"],
    &["c", "h"],
    &["cpp", "c++", "cc", "cxx", "hpp"],
    &["css"],
    &["diff", "patch"],
    &["dockerfile", "docker", "containerfile"],
    &["go", "golang"],
    &["hcl", "terraform", "tf"],
    &["html", "htm"],
    &["ini", "cfg", "conf"],
    &["java"],
    &["javascript", "js", "cjs", "mjs", "jsx"],
    &["json", "jsonc"],
    &["lua"],
    &["make", "makefile"],
    &["markdown", "md"],
    &["nix"],
    &["php"],
    &["powershell", "ps1", "pwsh"],
    &["python", "py", "py3", "python3"],
    &["ruby", "rb"],
    &["rust", "rs"],
    &["scss", "sass"],
    &["sql"],
    &["toml"],
    &["typescript", "ts", "tsx", "cts", "mts"],
    &["xml", "svg", "xsl", "xslt"],
    &["yaml", "yml"],
];

/// Languages, and words for text that is none, that stay plain and are not misspelt.
const PLAIN: &[&str] = &[
    "ada",
    "apache",
    "applescript",
    "asciidoc",
    "asm",
    "awk",
    "basic",
    "clojure",
    "cmake",
    "cobol",
    "console",
    "cs",
    "csharp",
    "csv",
    "cue",
    "d",
    "dart",
    "dns",
    "dot",
    "ebnf",
    "elixir",
    "elm",
    "env",
    "erlang",
    "fish",
    "fortran",
    "fsharp",
    "gdscript",
    "gherkin",
    "git",
    "gitignore",
    "glsl",
    "gradle",
    "graphql",
    "graphviz",
    "groovy",
    "haskell",
    "hjson",
    "http",
    "ics",
    "jinja",
    "jinja2",
    "jq",
    "json5",
    "jsonl",
    "julia",
    "just",
    "kdl",
    "kotlin",
    "kt",
    "latex",
    "less",
    "lisp",
    "log",
    "math",
    "matlab",
    "mdx",
    "mermaid",
    "mysql",
    "nasm",
    "nginx",
    "nim",
    "none",
    "nushell",
    "objc",
    "ocaml",
    "output",
    "pascal",
    "perl",
    "plain",
    "plaintext",
    "plantuml",
    "postgres",
    "prolog",
    "properties",
    "proto",
    "protobuf",
    "psql",
    "r",
    "regex",
    "rego",
    "rst",
    "scala",
    "scheme",
    "session",
    "sqlite",
    "ssh",
    "starlark",
    "svelte",
    "swift",
    "systemd",
    "tcl",
    "tera",
    "term",
    "terminal",
    "tex",
    "text",
    "tsv",
    "txt",
    "typst",
    "vb",
    "verilog",
    "vhdl",
    "vim",
    "vue",
    "wasm",
    "wat",
    "wgsl",
    "zig",
    "zsh",
];

/// Every name, with the grammar of those that can be coloured.
static KNOWN: LazyLock<FxHashMap<&str, Option<&str>>> = LazyLock::new(|| {
    let of_one = |names: &&'static [&'static str]| {
        let grammar = names.first().copied();
        names.iter().map(move |name| (*name, grammar)).collect::<Vec<_>>()
    };
    let plain = PLAIN.iter().map(|name| (*name, None));
    COLOURED.iter().flat_map(of_one).chain(plain).collect()
});

/// What is known of a language, whatever the case of its letters.
fn known(language: &str) -> Option<Option<&'static str>> {
    let exact = KNOWN.get(language).copied();
    exact.or_else(|| KNOWN.get(language.to_lowercase().as_str()).copied())
}

/// The grammar that colours a language; nothing where there is none.
pub fn grammar(language: &str) -> Option<&'static str> {
    known(language).flatten()
}

/// The name that was probably meant by the name of a language that nobody knows.
pub fn misspelt(language: &str) -> Option<&'static str> {
    if language.len() < 4 || known(language).is_some() {
        return None;
    }
    let wanted = language.to_lowercase();
    let mut known = COLOURED.iter().flat_map(|names| names.iter()).chain(PLAIN).copied();
    known.find(|name| name.len() > 3 && strsim::osa_distance(&wanted, name) == 1)
}

impl Fence {
    /// Reads an info string that stands at `span`. Words that mean nothing here are left to the
    /// tools that they are for.
    pub fn read(info: &str, span: Span) -> Fence {
        let info = info.trim();
        let end = info.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{'));
        let (language, rest) = info.split_at(end.unwrap_or(info.len()));
        let mut fence = Fence { span, language: language.to_string(), ..Fence::default() };
        let words = words(rest);
        let mut at = 0;
        while let Some(word) = words.get(at) {
            at += 1;
            if let Some(lines) = word.strip_prefix('{') {
                fence.mark(lines.trim_end_matches('}'));
                continue;
            }
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            let value = value.trim_matches(['"', '\'']);
            match key {
                "title" | "name" | "filename" if !value.is_empty() => {
                    fence.title = Some(value.to_string());
                }
                "hl_lines" => {
                    fence.mark(value);
                    // Without quotation marks the list goes on behind the space.
                    let more = |word: &&String| word.starts_with(|c: char| c.is_ascii_digit());
                    while let Some(word) = words.get(at).filter(more) {
                        fence.mark(word);
                        at += 1;
                    }
                }
                "linenos" | "linenums" | "linenostart" | "showLineNumbers" if value != "false" => {
                    let first = value.parse().ok().or(fence.numbered);
                    fence.numbered = Some(first.unwrap_or(1));
                }
                _ => {}
            }
        }
        fence
    }

    /// Whether a line is marked; lines count from 1.
    pub fn marks(&self, line: usize) -> bool {
        self.marked.iter().any(|lines| lines.contains(&line))
    }

    /// Marks lines: `2,4-6` or `2 4-6`.
    fn mark(&mut self, lines: &str) {
        let parts = lines.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
        for part in parts {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            match (first.trim().parse(), last.trim().parse()) {
                (Ok(first), Ok(last)) if 0 < first && first <= last => {
                    self.marked.push(first..=last);
                }
                _ => self.unclear.push(part.to_string()),
            }
        }
    }
}

/// Words parted by white space and commas, but not within quotation marks or braces.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut inside: Option<char> = None;
    for char in text.chars() {
        match inside {
            Some(end) if char == end => inside = None,
            Some(_) => {}
            None if char.is_whitespace() || char == ',' => {
                words.push(String::new());
                continue;
            }
            None if char == '{' && !words.last().is_some_and(|word| word.ends_with('=')) => {
                words.push(String::new());
                inside = Some('}');
            }
            None if matches!(char, '"' | '\'') => inside = Some(char),
            None => {}
        }
        if let Some(word) = words.last_mut() {
            word.push(char);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(info: &str) -> Fence {
        Fence::read(info, 0..0)
    }

    #[test]
    fn options_of_several_tools_are_read() {
        let fence = read("rust title=\"src/main.rs\" {2,4-6} linenos");
        assert_eq!(fence.language, "rust");
        assert_eq!(fence.title.as_deref(), Some("src/main.rs"));
        assert_eq!(fence.marked, [2..=2, 4..=6]);
        assert_eq!(fence.numbered, Some(1));
        assert_eq!(read("rust,ignore").language, "rust");
        assert_eq!(read("python{1}").marked, [1..=1]);
        assert_eq!(read("toml hl_lines=3-4 8-9, linenostart=20").marked, [3..=4, 8..=9]);
        assert_eq!(read("toml hl_lines=\"1 3\"").marked, [1..=1, 3..=3]);
        assert_eq!(read("js linenos, linenostart=20").numbered, Some(20));
        assert_eq!(read("js linenostart=20 linenos").numbered, Some(20));
        assert_eq!(read("js linenos=false").numbered, None);
    }

    #[test]
    fn what_names_no_line_is_kept() {
        assert_eq!(read("js {0,6-4,x}").unclear, ["0", "6-4", "x"]);
        assert!(read("js anything={else}").marked.is_empty());
    }

    #[test]
    fn misspelt_languages_are_told_from_unknown_ones() {
        assert_eq!(misspelt("pyhton"), Some("python"));
        assert_eq!(misspelt("typescript"), None);
        assert_eq!(misspelt("Rust"), None);
        assert_eq!(misspelt("brainfuck"), None);
    }
}
