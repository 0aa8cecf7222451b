//! The type of a value, by its schema and by what is shown of it together: where they differ, a type that reads both.

use apiscribe_core::{TimeKind, WireFormat};
use serde_yaml::Value;

/// A type that reads what is shown, and what was said and shown.
pub(super) type Better = (&'static str, &'static str);

/// Returns the type that a value needs to be as in an example, which is written as text. An example that is no value of
/// anything like the type is no evidence.
pub(super) fn by_example(kind: &str, example: &str) -> Option<Better> {
    match kind {
        "int32" | "int64" | "float" => by_number(kind, example),
        "binary" => (!is_base64(example)).then_some(NO_BASE64),
        _ => None,
    }
}

/// Returns the type that a value needs to be as in a sample. Text in the place of a number is no evidence where the
/// example is a number.
pub(super) fn by_sample(kind: &str, sample: &Value, example: Option<&str>) -> Option<Better> {
    let is_right = |text: &str| match kind {
        "boolean" => ["true", "false"].contains(&text.to_ascii_lowercase().as_str()),
        _ => text.parse::<f64>().is_ok(),
    };
    match (kind, sample) {
        ("int32" | "int64" | "float", Value::Number(number)) => by_number(kind, &number.to_string()),
        ("int32" | "int64" | "float", Value::String(text)) if is_right(text) => by_number(kind, text),
        ("int32" | "int64" | "float" | "double" | "boolean", Value::String(text)) => {
            // What is blank or masked shows nothing.
            let shows = !text.trim().is_empty() && !text.contains('*') && !is_right(text);
            let is_outvoted = example.is_some_and(is_right);
            (shows && !is_outvoted)
                .then_some(("string", "said to be a number or a boolean, and shown as other text; taken for text"))
        }
        ("binary", Value::String(text)) => (!is_base64(text)).then_some(NO_BASE64),
        ("date-time", Value::String(text)) => {
            let is_time = TimeKind::DateTime.accepts(WireFormat::Iso8601, text) || text.trim().is_empty();
            (!is_time).then_some(("string", "said to be a time, and shown as other text; taken for text"))
        }
        _ => None,
    }
}

/// Returns whether a type reads all that another one does.
pub(super) fn is_wider(one: &str, other: &str) -> bool {
    let reach = |kind: &str| match kind {
        "boolean" | "binary" | "int32" | "date-time" => 0,
        "int64" | "float" => 1,
        "double" => 2,
        "string" => 3,
        _ => 4,
    };
    reach(one) > reach(other)
}

pub(super) const NO_BASE64: Better = ("string", "said to be Base64, and not shown to be; taken for text");

fn by_number(kind: &str, number: &str) -> Option<Better> {
    let value: f64 = number.parse().ok().filter(|value: &f64| value.is_finite())?;
    match kind {
        "float" => {
            // A single number is shown by as many digits as tell it from the next.
            let is_lost = number.parse::<f32>().is_ok_and(|single| single.to_string() != value.to_string());
            is_lost.then_some(("double", "said to be a single number, and shown with more digits; taken for double"))
        }
        _ if value.fract() != 0.0 => {
            Some(("double", "said to be an integer, and shown with a fraction; taken for double"))
        }
        _ if value.abs() >= 9.3e18 => Some(("string", "shown beyond what a 64-bit integer holds; taken for text")),
        "int32" => {
            let is_beyond = number.parse::<i64>().is_ok_and(|value| i32::try_from(value).is_err());
            is_beyond.then_some(("int64", "said to be a 32-bit integer, and shown beyond one; taken for int64"))
        }
        _ => None,
    }
}

/// Returns whether text can only be Base64: short words are made of the same characters.
fn is_base64(text: &str) -> bool {
    let text = text.trim();
    let padding = text.len() - text.trim_end_matches('=').len();
    let digits = &text[..text.len() - padding];
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
    let has = |is: fn(&u8) -> bool| digits.bytes().any(|byte| is(&byte));
    let is_mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    let is_sure = padding > 0 || text.len() >= 24 && is_mixed;
    are_digits && !digits.is_empty() && padding <= 2 && text.len() % 4 == 0 && is_sure
}

#[cfg(test)]
mod tests {
    use super::{Value, by_example, by_sample};

    #[test]
    fn what_is_shown_widens_a_type_and_never_narrows_it() {
        for (kind, shown, better) in [
            ("int32", "2147483647", None),
            ("int32", "2147483648", Some("int64")),
            ("int32", "-2147483649", Some("int64")),
            ("int64", "9007199254740993", None),
            ("int64", "18446744073709551615", Some("string")),
            ("int64", "0.5", Some("double")),
            ("int32", "1.0", None),
            ("int32", "many", None),
            ("float", "655.2", None),
            ("float", "0.1", None),
            ("float", "1234567.89", Some("double")),
            ("double", "1234567.89", None),
            ("binary", "7F176EE8-51DA-4B4D-8FFE-04448CD7A171", Some("string")),
            ("binary", "item", Some("string")),
            ("binary", "aGVsbG8=", None),
            ("string", "1", None),
        ] {
            assert_eq!(by_example(kind, shown).map(|better| better.0), better, "{kind} {shown}");
        }
    }

    #[test]
    fn text_in_the_place_of_a_number_counts_unless_the_example_is_one() {
        let sample = |kind, text: &str, example| by_sample(kind, &Value::from(text), example).map(|better| better.0);
        assert_eq!(sample("int32", "1 day", None), Some("string"));
        assert_eq!(sample("int32", "1 day", Some("1")), None);
        assert_eq!(sample("int32", "1", None), None);
        assert_eq!(sample("int32", "", None), None);
        assert_eq!(sample("int32", "12****", None), None);
        assert_eq!(sample("boolean", "True", None), None);
        assert_eq!(sample("boolean", "on", None), Some("string"));
        assert_eq!(by_sample("int64", &Value::from(1.5), None).map(|better| better.0), Some("double"));
    }
}
