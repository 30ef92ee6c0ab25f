//! What the `.gitignore` files of a tree leave out: where it is not there, a program makes it.
//! Which links lead there is left to `site`.

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{SitePath, Tree, below};

/// The name of such a file.
const NAME: &str = ".gitignore";

/// The rules of every such file.
#[derive(Clone, Debug, Default)]
pub struct Ignored {
    /// The deepest first, whose word counts.
    files: Vec<Rules>,
}

#[derive(Clone, Debug)]
struct Rules {
    /// The folder that they are about.
    folder: String,
    text: String,
    compiled: Gitignore,
}

/// Whether a file says what git leaves alone.
pub fn is_ignore_file(path: &SitePath) -> bool {
    path.name() == NAME
}

impl Ignored {
    pub(super) fn read(tree: &Tree<'_>) -> Ignored {
        let found = tree.files.iter().filter(|path| is_ignore_file(path));
        let mut files: Vec<Rules> = found.filter_map(|path| Rules::read(tree, path)).collect();
        files.sort_by_key(|rules| std::cmp::Reverse(rules.folder.len()));
        Ignored { files }
    }

    /// Whether git leaves a path alone, as a file or as a folder, by itself or by a folder above it.
    pub fn holds(&self, path: &str) -> bool {
        if path.is_empty() {
            return false;
        }
        self.files
            .iter()
            .filter_map(|rules| rules.judge(below(path, &rules.folder)?))
            .next()
            .unwrap_or_default()
    }
}

impl Rules {
    fn read(tree: &Tree<'_>, path: &SitePath) -> Option<Rules> {
        let (folder, text) = (path.folder().to_string(), (tree.texts)(path)?);
        let mut builder = GitignoreBuilder::new("");
        for line in text.lines() {
            // A line that is no pattern leaves nothing out, to git as well.
            let _ = builder.add_line(None, line);
        }
        let compiled = builder.build().ok().filter(|compiled| !compiled.is_empty())?;
        Some(Rules { folder, text, compiled })
    }

    /// Whether a path below the folder is left alone; nothing where no rule is about it.
    fn judge(&self, path: &str) -> Option<bool> {
        let found = [false, true]
            .map(|is_folder| self.compiled.matched_path_or_any_parents(path, is_folder));
        match found {
            [Match::None, Match::None] => None,
            found => Some(found.iter().any(Match::is_ignore)),
        }
    }
}

/// Rules are what their texts are.
impl PartialEq for Ignored {
    fn eq(&self, other: &Ignored) -> bool {
        let texts = |ignored: &Ignored| {
            let texts = ignored.files.iter().map(|it| (it.folder.clone(), it.text.clone()));
            texts.collect::<Vec<_>>()
        };
        texts(self) == texts(other)
    }
}

impl Eq for Ignored {}
