//! JSON, in which every unprintable character is escaped, so that a terminal can show it too.

use std::fmt;

use super::character::{is_unprintable, replaced};

/// Returns a text as JSON writes it: the little JSON that examples need.
pub fn text(text: &str) -> String {
    let escape = |character: char| match character {
        '"' | '\\' => Some(format!("\\{character}")),
        '\n' => Some("\\n".to_owned()),
        '\r' => Some("\\r".to_owned()),
        '\t' => Some("\\t".to_owned()),
        other => unprintable(other),
    };
    format!("\"{}\"", replaced(text, escape))
}

/// Returns the escape of an unprintable character, in UTF-16 as JSON has it.
fn unprintable(character: char) -> Option<String> {
    if !is_unprintable(character) {
        return None;
    }
    let mut escape = String::new();
    for unit in character.encode_utf16(&mut [0; 2]) {
        escape.push_str(&format!("\\u{unit:04x}"));
    }
    Some(escape)
}

/// Values of JSON, with the ends of their lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonText(pub(super) String);

impl JsonText {
    // A value of JSON displays itself as JSON, whichever library made it; so no library is needed here.

    /// Returns a value of JSON on one line.
    pub fn line(value: &impl fmt::Display) -> Self {
        Self::of(&value.to_string())
    }

    /// Returns a value laid out on many lines.
    pub fn document(value: &impl fmt::Display) -> Self {
        Self::of(&format!("{value:#}"))
    }

    /// Returns an object with one list, each item of it on a line of its own.
    pub fn list(key: &'static str, items: impl Iterator<Item = impl fmt::Display>) -> Self {
        let items: Vec<String> = items.map(|item| item.to_string()).collect();
        Self::of(&format!("{{{}: [\n{}\n]}}", text(key), items.join(",\n")))
    }

    /// Outside of its texts JSON has no unprintable character but the ends of lines, and in its texts no end of a line.
    fn of(json: &str) -> Self {
        let escaped = replaced(json, |character| if character == '\n' { None } else { unprintable(character) });
        Self(format!("{escaped}\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    const TEXT: &str = "a\"\\\n\r\t\u{0}\u{1b}\u{7f}\u{9b}\u{2028}\u{202e}\u{e0041}书👩\u{200d}🔬";

    #[test]
    fn a_text_is_read_back_as_it_was_and_shows_no_control_character() {
        let json = text(TEXT);
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), TEXT);
        assert!(!json.contains(super::is_unprintable), "{json}");
    }

    #[test]
    fn a_value_is_read_back_as_it_was() {
        let value = serde_json::json!({ TEXT: [TEXT, 1, null] });
        for json in [super::JsonText::line(&value).to_string(), super::JsonText::document(&value).to_string()] {
            assert_eq!(serde_json::from_str::<serde_json::Value>(&json).expect("JSON"), value);
            assert!(!json.replace('\n', "").contains(super::is_unprintable), "{json}");
        }
        assert_eq!(super::JsonText::line(&value).to_string().lines().count(), 1);
    }
}
