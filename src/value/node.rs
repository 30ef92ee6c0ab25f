//! A value as it was written: text, list or map, each with its place in the file.
//! What the text means is left to the property that it is given for.

/// A range of bytes of the file that a value came from.
pub type Span = std::ops::Range<usize>;

/// A value as written, before anybody said what it should mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What stands there.
    pub form: Form,
}

/// The three forms that data can be written in.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A scalar, exactly as its characters stand in the file: `4.10` stays `4.10`.
    Text {
        /// The characters, without quotation marks.
        text: String,
        /// Whether it stood in quotation marks.
        quoted: bool,
    },
    /// A list, in order.
    List(Vec<Node>),
    /// A map, in order; a key that is written twice is here twice.
    Map(Vec<Entry>),
}

/// One key of a map with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key's characters.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// What is written under it.
    pub value: Node,
}

impl Node {
    /// An unquoted scalar, as a test or a derived fact writes one.
    pub fn plain(text: impl Into<String>, span: Span) -> Node {
        Node { span, form: Form::Text { text: text.into(), quoted: false } }
    }

    /// The characters of a scalar; nothing for a list or a map.
    pub fn text(&self) -> Option<&str> {
        match &self.form {
            Form::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The items of a list; nothing for anything else.
    pub fn list(&self) -> Option<&[Node]> {
        match &self.form {
            Form::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a map; nothing for anything else.
    pub fn map(&self) -> Option<&[Entry]> {
        match &self.form {
            Form::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a map with this key, for the key's own place.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.map()?.iter().find(|entry| entry.key == key)
    }

    /// Whether nothing was written: an unquoted empty scalar, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.form, Form::Text { text, quoted: false } if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// What it is, for a message: `a list`, `a map` or `text`.
    pub fn kind_name(&self) -> &'static str {
        match self.form {
            Form::Text { .. } => "text",
            Form::List(_) => "a list",
            Form::Map(_) => "a map",
        }
    }
}
