//! Words that mean nothing, from a generator of random numbers that is the same everywhere.

const STARTS: [&str; 20] = [
    "ba", "co", "dri", "fe", "glo", "ha", "ju", "ka", "li", "mo", "ne", "pra", "que", "ri", "sto",
    "tu", "va", "wi", "ye", "zo",
];
const ENDS: [&str; 20] = [
    "bel", "cor", "dan", "fin", "gar", "hul", "jin", "kel", "lor", "men", "nar", "pol", "rin",
    "sal", "tor", "ver", "wan", "xis", "yar", "zen",
];

/// Short words that make something like a sentence of the others.
const SMALL: [&str; 12] =
    ["the", "a", "of", "and", "to", "in", "for", "with", "on", "by", "from", "as"];

/// A stream of random numbers: SplitMix64.
pub(crate) struct Random(u64);

impl Random {
    /// The stream for one thing of a kind.
    pub(crate) fn of(seed: u64, kind: &str, number: usize) -> Random {
        let mut state = seed ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for byte in kind.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Random(state)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is at least 1.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A word of 8,000, a few of them often and most of them seldom, as in a language.
    pub(crate) fn word(&mut self) -> String {
        let (one, two) = (self.below(8000), self.below(8000));
        let rank = one * two / 8000;
        let (start, middle, end) = (rank % 20, rank / 20 % 20, rank / 400);
        format!("{}{}{}", STARTS[start], ENDS[middle], STARTS[end % 20])
    }

    /// A sentence of some fifteen words.
    pub(crate) fn sentence(&mut self) -> String {
        let mut sentence = capital(&self.word());
        for at in 0..10 + self.below(9) {
            sentence.push(' ');
            match at % 2 {
                0 => sentence.push_str(SMALL[self.below(SMALL.len())]),
                _ => sentence.push_str(&self.word()),
            }
        }
        sentence.push('.');
        sentence
    }
}

/// A word with a capital.
pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The id that every tool gives to a heading of letters and spaces.
pub(crate) fn slug(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}
