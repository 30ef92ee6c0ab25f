//! Names of files and folders as tools write them in addresses.
//! What addresses are made of them is left to the room's front.

use crate::parse::adopt::{Manner, Names};

/// Whether a file is the front of its folder, by its name without extension.
pub(super) fn is_front(manner: &Manner, stem: &str) -> bool {
    let stem = if manner.language_in_name { stem.split('.').next().unwrap_or(stem) } else { stem };
    manner.fronts.iter().any(|front| stem.eq_ignore_ascii_case(front))
}

/// The last part of an address; nothing for the front of a folder.
pub(super) fn own_name(manner: &Manner, stem: &str, folder: &str) -> Option<String> {
    if is_front(manner, stem) {
        return None;
    }
    let marked =
        stem.rsplit_once('.').filter(|(_, code)| manner.language_in_name && code.len() == 2);
    let stem = marked.map_or(stem, |(stem, _)| stem);
    let stem = if manner.drops_dates { dateless(stem) } else { stem };
    let own = written(manner.names, stem);
    let last = folder.rsplit('/').next().unwrap_or_default();
    let is_front = manner.front_by_folder && own == last && !folder.is_empty();
    (!is_front).then_some(own)
}

/// The folders of a path as they stand in an address.
pub(super) fn folders(manner: &Manner, folder: &str) -> String {
    let names = folder.split('/').map(|name| written(manner.names, name));
    names.collect::<Vec<_>>().join("/")
}

/// A whole address as its tool has it, where it is not made name by name.
pub(super) fn address(names: Names, address: &str) -> String {
    match names {
        Names::LowerHyphens => address.to_lowercase().replace(' ', "-"),
        _ => address.to_string(),
    }
}

fn written(names: Names, name: &str) -> String {
    match names {
        // Of these the whole address is written anew.
        Names::Same | Names::LowerHyphens => name.to_string(),
        Names::Lower => name.to_lowercase(),
        Names::Slugs => slug(name),
        Names::Numberless => without_number(name).to_string(),
    }
}

/// `2024-01-31-title` is `2024/01/31/title` to blogs.
pub(super) fn dated(manner: &Manner, stem: &str) -> Option<String> {
    let rest = dateless(stem);
    let is_dated = manner.dates_as_folders && rest.len() < stem.len();
    is_dated.then(|| format!("{}/{rest}", stem[..10].replace('-', "/")))
}

fn dateless(stem: &str) -> &str {
    let is_date = stem.get(..10).is_some_and(|date| date.parse::<jiff::civil::Date>().is_ok());
    let rest = stem.get(10..).filter(|_| is_date);
    rest.and_then(|rest| rest.strip_prefix(['-', '_'])).unwrap_or(stem)
}

/// `01-start` is `start` to Docusaurus.
fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == name.len() {
        return name;
    }
    let bare = rest.trim_start_matches([' ', '-', '_', '.']);
    // A version or a date is no place in an order.
    let number = bare.is_empty()
        || bare.len() == rest.len()
        || bare.starts_with(|c: char| c.is_ascii_digit());
    if number { name } else { bare }
}

/// A name as Zola has it in addresses.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::adopt::Tool;

    #[test]
    fn dates_are_dates_and_nothing_else() {
        for (stem, rest) in [
            ("2024-01-31-title", "title"),
            ("2024-01-31_title", "title"),
            ("2024-01-31", "2024-01-31"),
            ("2024-13-31-title", "2024-13-31-title"),
            ("_install", "_install"),
            ("-", "-"),
            ("ein-längerer-name", "ein-längerer-name"),
        ] {
            assert_eq!(dateless(stem), rest, "of {stem}");
        }
        let jekyll = Tool::Jekyll.manner();
        assert_eq!(dated(jekyll, "2024-01-31-title").as_deref(), Some("2024/01/31/title"));
        assert_eq!(dated(jekyll, "_install"), None);
        assert_eq!(dated(Tool::Zola.manner(), "2024-01-31-title"), None);
    }

    #[test]
    fn names_are_those_of_their_tools() {
        for (tool, stem, folder, name) in [
            (Tool::Hugo, "_index.de", "guide", None),
            (Tool::Hugo, "start.fr", "guide", Some("start")),
            (Tool::Zola, "2024-01-31-First Steps", "guide", Some("first-steps")),
            (Tool::Docusaurus, "01-start", "guide", Some("start")),
            (Tool::Docusaurus, "guide", "guide", None),
            (Tool::Docusaurus, "2.0-notes", "guide", Some("2.0-notes")),
            (Tool::Astro, "README", "guide", Some("readme")),
            (Tool::MkDocs, "README", "guide", None),
            (Tool::MdBook, "First", "guide", Some("First")),
        ] {
            assert_eq!(own_name(tool.manner(), stem, folder).as_deref(), name, "{tool:?} {stem}");
        }
    }
}
