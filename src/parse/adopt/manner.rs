//! How each tool lays a site out, as data: what its addresses are made of, which files are fronts of
//! folders, where links are looked up, whether the case of letters matters. One row a tool.
//! What its settings say of a single site is left to the tool's own file.

use super::Tool;

/// How a tool lays a site out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// The names of files, without extension and in any case, that are the front of their folder.
    pub fronts: &'static [&'static str],
    /// How names of files and folders are written in addresses.
    pub names: Names,
    /// Whether `guide.fr.md` is the guide in French.
    pub language_in_name: bool,
    /// Whether `2024-01-31-title` is `title`.
    pub drops_dates: bool,
    /// Whether it is also `2024/01/31/title`.
    pub dates_as_folders: bool,
    /// Whether `guide/guide.md` is the front of its folder.
    pub front_by_folder: bool,
    /// Whether a page is found by the `id` of its front matter.
    pub named_by_id: bool,
    /// Whether a page lies in the deepest of several folders alone.
    pub deepest_folder_only: bool,
    /// Whether files are looked up from the root of the pages, too.
    pub files_from_root: bool,
    /// Whether pages have addresses of their own, other than their files: a link from such a page may
    /// climb once more.
    pub pretty: bool,
    /// Whether what begins with `@` or `~` is a name that a program's settings give to a folder.
    pub aliases: bool,
    /// Whether the publisher takes backslashes for slashes.
    pub backslashes: bool,
    /// Whether the publisher finds a page whose address differs in the case of letters.
    pub any_case_of_paths: bool,
    /// Whether the publisher finds a place whose id differs in the case of letters.
    pub any_case_of_ids: bool,
}

/// How names are written in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// As they are.
    Same,
    /// In lower case.
    Lower,
    /// In lower case, with hyphens for everything but letters and digits.
    Slugs,
    /// In lower case, with hyphens for blanks, and so in the whole of an address.
    LowerHyphens,
    /// Without the number that gives them their place: `01-start` is `start`.
    Numberless,
}

/// What most tools do.
const USUAL: Manner = Manner {
    fronts: &["index", "readme"],
    names: Names::Same,
    language_in_name: false,
    drops_dates: false,
    dates_as_folders: false,
    front_by_folder: false,
    named_by_id: false,
    deepest_folder_only: false,
    files_from_root: false,
    pretty: true,
    aliases: false,
    backslashes: false,
    any_case_of_paths: false,
    any_case_of_ids: false,
};

impl Tool {
    /// How the tool lays a site out.
    pub fn manner(self) -> &'static Manner {
        match self {
            // GitHub's pages look for a place in lower case where there is none as it is written.
            Tool::Plain => &Manner { pretty: false, any_case_of_ids: true, ..USUAL },
            Tool::MdBook | Tool::MkDocs => &USUAL,
            Tool::Vitepress => &Manner { aliases: true, ..USUAL },
            Tool::Zola => &Manner {
                fronts: &["_index", "index"],
                names: Names::Slugs,
                language_in_name: true,
                drops_dates: true,
                ..USUAL
            },
            Tool::Hugo => &Manner {
                fronts: &["_index", "index"],
                names: Names::LowerHyphens,
                language_in_name: true,
                files_from_root: true,
                ..USUAL
            },
            Tool::Docusaurus => &Manner {
                names: Names::Numberless,
                dates_as_folders: true,
                front_by_folder: true,
                named_by_id: true,
                deepest_folder_only: true,
                files_from_root: true,
                ..USUAL
            },
            Tool::Astro => &Manner {
                fronts: &["index"],
                names: Names::Lower,
                files_from_root: true,
                aliases: true,
                ..USUAL
            },
            Tool::Jekyll => &Manner { drops_dates: true, dates_as_folders: true, ..USUAL },
            // Its addresses, and the files that they are made from, are in no case.
            Tool::Learn => &Manner {
                fronts: &["index"],
                any_case_of_paths: true,
                any_case_of_ids: true,
                backslashes: true,
                ..USUAL
            },
        }
    }
}
