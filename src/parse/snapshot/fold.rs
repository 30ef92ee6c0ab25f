//! Text folded for search: what differs only in white space, hyphenation, quotation marks or dashes
//! becomes the same. Leaves the search to `site`.

use unicode_normalization::UnicodeNormalization as _;

/// Folded text: words with one space between them.
///
/// A hyphen between two letters is left out of the text and noted beside it, because at the end of
/// a line nobody can tell whether it belongs to the word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folded {
    text: String,
    hyphens: Vec<Hyphen>,
    pages: Vec<usize>,
}

/// A hyphen between two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hyphen {
    /// The offset of the letter that follows.
    pub at: usize,
    /// Whether it stands at the end of a line, and so may be none.
    pub breaks: bool,
}

impl Folded {
    /// Folds a text without pages.
    pub fn new(text: &str) -> Folded {
        let mut folding = Folding::default();
        folding.add(text);
        folding.folded
    }

    /// Folds the pages of a document into one text, and notes where each begins.
    pub fn of_pages(pages: &[String]) -> Folded {
        let mut folding = Folding::default();
        for page in pages {
            folding.space |= !folding.folded.text.is_empty();
            let start = folding.folded.text.len() + usize::from(folding.space);
            folding.folded.pages.push(start);
            folding.add(page);
        }
        folding.folded
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it is known on which page something stands.
    pub fn has_pages(&self) -> bool {
        !self.pages.is_empty()
    }

    /// The page of an offset, from 1; 0 where the text has no pages.
    pub fn page(&self, offset: usize) -> usize {
        self.pages.partition_point(|start| *start <= offset)
    }

    /// The hyphens inside a span, in order.
    pub fn hyphens(&self, span: &std::ops::Range<usize>) -> &[Hyphen] {
        let start = self.hyphens.partition_point(|hyphen| hyphen.at <= span.start);
        let end = self.hyphens.partition_point(|hyphen| hyphen.at < span.end);
        self.hyphens.get(start..end).unwrap_or_default()
    }

    /// The words of a span as a reader would write them, hyphens included.
    pub fn shown(&self, span: &std::ops::Range<usize>) -> String {
        let mut shown = String::new();
        let mut from = span.start;
        for hyphen in self.hyphens(span).iter().filter(|hyphen| !hyphen.breaks) {
            shown.push_str(self.text.get(from..hyphen.at).unwrap_or_default());
            shown.push('-');
            from = hyphen.at;
        }
        shown.push_str(self.text.get(from..span.end).unwrap_or_default());
        shown
    }
}

/// A text that is being folded.
#[derive(Default)]
struct Folding {
    folded: Folded,
    /// Whether white space has passed since the last character.
    space: bool,
}

impl Folding {
    fn add(&mut self, text: &str) {
        // A letter and its accent are one however they are written: PDFs often part them.
        let text: String = text.nfc().collect();
        let mut rest = text.chars();
        while let Some(char) = rest.next() {
            match char {
                // A mark for a place where a word may break: not part of the word.
                '\u{ad}' => {
                    let after = rest.as_str().trim_start();
                    if rest.as_str().starts_with(char::is_whitespace) && self.after_letter() {
                        rest = after.chars();
                    }
                }
                '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
                char if char.is_whitespace() => self.space = true,
                char if is_dash(char) => rest = self.dash(char, rest),
                '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '‘' | '’' | '‚' | '‛' | '‹' | '›'
                | '′' | '\'' | '`' | '´' => self.push('"'),
                '…' => "...".chars().for_each(|dot| self.push(dot)),
                'ﬀ' => "ff".chars().for_each(|char| self.push(char)),
                'ﬁ' => "fi".chars().for_each(|char| self.push(char)),
                'ﬂ' => "fl".chars().for_each(|char| self.push(char)),
                'ﬃ' => "ffi".chars().for_each(|char| self.push(char)),
                'ﬄ' => "ffl".chars().for_each(|char| self.push(char)),
                char => self.push(char),
            }
        }
    }

    fn push(&mut self, char: char) {
        let text = &mut self.folded.text;
        if std::mem::take(&mut self.space) && !text.is_empty() {
            text.push(' ');
        }
        text.push(char);
    }

    /// Whether a letter stands right before.
    fn after_letter(&self) -> bool {
        !self.space && self.folded.text.ends_with(char::is_alphabetic)
    }

    /// A dash, or several; returns what follows them.
    fn dash<'t>(&mut self, dash: char, rest: std::str::Chars<'t>) -> std::str::Chars<'t> {
        let after = rest.as_str().trim_start_matches(is_dash);
        let single = after.len() == rest.as_str().len();
        let next = after.trim_start();
        let breaks = next.len() != after.len();
        let gap = after.get(..after.len() - next.len()).unwrap_or_default();
        let hyphen = matches!(dash, '-' | '\u{2010}');
        let within = self.after_letter() && next.starts_with(char::is_alphabetic) && single;
        if within && (!breaks || hyphen) {
            self.folded.hyphens.push(Hyphen { at: self.folded.text.len(), breaks });
            return next.chars();
        }
        let joins = !self.space && self.folded.text.ends_with(|char: char| char.is_ascii_digit());
        self.push('-');
        // A range or a date that is broken after its dash goes on without a space.
        if joins && gap.contains('\n') && next.starts_with(|char: char| char.is_ascii_digit()) {
            return next.chars();
        }
        after.chars()
    }
}

fn is_dash(char: char) -> bool {
    matches!(char, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
