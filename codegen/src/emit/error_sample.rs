//! The body of an error as an API has it, for its documentation.

use apiscribe_core::response_path::{FieldStep, first_step};
use apiscribe_model::channel::json;
use apiscribe_model::checked::ErrorFields;

/// Returns the JSON of an error with a code and a message, each where the API documents it: at the first of the documented paths
/// that the other leaves room for, or else under its usual name.
pub(super) fn error_body(fields: Option<&ErrorFields>, code: &str, message: &str) -> String {
    let list = |key| fields.map_or(&[][..], |fields| fields.list(key));
    let (codes, messages) = (list("code"), list("message"));
    let mut body = Json::Missing;
    for (paths, usual, text) in [(codes, "Code", code), (messages, "Message", message)] {
        let usual = [usual.to_owned(), format!("[0].{usual}")];
        // A header is no part of the body.
        let mut paths = paths.iter().chain(&usual).filter(|path| !path.starts_with("header:"));
        if let Some(with_text) = paths.find_map(|path| body.clone().with(path, text)) {
            body = with_text;
        }
    }
    body.to_string()
}

/// The little JSON that an error needs.
#[derive(Clone)]
enum Json {
    Missing,
    Text(String),
    Object(Vec<(String, Json)>),
    List(Vec<Json>),
}

impl Json {
    /// Returns it with a text at a path, if nothing else is in the way there.
    fn with(self, path: &str, text: &str) -> Option<Self> {
        if path.is_empty() {
            return matches!(self, Self::Missing).then(|| Self::Text(text.to_owned()));
        }
        match (first_step(path)?, self) {
            ((FieldStep::Key(_), _), Self::Missing) => Self::Object(Vec::new()).with(path, text),
            ((FieldStep::Item(_), _), Self::Missing) => Self::List(Vec::new()).with(path, text),
            ((FieldStep::Key(key), rest), Self::Object(mut members)) => {
                let known = members.iter().position(|(name, _)| name == key);
                let inner = known.map_or(Self::Missing, |index| members[index].1.clone()).with(rest, text)?;
                match known {
                    Some(index) => members[index].1 = inner,
                    None => members.push((key.to_owned(), inner)),
                }
                Some(Self::Object(members))
            }
            ((FieldStep::Item(index), rest), Self::List(mut items)) if index < 10 => {
                items.resize(items.len().max(index + 1), Self::Missing);
                items[index] = items[index].clone().with(rest, text)?;
                Some(Self::List(items))
            }
            _ => None,
        }
    }
}

impl std::fmt::Display for Json {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let joined = |parts: Vec<String>| parts.join(", ");
        match self {
            Self::Missing => f.write_str("null"),
            Self::Text(text) => f.write_str(&json::text(text)),
            Self::Object(members) => {
                let members = members.iter().map(|(name, value)| format!("{}: {value}", json::text(name)));
                write!(f, "{{{}}}", joined(members.collect()))
            }
            Self::List(items) => write!(f, "[{}]", joined(items.iter().map(ToString::to_string).collect())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::error_body;
    use apiscribe_model::checked::ErrorFields;

    fn body(code: &[&str], message: &[&str]) -> String {
        let list = |paths: &[&str]| paths.iter().map(ToString::to_string).collect::<Vec<_>>();
        let fields = ErrorFields::of([("code", list(code).as_slice()), ("message", &list(message))]);
        error_body(Some(&fields), "c", "m")
    }

    #[test]
    fn a_body_has_code_and_message_where_they_are_documented() {
        assert_eq!(error_body(None, "c", "m"), r#"{"Code": "c", "Message": "m"}"#);
        assert_eq!(body(&["error.code"], &["error.message"]), r#"{"error": {"code": "c", "message": "m"}}"#);
        assert_eq!(body(&["header:x-code", "a.b"], &[]), r#"{"a": {"b": "c"}, "Message": "m"}"#);
        assert_eq!(body(&["errors[1].code"], &["title"]), r#"{"errors": [null, {"code": "c"}], "title": "m"}"#);
        assert_eq!(body(&["error"], &["error.text", "text"]), r#"{"error": "c", "text": "m"}"#);
        assert_eq!(body(&["[0].id"], &["text"]), r#"[{"id": "c", "Message": "m"}]"#);
        assert_eq!(body(&["a[999999999]"], &["a"]), r#"{"Code": "c", "a": "m"}"#);
    }
}
