//! Values as HTML: short ones in the notation of values, sets as lists, tables as tables.
//! The notation itself is left to `value`.

use super::escape::escape;
use super::urls::Here;
use crate::site::Site;
use crate::theme::Words;
use crate::value::{Context, Join, Property, Table, Value};

/// What a value is shown with: the site, the page it is shown on, and the fact's own names.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// The site.
    pub(super) site: &'a Site,
    /// The page.
    pub(super) here: Here<'a>,
    /// The language of the page.
    pub(super) language: &'a str,
    /// The words of that language.
    pub(super) words: &'a Words,
    /// The names of the fact's subject.
    pub(super) filler: &'a [String],
}

impl<'a> Setting<'a> {
    /// What the value room needs to know for a property.
    pub(super) fn context<'p>(&'p self, property: &'p Property) -> Context<'p> {
        self.site.context(self.language, property, self.filler)
    }

    /// A value as plain text: its notation, or how long it is where that would be a page.
    pub(super) fn text(&self, value: &Value, property: &Property) -> String {
        match value {
            Value::None => self.words.get("values.none").to_string(),
            Value::Unknown => self.words.get("values.unknown").to_string(),
            Value::Table(table) => self.words.count("claims.rows", table.rows.len()),
            Value::Text(words) | Value::Url(words) => words.clone(),
            value => value.notation(&self.context(property)),
        }
    }

    /// A value as HTML in its full length.
    pub(super) fn html(&self, value: &Value, property: &Property, label: &str) -> String {
        match value {
            Value::Table(table) => self.table(table, None, label),
            Value::Text(words) => format!("<p class=\"value words\">{}</p>", escape(words)),
            Value::Url(address) => {
                let address = escape(address);
                format!("<p class=\"value\"><a href=\"{address}\">{address}</a></p>")
            }
            Value::Set(set) if set.items.len() > 1 => {
                let items = set.items.iter().map(|item| self.item(item, property));
                let items: String = items.map(|item| format!("<li>{item}</li>\n")).collect();
                let join =
                    |name| format!("<p class=\"join\">{}</p>\n", escape(self.words.get(name)));
                let join = match set.join {
                    Join::Plain => String::new(),
                    Join::All => join("values.all"),
                    Join::Any => join("values.any"),
                };
                format!("{join}<ul class=\"value\">\n{items}</ul>")
            }
            value => format!("<p class=\"value\">{}</p>", self.short(value, property)),
        }
    }

    /// A value in one line of HTML; names lead to the pages of what they name.
    fn short(&self, value: &Value, property: &Property) -> String {
        match value {
            Value::Set(set) if set.join == Join::Plain && !set.items.is_empty() => {
                let items = set.items.iter().map(|item| self.item(item, property));
                items.collect::<Vec<_>>().join(", ")
            }
            value => self.item(value, property),
        }
    }

    fn item(&self, value: &Value, property: &Property) -> String {
        match value {
            Value::Entity(id) => {
                let name = self.site.names.name(id).unwrap_or(id);
                self.subject_link(id, name)
            }
            value => escape(&self.text(value, property)).into_owned(),
        }
    }

    /// The items of a set as text; `None` for what is no set.
    pub(super) fn items(&self, value: &Value, property: &Property) -> Option<Vec<String>> {
        let Value::Set(set) = value else { return None };
        Some(set.items.iter().map(|item| item.phrase(&self.context(property))).collect())
    }

    /// A table as HTML in a box that scrolls by itself. `caption` is HTML; `label` is what a
    /// screen reader calls the box.
    pub(super) fn table(&self, table: &Table, caption: Option<&str>, label: &str) -> String {
        let mut html = format!(
            "<div class=\"scroll\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table>\n",
            escape(&self.words.fill("text.table_of", &[("label", label)]))
        );
        if let Some(caption) = caption {
            html.push_str(&format!("<caption>{caption}</caption>\n"));
        }
        html.push_str("<thead><tr>");
        for (name, column) in &table.columns {
            let label = column.label.clone().unwrap_or_else(|| name.replace('-', " "));
            html.push_str(&format!("<th scope=\"col\">{}</th>", escape(&label)));
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            html.push_str("<tr>");
            for (name, column) in &table.columns {
                if *name == table.key {
                    let entity = self.subject_link(&row.id, &row.name);
                    html.push_str(&format!("<th scope=\"row\">{entity}</th>"));
                } else {
                    let cell = row.cells.get(name).map(|value| self.short(value, column));
                    html.push_str(&format!("<td>{}</td>", cell.unwrap_or_default()));
                }
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody>\n</table></div>");
        html
    }

    /// A name that leads to its subject's page, if it is a subject's.
    fn subject_link(&self, id: &str, name: &str) -> String {
        match self.site.subjects.get(id) {
            Some(subject) => {
                let href = self.here.href(&subject.url);
                format!("<a href=\"{}\">{}</a>", escape(&href), escape(name))
            }
            None => escape(name).into_owned(),
        }
    }
}
