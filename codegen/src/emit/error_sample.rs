//! The body of an error as an API has it, for its documentation.

use apiscribe_core::response_path::{FieldStep, first_step};
use apiscribe_model::channel::json;
use apiscribe_model::checked::{ErrorFields, FailureField, Protocol};

/// An error whose body is to be shown.
pub(super) struct ErrorSample<'a> {
    pub(super) protocol: Protocol,
    /// The fields that make a response of its status a failure.
    pub(super) failure: &'a [FailureField],
    /// The places of the parts of an error.
    pub(super) fields: Option<&'a ErrorFields>,
    pub(super) code: &'a str,
    /// Empty where it is not documented.
    pub(super) message: &'a str,
}

impl ErrorSample<'_> {
    /// Returns the JSON of the body: what says that it is a failure, the code and the message, each where the API documents it,
    /// at the first of the documented paths that the others leave room for, or else under its usual name.
    pub(super) fn body(&self) -> String {
        let marks = self.failure.iter().filter_map(|field| Some((field.path.as_str(), field.is.first()?)));
        let in_body = |path: &str| !path.starts_with("header:");
        let mut body = Json::Missing;
        for (path, value) in marks.filter(|(path, _)| in_body(path)) {
            body = body.clone().with(path, &Json::of_word(value)).unwrap_or(body);
        }
        for (key, text) in [("code", self.code), ("message", self.message)] {
            if text.is_empty() {
                continue;
            }
            let usual = self.usual_name(key);
            let usual = [usual.clone(), format!("[0].{usual}")];
            let documented = self.fields.map_or(&[][..], |fields| fields.list(key));
            let mut paths = documented.iter().chain(&usual).filter(|path| in_body(path));
            let with_text = paths.find_map(|path| body.clone().with(path, &Json::Text(text.to_owned())));
            body = with_text.unwrap_or(body);
        }
        body.to_string()
    }

    /// The name of a field as Alibaba Cloud writes it, or as most others do.
    fn usual_name(&self, key: &str) -> String {
        match key.split_at_checked(1) {
            Some((first, rest)) if self.protocol.is_acs() => format!("{}{rest}", first.to_ascii_uppercase()),
            _ => key.to_owned(),
        }
    }
}

/// The little JSON that an error needs.
#[derive(Clone)]
enum Json {
    Missing,
    Boolean(bool),
    Text(String),
    Object(Vec<(String, Json)>),
    List(Vec<Json>),
}

impl Json {
    /// Returns the boolean that a word is, or the word as text.
    fn of_word(word: &str) -> Self {
        word.parse().map_or_else(|_| Self::Text(word.to_owned()), Self::Boolean)
    }

    /// Returns it with a value at a path, if nothing else is in the way there.
    fn with(self, path: &str, value: &Self) -> Option<Self> {
        if path.is_empty() {
            return matches!(self, Self::Missing).then(|| value.clone());
        }
        match (first_step(path)?, self) {
            ((FieldStep::Key(_), _), Self::Missing) => Self::Object(Vec::new()).with(path, value),
            ((FieldStep::Item(_), _), Self::Missing) => Self::List(Vec::new()).with(path, value),
            ((FieldStep::Key(key), rest), Self::Object(mut members)) => {
                let known = members.iter().position(|(name, _)| name == key);
                let inner = known.map_or(Self::Missing, |index| members[index].1.clone()).with(rest, value)?;
                match known {
                    Some(index) => members[index].1 = inner,
                    None => members.push((key.to_owned(), inner)),
                }
                Some(Self::Object(members))
            }
            ((FieldStep::Item(index), rest), Self::List(mut items)) if index < 10 => {
                items.resize(items.len().max(index + 1), Self::Missing);
                items[index] = items[index].clone().with(rest, value)?;
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
            Self::Boolean(value) => value.fmt(f),
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
    use super::ErrorSample;
    use apiscribe_model::checked::{ErrorFields, FailureField, Protocol};

    const SAMPLE: ErrorSample<'_> =
        ErrorSample { protocol: Protocol::AcsRpc, failure: &[], fields: None, code: "c", message: "m" };

    fn list(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    fn body(code: &[&str], message: &[&str]) -> String {
        let fields = ErrorFields::of([("code", list(code).as_slice()), ("message", &list(message))]);
        ErrorSample { fields: Some(&fields), ..SAMPLE }.body()
    }

    #[test]
    fn a_body_has_code_and_message_where_they_are_documented() {
        assert_eq!(SAMPLE.body(), r#"{"Code": "c", "Message": "m"}"#);
        assert_eq!(ErrorSample { message: "", ..SAMPLE }.body(), r#"{"Code": "c"}"#);
        assert_eq!(ErrorSample { protocol: Protocol::Http, ..SAMPLE }.body(), r#"{"code": "c", "message": "m"}"#);
        assert_eq!(body(&["error.code"], &["error.message"]), r#"{"error": {"code": "c", "message": "m"}}"#);
        assert_eq!(body(&["header:x-code", "a.b"], &[]), r#"{"a": {"b": "c"}, "Message": "m"}"#);
        assert_eq!(body(&["errors[1].code"], &["title"]), r#"{"errors": [null, {"code": "c"}], "title": "m"}"#);
        assert_eq!(body(&["error"], &["error.text", "text"]), r#"{"error": "c", "text": "m"}"#);
        assert_eq!(body(&["[0].id"], &["text"]), r#"[{"id": "c", "Message": "m"}]"#);
        assert_eq!(body(&["a[999999999]"], &["a"]), r#"{"Code": "c", "a": "m"}"#);
    }

    #[test]
    fn a_body_has_what_makes_it_a_failure() {
        let mark = |path: &str, is: &[&str]| FailureField {
            path: path.to_owned(),
            present: is.is_empty(),
            is: list(is),
            is_not: Vec::new(),
        };
        let failure =
            [mark("ok", &["false"]), mark("status", &["bad", "no"]), mark("Error", &[]), mark("header:x", &["1"])];
        let sample = ErrorSample { failure: &failure, ..SAMPLE };
        assert_eq!(sample.body(), r#"{"ok": false, "status": "bad", "Code": "c", "Message": "m"}"#);
        let failure = [mark("Code", &["false"]), mark("Code.deep", &["x"])];
        assert_eq!(ErrorSample { failure: &failure, ..SAMPLE }.body(), r#"{"Code": false, "Message": "m"}"#);
    }
}
