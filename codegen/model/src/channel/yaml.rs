//! YAML that is written for people: drafts and imported specs, in which every unprintable character is escaped, and so is
//! the key `<<`, which would be one that merges.

use serde_yaml::{Mapping, Value};

use super::character::{is_unprintable, replaced};

/// The stand-in for an unprintable character while YAML is written: one that the writer has to escape, around the
/// number of the other. Escaped it is [`MARK`], which no text has after `marked`.
const MARKER: char = '\u{1}';
const MARK: &str = "\\x01";

/// Returns a value as YAML. The writer by itself leaves ends of lines that only some know, and marks that turn text.
pub fn document(value: &Value) -> String {
    let text = serde_yaml::to_string(&marked(value)).unwrap_or_default();
    let mut parts = text.split(MARK);
    let mut document = parts.next().unwrap_or_default().to_owned();
    while let (Some(code), Some(behind)) = (parts.next(), parts.next()) {
        document.push_str(&format!("\\U{code:0>8}"));
        document.push_str(behind);
    }
    document
}

fn marked(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(marked_text(text)),
        Value::Sequence(items) => Value::Sequence(items.iter().map(marked).collect()),
        Value::Mapping(map) => {
            Value::Mapping(map.iter().map(|(key, value)| (marked_key(key), marked(value))).collect::<Mapping>())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Tagged(_) => value.clone(),
    }
}

/// The writer leaves `<<` bare, with which a key would merge another map.
fn marked_key(key: &Value) -> Value {
    match key.as_str() {
        Some("<<") => Value::String(format!("{}<", mark('<'))),
        _ => marked(key),
    }
}

fn mark(character: char) -> String {
    format!("{MARKER}{:x}{MARKER}", u32::from(character))
}

fn marked_text(text: &str) -> String {
    let is_marked = |character| is_unprintable(character) && character != '\n';
    // The backslash, so that nothing but a mark looks like one.
    let has_mark = text.contains(MARK);
    replaced(text, |character| (is_marked(character) || has_mark && character == '\\').then(|| mark(character)))
        .into_owned()
}

#[cfg(test)]
mod tests {
    use serde_yaml::Value;

    use super::{document, is_unprintable};

    #[test]
    fn a_document_is_read_back_as_it_was_and_shows_no_control_character() {
        for text in [
            "a\u{202e}b",
            "a\nb\u{85}c\u{2028}",
            "\\x0141\\x01",
            "\\x0141\\x01\u{1}\\\\x01",
            "\u{feff}\u{0}\u{1b}\u{7f}\u{9b}\t\r\n\u{e0041}",
            "plain",
            "two\nlines\n",
            "书 \\ \"'",
            "null",
            "<<",
            "<<: no key",
        ] {
            let value: Value =
                [(Value::from(text), Value::from(vec![text]))].into_iter().collect::<super::Mapping>().into();
            let yaml = document(&value);
            assert_eq!(serde_yaml::from_str::<Value>(&yaml).expect("YAML"), value, "{yaml}");
            assert!(!yaml.replace('\n', "").contains(is_unprintable), "{yaml}");
            if !text.contains(|character| is_unprintable(character) && character != '\n')
                && !text.contains("\\x01")
                && text != "<<"
            {
                assert_eq!(yaml, serde_yaml::to_string(&value).expect("YAML"));
            }
        }
    }
}
