//! What a site keeps for its own templates under `extra`, as the data that templates work with.

use serde_json::Value;

use crate::value::{Form, Node};

/// A node as data: unquoted booleans, whole numbers and nothing are what they look like, the rest
/// is text.
pub(super) fn json(node: &Node) -> Value {
    match &node.form {
        Form::Text { text, quoted: false } => match text.as_str() {
            "" | "~" | "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            text => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
        },
        Form::Text { text, .. } => text.as_str().into(),
        Form::List(items) => items.iter().map(json).collect(),
        Form::Map(entries) => {
            entries.iter().map(|entry| (entry.key.clone(), json(&entry.value))).collect()
        }
    }
}
