//! Recognises OpenAPI documents, which are not read yet.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The keys at the top of a document that tell what it is.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Top {
    openapi: Option<String>,
    swagger: Option<String>,
    /// The operations of the official metadata.
    apis: Option<IgnoredAny>,
}

/// Returns what a file is called if it is an OpenAPI document, in JSON or YAML: `OpenAPI 3.1.0` or `Swagger 2.0`.
pub fn openapi_document(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let top = serde_json::from_str(text).unwrap_or_else(|_| top_of_yaml(text));
    match top {
        Top { apis: Some(_), .. } => None,
        Top { openapi: Some(version), .. } => Some(format!("OpenAPI {version}")),
        Top { swagger: Some(version), .. } => Some(format!("Swagger {version}")),
        Top { .. } => None,
    }
}

/// Reads the keys that stand at the beginning of a line, without taking the rest for YAML: it may be large, and anything.
fn top_of_yaml(text: &str) -> Top {
    let value = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix(':'));
        let value = line.map(|value| value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']));
        value.filter(|value| value.starts_with(|first: char| first.is_ascii_digit())).map(str::to_owned)
    };
    Top { openapi: value("openapi"), swagger: value("swagger"), apis: None }
}

#[cfg(test)]
mod tests {
    use super::openapi_document;

    #[test]
    fn documents_are_known_by_their_first_keys_in_both_notations() {
        for (text, expected) in [
            (r#"{"openapi": "3.0.3", "info": {}, "paths": {}}"#, Some("OpenAPI 3.0.3")),
            (r#"{"swagger": "2.0", "paths": {}}"#, Some("Swagger 2.0")),
            ("# pets\nopenapi: 3.1.0\ninfo: { title: Pets }\n", Some("OpenAPI 3.1.0")),
            ("\u{feff}swagger: \"2.0\" # old\npaths: {}\n", Some("Swagger 2.0")),
            (r#"{"version": "1.0", "info": {"style": "RPC"}, "apis": {}}"#, None),
            (r#"{"openapi": "3.0.3", "apis": {}}"#, None),
            ("title: openapi: 3.1.0\n", None),
            ("openapi: yes\n  openapi: 3.0.0\n", None),
            ("openapi", None),
            ("", None),
        ] {
            assert_eq!(openapi_document(text.as_bytes()).as_deref(), expected, "{text}");
        }
        assert_eq!(openapi_document(b"\xff\xfeopenapi: 3.0.0"), None);
    }
}
