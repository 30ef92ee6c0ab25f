//! The words of a claim as tokens: words, runs of digits, marks. Emphasis and quotation marks are read through.
//! What tokens mean is left to the readers.

use unicode_normalization::UnicodeNormalization as _;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, with apostrophes between them.
    Word,
    /// Digits.
    Digits,
    /// One character of any other kind.
    Mark,
}

/// A token of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// What it is made of.
    pub(crate) kind: TokenKind,
    /// Its first byte in the source.
    pub(crate) start: usize,
    /// The byte after its last in the source.
    pub(crate) end: usize,
    /// Whether it follows the one before without white space.
    pub(crate) glued: bool,
    low: (usize, usize),
}

/// A text with its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Text<'t> {
    source: &'t str,
    low: String,
    /// The tokens, in order.
    pub(crate) tokens: Vec<Token>,
}

impl<'t> Text<'t> {
    /// Splits a text into tokens.
    pub(crate) fn new(source: &'t str) -> Text<'t> {
        let mut text = Text {
            source,
            low: String::with_capacity(source.len() + 16),
            tokens: Vec::with_capacity(12),
        };
        let mut chars = source.char_indices().peekable();
        let mut glued = false;
        while let Some((start, first)) = chars.next() {
            let mut end = start + first.len_utf8();
            if first.is_whitespace() {
                glued = false;
                continue;
            }
            if is_unseen(first) {
                continue;
            }
            let kind = if first.is_ascii_digit() {
                while let Some((at, _)) = chars.next_if(|(_, c)| c.is_ascii_digit()) {
                    end = at + 1;
                }
                TokenKind::Digits
            } else if first.is_alphabetic() {
                while let Some((at, c)) = chars.next_if(|(at, c)| {
                    is_letter(*c)
                        || ((is_apostrophe(*c) || is_unseen(*c))
                            && source[at + c.len_utf8()..].starts_with(char::is_alphabetic))
                }) {
                    end = at + c.len_utf8();
                }
                TokenKind::Word
            } else {
                let emphasis = first == '*' && !is_sign(source, start);
                let closes = first == '’' && source[..start].contains('‘');
                if emphasis || is_quotation(first) || closes {
                    continue;
                }
                TokenKind::Mark
            };
            // “1.8...3.6 V”: three stops that join are an ellipsis.
            if first == '.' && glued && joins_by_stops(&source[start..]) {
                chars.by_ref().take(2).for_each(drop);
                end += 2;
            }
            let equals = matches!(first, '<' | '>') && chars.next_if(|(_, c)| *c == '=').is_some();
            if equals {
                end += 1;
            }
            text.push(kind, start, end, glued);
            glued = true;
        }
        text.drop_stops();
        text
    }

    fn push(&mut self, kind: TokenKind, start: usize, end: usize, glued: bool) {
        if !self.low.is_empty() {
            self.low.push(' ');
        }
        let from = self.low.len();
        match (kind, &self.source[start..end]) {
            (TokenKind::Digits, digits) => self.low.push_str(digits),
            (_, "<=") => self.low.push('≤'),
            (_, "...") => self.low.push('…'),
            (_, "⁄") => self.low.push('/'),
            (_, ">=") => self.low.push('≥'),
            (_, "–" | "—" | "−" | "‐" | "‑" | "‒") => self.low.push('-'),
            (_, "’" | "‘") => self.low.push('\''),
            (_, word) if word.is_ascii() => {
                self.low.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            }
            // Below the combining marks every letter is written in one way.
            (_, word) if word.chars().all(|c| c < '\u{300}' && c != '\u{ad}') => {
                self.low.extend(word.chars().flat_map(char::to_lowercase));
            }
            // A letter with its mark and the two written one after the other are the same letter.
            (_, word) => {
                word.nfc().filter(|c| !is_unseen(*c)).flat_map(char::to_lowercase).for_each(|c| {
                    self.low.push(match c {
                        '’' => '\'',
                        'μ' => 'µ',
                        c => c,
                    });
                })
            }
        }
        self.tokens.push(Token { kind, start, end, glued, low: (from, self.low.len()) });
    }

    /// Drops what only closes: the stop of an abbreviation or a sentence, a colon, a comma at the end.
    fn drop_stops(&mut self) {
        while let Some(last) = self.tokens.last() {
            if matches!(&self.source[last.start..last.end], "." | "," | ":" | ";" | "!")
                && last.kind == TokenKind::Mark
            {
                self.tokens.pop();
            } else {
                break;
            }
        }
        let mut at = 1;
        while at < self.tokens.len() {
            let (before, here) = (self.tokens[at - 1], self.tokens[at]);
            let next = self.tokens.get(at + 1);
            let open = next.is_none_or(|next| !next.glued);
            let drop = match &self.source[here.start..here.end] {
                "." => {
                    here.glued
                        && before.kind == TokenKind::Word
                        && (open || self.is_mark(at + 1, ",") || self.is_mark(at + 1, ")"))
                }
                ":" => open,
                _ => false,
            };
            if drop {
                self.tokens.remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// The token's characters as written.
    pub(crate) fn raw(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| &self.source[token.start..token.end])
    }

    /// The token in lower case; empty after the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.low[token.low.0..token.low.1])
    }

    /// Tokens in lower case with one space between, where no token between them was dropped.
    pub(crate) fn words(&self, from: usize, to: usize) -> &str {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => &self.low[first.low.0..last.low.1],
            _ => "",
        }
    }

    /// The source between two tokens, with the first, without the second.
    pub(crate) fn source(&self, from: usize, to: usize) -> &'t str {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => &self.source[first.start..last.end],
            _ => "",
        }
    }

    /// Whether the token is this mark.
    pub(crate) fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.is(at, TokenKind::Mark) && self.word(at) == mark
    }

    /// Whether the token is of this kind.
    pub(crate) fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// Whether the token follows the one before without white space.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Whether a character shows nothing and separates nothing: a soft hyphen, a joiner, a choice of glyph.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}'
    )
}

fn is_quotation(c: char) -> bool {
    matches!(c, '`' | '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '‚')
}

/// Whether a text begins with three stops and goes on after them.
fn joins_by_stops(text: &str) -> bool {
    text.strip_prefix("...")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '−'))
}

/// Whether an asterisk is a sign rather than emphasis: `6.*`, `2 * 4`, `2*4`.
fn is_sign(source: &str, at: usize) -> bool {
    let (before, after) = (source[..at].chars().next_back(), source[at + 1..].chars().next());
    let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
    before == Some('.') || both(char::is_whitespace) || both(|c| c.is_ascii_digit())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}
