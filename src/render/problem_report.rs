//! The address at which a reader reports a problem with a claim, from the site's own pattern.

use std::fmt::Write as _;

/// What the pattern of a report is filled with.
pub(super) struct Reported<'a> {
    /// The fact's id.
    pub(super) fact: &'a str,
    /// The address of the page from the site's root.
    pub(super) page: &'a str,
    /// The words of the claim.
    pub(super) words: &'a str,
    /// The whole address of the page.
    pub(super) url: &'a str,
}

/// The pattern with its names filled in, each percent-encoded; what names nothing stays as it is.
pub(super) fn address(pattern: &str, with: &Reported<'_>) -> String {
    let mut out = String::with_capacity(pattern.len() + 64);
    let mut rest = pattern;
    let names = [
        ("{fact}", with.fact),
        ("{page}", with.page),
        ("{words}", with.words),
        ("{url}", with.url),
    ];
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match names.iter().find(|(name, _)| from.starts_with(name)) {
            Some((name, value)) => {
                encode(value, &mut out);
                rest = &from[name.len()..];
            }
            None => {
                out.push('{');
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Everything but letters, digits and `-._~` as `%XX`, so that it fits any part of an address.
fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in_and_encoded() {
        let with =
            Reported { fact: "vm.slots", page: "/a/", words: "≤ 2 & {url}", url: "https://x/" };
        let pattern = "https://example.org/new?f={fact}&w={words}&u={url}&x={y}{";
        let expected = "https://example.org/new?f=vm.slots&w=%E2%89%A4%202%20%26%20%7Burl%7D\
                        &u=https%3A%2F%2Fx%2F&x={y}{";
        assert_eq!(address(pattern, &with), expected);
        assert_eq!(address("mailto:a@b?subject={page}", &with), "mailto:a@b?subject=%2Fa%2F");
    }
}
