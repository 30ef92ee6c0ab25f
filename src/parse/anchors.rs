//! How the tools of the trade make the id of a heading from its words, so that a link written for
//! one of them is judged by its own ids. Ids that HTML publishes are left to `ids`.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A way to make ids of headings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Anchors {
    /// factum's own: GitHub's, and `section` for a heading without a word.
    #[default]
    Factum,
    /// GitHub's, as github-slugger and Docusaurus have it, too.
    Github,
    /// GitLab's: hyphens that follow each other are one.
    Gitlab,
    /// Python-Markdown's, which MkDocs uses: ASCII alone, `_1` after the second of the same.
    Mkdocs,
    /// MkDocs with the slugs of PyMdown: letters of any script.
    Pymdown,
    /// Zola's: ASCII alone, everything else a hyphen.
    Zola,
    /// Hugo's: GitHub's, of the heading as it is written.
    Hugo,
    /// mdBook's.
    Mdbook,
    /// Pandoc's: full stops stay, and what stands before the first letter goes.
    Pandoc,
    /// VitePress' and VuePress': punctuation is a hyphen, accents go.
    Vitepress,
    /// DocFX's: GitHub's, and `section` for a heading without a word.
    Docfx,
}

/// A heading, as its id is made of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title<'t> {
    /// What a reader sees, its white space folded.
    pub(super) words: &'t str,
    /// The same, with the white space that its author typed.
    pub(super) typed: &'t str,
    /// All that its author typed, with the marks of Markdown.
    pub(super) raw: &'t str,
}

impl<'t> Title<'t> {
    /// One that is words alone.
    pub(super) fn plain(words: &'t str) -> Title<'t> {
        Title { words, typed: words.trim(), raw: words }
    }
}

impl Anchors {
    /// The names that settings know, each with its way.
    pub const NAMES: [(&'static str, Anchors); 12] = [
        ("factum", Anchors::Factum),
        ("github", Anchors::Github),
        ("gitlab", Anchors::Gitlab),
        ("mkdocs", Anchors::Mkdocs),
        ("pymdown", Anchors::Pymdown),
        ("zola", Anchors::Zola),
        ("docusaurus", Anchors::Github),
        ("hugo", Anchors::Hugo),
        ("mdbook", Anchors::Mdbook),
        ("pandoc", Anchors::Pandoc),
        ("vitepress", Anchors::Vitepress),
        ("docfx", Anchors::Docfx),
    ];

    /// The way of a name.
    pub fn named(name: &str) -> Option<Anchors> {
        Anchors::NAMES.iter().find(|(known, _)| *known == name).map(|(_, anchors)| *anchors)
    }

    /// The id of a heading before another heading has taken it; perhaps empty.
    pub(super) fn base(self, title: &Title<'_>) -> String {
        let Title { words, typed, raw } = *title;
        match self {
            Anchors::Factum => some(super::slug(words), "section"),
            Anchors::Github => github(typed),
            Anchors::Gitlab => gitlab(words),
            Anchors::Mkdocs => python(words),
            Anchors::Pymdown => pymdown(words),
            Anchors::Zola => hyphened(words, char::is_ascii_alphanumeric),
            Anchors::Hugo => plain(raw.trim(), |c| c.is_alphanumeric(), char::is_whitespace),
            Anchors::Mdbook => {
                some(plain(words, |c| c.is_alphanumeric(), char::is_whitespace), "section")
            }
            Anchors::Pandoc => some(pandoc(words), "section"),
            Anchors::Vitepress => vitepress(words),
            Anchors::Docfx => some(github(typed), "section"),
        }
    }

    /// The id of a heading of these words, before another heading has taken it.
    pub(crate) fn of_words(self, words: &str) -> String {
        self.base(&Title::plain(words))
    }

    /// Whether it asks for the white space that an author typed.
    pub(super) fn reads_typed(self) -> bool {
        matches!(self, Anchors::Github | Anchors::Docfx)
    }

    /// What stands between an id and its number when it is there again.
    pub(super) fn joint(self) -> char {
        if matches!(self, Anchors::Mkdocs | Anchors::Pymdown) { '_' } else { '-' }
    }

    /// Whether the tool writes ids in Latin letters for words of other scripts, by tables that
    /// factum does not have: of such a heading no id is known.
    pub(super) fn transliterates(self, words: &str) -> bool {
        self == Anchors::Zola && !words.is_ascii()
    }
}

fn some(id: String, otherwise: &str) -> String {
    if id.is_empty() { otherwise.to_string() } else { id }
}

/// Lower case; `kept` and `-` and `_` stay, each blank is a hyphen.
fn plain(words: &str, kept: impl Fn(char) -> bool, blank: impl Fn(char) -> bool) -> String {
    let mut id = String::with_capacity(words.len());
    for char in words.chars() {
        if kept(char) || char == '_' || char == '-' {
            id.extend(char.to_lowercase());
        } else if blank(char) {
            id.push('-');
        }
    }
    id
}

/// Of white space only the plain blank counts: one that does not break goes, as punctuation does.
fn github(typed: &str) -> String {
    plain(typed, |c| c.is_alphanumeric() || is_combining_mark(c), |c| c == ' ')
}

fn gitlab(words: &str) -> String {
    let id = squeezed(&github(words.trim()));
    let digits = !id.is_empty() && id.chars().all(|c| c.is_ascii_digit());
    if digits { format!("anchor-{id}") } else { id }
}

/// `re.sub(r'[^\w\s-]', '', …)`, then white space and hyphens to one hyphen.
fn python(words: &str) -> String {
    let ascii: String = words.nfkd().filter(char::is_ascii).collect();
    let kept =
        |c: &char| c.is_ascii_alphanumeric() || *c == '_' || *c == '-' || c.is_ascii_whitespace();
    let kept: String = ascii.chars().filter(kept).collect();
    let id = kept.trim().to_ascii_lowercase().replace(|c: char| c.is_ascii_whitespace(), "-");
    squeezed(&id)
}

fn pymdown(words: &str) -> String {
    let folded: String = words.nfkc().collect();
    let kept = |c: &char| c.is_alphanumeric() || is_combining_mark(*c) || "_- ".contains(*c);
    let kept: String = folded.chars().filter(kept).collect();
    kept.trim().to_lowercase().replace(' ', "-")
}

/// Runs of what is not kept are one hyphen, and none stands at an end.
fn hyphened(words: &str, kept: impl Fn(&char) -> bool) -> String {
    let mut id = String::with_capacity(words.len());
    for char in words.chars() {
        if kept(&char) {
            id.extend(char.to_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

fn pandoc(words: &str) -> String {
    let start = words.find(char::is_alphabetic).unwrap_or(words.len());
    let mut id = String::new();
    for char in words[start..].trim_end().chars() {
        if char.is_alphanumeric() || matches!(char, '_' | '-' | '.') {
            id.extend(char.to_lowercase());
        } else if char.is_whitespace() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id
}

fn vitepress(words: &str) -> String {
    let bare: String = words.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let split = |c: char| c.is_whitespace() || "~`!@#$%^&*()-_+=[]{}|\\;:\"'“”‘’<>,.?/".contains(c);
    let id = hyphened(&bare, |c| !split(*c) && !c.is_control());
    if id.starts_with(|c: char| c.is_ascii_digit()) { format!("_{id}") } else { id }
}

fn squeezed(id: &str) -> String {
    let mut squeezed = String::with_capacity(id.len());
    for char in id.chars().filter(|c| *c != '\r') {
        if char != '-' || !squeezed.ends_with('-') {
            squeezed.push(char);
        }
    }
    squeezed
}
