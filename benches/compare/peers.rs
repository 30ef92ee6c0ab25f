//! Who takes part, what each is given, and how it is called.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::corpus::{Corpus, Dialect, put};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// A build with colours for code and a search, where the tool has them.
    All,
    /// A build with neither.
    Bare,
    /// A check of links and anchors.
    Check,
    /// A check with claims, against the same pages without.
    Claims,
}

impl Case {
    /// What it is, for people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Case::All => "Build, with highlighting and search where there are any",
            Case::Bare => "Build, without highlighting and search",
            Case::Check => "Check of internal links and anchors",
            Case::Claims => "Check of ten claims a page, two facts for each page",
        }
    }
}

/// A program with its settings.
pub(crate) struct Contender {
    /// `zola/all`.
    pub(crate) name: &'static str,
    /// What it takes part in.
    pub(crate) case: Case,
    corpus: Corpus,
    tool: Tool,
    /// What its settings say beyond the name of the site.
    settings: &'static str,
    /// Arguments behind the program's name; `ROOT` is the site's folder.
    arguments: &'static [&'static str],
    /// What earlier runs left that has to go.
    remove: &'static [&'static str],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tool {
    Factum,
    Limit,
    Zola { sidebar: bool },
    Hugo,
    MdBook,
    MkDocs,
    Lychee,
}

/// A build of more pages than this takes these tools minutes.
const SLOW: usize = 2000;

/// Everybody, whether they are installed or not.
pub(crate) fn all(pages: usize, small: bool) -> Vec<Contender> {
    use Case::{All, Bare, Check, Claims};
    use Tool::{Factum, Hugo, Limit, Lychee, MdBook, MkDocs, Zola};
    let plain = Corpus { small, ..Corpus::plain(pages) };
    let bare = "highlight = false\nsearch = false\n";
    let build: &[&str] = &["build", "--root", "ROOT"];
    let check: &[&str] = &["check", "--root", "ROOT"];
    let fresh: &[&str] = &["public", ".factum"];
    let zola: &[&str] = &["--root", "ROOT", "build"];
    let hugo: &[&str] = &["--source", "ROOT", "--quiet"];
    let html: &[&str] = &["public"];
    let of = |name, case, tool, settings, arguments, remove| Contender {
        name,
        case,
        corpus: plain,
        tool,
        settings,
        arguments,
        remove,
    };
    let claiming = |bound| Corpus::claiming(pages.div_ceil(2), bound);
    let mut all = vec![
        of("factum/all", All, Factum, "", build, fresh),
        of("factum/all, code known", All, Factum, "", build, html),
        of("factum/all, nothing changed", All, Factum, "", build, &[]),
        of("zola/all", All, Zola { sidebar: true }, ZOLA_ALL, zola, html),
        of("hugo/all (no search)", All, Hugo, "", hugo, html),
        of("factum/bare", Bare, Factum, bare, build, fresh),
        of("limit program", Bare, Limit, "", &["limit", "ROOT", "ROOT/public"], html),
        of("zola/bare", Bare, Zola { sidebar: true }, "", zola, html),
        of("zola/bare, no sidebar", Bare, Zola { sidebar: false }, "", zola, html),
        of("hugo/bare", Bare, Hugo, "[markup.highlight]\ncodeFences = false\n", hugo, html),
        of("factum/check", Check, Factum, "", check, fresh),
        of(
            "zola/check",
            Check,
            Zola { sidebar: false },
            "",
            &["--root", "ROOT", "check", "--skip-external-links"],
            html,
        ),
        of(
            "lychee",
            Check,
            Lychee,
            "",
            &["--offline", "--include-fragments", "--no-progress", "ROOT/content"],
            &[],
        ),
        Contender {
            corpus: claiming(true),
            ..of("factum/claims", Claims, Factum, "", check, fresh)
        },
        Contender {
            corpus: claiming(false),
            ..of("factum/words", Claims, Factum, "", check, fresh)
        },
    ];
    if pages <= SLOW {
        all.extend([
            of(
                "mdbook/all (colours in the browser)",
                All,
                MdBook,
                "",
                &["build", "ROOT"],
                &["book"],
            ),
            of(
                "mdbook/bare",
                Bare,
                MdBook,
                "[output.html.search]\nenable = false\n",
                &["build", "ROOT"],
                &["book"],
            ),
            of(
                "mkdocs/all",
                All,
                MkDocs,
                "markdown_extensions: [codehilite, toc]\n",
                MKDOCS,
                &["site"],
            ),
            of("mkdocs/bare", Bare, MkDocs, "plugins: []\n", MKDOCS, &["site"]),
        ]);
    }
    all
}

const ZOLA_ALL: &str = "build_search_index = true\n[markdown.highlighting]\ntheme = \"catppuccin-mocha\"\nstyle = \"class\"\n";

const MKDOCS: &[&str] = &["build", "--quiet", "--config-file", "ROOT/mkdocs.yml"];

impl Contender {
    /// Whether it is factum as a user has it, whom the others are compared with.
    pub(crate) fn is_own(&self) -> bool {
        matches!(self.name, "factum/all" | "factum/bare" | "factum/check" | "factum/words")
    }

    /// Whether it is factum with what an earlier build left, which there has to be.
    pub(crate) fn builds_on_earlier(&self) -> bool {
        self.tool == Tool::Factum && !self.remove.contains(&".factum")
    }

    /// The folder of its site.
    pub(crate) fn folder(&self) -> String {
        self.name.replace(|char: char| !char.is_ascii_alphanumeric(), "-")
    }

    /// Whether it can be run.
    pub(crate) fn is_there(&self) -> bool {
        matches!(self.tool, Tool::Factum | Tool::Limit)
            || self.command(Path::new(".")).get_program() != ""
    }

    /// How it is called.
    #[expect(clippy::disallowed_methods, reason = "peers are programs on the path")]
    pub(crate) fn command(&self, root: &Path) -> Command {
        let program = match self.tool {
            Tool::Factum => factum(),
            Tool::Limit => std::env::current_exe().unwrap_or_default(),
            Tool::Zola { .. } => found("zola"),
            Tool::Hugo => found("hugo"),
            Tool::MdBook => found("mdbook"),
            Tool::MkDocs => found("mkdocs"),
            Tool::Lychee => found("lychee"),
        };
        let root = root.to_string_lossy();
        let mut command = Command::new(program);
        command.args(self.arguments.iter().map(|argument| argument.replace("ROOT", &root)));
        command
    }

    /// Takes away what an earlier run left.
    ///
    /// # Errors
    /// When the disk refuses.
    #[expect(clippy::disallowed_methods, reason = "a benchmark makes its site on disk")]
    pub(crate) fn clean(&self, root: &Path) -> io::Result<()> {
        for folder in self.remove {
            let folder = root.join(folder);
            if folder.exists() {
                std::fs::remove_dir_all(folder)?;
            }
        }
        Ok(())
    }

    /// Makes its site.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn prepare(&self, root: &Path) -> io::Result<()> {
        let settings = self.settings;
        let write = |name: &str, text: String| put(&root.join(name), &text);
        match self.tool {
            Tool::Factum | Tool::Limit | Tool::Lychee => {
                self.corpus.write(&root.join("content"), Dialect::Paths)?;
                for (name, text) in self.corpus.facts() {
                    write(&format!("facts/{name}"), text)?;
                }
                write(
                    "factum.toml",
                    format!("title = \"Bench\"\nbase_url = \"https://bench.example\"\n{settings}"),
                )
            }
            Tool::Zola { sidebar } => {
                self.corpus.write(&root.join("content"), Dialect::Zola)?;
                let page = if sidebar { ZOLA_SIDEBAR } else { "" };
                write(
                    "templates/base.html",
                    BASE.replace("TITLE", "{{ config.title }}")
                        .replace("BLOCK", "{% block main %}{% endblock main %}"),
                )?;
                write("templates/page.html", ZOLA_PAGE.replace("SIDEBAR", page))?;
                write("templates/section.html", ZOLA_SECTION.to_string())?;
                write("templates/index.html", ZOLA_SECTION.to_string())?;
                write(
                    "config.toml",
                    format!(
                        "base_url = \"https://bench.example\"\ntitle = \"Bench\"\ncompile_sass = false\n{settings}"
                    ),
                )
            }
            Tool::Hugo => {
                self.corpus.write(&root.join("content"), Dialect::Hugo)?;
                write(
                    "layouts/_default/baseof.html",
                    BASE.replace("TITLE", "{{ site.Title }}")
                        .replace("BLOCK", "{{ block \"main\" . }}{{ end }}"),
                )?;
                write("layouts/_default/single.html", HUGO_PAGE.to_string())?;
                write("layouts/_default/list.html", HUGO_LIST.to_string())?;
                write("layouts/index.html", HUGO_LIST.to_string())?;
                write(
                    "hugo.toml",
                    format!(
                        "baseURL = \"https://bench.example/\"\ntitle = \"Bench\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\"]\n[markup.goldmark.renderHooks.link]\nuseEmbedded = \"always\"\n{settings}"
                    ),
                )
            }
            Tool::MdBook => {
                self.corpus.write(&root.join("src"), Dialect::MdBook)?;
                let mut summary = "# Summary\n\n[Home](README.md)\n\n".to_string();
                for page in 0..self.corpus.pages {
                    let (folder, name) = Corpus::place(page);
                    summary.push_str(&format!(
                        "- [{}]({folder}/{name}.md)\n",
                        self.corpus.title(page)
                    ));
                }
                write("src/SUMMARY.md", summary)?;
                write(
                    "book.toml",
                    format!(
                        "[book]\ntitle = \"Bench\"\n[output.html.print]\nenable = false\n{settings}"
                    ),
                )
            }
            Tool::MkDocs => {
                self.corpus.write(&root.join("docs"), Dialect::MkDocs)?;
                write("mkdocs.yml", format!("site_name: Bench\n{settings}"))
            }
        }
    }
}

/// The factum that was built with this program.
pub(crate) fn factum() -> PathBuf {
    option_env!("CARGO_BIN_EXE_factum").unwrap_or("factum").into()
}

/// A program on the path; empty where there is none.
#[expect(clippy::disallowed_methods, reason = "peers are programs on the path")]
fn found(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).map(|folder| folder.join(name));
    places.into_iter().find(|place| place.is_file()).unwrap_or_default()
}

const BASE: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>TITLE</title></head>\n<body>\n<header>TITLE</header>\nBLOCK\n<footer>TITLE</footer>\n</body>\n</html>\n";
const ZOLA_PAGE: &str = "{% extends \"base.html\" %}\n{% block main %}<nav>{% for it in page.ancestors %}<span>{{ it }}</span>{% endfor %}</nav>\nSIDEBAR<ul>{% for h in page.toc %}<li><a href=\"{{ h.permalink | safe }}\">{{ h.title }}</a></li>{% endfor %}</ul>\n<main><h1>{{ page.title }}</h1>\n{{ page.content | safe }}</main>{% endblock main %}\n";
const ZOLA_SIDEBAR: &str = "{% set parent = page.ancestors | last %}{% set section = get_section(path=parent) %}<ul>{% for it in section.pages %}<li><a href=\"{{ it.permalink | safe }}\">{{ it.title }}</a></li>{% endfor %}</ul>\n";
const ZOLA_SECTION: &str = "{% extends \"base.html\" %}\n{% block main %}<main><h1>{{ section.title }}</h1>{{ section.content | safe }}</main>{% endblock main %}\n";
const HUGO_PAGE: &str = "{{ define \"main\" }}<nav>{{ range .Ancestors.Reverse }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</nav>\n<ul>{{ range .CurrentSection.RegularPages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>\n{{ .TableOfContents }}\n<main><h1>{{ .Title }}</h1>\n{{ .Content }}</main>{{ end }}\n";
const HUGO_LIST: &str =
    "{{ define \"main\" }}<main><h1>{{ .Title }}</h1>{{ .Content }}</main>{{ end }}\n";
