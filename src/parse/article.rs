//! An article as parsed: its front matter, its HTML with holes where links and claims go, and
//! everything in it that the rest of the site must be asked about.
//!
//! Nothing here knows other files; `site` resolves, `render` fills the holes.

use std::sync::Arc;

use crate::source::{SitePath, Span};

use super::FrontMatter;
use super::components::RawComponent;
use super::fence::RawCode;
use super::maths::RawMaths;
use super::problem::Problem;
use super::published::Published;

/// One Markdown file, parsed once for checking and for rendering alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The file.
    pub path: SitePath,
    /// What stands between its `---` or `+++` lines, with defaults where it says nothing.
    pub front: FrontMatter,
    /// The body as HTML; see [`Hole`]. Empty where nobody will look at it.
    pub html: String,
    /// Where something is put into `html`, in order of their offsets.
    pub holes: Vec<Hole>,
    /// What of the theme `html` may want.
    pub wants: Wants,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Every id that the body publishes: headings, raw HTML, footnotes.
    pub ids: Published,
    /// Links to pages and addresses (not to facts).
    pub links: Vec<RawLink>,
    /// Images.
    pub images: Vec<RawImage>,
    /// Claims in prose: links to facts and insertions.
    pub claims: Vec<RawClaim>,
    /// Lists that a comment binds to a fact.
    pub lists: Vec<RawList>,
    /// Tables whose header cells link to facts.
    pub tables: Vec<RawTable>,
    /// Scopes that a comment gives to a section.
    pub scopes: Vec<SectionScope>,
    /// Rules that a comment silences.
    pub ignores: Vec<Ignore>,
    /// References that nothing defines.
    pub undefined: Vec<Undefined>,
    /// Blocks of code.
    pub code: Vec<RawCode>,
    /// Formulas.
    pub maths: Vec<RawMaths>,
    /// Components that are called.
    pub components: Vec<RawComponent>,
    /// Comments that begin a component without an end, or end none.
    pub loose: Vec<Span>,
    /// Prose that may mention a subject: plain text outside links, code and headings. Each is where it
    /// stands in the HTML: these bytes are the text itself, escaped.
    pub prose: Vec<Span>,
    /// Everything a reader sees as text, for prohibited wordings: one entry a block. Empty where
    /// nobody will ask.
    pub blocks: Vec<Block>,
    /// The words of all blocks.
    pub(super) text: String,
    /// Files whose text another tool makes part of the page, as they are written.
    pub includes: Vec<String>,
    /// Whether another tool may give the page ids that factum cannot see.
    pub opaque: bool,
    /// What is wrong with the file itself.
    pub problems: Vec<Problem>,
}

impl Article {
    /// The same without what only those need who will look at it.
    pub(super) fn without_html(mut self) -> Article {
        (self.html, self.holes, self.prose, self.wants) = Default::default();
        self.code.iter_mut().for_each(|code| code.html = 0..0);
        self
    }

    /// The same without room for more: a site keeps thousands of articles, and adds nothing to them.
    pub(super) fn fitted(mut self) -> Article {
        self.html.shrink_to_fit();
        self.holes.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.links.shrink_to_fit();
        self.code.shrink_to_fit();
        self.prose.shrink_to_fit();
        self.blocks.shrink_to_fit();
        self.text.shrink_to_fit();
        self
    }
}

/// What the HTML of an article may hold that a page shows with words of the theme, or in another form: who
/// changes it need not look for the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// Elements without an end, as XHTML writes them.
    pub breaks: bool,
    /// Boxes of tasks.
    pub boxes: bool,
    /// Admonitions.
    pub alerts: bool,
    /// Footnotes.
    pub notes: bool,
    /// Tables.
    pub tables: bool,
}

impl Wants {
    /// Anything, as HTML of an author's own.
    pub(super) const ALL: Wants =
        Wants { breaks: true, boxes: true, alerts: true, notes: true, tables: true };
}

/// A place in an article's HTML where `render` puts something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Offset into the HTML.
    pub at: usize,
    /// What goes there.
    pub what: Filling,
}

/// What goes into a hole; numbers index the article's own lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// The opening tag of a link.
    LinkStart(usize),
    /// Its closing tag.
    LinkEnd(usize),
    /// A whole formula.
    Maths(usize),
    /// The beginning of a component, or the whole of one that holds nothing.
    Component(usize),
    /// The end of a component.
    ComponentEnd(usize),
    /// A whole image.
    Image(usize),
    /// The address of a link in raw HTML.
    Reference(usize),
    /// The address of what raw HTML shows.
    Source(usize),
    /// What an `<img>` in raw HTML does not say of its image.
    Attributes(usize),
    /// The opening tag of a claim.
    ClaimStart(usize),
    /// Its closing tag.
    ClaimEnd(usize),
    /// The words of an insertion.
    Insertion(usize),
    /// A whole list or table, inserted where a paragraph would stand.
    Block(usize),
    /// A mark beside `claims[i]`, whose words cannot be marked themselves, within text.
    Mark(usize),
    /// The same before a block of code.
    CodeMark(usize),
    /// The same before `lists[i]`.
    ListMark(usize),
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Its id in the published HTML.
    pub id: String,
    /// The bytes of the whole heading.
    pub span: Span,
}

/// A link as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawLink {
    /// The bytes of the whole link.
    pub span: Span,
    /// The bytes of its destination, where it stands (in the definition for a reference).
    pub to_span: Span,
    /// The destination, entities and escapes resolved.
    pub to: Arc<str>,
    /// The title; empty when there is none.
    pub title: String,
    /// Whether it names a page, `[[page]]`, rather than where one is.
    pub by_name: bool,
}

/// An image as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawImage {
    /// The bytes of the whole image.
    pub span: Span,
    /// The bytes of its destination.
    pub to_span: Span,
    /// The destination.
    pub to: Arc<str>,
    /// The title; empty when there is none.
    pub title: String,
    /// The alternative text.
    pub alt: String,
    /// Whether it names a file, `![[file]]`, rather than where one is.
    pub by_name: bool,
    /// How it is written.
    pub form: ImageForm,
}

/// How an image is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageForm {
    /// As Markdown's own.
    Markdown,
    /// As an `<img>` in raw HTML, with these attributes, their names in lower case.
    Tag(Vec<(String, String)>),
    /// As something else that raw HTML shows, which may be no image at all.
    Other,
}

impl ImageForm {
    /// What an attribute of its tag holds; nothing where there is none of this name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let ImageForm::Tag(attributes) = self else { return None };
        attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl RawImage {
    /// Whether it is certainly an image.
    pub fn is_image(&self) -> bool {
        self.form != ImageForm::Other
    }
}

/// A link whose destination is a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawClaim {
    /// The bytes of the whole link.
    pub span: Span,
    /// The bytes of the words between the brackets; of the whole for an insertion.
    pub words_span: Span,
    /// The words a reader sees, white space folded; empty for an insertion.
    pub words: String,
    /// The destination as written.
    pub to: String,
    /// The bytes of the destination.
    pub to_span: Span,
    /// The title: the mode.
    pub title: String,
    /// Whether it stands in a quotation, whose words are somebody else's.
    pub quoted: bool,
    /// How it is written.
    pub form: Form,
}

/// How a claim is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words linked to a fact.
    Words,
    /// Words in code, bound by a comment before it; nothing is marked up.
    Code,
    /// An autolink within text: the value's words go here.
    Insertion,
    /// An autolink alone in its paragraph: a list or a table goes here, words if the fact is neither.
    Block,
    /// A link in the head of a table; judged with its table.
    Header,
    /// Words linked to a fact in an image's alternative text; nothing is marked up.
    Alternative,
}

/// A list that a comment binds: `<!-- fact: id options -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawList {
    /// The bytes of the comment.
    pub comment: Span,
    /// What follows `fact:`: a destination and options, as written.
    pub to: String,
    /// The bytes of `to`.
    pub to_span: Span,
    /// The words after the destination: `exact`, `ordered` …, each with its bytes.
    pub options: Vec<(String, Span)>,
    /// The bytes of the whole list.
    pub span: Span,
    /// The items of its first level.
    pub items: Vec<Cell>,
}

/// A list item's first words, or a table cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The words, white space folded.
    pub words: String,
    /// Their bytes.
    pub span: Span,
    /// The bytes of the whole item or row, for a fix that takes it away.
    pub whole: Span,
    /// The claim that stands in it, by its index, when its words are linked to a fact themselves.
    pub claim: Option<usize>,
}

/// A table with claims in its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawTable {
    /// The bytes of the table.
    pub span: Span,
    /// For each column the claim in its head, by its index.
    pub columns: Vec<Option<usize>>,
    /// The rows below the head.
    pub rows: Vec<Vec<Cell>>,
}

/// A comment that gives a section a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionScope {
    /// The bytes of the comment.
    pub comment: Span,
    /// What follows `scope:`.
    pub text: String,
    /// The bytes for which it holds: to the next heading of the same or a higher level.
    pub span: Span,
}

/// A comment that silences a rule for the block after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The bytes of the comment.
    pub comment: Span,
    /// The rule's name as written.
    pub rule: String,
    /// Why.
    pub because: Option<String>,
    /// The last day on which it holds, as written.
    pub until: Option<String>,
    /// The bytes of the block it stands before.
    pub span: Span,
}

/// A reference link without a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undefined {
    /// The bytes of the link.
    pub span: Span,
    /// The label that is not defined.
    pub label: String,
}

/// The text of one block; [`Article::words`] gives its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where its words stand in `Article::text`: white space folded.
    pub(super) words: (u32, u32),
    /// Its bytes in the file.
    pub span: Span,
}

impl Article {
    /// The words of a block.
    pub fn words(&self, block: &Block) -> &str {
        let (start, end) = block.words;
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}
